"""What the demo is told beside its tables, and what comes of it: other sources, and answers."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from cafe.core.clock import today
from cafe.demo.build import new_operation
from cafe.demo.shapes import DemoAnswer, DemoSource
from cafe.demo.texts import after
from cafe.followup import actions as followup
from cafe.followup.queries import came_of_it
from cafe.followup.rules import Point, points_of
from cafe.model import Workshop
from cafe.sort.origins.actions import take_in
from cafe.sort.origins.keeping import make_origin
from cafe.sort.origins.rules import About, Row

SOURCES_AFTER = 4  # days after the café


def sources(workshop_id: str, by: str, tx: Session) -> None:
    """What people said elsewhere, each note under a heading or set aside with a reason."""
    workshop = tx.get_one(Workshop, workshop_id)
    for question in workshop.questions:
        for source in after.SOURCES:
            if source.question == question.number:
                day = workshop.date + timedelta(days=SOURCES_AFTER)
                about = About(source.kind, day.isoformat(), source.took_part)
                doing = {"name": source.name, "by": by, "operation": new_operation()}
                origin = make_origin(tx, question=question, said=about, **doing)
                take_in(tx, target=origin, rows=_rows(source), by=by, operation=new_operation())


def _rows(source: DemoSource) -> list[Row]:
    placed = [Row(text, heading=heading) for text, heading in source.notes]
    return placed + [Row(text, set_aside_reason=reason) for text, reason in source.aside]


def answers(workshop_id: str, said: Sequence[DemoAnswer], by: str, tx: Session) -> None:
    """What comes of what the document says: told today, as far as it says it."""
    workshop = tx.get_one(Workshop, workshop_id)
    points = list(points_of(came_of_it(tx, workshop_id).sections).values())
    for one in said:
        key = _key(points, one)
        if not key:  # of a question that this café does not have
            continue
        typed = {"status": one.status, "words": one.words, "why": one.why}
        typed |= {"responsible": one.responsible, "due": _due(one)}
        doing = {"by": by, "operation": new_operation()}
        followup.answer(tx, workshop=workshop, key=key, typed=typed, **doing)


def _key(points: Iterable[Point], one: DemoAnswer) -> str:
    here = (point for point in points if point.question == one.question)
    return next((point.key for point in here if point.words.startswith(one.at)), "")


def _due(one: DemoAnswer) -> str:
    """The day as it is typed; `due` counts from the day the demo is built."""
    return "" if one.due is None else f"{today() + timedelta(days=one.ago + one.due):%Y-%m-%d}"
