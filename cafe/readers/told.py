"""What became of remarks, in words: at the desk, and for whoever wrote them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.lines import one_line
from cafe.document.material import Typed
from cafe.document.note_status import status_words
from cafe.document.sentences.remarks import kind_names, note_of
from cafe.model import Category, Entry, Note, Question, Reading, Remark, Source, Workshop
from cafe.model.note import notes_in_any_state
from cafe.readers.queries import remarks_in
from cafe.readers.rules import outcome_words


class Told(NamedTuple):
    """A remark with what it says and what became of it, in the language spoken now."""

    remark: Remark
    kind: str
    words: str
    about: str


class ToldRound(NamedTuple):
    """The remarks of a round, question by question."""

    questions: list[tuple[Question, list[Told]]]

    @property
    def all(self) -> list[Told]:
        """In the order of the questions."""
        return [one for _question, some in self.questions for one in some]


def told_of(
    db: Session,
    workshop: Workshop,
    reading: Reading,
    some: Sequence[Remark] | None = None,
) -> ToldRound:
    """The remarks of `reading` (or `some` of them) with what became of each."""
    if some is None:
        found = remarks_in(db, [reading.id])
        rows = [one for remarks in found.values() for one in remarks]
    else:
        rows = list(some)
    return told_by_question(db, workshop, rows)


def told_by_question(db: Session, workshop: Workshop, rows: Iterable[Remark]) -> ToldRound:
    """These remarks, question by question; three queries."""
    rows = sorted(rows, key=lambda one: (one.question_id, one.about, one.words, one.uid))
    notes = _notes(db, workshop, rows)
    asked = {one.id: one for one in workshop.questions}
    groups = [
        (asked[id], [_told(one, notes) for one in some])
        for id, some in groupby(rows, key=lambda one: one.question_id)
    ]
    return ToldRound(sorted(groups, key=lambda one: one[0].number))


def _told(remark: Remark, notes: Mapping[str, Typed]) -> Told:
    words = outcome_words(remark.outcome) if remark.needs_outcome else ""
    note = notes.get(note_of(remark.uid))
    if remark.outcome == "taken" and note is not None:
        words = f"{words}: {status_words(note)}"
    if remark.outcome == "not":
        words = f"{words}: {one_line(remark.reason)}"
    about = _("the question") if remark.about == "question" else ""
    return Told(remark, kind_names()[remark.kind], words, about)


def _notes(db: Session, workshop: Workshop, rows: Iterable[Remark]) -> dict[str, Typed]:
    """The notes that remarks have become, each with where it stands."""
    uids = [note_of(one.uid) for one in rows if one.outcome == "taken"]
    if not uids:
        return {}
    here = Note.workshop_id == workshop.id, Note.uid.in_(uids)
    notes = list(db.scalars(notes_in_any_state().where(*here)))
    query = select(Source.note_id, Category.heading).join(Entry, Entry.id == Source.entry_id)
    query = query.join(Category, Category.id == Entry.category_id)
    found = db.execute(query.where(Source.note_id.in_([note.id for note in notes])))
    headings = {row[0]: row[1] for row in found}
    return {note.uid: _typed(note, headings.get(note.id)) for note in notes}


def _typed(note: Note, heading: str | None) -> Typed:
    status = "printed" if heading else "unplaced"
    if note.erased:
        status = "erased"
    elif note.aside_reason is not None:
        status = "aside"
    reason = note.aside_reason or ""
    return Typed(id=note.uid, text="", status=status, heading=heading or "", reason=reason)
