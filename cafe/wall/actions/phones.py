"""What the organiser does with what phones write: let it up at once, hold or pause it; many as one
operation.

Each operation that decides about several things is published as `phones` to the organiser, so that
one undo takes all of it back. What a later hand has changed is left as it is, and counted. `by` is
the actor's label, `operation` the operation's id.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import LINE
from cafe.core.text import clean
from cafe.errors import Conflict, Invalid
from cafe.model import Change, Dot, Note, VisitorQuestion, Workshop, events, record
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.table.actions import late
from cafe.table.rules import check_phones
from cafe.wall import meanwhile
from cafe.wall.meanwhile import Key
from cafe.wall.queries import dot_counts
from cafe.wall.queries_phones import out_of_reach

Do = Literal["take", "leave", "strike", "hide", "lift"]


@dataclass
class Outcome:
    """How many things an operation has changed, and how many it left as they are; `met`: others
    did."""

    done: int = 0
    rest: int = 0
    met: dict[Key, Change] = field(default_factory=dict)


def _again(tx: Session, workshop_id: str, operation: str) -> Outcome:
    """What the operation did when it was done."""
    here = (
        Change.workshop_id == workshop_id,
        Change.operation == operation,
        Change.what == "phones",
    )
    item = tx.scalars(select(Change.item).where(*here)).first() or {}
    return Outcome(int(item.get("done", 0)), int(item.get("rest", 0)))


@once(None)
def set_phones(tx: Session, *, workshop: Workshop, phones: str, by: str, operation: str) -> None:
    """What phones write comes up ("open"), is "held" or "paused". What waits goes on waiting.

    Raises Invalid.
    """
    if workshop.phones != check_phones(phones):
        workshop.phones = phones
        tx.flush()
        item = events.body(workshop)
        record(
            tx, workshop, what="workshop", key=workshop.id, item=item, by=by, operation=operation
        )


@once(_again)
def take_in(
    tx: Session,
    *,
    workshop: Workshop,
    notes: Sequence[Note],
    questions: Sequence[VisitorQuestion],
    seen: int | None = None,
    by: str,
    operation: str,
) -> Outcome:
    """Kept notes are hung up and held questions handed on.

    `seen` is the revision that the organiser saw: what is not as it was then is left as it is.
    """
    outcome = _begun(tx, workshop, seen, late=notes, asked=questions)
    going = [note for note in notes if not note.hangs or ("late", note.uid) in outcome.met]
    # What its writer took back is nobody else's to hang up.
    taken = [n for n in going if _may(outcome, "late", n.uid, n.decided != "recalled")]
    late.take_all_in(tx, notes=taken, by=by, operation=operation)
    for asked in questions:
        waits = asked.decided in ("waiting", "left") and not asked.erased
        if _may(outcome, "asked", asked.uid, waits):
            asked.decided, asked.reason = "taken", None
            publish(tx, asked, by=by, operation=operation)
    return _publish_outcome(tx, workshop, outcome, do="take", by=by, operation=operation)


@once(_again)
def leave_out(
    tx: Session,
    *,
    workshop: Workshop,
    notes: Sequence[Note],
    questions: Sequence[VisitorQuestion],
    reason: str = "",
    seen: int | None = None,
    by: str,
    operation: str,
) -> Outcome:
    """Kept notes and held questions are left out, and can be taken in later. Raises Invalid.

    `seen` as for `take_in`.
    """
    reason = clean(reason, limit=LINE, name=_("The reason"), lines=False, empty=True).strip()
    outcome = _begun(tx, workshop, seen, late=notes, asked=questions)
    for note in notes:
        if _may(outcome, "late", note.uid, note.waits):
            late.leave_out(tx, late=note, reason=reason or None, by=by, operation=operation)
    for asked in questions:
        if _may(outcome, "asked", asked.uid, asked.decided == "waiting"):
            asked.decided, asked.reason = "left", reason or None
            publish(tx, asked, by=by, operation=operation)
    return _publish_outcome(tx, workshop, outcome, do="leave", by=by, operation=operation)


@once(_again)
def strike(
    tx: Session,
    *,
    workshop: Workshop,
    notes: Sequence[Note],
    seen: int | None = None,
    gone: Collection[str] = (),
    by: str,
    operation: str,
) -> Outcome:
    """Notes are struck out, at whatever stage. What is sorted already has its place and stays.

    `seen` as for `take_in`, None when they were chosen by time and not one by one; `gone`: the ids
    of chosen ones that hang there no more.
    """
    keys = {("note", uid) for uid in (*gone, *(note.uid for note in notes))}
    outcome, fixed = Outcome(met=meanwhile.met(tx, workshop, seen, keys)), out_of_reach(tx, notes)
    outcome.rest = sum(1 for uid in gone if ("note", uid) in outcome.met)
    for note in notes:
        if note.struck and ("note", note.uid) not in outcome.met:
            continue
        if _may(outcome, "note", note.uid, note.id not in fixed):
            note.struck, note.joined_into = True, None
            publish(tx, note, by=by, operation=operation)
    return _publish_outcome(tx, workshop, outcome, do="strike", by=by, operation=operation)


@once(_again)
def hide(
    tx: Session,
    *,
    workshop: Workshop,
    questions: Sequence[VisitorQuestion],
    by: str,
    operation: str,
) -> Outcome:
    """Questions are kept off the wall."""
    outcome = Outcome()
    for asked in questions:
        if _count(outcome, not asked.hidden):
            asked.hidden = True
            publish(tx, asked, by=by, operation=operation)
    return _publish_outcome(tx, workshop, outcome, do="hide", by=by, operation=operation)


@once(_again)
def lift_dots(
    tx: Session, *, workshop: Workshop, dots: Sequence[Dot], by: str, operation: str
) -> Outcome:
    """Dots are taken off their notes. Whoever put one may put it again."""
    outcome = Outcome()
    for dot in dots:
        if _count(outcome, dot.lifted is None):
            dot.lifted = operation
    _publish_dots(tx, workshop, {dot.note_id for dot in dots}, by, operation)
    return _publish_outcome(tx, workshop, outcome, do="lift", by=by, operation=operation)


def _begun(
    tx: Session,
    workshop: Workshop,
    seen: int | None,
    **things: Sequence[VisitorQuestion | Note],
) -> Outcome:
    keys = {(what, one.uid) for what, some in things.items() for one in some}
    return Outcome(met=meanwhile.met(tx, workshop, seen, keys))


def _may(outcome: Outcome, what: str, uid: str, does: bool) -> bool:
    """Whether it is done: not to what somebody has changed meanwhile."""
    return _count(outcome, does and (what, uid) not in outcome.met)


def _count(outcome: Outcome, does: bool) -> bool:
    outcome.done += does
    outcome.rest += not does
    return does


def _publish_outcome(
    tx: Session, workshop: Workshop, outcome: Outcome, *, do: Do, by: str, operation: str
) -> Outcome:
    if not outcome.done:
        raise _nothing(tx, outcome)
    item = events.of_phones(
        operation, do, outcome.done, outcome.rest, authors(outcome.met.values())
    )
    record(tx, workshop, what="phones", key=operation, item=item, by=by, operation=operation)
    return outcome


def authors(changes: Iterable[Change]) -> list[str]:
    """The labels of those who changed it, each once, no more than can be said."""
    return list(dict.fromkeys(change.by for change in changes))[: meanwhile.MOST_NAMED]


def _nothing(tx: Session, outcome: Outcome) -> Invalid | Conflict:
    if outcome.met:
        words, done = meanwhile.in_words(tx, outcome.met.values()), _("Nothing has been done.")
        return Conflict(f"{words} {done}")
    if not outcome.rest:
        return Invalid(_("Nothing is chosen."), where="chosen")
    return Conflict(_("What you chose has been changed meanwhile. Look at it again."))


def _publish_dots(
    tx: Session, workshop: Workshop, note_ids: Collection[int], by: str, operation: str
) -> None:
    tx.flush()
    for uid, count in dot_counts(tx, note_ids):
        item = events.of_dots(uid, count)
        record(tx, workshop, what="dots", key=uid, item=item, by=by, operation=operation)
