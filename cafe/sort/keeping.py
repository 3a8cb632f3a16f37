"""At each write, where the words of the sentences that it touched come from is kept beside them.

One place for all that writes: whatever published a sentence, or a note behind one, is seen here
before it is committed, with the operation already in the log.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, event, or_, select
from sqlalchemy.orm import Session, object_session, selectinload

from cafe.model import Category, Change, Entry, Note, Question, Source, Workshop
from cafe.model.note import SORTED_TOO
from cafe.sort.ledger.sources import as_json
from cafe.sort.worded import AT_ONCE, worded_entries, worded_summaries

ALL = "read otherwise"  # in a session: the cafés of which every sentence is looked at


@event.listens_for(Workshop.language, "set")
@event.listens_for(Workshop.abbreviations, "set")
def _read_otherwise(workshop: Workshop, *_values: object) -> None:
    """Every sentence is read by the café's language and abbreviations."""
    if (tx := object_session(workshop)) is not None:
        tx.info.setdefault(ALL, set()).add(workshop.id)


@event.listens_for(Session, "before_commit")
def _before_commit(tx: Session) -> None:
    if tx.in_nested_transaction():
        return  # what is done inside is looked at once, with all that it is a part of
    told: Sequence[Change] = tx.info.get("events", ())
    changes = [change for change in told if change in tx]  # the others were rolled back
    keys: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for change in changes:
        if change.what in ("entry", "note") and change.item is not None:
            keys[change.workshop_id].add((change.what, change.key))
    summed = {change.workshop_id for change in changes if change.what in ("summary", "table")}
    for workshop_id in summed | tx.info.get(ALL, set()):
        if (summarised := tx.get(Workshop, workshop_id)) is not None:
            keep_summaries(tx, summarised)
    for workshop_id in tx.info.pop(ALL, ()):
        here = select(Entry.id).join(Category).join(Question)
        ids = tx.scalars(here.where(Question.workshop_id == workshop_id))
        keys[workshop_id] |= {("entry", id) for id in ids}
    for workshop_id, named in keys.items():
        workshop = tx.get(Workshop, workshop_id)
        if workshop is not None and named:
            entries, notes = (
                sorted(key for what, key in named if what == one) for one in ("entry", "note")
            )
            keep_words(tx, workshop, entries=entries, notes=notes)


def keep_words(
    tx: Session, workshop: Workshop, *, entries: Sequence[str], notes: Sequence[str]
) -> None:
    """Keep the words of these sentences, and of those that these notes (uids) stand behind."""
    for chosen, keys in ((_among, entries), (_behind, notes)):
        for at in range(0, len(keys), AT_ONCE):
            query = select(Entry).join(Category).join(Question)
            query = query.where(
                Question.workshop_id == workshop.id, chosen(keys[at : at + AT_ONCE])
            ).options(selectinload(Entry.sources).joinedload(Source.note))
            found = list(tx.scalars(query, execution_options=SORTED_TOO))
            words = worded_entries(tx, workshop, found)
            for entry in found:
                entry.words = as_json(words[entry.id].sources)


def keep_summaries(tx: Session, workshop: Workshop) -> None:
    """Keep the words of the summaries that organisers have given."""
    given = or_(Question.summary.is_not(None), Question.summary_words.is_not(None))
    query = select(Question).where(Question.workshop_id == workshop.id, given)
    questions = list(tx.scalars(query))
    words = worded_summaries(tx, workshop, questions)
    for question in questions:
        found = words[question.id]
        question.summary_words = None if found is None else as_json(found.sources)


def _among(ids: Sequence[str]) -> ColumnElement[bool]:
    return Entry.id.in_(ids)


def _behind(uids: Sequence[str]) -> ColumnElement[bool]:
    behind = select(Source.entry_id).join(Note, Note.id == Source.note_id)
    return Entry.id.in_(behind.where(Note.uid.in_(uids)))
