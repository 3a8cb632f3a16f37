"""A café with an owner, an editor and somebody outside, in one open transaction."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import AccountLink, LoginSession, Organiser, Person, Workshop
from cafe.people import sessions
from cafe.people.colleagues import actions
from cafe.people.links import find_account_link
from tests.people.colleagues import give
from tests.support.world import new_id

KEY = "key"


class Hall:
    """A café that Berit owns and Per edits; Kari has an account. The transaction is open."""

    def __init__(self, tx: Session, cafes: list[str], people: list[int]) -> None:
        self.tx = tx
        self.berit, self.per, self.kari = (tx.get_one(Person, id) for id in people)
        self.here, self.other = (tx.get_one(Workshop, id) for id in cafes)
        give(tx, self.here.id, self.berit.id)
        give(tx, self.here.id, self.per.id, "editor")

    def invite(self, **other: Any) -> str:
        words: dict[str, Any] = {"workshop": self.here, "role": "reader", "name": "", "email": ""}
        words |= {"made_by": self.berit.id, "mails": False, "operation": new_id()}
        return actions.invite_colleague(self.tx, secret_key=KEY, **words | other)

    def link(self, word: str) -> AccountLink:
        found = find_account_link(self.tx, word, KEY)
        assert found is not None
        return found

    def role(self, person: Person) -> str | None:
        row = self.tx.get(Organiser, (self.here.id, person.id))
        return row.role if row else None

    def reset(self, person: Person, **other: Any) -> str:
        made: dict[str, Any] = {"made_by": None, "secret_key": KEY} | other
        return actions.reset_link(self.tx, person=person, **made)

    def logs_in(self, person: Person) -> str:
        """The room of the café in which this login hears."""
        sessions.begin(self.tx, person_id=person.id, user_agent="")
        newest = select(LoginSession.id).order_by(LoginSession.id.desc())
        return sessions.room_of(self.here.id, self.tx.scalars(newest).first() or 0)

    def told(self) -> set[str]:
        """Who hears after the commit that something is gone, and looks again."""
        return set(self.tx.info.pop("gone", ()))
