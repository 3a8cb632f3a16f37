"""The list of an organiser's cafés: few questions to the database, however many cafés there are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, load_only

from cafe.core.i18n import long_date
from cafe.model import HIDDEN, CafeTable, Change, Organiser, Person, Question, Series, Workshop
from cafe.people.organisations.queries import seen_by
from cafe.plan import rules_cafes
from cafe.plan.board import step_of

# What the list says of a café, and is searched: not its long texts.
_COLUMNS = (
    *(Workshop.id, Workshop.title, Workshop.language, Workshop.date, Workshop.name),
    *(Workshop.network, Workshop.place, Workshop.commissioner, Workshop.stage, Workshop.rounds),
    *(Workshop.round, Workshop.changing, Workshop.asks_main, Workshop.timer_ends_ms),
    *(Workshop.binned, Workshop.template, Workshop.series_id, Workshop.raw_gone),
)


@dataclass(frozen=True)
class Card:
    """One café in the list. `put_away`: out of this person's list; `questions`: how many.

    `own`: the person has a `role` of their own in it; others of the organisation they read.
    """

    workshop: Workshop
    put_away: bool
    role: str
    own: bool
    when: rules_cafes.When
    next: rules_cafes.Next
    questions: int
    tables: int


@dataclass(frozen=True)
class Cafes:
    """All of an organiser's cafés, each in one place; `others`: what colleagues have planned."""

    now: list[Card]
    coming: list[Card]
    earlier: list[Card]
    others: list[Card]
    away: list[Card]
    templates: list[Card]
    bin: list[Card]

    @property
    def series(self) -> dict[Series, int]:
        """Each series with the number of its cafés, by name."""
        cards = (*self.now, *self.coming, *self.earlier, *self.away)
        counted = Counter(card.workshop.series for card in cards if card.workshop.series)
        return dict(sorted(counted.items(), key=lambda one: one[0].name))


def cafes_of(db: Session, person_id: int, today: date, asked: str = "") -> Cafes:
    """The cafés this person sees: what is soonest first, what was held last first; those without
    a role of their own are `others`, or templates.

    With `asked`: those that have these words in what is said of them.
    """
    cards = [card for card in _cards(db, person_id, today) if not asked or _has(card, asked)]
    live = [card for card in cards if card.workshop.binned is None]
    cafes = [card for card in live if not card.workshop.template]
    inside = [card for card in cafes if card.own and not card.put_away]
    return Cafes(
        now=[card for card in inside if card.when == "now"],
        coming=[card for card in inside if card.when == "coming"],
        earlier=[card for card in reversed(inside) if card.when == "earlier"],
        others=[card for card in reversed(cafes) if not card.own],
        away=[card for card in reversed(cafes) if card.put_away],
        templates=[card for card in live if card.workshop.template],
        bin=[card for card in cards if card.workshop.binned is not None],
    )


def made_before(tx: Session, *, person_id: int, operation: str) -> Workshop | None:
    """The café that this operation of this person's has made already; one that is just being made
    is waited for.
    """
    tx.scalars(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
    mine = select(Workshop).join(Organiser).where(Organiser.person_id == person_id)
    made = mine.join(Change, Change.workshop_id == Workshop.id)
    return tx.scalars(made.where(Change.operation == operation, Change.revision == 1)).first()


def _cards(db: Session, person_id: int, today: date) -> list[Card]:
    own = (Organiser.workshop_id == Workshop.id) & (Organiser.person_id == person_id)
    seen = select(Workshop, Organiser.put_away, Organiser.role).outerjoin(Organiser, own)
    seen = seen.where(Workshop.id.in_(seen_by(person_id)), Workshop.stage.not_in(HIDDEN))
    few = seen.order_by(Workshop.date, Workshop.created_at, Workshop.id).options(
        load_only(*_COLUMNS, raiseload=True), joinedload(Workshop.series)
    )
    rows = db.execute(few).all()
    questions = _counts(db, Question.workshop_id, person_id)
    tables = _counts(db, CafeTable.workshop_id, person_id)
    return [
        _card(row, (questions.get(row[0].id, 0), tables.get(row[0].id, 0)), today) for row in rows
    ]


def _card(row: Any, counted: tuple[int, int], today: date) -> Card:
    (workshop, put_away, role), (questions, tables) = row, counted
    when = rules_cafes.when(workshop.stage, workshop.date, today)
    then = rules_cafes.next_words(step_of(workshop), questions=questions, tables=tables)
    own = role is not None
    return Card(workshop, bool(put_away), role or "reader", own, when, then, questions, tables)


def _counts(db: Session, of: Any, person_id: int) -> dict[str, int]:
    query = select(of, func.count()).where(of.in_(seen_by(person_id)))
    rows: Sequence[Any] = db.execute(query.group_by(of)).all()
    return {id: count for id, count in rows}  # noqa: C416 - a Row is no pair to mypy


def _has(card: Card, asked: str) -> bool:
    cafe = card.workshop
    texts = (cafe.title, cafe.name, cafe.network, cafe.place, cafe.commissioner)
    days = (long_date(cafe.date, cafe.language), long_date(cafe.date), cafe.date.isoformat())
    series = cafe.series.name if cafe.series else ""
    return rules_cafes.matches(
        asked, (*texts, *(day.replace("\u00a0", " ") for day in days), series)
    )
