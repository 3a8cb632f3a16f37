"""Hosts who are asked beforehand: who, by which link, and what they said."""

import secrets
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model import CafeTable, Invitation, Question, Workshop
from cafe.people.links import digest, invitation_token, retire

OVER = ("sorting", "finished")


class Invited(NamedTuple):
    """A host's name at a table, and the invitation if one has been made."""

    table: CafeTable
    name: str
    invitation: Invitation | None


def invited_of(db: Session, workshop: Workshop) -> list[Invited]:
    """Every host by the tables' numbers, with or without an invitation."""
    made = {(one.table_id, one.name): one for one in _invitations(db, workshop)}
    return [
        Invited(table, name, made.get((table.id, name)))
        for table in _tables(db, workshop)
        for name in dict.fromkeys(table.hosts)
    ]


def invite(tx: Session, *, workshop: Workshop, secret_key: str) -> int:
    """Make the invitations that are missing, and withdraw those whose host is off the table.

    Returns how many were made.
    """
    for table in _tables(tx, workshop):
        withdraw(tx, table=table)
    missing = [invited for invited in invited_of(tx, workshop) if invited.invitation is None]
    for invited in missing:
        nonce = secrets.token_hex(16)
        kept = digest(secret_key, invitation_token(secret_key, nonce))
        tx.add(
            Invitation(
                workshop_id=workshop.id,
                table_id=invited.table.id,
                name=invited.name,
                nonce=nonce,
                token_digest=kept,
            )
        )
    tx.flush()
    return len(missing)


def withdraw(tx: Session, *, table: CafeTable) -> None:
    """Take back invitations of names that are not among the table's hosts any more."""
    tx.flush()
    off = (Invitation.table_id == table.id) & Invitation.name.not_in(table.hosts)
    retire(tx, Invitation, off)
    tx.execute(delete(Invitation).where(off))


def answer(tx: Session, *, invitation: Invitation, yes: bool) -> None:
    """Say yes or no; it can be changed until the talk is over. Raises Conflict then."""
    workshop = tx.get_one(Workshop, invitation.workshop_id)
    if workshop.stage in OVER:
        raise Conflict(_("This café has been held. Thank you all the same."))
    if invitation.answer is not yes:
        invitation.answer, invitation.answered_at = yes, datetime.now(UTC)
        tx.flush()


def _tables(db: Session, workshop: Workshop) -> list[CafeTable]:
    here = select(CafeTable).join(Question).where(CafeTable.workshop_id == workshop.id)
    return list(db.scalars(here.where(Question.form == "tables").order_by(CafeTable.number)))


def _invitations(db: Session, workshop: Workshop) -> list[Invitation]:
    query = select(Invitation).where(Invitation.workshop_id == workshop.id)
    return list(db.scalars(query.order_by(Invitation.id)))
