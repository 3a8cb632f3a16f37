"""What a host does with notes.

`by` is the actor's label, `operation` the operation's id: repeated, it changes nothing.
"""

from typing import Any

from sqlalchemy.orm import Session

from cafe.core.clock import moment
from cafe.core.i18n import _, speaking
from cafe.core.text import short
from cafe.errors import Conflict
from cafe.model import CafeTable, Note, Place, events
from cafe.model.commands import once
from cafe.model.events import publish, workshop_of
from cafe.plan.queries import no_part, part_now
from cafe.states import POSTER
from cafe.table import rules, rules_paper
from cafe.table.guards import (
    check_not_recalled,
    check_stage,
    check_there,
    check_unchanged,
    stands,
)
from cafe.table.queries import closed_at, first_typed, with_uid


def write_note(
    tx: Session,
    *,
    table: CafeTable,
    held: bool = False,
    practice: bool = False,
    typed: int | None = None,
    part: str | None = None,
    part_said: str | None = None,
    by: str,
    operation: str,
    **words: Any,
) -> Note:
    """Hang a note up as `add_note` does; one that comes too late is kept for the organiser.

    So is every one that is `held`, was written as `practice` by a tablet that could not know
    better, or under a `part` that is no more. `typed`: when, as `typed_in_time` wants it;
    `part_said`: what the part read where it was written. Raises Invalid; Conflict when the table
    is not open yet.
    """
    workshop, here = workshop_of(table), part_now(tx, table.question, part, part_said)
    astray = part is not None and here is None
    state = rules.state_of_new(workshop.stage, held=held, practice=practice, astray=astray)
    why: list[str | None] = []
    with speaking(workshop.language):
        if practice:
            why.append(_("written as practice, without a network"))
        elif workshop.stage in rules.CLOSED and not held:
            why.append(_typed_words(tx, workshop.id, typed))
        if astray:
            said = short(part_said or "")
            why.append(_("written under “%(part)s”, a part that is no more", part=said))
    words |= {"part": here, "state": state, "reason": "; ".join(filter(None, why)) or None}
    return add_note(tx, table=table, by=by, operation=operation, **words)


def _typed_words(tx: Session, workshop_id: str, typed: int | None) -> str | None:
    closed = closed_at(tx, workshop_id) if typed is not None else None
    in_time = rules.typed_in_time(typed, closed=closed, now=moment().timestamp())
    if in_time is None:
        return None
    if in_time:
        return _("first typed before the tables closed, by the tablet's clock")
    return _("typed after the tables had closed, by the tablet's clock")


def add_note(
    tx: Session,
    *,
    table: CafeTable,
    uid: str,
    kind: str,
    text: str,
    part: str | None = None,
    paper: bool = False,
    spot: str = "",
    round: int | None = None,
    state: str = POSTER,
    reason: str | None = None,
    by: str,
    operation: str,
) -> Note:
    """What was said. The same `uid` with the same content is the same note.

    It hangs on the table's poster, or is kept beside it in another `state`, for a `reason`. `uid`
    is made on the tablet (UUID); `paper`: typed off a paper poster, at its `spot`; `round` is when
    it was said, None: now. Raises Invalid; Conflict when it shall hang and the table is closed, or
    the id is another note's.
    """
    rules.check_uid(uid)
    wanted = {
        "kind": rules.check_kind(kind),
        "part": rules.check_part(part, _letters(table)),
        "text": rules.check_text(text),
    }
    if note := with_uid(tx, table.workshop_id, uid):
        if note.erased:  # a tablet that has not heard of it sends it once more
            return note
        wanted.pop("part")  # it may have got another letter since, or be no more
        return _the_same(tx, note, {"table": table.id, **wanted})
    note = Note(uid=uid, workshop_id=table.workshop_id, elaborations=[], **wanted)
    note.struck, note.paper, note.spot = False, paper, rules_paper.check_spot(spot)
    note.state, note.reason = state, reason
    if note.hangs:
        check_stage(table, rules.WRITING)
        note.round = rules.round_of(round, workshop_of(table).round)
        note.table = table
    note.table_id = table.id
    tx.add(note)
    tx.flush()
    publish(tx, note, by=by, operation=operation)
    return note


def _the_same(tx: Session, note: Note, wanted: dict[str, Any]) -> Note:
    # A late repeat may find that the note was mended meanwhile: it is still the same note.
    for known in (events.body(note), first_typed(tx, note.workshop_id, note.uid)):
        if all(known.get(key) == value for key, value in wanted.items()):
            return note
    raise Conflict(_("Another note already has this id. Write the note again."), where="id")


@once("note", each=True)
def edit_note(
    tx: Session,
    *,
    note: Note,
    was: str,
    text: str,
    kind: str,
    part: str | None,
    part_said: str | None = None,
    by: str,
    operation: str,
) -> Note:
    """New words for a note whose text was `was`. The earlier wording stays in the history.

    `part_said`: what its part read where it was written; without such a part now the note stays
    in its own. Raises Invalid; Conflict, with `now` the note as it is, when the text is no longer
    `was`; where "part", when it was to hang under another part, which is no more.
    """
    check_there(note)
    part = _part_of(tx, note, part, part_said)
    text = rules.check_text(text)
    rules.check_kind(kind)
    rules.check_part(part, _letters(note.table))
    if _is(note, text, kind, part):
        return stands(tx, note, rules.MENDING, by=by, operation=operation)
    _check_mendable(note)
    check_unchanged(tx, note, was)
    note.text, note.kind, note.part = text, kind, part
    tx.flush()
    publish(tx, note, by=by, operation=operation)
    return note


def _part_of(tx: Session, note: Note, part: str | None, said: str | None) -> str | None:
    here = part_now(tx, note.table.question, part, said)
    if part is None or here is not None:
        return here
    if note.hangs and note.part != part:
        raise no_part(said or "")
    return note.part


def _is(note: Note, text: str, kind: str, part: str | None) -> bool:
    return (note.text, note.kind, note.part) == (text, kind, part)


@once("note", each=True)
def strike_note(
    tx: Session, *, note: Note, struck: bool, was: str | None = None, by: str, operation: str
) -> Note:
    """Strike the note out, or bring it back, joined or not. It is never deleted.

    Struck out before it came to the poster, it is left out, and brought back it waits again.
    `was` is the text that the person saw, None from a page that does not tell. Raises Conflict,
    with `now` the note as it is, when its text is another; and for one of the tray that its writer
    has taken back.
    """
    if not struck:
        check_there(note)
    if (note.struck if note.hangs else not note.waits) == struck:
        return stands(tx, note, rules.MENDING, by=by, operation=operation)
    _check_mendable(note)
    if was is not None:
        check_unchanged(tx, note, was)
    if note.hangs:
        note.struck, note.joined_into = struck, None
    else:
        note.state = note.kept_state("left" if struck else "waiting")
    tx.flush()
    publish(tx, note, by=by, operation=operation)
    return note


def _check_mendable(note: Note) -> None:
    """What is beside the poster its writer may mend whenever it comes: the outbox has both."""
    if note.hangs:
        check_stage(note.table, rules.MENDING)
    check_not_recalled(note)


def _letters(table: Place) -> set[str]:
    return {part["letter"] for part in table.question.parts}
