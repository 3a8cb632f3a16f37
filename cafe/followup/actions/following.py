"""Addresses that asked to be told: asked for, confirmed by their own letter, deleted."""

import secrets

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from cafe.core.clock import now, today
from cafe.core.i18n import _, language
from cafe.errors import Conflict
from cafe.followup import rules_following as rules
from cafe.followup.actions.letters import queue
from cafe.model import Follower, FollowupAnswer, Workshop
from cafe.people.document_links import follower_token
from cafe.people.links import digest, retire


def follow(tx: Session, *, workshop: Workshop, address: str, secret_key: str) -> None:
    """Write to `address` to have it confirmed. Whether it is known already, nobody is told.

    An address hears no more than once in two days that somebody has typed it here.
    Raises Invalid; Conflict when there are too many.
    """
    address = rules.check_address(address)
    here = Follower.workshop_id == workshop.id
    same = func.lower(Follower.address) == address.lower()
    if tx.scalars(select(Follower.id).where(here, same)).first() is not None:
        return
    if tx.scalars(select(func.count(Follower.id)).where(here)).one() >= rules.MOST_FOLLOWERS:
        raise Conflict(_("Very many are told already. Keep the address of the page instead."))
    nonce = secrets.token_hex(16)
    row = Follower(
        workshop_id=workshop.id,
        address=address,
        language=language(),
        nonce=nonce,
        token_digest=digest(secret_key, follower_token(secret_key, nonce)),
        made=now(),
        ends=rules.ends_on(today()),
    )
    tx.add(row)
    tx.flush()
    queue(tx, workshop.id, "confirm", follower_id=row.id)


def confirm(tx: Session, *, follower: Follower) -> None:
    """From now on it is told of new answers, and not of those that are there already."""
    if not follower.confirmed:
        follower.confirmed = True
        follower.told = tx.scalars(select(func.max(FollowupAnswer.id))).one() or 0
        tx.flush()


def forget(tx: Session, *, follower: Follower) -> None:
    """The address is deleted, and its letters with it."""
    _forget(tx, Follower.id == follower.id)


def let_go(tx: Session) -> None:
    """Delete the addresses whose day has passed, and those that nobody confirmed in time."""
    late = Follower.made < now() - rules.CONFIRM_SECONDS
    _forget(tx, or_(Follower.ends < today(), Follower.confirmed.is_(False) & late))


def _forget(tx: Session, which: ColumnElement[bool]) -> None:
    retire(tx, Follower, which)
    tx.execute(delete(Follower).where(which))
    tx.expire_all()
