"""The bin, and what is put away: out of the list, and back again."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.clock import at_second
from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.model import HIDDEN, Organiser, Workshop
from cafe.model.erase import hide
from cafe.people.links import KINDS, retire
from cafe.people.organisations.quota import check_one_more
from cafe.plan.retention import rules as retention
from cafe.plan.rules_cafes import BIN_DAYS

A_DAY = 24 * 3600
BELIEVED_DAYS = 2 * 365  # a machine that is off for longer has forgotten what day it is


def put_in_bin(tx: Session, *, workshop: Workshop, now: int) -> bool:
    """Into the bin, at `now` (seconds): its addresses open nothing until it is taken back. False
    when it lies there.

    Who listens by one of them hears so. What is there already stays as long as it would have.
    """
    if workshop.binned is not None:
        return False
    workshop.binned = now
    _count_anew(workshop)
    tx.flush()
    for kind in KINDS:
        here = select(kind.token_digest).where(kind.workshop_id == workshop.id)
        tx.info.setdefault("gone", []).extend(filter(None, tx.scalars(here)))
    return True


def take_back(tx: Session, *, workshop: Workshop) -> bool:
    """Out of the bin: all is as it was. False when it is out. Raises Conflict when its organisation
    may have no more.
    """
    if workshop.binned is None:
        return False
    check_one_more(tx, workshop.organisation_id)
    workshop.binned = None
    _count_anew(workshop)
    tx.flush()
    return True


def _count_anew(workshop: Workshop) -> None:
    """The days that are counted before anything goes: of the bin's time, or of the café's own."""
    workshop.reminded, workshop.reminded_on = 0, None


def put_away(tx: Session, *, workshop: Workshop, person_id: int, away: bool) -> None:
    """Out of this person's list or into it; other organisers' lists stay as they are.

    Raises Invalid when the person has no role in it: it is in none of theirs.
    """
    own = tx.get(Organiser, (workshop.id, person_id))
    if own is None:
        raise Invalid(_("This is a café of your organisation's, not one in your own list."))
    own.put_away = away
    tx.flush()


def leave(tx: Session, workshop: Workshop) -> None:
    """From this commit on nobody sees the café, and no address of its leads anywhere again."""
    for kind in KINDS:
        retire(tx, kind, kind.workshop_id == workshop.id)
    hide(tx, workshop)


def due_in_bin(db: Session, now: int) -> list[str]:
    """The ids of cafés to `look_in_bin` at: they have lain there for nearly as long as they may, or
    came there on a day that is still to come."""
    counted = (BIN_DAYS - retention.CLEAR - 1) * A_DAY
    since = (Workshop.binned <= now - counted) | (Workshop.binned > now + A_DAY)
    return list(db.scalars(select(Workshop.id).where(since, Workshop.stage.not_in(HIDDEN))))


def look_in_bin(tx: Session, *, workshop: Workshop, now: int) -> None:
    """Nobody sees the café any more when it has lain there for as long as it may, and the machine
    was running on enough days before: a clock that is far ahead takes nothing away.

    One that came there years ago, or on a day to come, did so by a clock that was wrong: from now
    on it lies there as if it had just been put there.
    """
    if workshop.binned is None:
        return
    lain = now - workshop.binned
    if not -A_DAY <= lain <= BELIEVED_DAYS * A_DAY:
        workshop.binned = now
        _count_anew(workshop)
    else:
        last = at_second(workshop.binned + BIN_DAYS * A_DAY).date()
        held = workshop.reminded, workshop.reminded_on
        workshop.reminded, on = retention.counted(*held, at_second(now).date(), last)
        workshop.reminded_on = on if workshop.reminded else None
        if lain >= BIN_DAYS * A_DAY and workshop.reminded >= retention.NOTICE:
            leave(tx, workshop)
    tx.flush()
