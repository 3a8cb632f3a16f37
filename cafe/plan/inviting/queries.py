"""Who is asked to be a host, what they were sent, and what they said."""

from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _, long_date, retold, speaking
from cafe.model import CafeTable, HostAddress, Invitation, LetterSent, Question, Workshop
from cafe.plan.inviting import rules


class Invited(NamedTuple):
    """A host's name at a table, and the invitation if one has been made.

    `address` is "" when none is kept; `sent` what they were sent, the newest last.
    """

    table: CafeTable
    name: str
    invitation: Invitation | None
    address: str = ""
    sent: tuple[LetterSent, ...] = ()

    @property
    def role(self) -> str | None:
        """What they are there as, when anybody has said."""
        return next((one["role"] for one in self.table.roles if one["host"] == self.name), None)

    @property
    def last(self) -> LetterSent | None:
        """What reached them last."""
        return next((one for one in reversed(self.sent) if one.status != "failed"), None)

    @property
    def failed(self) -> str:
        """Why the newest letter did not go, "" when it did."""
        return retold(self.sent[-1].why) if self.sent and self.sent[-1].status == "failed" else ""

    def may_be_asked(self, now: datetime) -> bool:
        """Whether a letter or a reminder goes to them now."""
        last = as_utc(self.last.at) if self.last else None
        return self.invitation is not None and rules.may_be_asked(self.invitation.answer, last, now)


def as_utc(at: datetime) -> datetime:
    """SQLite gives moments back without their zone."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def invited_of(db: Session, workshop: Workshop) -> list[Invited]:
    """Every host by the tables' numbers, with or without an invitation."""
    here = select(Invitation).where(Invitation.workshop_id == workshop.id)
    made = {(one.table_id, one.name): one for one in db.scalars(here.order_by(Invitation.id))}
    known = select(HostAddress.name, HostAddress.address)
    rows = db.execute(known.where(HostAddress.workshop_id == workshop.id))
    addresses = {name: address for name, address in rows}  # noqa: C416 - rows, not pairs
    sent: dict[int, list[LetterSent]] = {}
    letters = select(LetterSent).where(LetterSent.workshop_id == workshop.id)
    for one in db.scalars(letters.order_by(LetterSent.id)):
        sent.setdefault(one.invitation_id, []).append(one)
    return [
        Invited(
            table,
            name,
            invitation := made.get((table.id, name)),
            addresses.get(name, ""),
            tuple(sent.get(invitation.id, ())) if invitation else (),
        )
        for table in host_tables(db, workshop)
        for name in dict.fromkeys(table.hosts)
    ]


def host_tables(db: Session, workshop: Workshop) -> list[CafeTable]:
    """The tables that have hosts, by number."""
    here = select(CafeTable).join(Question).where(CafeTable.workshop_id == workshop.id)
    return list(db.scalars(here.where(Question.form == "tables").order_by(CafeTable.number)))


def letter_to(workshop: Workshop, invited: Invited, link: str) -> tuple[str, str]:
    """Subject and text in the café's own language; a reminder says so in its subject."""
    with speaking(workshop.language):
        day = long_date(workshop.date)
        words = {
            **_facts(workshop),
            "name": invited.name,
            "table": str(invited.table.number),
            "question": invited.table.question.text,
            "link": link,
        }
        subject = _("Will you be a host on %(date)s?", date=day)
        if invited.last:
            subject = _("Reminder: %(subject)s", subject=subject)
        own = workshop.letter
        return subject, rules.filled(own, words) if own else rules.written(words)


def template_of(workshop: Workshop) -> str:
    """The letter as an organiser words it, its gaps named, all in the café's own language."""
    with speaking(workshop.language):
        if workshop.letter:
            return rules.as_read(workshop.letter)
        facts, named = _facts(workshop), rules.gaps()
        # What is not known has no gap: else it would stand there empty.
        empty = {key for key, fact in facts.items() if not fact}
        return rules.written({key: "" if key in empty else f"[{named[key]}]" for key in named})


def _facts(workshop: Workshop) -> dict[str, str]:
    times = [time for time in (workshop.starts, workshop.ends) if time]
    return {
        "gathering": workshop.name or workshop.title,
        "date": long_date(workshop.date),
        "time": "–".join(times),
        "place": workshop.place,
        "who": workshop.commissioner,
    }
