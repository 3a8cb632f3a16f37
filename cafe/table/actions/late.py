"""Notes that are kept for the organiser, who takes them in or leaves them out.

They reach the café after their table was closed (nothing typed is refused because a tablet was
away when the tables closed), or are `held`: phones' notes are to be looked at first. Desk and
tablet hear of each step as `late` (cafe/README.md under Wire), of held ones the desk alone; the
wall never does.
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict, NotFound
from cafe.model import CafeTable, Change, LateNote, Note, events, record
from cafe.model.commands import done_before
from cafe.model.events import publish
from cafe.table import rules
from cafe.table.queries import with_uid
from cafe.table.who import who_changed

# Before "open" a note is early, not late: it waits on the tablet until the tables open.
CLOSED = ("vernissage", "sorting", "finished")


def is_late(db: Session, *, table: CafeTable, uid: str) -> bool:
    """Whether a note with this id would come too late, or has come too late before.

    False for a note that hangs on the poster: its repeat is answered as the first try was.
    """
    came_late = kept_at(db, table.workshop_id, uid) is not None
    if not came_late and table.question.workshop.stage not in CLOSED:
        return False
    return with_uid(db, table.workshop_id, uid) is None


def late_at(db: Session, *, workshop_id: str, uid: str, table_id: int | None = None) -> LateNote:
    """The late note with this id, at this table when one is named. Raises NotFound."""
    late = kept_at(db, workshop_id, uid)
    if late is None or table_id not in (None, late.table_id):
        raise NotFound(_("There is no such late note."))
    return late


def undecided_at(db: Session, *, table: CafeTable, uid: str) -> LateNote | None:
    """The late note with this id at this table, if it does not hang on the poster."""
    late = kept_at(db, table.workshop_id, uid)
    return late if late and late.table_id == table.id and late.decided != "taken" else None


def keep_late(
    tx: Session,
    *,
    table: CafeTable,
    uid: str,
    kind: str,
    text: str,
    part: str | None = None,
    paper: bool = False,
    held: bool = False,
    by: str,
    operation: str,
) -> LateNote:
    """Keep what was said for the organiser. The same `uid` with the same content is the same note.

    `uid` is made on the tablet (UUID). Raises Invalid as `add_note` does; Conflict when the id
    belongs to another note.
    """
    rules.check_uid(uid)
    words = {
        "kind": rules.check_kind(kind),
        "part": rules.check_part(part, {one["letter"] for one in table.question.parts}),
        "text": rules.check_text(text),
    }
    if late := kept_at(tx, table.workshop_id, uid):
        return _the_same(tx, late, {"table": table.id, **words})
    late = LateNote(uid=uid, workshop_id=table.workshop_id, table=table, paper=paper, **words)
    late.decided, late.held = "waiting", held
    tx.add(late)
    publish(tx, late, by=by, operation=operation)
    return late


def mend_late(
    tx: Session,
    *,
    late: LateNote,
    was: str,
    text: str,
    kind: str,
    part: str | None,
    by: str,
    operation: str,
) -> LateNote:
    """New words from the tablet that typed them: its outbox had the note and then its correction.

    Raises Invalid; Conflict, with `now`, when the text is neither `was` nor what is asked for.
    """
    rules.check_text(text)
    rules.check_kind(kind)
    rules.check_part(part, {one["letter"] for one in late.table.question.parts})
    same = (late.text, late.kind, late.part) == (text, kind, part)
    if done_before(tx, late.workshop_id, operation, late.uid):
        return late
    if not same and late.text != was:
        raise _changed(tx, late)
    late.text, late.kind, late.part = text, kind, part
    publish(tx, late, by=by, operation=operation)
    return late


def strike_late(
    tx: Session, *, late: LateNote, struck: bool, was: str | None = None, by: str, operation: str
) -> LateNote:
    """The tablet struck it out, or brought it back, before it came: it is left out, or waits.

    `was` as for `strike_note`.
    """
    decided = "left" if struck else "waiting"
    if done_before(tx, late.workshop_id, operation, late.uid):
        return late
    if late.decided != decided and was not in (None, late.text):
        raise _changed(tx, late)
    late.decided = decided
    publish(tx, late, by=by, operation=operation)
    return late


def _changed(tx: Session, late: LateNote) -> Conflict:
    who = who_changed(tx, late.workshop_id, "late", late.uid, "text")
    words = _("%(who)s has changed this note meanwhile.", who=who)
    return Conflict(words, where="was", now=events.body(late))


def take_in(tx: Session, *, late: LateNote, by: str, operation: str) -> Note:
    """Hang it on the poster, as the last one and with the same id, whatever the stage.

    One that hangs there already is the answer. May follow upon `leave_out`.
    """
    return take_all_in(tx, notes=[late], by=by, operation=operation)[0]


def take_all_in(tx: Session, *, notes: Sequence[LateNote], by: str, operation: str) -> list[Note]:
    """Hang several up, in their order, as `take_in` does one: written once for all of them."""
    query = select(Note).where(Note.uid.in_([late.uid for late in notes]))
    here = query.where(Note.workshop_id.in_({late.workshop_id for late in notes}))
    hung = {note.uid: note for note in tx.scalars(here)}
    fresh = {late: _as_note(late) for late in notes if late.uid not in hung}
    tx.add_all(fresh.values())
    tx.flush()
    for late, note in fresh.items():
        workshop, item = late.table.question.workshop, events.body(note)
        record(tx, workshop, what="note", key=note.uid, item=item, by=by, operation=operation)
        late.decided, late.reason = "taken", None
        record(
            tx,
            workshop,
            what="late",
            key=late.uid,
            item=events.body(late),
            by=by,
            operation=operation,
        )
    hung |= {note.uid: note for note in fresh.values()}
    return [hung[late.uid] for late in notes]


def _as_note(late: LateNote) -> Note:
    now = late.table.question.workshop.round
    note = Note(uid=late.uid, workshop_id=late.workshop_id, round=now, struck=False)
    note.kind, note.part, note.text, note.paper = late.kind, late.part, late.text, late.paper
    note.elaborations, note.table_id = [], late.table_id
    return note


def leave_out(
    tx: Session, *, late: LateNote, reason: str | None = None, by: str, operation: str
) -> LateNote:
    """Leave it out of the poster, `reason` says why. It is kept, and can be taken in later.

    Raises Conflict when it hangs on the poster already.
    """
    if late.decided == "taken":
        raise Conflict(_("This note hangs on the poster already. Set it aside there instead."))
    if late.decided == "left":
        return late
    late.decided, late.reason = "left", reason
    publish(tx, late, by=by, operation=operation)
    return late


_LATE = select(LateNote)
_LATE = _LATE.where(LateNote.workshop_id == bindparam("at"), LateNote.uid == bindparam("uid"))


def kept_at(db: Session, workshop_id: str, uid: str) -> LateNote | None:
    """The kept note with this id, whatever was decided about it."""
    return db.scalars(_LATE, {"at": workshop_id, "uid": uid}).first()


def _the_same(tx: Session, late: LateNote, wanted: dict[str, object]) -> LateNote:
    # A repeat may come after the correction that followed it: it is still the same note.
    events_of = select(Change.item).where(
        Change.workshop_id == late.workshop_id, Change.what == "late", Change.key == late.uid
    )
    for known in (events.body(late), *tx.scalars(events_of.order_by(Change.revision).limit(1))):
        if known and all(known.get(key) == value for key, value in wanted.items()):
            return late
    raise Conflict(_("Another note already has this id. Write the note again."), where="id")
