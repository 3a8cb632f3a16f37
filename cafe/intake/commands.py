"""Bringing a table of notes in from the command line: the same reading, placing and words."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict, Invalid
from cafe.intake import summary
from cafe.intake.actions import bring
from cafe.intake.chosen import Chosen, understood
from cafe.intake.facts import Left
from cafe.intake.placing import placing_of
from cafe.intake.queries import cafe_facts
from cafe.intake.reading import read
from cafe.intake.recognising.headers import known_in
from cafe.model import Database, locked
from cafe.people.queries import the_cafe

ALL_IN, SOME_LEFT = 0, 3  # exit codes


@dataclass(frozen=True)
class Asked:
    """What was said on the command line; `look`: nothing is to be written."""

    into: str
    origin: str | None = None
    question: int = 0
    look: bool = False


def import_table(db: Database, file: Path, asked: Asked, *, by: str) -> tuple[int, list[str]]:
    """Take in the notes of `file`; gives the exit code and what there is to say.

    Raises Invalid for a file that cannot be used, Conflict when the café cannot take them now,
    NotFound without such a café.
    """
    try:
        book = read(file.read_bytes(), known_in)
    except OSError as error:
        why = _("%(path)s cannot be read: %(why)s.", path=file, why=error.strerror)
        raise Invalid(why) from error
    with db.reading() as session:
        facts = cafe_facts(session, the_cafe(session, asked.into), own=True)
    if asked.question and asked.question not in facts.questions:
        raise Invalid(_("There is no question “%(words)s”.", words=asked.question))
    to = "origin" if asked.origin is not None else ""
    chosen = Chosen(to=to, origin=asked.origin, question=asked.question)
    view = understood(book, chosen, facts, file.stem)
    found = placing_of(view.sheet, view.layout, facts, view.wish, view.book.stamp)
    said = summary.told_of(view.sheet)
    left = [*found.left, *found.differs]
    if asked.look:
        return _code(left), [*said, *summary.lines(found, facts), *summary.left_lines(left)]
    if why := bring.stopped(found, facts):
        raise Conflict(why)
    doer = bring.Doer(asked.into, by, str(uuid.uuid4()))
    brought = bring.taken_in(lambda: _writing(db, asked.into), found, doer)
    left = [Left(*one) for one in brought.left]
    return _code(left), [*said, *summary.lines(brought.done, facts), *summary.left_lines(left)]


@contextmanager
def _writing(db: Database, workshop_id: str) -> Iterator[Session]:
    with db.writing() as tx:
        locked(tx, workshop_id)
        yield tx


def _code(left: list[Left]) -> int:
    return SOME_LEFT if left else ALL_IN
