"""What a wording is beside its notes, told while somebody types it. Nothing is written here."""

from typing import Annotated

from flask import Response
from pydantic import Field
from sqlalchemy.orm import Session

from cafe.model import Entry, Note, Workshop
from cafe.sort.history.past import find
from cafe.sort.ledger.rewording import NoteWords, class_of
from cafe.sort.room import room
from cafe.sort.worded import language_of, notes_behind
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import Body, LongText, Uid, answer, read_body, takes
from cafe.web.state import reading


class Typing(Body):
    """`text` as far as it is typed; `of`: the sentences and notes that it is made of, by id."""

    text: LongText
    of: Annotated[list[Uid], Field(max_length=2)]


@room.post("/w/<workshop_id>/sort/class")
@allowed("sort.see")
@takes(Typing)
def wording_class(who: Who) -> Response:
    """`{class}`: same, form, content or own; what is gone meanwhile has no notes."""
    body = read_body(Typing)
    with reading() as db:
        workshop = the_workshop(db, who)
        notes = [note for id in body.of for note in _behind(db, workshop, id)]
        return answer({"class": class_of(body.text, notes, language_of(workshop))})


def _behind(db: Session, workshop: Workshop, id: str) -> list[NoteWords]:
    entry = find(db, workshop, ("entry", id))
    if isinstance(entry, Entry):
        return notes_behind(entry)
    note = find(db, workshop, ("note", id))
    if not isinstance(note, Note):
        return []
    return [NoteWords(note.uid, note.text, elaborations=tuple(note.elaborations))]
