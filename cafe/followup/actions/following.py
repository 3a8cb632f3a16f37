"""Addresses that asked to be told: asked for, confirmed by their own letter, deleted.

Of answers in a café, or of the next café of a series: then they are its contacts.
"""

import secrets
from datetime import date, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from cafe.core.clock import at_second, now, today
from cafe.core.i18n import _, language
from cafe.errors import Conflict
from cafe.followup import rules_following as rules
from cafe.followup.actions.letters import queue
from cafe.followup.rules_contacts import MOST_CONTACTS, Contact, kept_until
from cafe.model import Follower, FollowupAnswer, Series, Workshop
from cafe.people.document_links import follower_token
from cafe.people.links import digest, retire
from cafe.plan.retention import rules as retention


def follow(tx: Session, *, workshop: Workshop, address: str, secret_key: str) -> None:
    """Write to `address` to have it confirmed. Whether it is known already, nobody is told.

    An address hears no more than once in two days that somebody has typed it here.
    Raises Invalid; Conflict when there are too many.
    """
    address, here = rules.check_address(address), Follower.workshop_id == workshop.id
    if _is_known(tx, here, address):
        return
    if _how_many(tx, here) >= rules.MOST_FOLLOWERS:
        raise Conflict(_("Very many are told already. Keep the address of the page instead."))
    row = Follower(workshop_id=workshop.id, address=address, ends=rules.ends_on(today()))
    queue(tx, workshop.id, "confirm", follower_id=_added(tx, row, secret_key))


def join(
    tx: Session, *, series: Series, contact: Contact, secret_key: str, paper: bool = False
) -> bool:
    """As `follow`, to be invited to the next café of a series; `paper`: typed off a list.

    False when it is known already. Raises Conflict when there are too many.
    """
    tx.get_one(Series, series.id, with_for_update=True)
    here = Follower.series_id == series.id
    if _is_known(tx, here, contact.address):
        return False
    if _how_many(tx, here) >= MOST_CONTACTS:
        raise Conflict(_("Very many stand on the list already. Ask the organisers instead."))
    said = {"address": contact.address, "name": contact.name, "paper": paper}
    row = Follower(series_id=series.id, ends=kept_until(today()), **said)
    queue(tx, None, "confirm", follower_id=_added(tx, row, secret_key))
    return True


def _is_known(tx: Session, here: ColumnElement[bool], address: str) -> bool:
    same = func.lower(Follower.address) == address.lower()
    return tx.scalars(select(Follower.id).where(here, same)).first() is not None


def _how_many(tx: Session, here: ColumnElement[bool]) -> int:
    return tx.scalars(select(func.count(Follower.id)).where(here)).one()


def _added(tx: Session, row: Follower, secret_key: str) -> int:
    """Its id; in the language spoken now, with a link of its own."""
    row.language, row.made, row.nonce = language(), now(), secrets.token_hex(16)
    row.token_digest = digest(secret_key, follower_token(secret_key, row.nonce))
    tx.add(row)
    tx.flush()
    return row.id


def confirm(tx: Session, *, follower: Follower) -> None:
    """From now on it is told: of new answers, and not of those that are there already.

    A contact that confirms once more is kept for as long again.
    """
    if follower.series_id is not None:
        follower.confirmed, follower.ends = True, kept_until(today())
    elif not follower.confirmed:
        follower.confirmed = True
        follower.told = tx.scalars(select(func.max(FollowupAnswer.id))).one() or 0
    tx.flush()


def forget(tx: Session, *, follower: Follower) -> None:
    """The address is deleted, and its letters with it."""
    _forget(tx, Follower.id == follower.id)


def let_go(tx: Session) -> None:
    """Delete the addresses whose day has passed, and those that nobody confirmed in time.

    None on a date alone: the machine was running on enough days before (plan/retention/rules.py).
    """
    day, soon = today(), today() + timedelta(days=retention.CLEAR)
    few = or_(Follower.ends <= soon, Follower.confirmed.is_(False), Follower.counted > 0)
    going = [one.id for one in tx.scalars(select(Follower).where(few)).all() if _goes(one, day)]
    _forget(tx, Follower.id.in_(going))


def _goes(one: Follower, day: date) -> bool:
    """Whether it is deleted today; else the day is counted, when its end is near."""
    last = one.ends
    if not one.confirmed:
        last = min(last, at_second(one.made + rules.CONFIRM_SECONDS).date())
    counted, on = retention.counted(one.counted, one.counted_on, day, last)
    one.counted, one.counted_on = counted, on if counted else None
    if one.confirmed:
        return retention.due(last, day, reminded=counted, running=False)
    late = one.made <= now() - rules.CONFIRM_SECONDS
    return late and counted >= rules.CONFIRM_DAYS


def _forget(tx: Session, which: ColumnElement[bool]) -> None:
    retire(tx, Follower, which)
    tx.execute(delete(Follower).where(which))
    tx.expire_all()
