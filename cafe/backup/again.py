"""What was erased or deleted since a backup was made, done again in what came out of it."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from cafe.archive.erase import erase_hidden
from cafe.backup.gone import Entry, moment
from cafe.config import Settings
from cafe.core.i18n import _
from cafe.erasure.job import Doing, erase
from cafe.erasure.pointed import with_words
from cafe.errors import CafeError
from cafe.followup.actions import forget
from cafe.jobs.worker import Progress, quiet
from cafe.model import HIDDEN, Database, Follower, Person, Workshop, locked
from cafe.people.actions import delete_person
from cafe.plan.actions.bin import leave
from cafe.plan.retention.actions import let_go


def erase_again(
    db: Database, settings: Settings, entries: Iterable[Entry], progress: Progress = quiet
) -> list[str]:
    """Do what `entries` say that is not done here; what could not be done, in words."""
    wrong = []
    for entry in entries:
        try:
            _one(db, settings, entry)
        except (CafeError, KeyError, TypeError, ValueError) as error:
            why = error.message if isinstance(error, CafeError) else type(error).__name__
            words = _(
                "What was erased on %(at)s in %(what)s could not be erased again, and may stand "
                "there: %(why)s Erase it by hand.",
                at=entry["at"],
                what=entry["key"],
                why=why,
            )
            wrong.append(words)
    erase_hidden(db, settings, progress)
    return wrong


def _one(db: Database, settings: Settings, entry: Entry) -> None:
    what, key = entry["what"], str(entry["key"])
    if what == "words":
        _words(db, settings, key, entry)
        return
    with db.writing() as tx:
        if what == "account":
            _account(tx, int(key), str(entry["since"]))
            return
        if what == "follower":
            _follower(tx, int(key), int(entry["since"]))
            return
        workshop = locked(tx, key)
        if workshop is None or workshop.stage in HIDDEN or (what == "raw" and workshop.raw_gone):
            return
        if what == "raw":
            let_go(tx, workshop)
        else:
            leave(tx, workshop)


def _account(tx: Session, number: int, made: str) -> None:
    person = tx.get(Person, number)
    if person is not None and moment(person.created_at) == made:
        delete_person(tx, person=person)


def _follower(tx: Session, number: int, made: int) -> None:
    follower = tx.get(Follower, number)
    if follower is not None and follower.made == made:
        forget(tx, follower=follower)


def _words(db: Database, settings: Settings, key: str, entry: Entry) -> None:
    with db.reading() as session:
        workshop = session.get(Workshop, key)
        if workshop is None or workshop.stage in HIDDEN or workshop.raw_gone:
            return
        request = with_words(session, workshop, entry["request"])
    if request is not None:
        erase(Doing(db, settings, key, request, str(entry["by"]), str(entry["operation"])))
    elif entry["request"]["words"] == []:
        raise ValueError(entry["operation"])
