"""What an organiser does with an origin itself: made, described, moved to another question, taken
away.
"""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import LINE
from cafe.core.text import clean, short
from cafe.errors import Conflict, Invalid
from cafe.model import Apart, Note, Opposed, Origin, Question, Source, Workshop, events, record
from cafe.model.commands import made, once
from cafe.model.events import publish
from cafe.model.note import EVERY_STATE, SORTED_TOO
from cafe.sort.origins.actions import describe, take_in
from cafe.sort.origins.queries import about_of, next_number
from cafe.sort.origins.rules import About, Row, lines_in


@once(made(Origin, "origin"))
def make_origin(
    tx: Session, *, question: Question, name: str, said: About, by: str, operation: str
) -> Origin:
    """A new origin of the question, with what is known of it, and no notes yet.

    Raises Invalid; Conflict when the question has one of this name.
    """
    _check_stage(question.workshop)
    name = _name(name)
    origin = Origin(question=question, workshop_id=question.workshop_id, name=name)
    with tx.no_autoflush:
        origin.number = next_number(tx, question.workshop_id)
        _check_free(tx, origin, question, name)
    origin.uid = str(uuid.uuid4())
    describe(origin, said)
    tx.add(origin)
    publish(tx, origin, by=by, operation=operation)
    return origin


@once("origin")
def describe_origin(
    tx: Session, *, origin: Origin, was: str, said: About, by: str, operation: str
) -> Origin:
    """What it is, of which day, and how many took part. `was`: `About.seen` of what was shown.

    Raises Conflict when somebody has said something else meanwhile.
    """
    _check_stage(origin.question.workshop)
    now = about_of(origin)
    if now == said:
        return origin
    if now.seen != was:
        words = _("Somebody has said something else of “%(name)s” meanwhile.", name=origin.name)
        raise Conflict(words, where="kind", now=events.body(origin))
    describe(origin, said)
    publish(tx, origin, by=by, operation=operation)
    return origin


@once(None)
def add_notes(tx: Session, *, origin: Origin, text: str, by: str, operation: str) -> None:
    """A note of the origin of each line of `text`: all of them, or none.

    Raises Invalid, naming the line, for what is no note; Conflict when the café is finished.
    """
    rows = [Row(line) for line in lines_in(text)]
    outcome = take_in(tx, target=origin, rows=rows, by=by, operation=operation)
    typed = [number for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    for wrong in outcome.refused:
        number, line = typed[wrong.at], short(rows[wrong.at].text)
        raise Invalid(
            _("Line %(line)s, “%(text)s”: %(why)s", line=number, text=line, why=wrong.why),
            where="notes",
        )


@once("origin")
def rename_origin(
    tx: Session, *, origin: Origin, was: str, name: str, by: str, operation: str
) -> Origin:
    """It is called `name` from now on. Raises Invalid; Conflict when it is no longer called `was`.

    Two of the same name at a question would be one in print, so that is a Conflict too.
    """
    _check_stage(origin.question.workshop)
    name = _name(name)
    if origin.name == name:
        return origin
    if origin.name != was:
        words = _("The source was renamed meanwhile. It is now called “%(name)s”", name=origin.name)
        raise Conflict(words, where="name", now=events.body(origin))
    _check_free(tx, origin, origin.question, name)
    origin.name = name
    publish(tx, origin, by=by, operation=operation)
    return origin


@once("origin")
def move_origin(
    tx: Session, *, origin: Origin, question: Question, by: str, operation: str
) -> Origin:
    """Its notes stand at another question of the café, and wait for a place there.

    Raises Conflict when one of them has a place, or something said of it, where it stands now;
    Invalid when a note is of a part that the other question has not.
    """
    _check_stage(origin.question.workshop)
    if question.id == origin.question_id:
        return origin
    _check_free(tx, origin, question, origin.name)
    if _is_used(tx, origin):
        raise Conflict(
            _(
                "Notes from “%(name)s” have a place under a heading already, or are compared with "
                "others. Take them out of there first.",
                name=origin.name,
            ),
            where="question",
        )
    letters = {part["letter"] for part in question.parts}
    parts = select(Note.part).where(Note.table_id == origin.id, Note.part.is_not(None)).distinct()
    # Also of what was brought in and is out again: a redo may bring it back.
    strange = set(tx.scalars(parts, execution_options=EVERY_STATE)) - letters
    if strange:
        raise Invalid(
            _("The question has no part %(letter)s.", letter=sorted(map(str, strange))[0]),
            where="question",
        )
    origin.question = question
    tx.flush()
    publish(tx, origin, by=by, operation=operation)
    return origin


@once(None)
def remove_origin(tx: Session, *, origin: Origin, by: str, operation: str) -> None:
    """Away with an origin that no notes are from. Raises Conflict when some are."""
    workshop = origin.question.workshop
    _check_stage(workshop)
    notes = select(Note.id).where(Note.table_id == origin.id).limit(1)
    if tx.scalars(notes, execution_options=SORTED_TOO).first() is not None:
        words = _("Notes are from “%(name)s”, so it stays.", name=origin.name)
        raise Conflict(words, where="gone")
    key = origin.id
    tx.delete(origin)
    tx.flush()
    record(tx, workshop, what="origin", key=key, item=None, by=by, operation=operation)


def _name(name: str) -> str:
    return clean(name, limit=LINE, name=_("The name of the source"), lines=False).strip()


def _is_used(tx: Session, origin: Origin) -> bool:
    """Whether a note of it is behind a sentence, or was compared with another."""
    here = select(Note.id).where(Note.table_id == origin.id)
    for column in (
        *(Source.note_id, Apart.first_id, Apart.second_id),
        *(Opposed.first_id, Opposed.second_id),
    ):
        used = here.join_from(Note, column.class_, column == Note.id).limit(1)
        if tx.scalars(used, execution_options=SORTED_TOO).first() is not None:
            return True
    return False


def _check_stage(workshop: Workshop) -> None:
    if workshop.stage == "finished":
        raise Conflict(
            _("The café is finished and can only be read. Move it back to sorting to change it."),
            where="stage",
        )


def _check_free(tx: Session, origin: Origin, question: Question, name: str) -> None:
    same = select(Origin.id).where(Origin.question_id == question.id, Origin.name == name)
    if tx.scalars(same.where(Origin.id != origin.id)).first() is not None:
        words = _("There is already a source called “%(name)s” at this question.", name=name)
        raise Conflict(words, where="name")
