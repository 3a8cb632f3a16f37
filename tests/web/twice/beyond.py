"""A café with what stands on no page of a house, and what is pressed there."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from flask import Flask
from sqlalchemy import select

from cafe.model import Follower, Person
from cafe.people.document_links import follower_token
from cafe.web.state import cafe
from tests.followup.network import Network
from tests.followup.published import published
from tests.people.colleagues import account, give
from tests.readers.house import House
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.world import new_id
from tests.web.twice.pressing import Answers, endpoint_of, filled, forms, goes_to, twice

DONE: Answers = ((303, 303),)


class Press(NamedTuple):
    """A form of `page` that `endpoint` hears, by its button `do`, with what is typed in it."""

    endpoint: str
    by: Visitor
    page: str
    do: str = ""
    typed: Mapping[str, str] = MappingProxyType({})
    answers: Answers = DONE
    of: str = ""  # in its address


class Beyond:
    """A café that is published and read, a series with contacts, people beside the owner."""

    def __init__(self, app: Flask, organiser: Visitor, here: str) -> None:
        """All is there, but for what a press has to bring."""
        self.app, self.berit, self.here = app, organiser, here
        self.db, self.key, self.id = cafe(app).db, cafe(app).settings.secret_key, here[3:]
        self.read = House(app, organiser, here)
        self.lasting = published(app, self.id)
        self.network = Network(app, organiser)
        self.network.add("kari")
        with self.db.reading() as db:
            berit = db.query(Person).one()
        self.hall = Doors(app, berit, "open")

    def member(self, name: str, *, admin: bool = False) -> int:
        """Somebody of the same organisation, who edits the café."""
        id = account(self.db, f"{name}@example.org")
        with self.db.writing() as tx:
            tx.get_one(Person, id).organisation_id = 1
            tx.get_one(Person, id).admin_of_organisation = admin
            give(tx, self.id, id, "editor")
        return id

    def asks(self, to: str) -> str:
        """The link that an invitation shows."""
        shown = self.berit.post(to, role="reader", name="", email="", act=new_id())
        assert shown.status_code == 200, shown.text
        return "/join/a" + shown.text.split("/join/a", 1)[1][:40]

    def pressed_twice(self, one: Press) -> str:
        """As `twice`, for the first form of the page that is meant: who hears it."""
        for _name, form, press in forms(one.by, one.page, self.id):
            to, does = goes_to(form, press), press.get("value") if press is not None else ""
            if endpoint_of(self.app, to) == one.endpoint and one.of in to and one.do in ("", does):
                body = {**filled(form, press), **one.typed}
                assert twice(one.by, to, body, one.answers), f"{one.endpoint} does nothing"
                return one.endpoint
        raise AssertionError(f"{one.page} has no form of {one.endpoint}")

    def followers(self) -> list[str]:
        """The links of everybody at the café that is read."""
        with self.db.reading() as db:
            mine = select(Follower.nonce).where(Follower.workshop_id == self.id)
            return [f"/f/{follower_token(self.key, nonce)}" for nonce in db.scalars(mine)]
