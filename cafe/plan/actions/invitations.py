"""Hosts who are asked beforehand: who, by which link and letter, and what they said."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cafe.core.clock import moment
from cafe.core.i18n import _
from cafe.core.text import as_seen
from cafe.errors import Conflict, Invalid
from cafe.model import CafeTable, HostAddress, Invitation, LetterSent, Workshop, record
from cafe.model.commands import once
from cafe.model.erase import drop_addresses
from cafe.people.links import digest, invitation_token, retire
from cafe.plan.inviting import rules
from cafe.plan.inviting.queries import host_tables, invited_of

OVER = ("sorting", "finished")
LETTER = "letter"  # its wordings among the changes


def invite(tx: Session, *, workshop: Workshop, secret_key: str) -> int:
    """Make the invitations that are missing, and withdraw those whose host is off the table.

    Returns how many were made. Raises Conflict as check_has_day does.
    """
    check_has_day(workshop)
    for table in host_tables(tx, workshop):
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


def check_has_day(workshop: Workshop) -> None:
    """Raise Conflict for a template: nobody is asked to be a host on a day that is nobody's."""
    if workshop.template:
        words = _(
            "This is a template: it has no day and is never opened. Cafés are planned from it."
        )
        raise Conflict(words)


def withdraw(tx: Session, *, table: CafeTable) -> None:
    """Take back invitations of names that are not among the table's hosts any more, and their
    addresses.
    """
    tx.flush()
    off = (Invitation.table_id == table.id) & Invitation.name.not_in(table.hosts)
    retire(tx, Invitation, off)
    tx.execute(delete(Invitation).where(off))
    drop_addresses(tx, table.workshop_id)


def answer(tx: Session, *, invitation: Invitation, yes: bool) -> None:
    """Say yes or no; it can be changed until the talk is over. Raises Conflict then."""
    workshop = tx.get_one(Workshop, invitation.workshop_id)
    if workshop.stage in OVER:
        raise Conflict(_("This café has been held. Thank you all the same."))
    if invitation.answer is not yes:
        invitation.answer, invitation.answered_at = yes, moment()
        tx.flush()


def keep_addresses(tx: Session, *, workshop: Workshop, addresses: Mapping[str, str]) -> None:
    """Where letters to these hosts go. Raises Invalid, and keeps none, for who is no host here;
    Conflict as check_has_day does.

    A name that looks as a host's does is the host's: other programs compose letters otherwise. What
    is kept already stays as it is.
    """
    check_has_day(workshop)
    hosts = {invited.name for invited in invited_of(tx, workshop)}
    seen = {as_seen(name): name for name in hosts}
    known = {}
    for typed, address in addresses.items():
        name = typed if typed in hosts else seen.get(as_seen(typed))
        if name is None:
            words = _("“%(name)s” is not a host at any table.", name=typed)
            raise Invalid(words, where="addresses")
        known[name] = address
    here = HostAddress.workshop_id == workshop.id
    kept = dict(tx.execute(select(HostAddress.name, HostAddress.address).where(here)).all())
    new = dict(known.items() - kept.items())
    tx.execute(delete(HostAddress).where(here, HostAddress.name.in_(new)))
    for name, address in new.items():
        tx.add(HostAddress(workshop_id=workshop.id, name=name, address=address))
    tx.flush()


def forget_addresses(tx: Session, *, workshop: Workshop) -> None:
    """No host's address is kept any more."""
    tx.execute(delete(HostAddress).where(HostAddress.workshop_id == workshop.id))


@once(None)
def word_letter(
    tx: Session, *, workshop: Workshop, was: str, text: str, by: str, operation: str
) -> None:
    """The letter in own words, or with none as it is made from the facts; `was` is what was seen.

    Raises Invalid; Conflict when somebody has worded it meanwhile.
    """
    wanted = rules.check_letter(text)
    if wanted == workshop.letter:
        return
    if rules.check_letter(was) != workshop.letter:
        raise Conflict(
            _("Somebody else has changed the letter meanwhile. Yours is still in the field."),
            where="was",
        )
    workshop.letter = wanted
    item = {"text": wanted}
    record(tx, workshop, what=LETTER, key=workshop.id, item=item, by=by, operation=operation)


def note_sent(
    tx: Session, *, invitations: Sequence[Invitation], kind: str, status: str, why: str = ""
) -> None:
    """That these were written to just now, or why they could not be."""
    for one in invitations:
        tx.add(
            LetterSent(
                workshop_id=one.workshop_id,
                invitation_id=one.id,
                kind=kind,
                status=status,
                why=why,
                at=datetime.now(UTC),
            )
        )
    tx.flush()
