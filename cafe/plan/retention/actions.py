"""The dates set by an owner, the days counted on which it was said, and the raw material gone."""

from datetime import date

from sqlalchemy import and_, delete
from sqlalchemy.orm import Session

from cafe.model import AccountLink, Invitation, Link, Version, Workshop, audited
from cafe.model.workshop import EMPTYING
from cafe.people.links import retire
from cafe.plan.actions.bin import leave
from cafe.plan.retention import queries, rules


def set_dates(
    tx: Session, *, workshop: Workshop, raw: str, final: str, case_number: str, day: date, by: str
) -> None:
    """Keep the raw material until `raw`, the final version until `final`, both as typed; "" is the
    rule: a year, and for ever. `day` is today. Raises Invalid, naming the field.
    """
    dates = queries.dates_of(workshop)
    chosen = dates.chosen
    if not workshop.raw_gone and raw.strip() != (chosen.isoformat() if chosen else ""):
        chosen = rules.check_date(raw, today=day, where="raw_until")
    earliest = None if workshop.raw_gone else rules.raw_until(dates._replace(chosen=chosen))
    last = workshop.final_until
    if final.strip() != (last.isoformat() if last else ""):
        last = rules.check_date(final, today=day, where="final_until", earliest=earliest)
    elif last and earliest and last < earliest:
        rules.check_date(final, today=day, where="final_until", earliest=earliest)
    number = rules.check_case(case_number)
    if (chosen, last) != (workshop.raw_until, workshop.final_until):
        told = "/".join(one.isoformat() if one else "-" for one in (chosen, last))
        audited(tx, workshop.id, "date", by=by, about=told)
        workshop.reminded, workshop.reminded_on = 0, None
    workshop.raw_until, workshop.final_until, workshop.case_number = chosen, last, number
    tx.flush()


def look(tx: Session, *, workshop: Workshop, day: date) -> bool:
    """Once in a while: count the day on which it was said; True when something goes now.

    The raw material first; when that is gone, and its own date has passed, what was left of it.
    """
    held = (workshop.reminded, workshop.reminded_on)
    workshop.reminded, on = rules.counted(*held, day, queries.until(workshop))
    workshop.reminded_on = on if workshop.reminded else None
    if not queries.is_due(tx, workshop, day):
        tx.flush()
        return False
    if workshop.raw_gone:
        leave(tx, workshop)
    else:
        let_go(tx, workshop)
    return True


def let_go(tx: Session, workshop: Workshop) -> None:
    """From this commit on nobody sees the café, until its raw material is gone
    (archive/erase.py: empty): no link of its tables and its wall leads anywhere again.
    """
    workshop.stage = EMPTYING
    for kind in (Link, Invitation, AccountLink):
        retire(tx, kind, kind.workshop_id == workshop.id)
        tx.execute(delete(kind).where(kind.workshop_id == workshop.id))
    drafts = (Version.workshop_id == workshop.id, Version.final.is_(False))
    retire(tx, Version, and_(*drafts))
    tx.execute(delete(Version).where(*drafts))
    tx.flush()
