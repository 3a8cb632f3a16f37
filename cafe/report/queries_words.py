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
    summary, and opposed notes that stand under no heading together."""

    worded: Mapping[str, Worded]
    summaries: Mapping[int, list[Edit]]
    opposed: Mapping[int, list[tuple[str, str]]]


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
) -> dict[int, list[tuple[str, str]]]:
    pairs = select(Opposed).join(Note, Note.id == Opposed.first_id)
    pairs = pairs.where(Note.workshop_id == workshop.id)
    rows = list(db.scalars(pairs.order_by(Opposed.first_id), execution_options=SORTED_TOO))
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for question in questions if rows else ():
        places = [*question.tables, *question.origins]
        notes = {note.id: note for place in places for note in place.notes}
        under: dict[int, set[str]] = defaultdict(set)
        for category in question.categories:
            for entry in category.entries:
                for source in entry.sources:
                    under[source.note_id].add(category.id)
        for row in rows:
            one, other = notes.get(row.first_id), notes.get(row.second_id)
            if one and other and not under[one.id] & under[other.id]:
                found[question.id].append((one.text, other.text))
    return found
