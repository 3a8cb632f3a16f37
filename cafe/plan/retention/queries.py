"""Reading how long cafés are kept."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from cafe.core.clock import today
from cafe.model import HIDDEN, Change, Workshop, clock_time
from cafe.plan.retention import rules

# What decides when a café goes, and whether it is said.
DECIDING = (
    *(Workshop.id, Workshop.date, Workshop.created_at, Workshop.template, Workshop.reminded),
    *(Workshop.raw_until, Workshop.final_until, Workshop.raw_gone),
)


def dates_of(workshop: Workshop) -> rules.Dates:
    """What decides when its raw material goes."""
    return rules.Dates(workshop.date, clock_time(workshop.created_at).date(), workshop.raw_until)


def until(workshop: Workshop) -> date | None:
    """The date that is next: of the raw material, and when that is gone, of what is left."""
    if workshop.template:
        return None
    return workshop.final_until if workshop.raw_gone else rules.raw_until(dates_of(workshop))


def notice_of(workshop: Workshop, day: date | None = None) -> rules.Notice | None:
    """What its pages say today, None when there is nothing to say."""
    return rules.notice(until(workshop), day or today(), workshop.reminded)


def is_due(db: Session, workshop: Workshop, day: date) -> bool:
    """Whether its raw material, or what was left of it, goes now."""
    newest = select(Change.at).where(Change.workshop_id == workshop.id)
    at = db.scalars(newest.order_by(Change.revision.desc()).limit(1)).first()
    changed = clock_time(at).date() if at else None
    running = rules.is_running(workshop.stage, changed, day)
    return rules.due(until(workshop), day, reminded=workshop.reminded, running=running)


def in_the_window(db: Session, day: date) -> Sequence[str]:
    """The ids of cafés of which something is to be said, or was until now: few of many."""
    kept = (Workshop.stage.not_in(HIDDEN), Workshop.binned.is_(None), Workshop.template.is_(False))
    few = load_only(*DECIDING, raiseload=True)  # not its long texts
    cafes = db.scalars(select(Workshop).where(*kept).options(few))
    return [one.id for one in cafes if one.reminded or notice_of(one, day)]
