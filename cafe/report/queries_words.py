"""Reading what the words in print are beside the notes, and which opposed notes stand apart."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe import model
from cafe.core.calm import calmly
from cafe.model import Note, Opposed, Workshop
from cafe.model.note import SORTED_TOO
from cafe.sort.ledger.sources import Edit, Worded
from cafe.sort.worded import summaries_of, worded_entries
from cafe.sort.wordings import original_of


class SaidOfWords(NamedTuple):
    """By entry: its wording beside its notes; by question: the wordings that people gave its
    summary, and what is said of opposed notes."""

    worded: Mapping[str, Worded]
    summaries: Mapping[int, list[Edit]]
    opposed: Mapping[int, "OpposedNotes"]


class OpposedNotes(NamedTuple):
    """A question's: the texts of those that stand `apart`, under no heading together, and the ids
    of the two sentences that hold those which are `printed`."""

    apart: list[tuple[str, str]]
    printed: list[tuple[str, str]]


NONE_OPPOSED = OpposedNotes([], [])


def said_of_words(
    db: Session, workshop: Workshop, questions: Sequence[model.Question]
) -> SaidOfWords:
    """Four queries, however many sentences. `questions` have all that they hold."""
    entries = [e for question in questions for c in question.categories for e in c.entries]
    same: dict[str, Worded] = {}
    other = []
    for entry in calmly(entries):
        # Most read as their notes do: whose their words are need not be looked for.
        if entry.sources and entry.text == (original := original_of(entry)):
            same[entry.id] = Worded("same", original, ())
        else:
            other.append(entry)
    return SaidOfWords(
        same | worded_entries(db, workshop, other),
        summaries_of(db, workshop),
        _opposed(db, workshop, questions),
    )


def _opposed(
    db: Session, workshop: Workshop, questions: Sequence[model.Question]
) -> dict[int, OpposedNotes]:
    pairs = select(Opposed).join(Note, Note.id == Opposed.first_id)
    pairs = pairs.where(Note.workshop_id == workshop.id)
    pairs = pairs.order_by(Opposed.first_id, Opposed.second_id)
    rows = list(db.scalars(pairs, execution_options=SORTED_TOO))
    return {question.id: _of_question(question, rows) for question in questions if rows}


def _of_question(question: model.Question, rows: Sequence[Opposed]) -> OpposedNotes:
    notes = {note.id: note for place in question.places for note in place.notes}
    under: dict[int, set[str]] = defaultdict(set)
    held: dict[int, str] = {}  # the sentence that says it, or else one that stands for it
    for category in question.categories:
        for source in (source for entry in category.entries for source in entry.sources):
            under[source.note_id].add(category.id)
            if not source.absorbed or source.note_id not in held:
                held[source.note_id] = source.entry_id
    found = OpposedNotes([], [])
    for row in rows:
        one, other = notes.get(row.first_id), notes.get(row.second_id)
        if one is None or other is None:
            continue
        if not under[one.id] & under[other.id]:
            found.apart.append((one.text, other.text))
        if one.id in held and other.id in held:
            found.printed.append((held[one.id], held[other.id]))
    return found
