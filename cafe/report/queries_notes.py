"""Reading every note as it was typed, what was asked about it, and what became of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe import model
from cafe.document.material import Typed, VisitorQuestion
from cafe.model import Dot, Note, Place, Workshop
from cafe.model.note import notes_in_any_state
from cafe.nouns import LATE, NOTE, Noun
from cafe.report.queries_past import kept_early
from cafe.sort.ledger.sources import Worded
from cafe.states import STATES, STATUSES
from cafe.table.wordings import Wording, earlier_wordings

TypedStatus = dict[str, Any]  # the fields of `Typed` that say what became of a note


class Beside(NamedTuple):
    """What belongs to notes and tables, by their ids. Hidden and held questions are not there.

    `early`: notes that were kept for the organiser, and did not come late.
    """

    asked: dict[int, list[VisitorQuestion]]
    dots: Counter[int]
    earlier: dict[str, list[Wording]]
    late: dict[int, list[Note]]
    early: frozenset[str]


def beside_of(db: Session, workshop: Workshop) -> Beside:
    """Six queries at most, however many notes."""
    asked: dict[int, list[VisitorQuestion]] = defaultdict(list)
    late: dict[int, list[Note]] = defaultdict(list)
    told = [one.name for one in STATUSES.values()]
    shown = select(model.VisitorQuestion).where(
        model.VisitorQuestion.workshop_id == workshop.id,
        model.VisitorQuestion.hidden.is_(False),
        func.coalesce(model.VisitorQuestion.decided, "taken") == "taken",
    )
    for one in db.scalars(shown.order_by(model.VisitorQuestion.id)):
        asked[one.note_id].append(VisitorQuestion(one.text, one.answered, one.answer or ""))
    dots = select(Dot.note_id, func.count()).join(Note, Note.id == Dot.note_id)
    dots = dots.where(Note.workshop_id == workshop.id, Dot.lifted.is_(None))
    counts = db.execute(dots.group_by(Dot.note_id))
    came = notes_in_any_state().where(Note.workshop_id == workshop.id, Note.state.in_(told))
    for note in db.scalars(came.order_by(Note.id)):
        late[note.table_id].append(note)
    earlier = earlier_wordings(db, workshop.id, "note")
    dotted = Counter({row[0]: row[1] for row in counts})
    return Beside(asked, dotted, earlier, late, kept_early(db, workshop))


def statuses_of(
    question: model.Question, piles: dict[str, list[str]], worded: Mapping[str, Worded]
) -> dict[str, TypedStatus]:
    """By note: the pile of the accounts it lies in, and where it stands in the document.

    `worded`: what each sentence is beside its notes.
    """
    statuses: dict[str, TypedStatus] = {
        note: {"status": pile} for pile, notes in piles.items() if pile != "typed" for note in notes
    }
    for category in question.categories:
        for entry in category.entries:
            place = {
                "heading": category.heading,
                "sentence": entry.text,
                "entry": entry.id,
                "beside": len(entry.sources) - 1,
                "reworded": worded[entry.id].kind == "content",
            }
            for source in entry.sources:
                # Behind several entries it is told where it is printed, else where it stands first.
                if not source.absorbed or "heading" not in statuses[source.note.uid]:
                    statuses[source.note.uid] |= place
    return statuses


def typed_at(table: Place, statuses: dict[str, TypedStatus], beside: Beside) -> tuple[Typed, ...]:
    """Every note of `table` in the order it was typed; then what is kept and not taken in."""
    typed = [
        Typed(
            id=note.uid,
            text=note.text,
            kind=note.kind,
            columns=_columns(NOTE, note),
            elaborations=tuple(note.elaborations),
            asked=tuple(beside.asked[note.id]),
            dots=beside.dots[note.id],
            reason=note.aside_reason or "",
            gathered=note.gathered,
            earlier=tuple(one.text for one in beside.earlier.get(note.uid, ())),
            **statuses[note.uid],
        )
        for note in table.notes
    ]
    late = [
        Typed(
            id=came.uid,
            text=came.text,
            status="erased" if came.erased else STATES[came.state].status,
            kind=came.kind,
            columns=_columns(LATE, came),
            reason=came.reason or "",
            early=came.uid in beside.early,
        )
        for came in beside.late[table.id]
    ]
    return (*typed, *late)


def _columns(noun: Noun, row: Note) -> dict[str, Any]:
    """What the spreadsheet has a column for."""
    return {field.name: field.of(row) for field in noun.columns}
