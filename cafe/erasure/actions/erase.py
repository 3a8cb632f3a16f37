"""Words leave the rows and the history in one transaction; what is left is published."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.orm import Session

from cafe.erasure.plan import lines_for
from cafe.erasure.queries import (
    AT_ONCE,
    CAFE,
    key_of,
    lines_of,
    rows_of,
    searched,
    thing_of,
)
from cafe.erasure.request import Plan
from cafe.erasure.rules import MARK, Key, cut, is_one
from cafe.model import (
    Apart,
    Base,
    CafeTable,
    Category,
    Change,
    Entry,
    HostAddress,
    Invitation,
    Note,
    Opposed,
    Origin,
    Question,
    Remark,
    Source,
    VisitorQuestion,
    Workshop,
    events,
    record,
)
from cafe.model.canonical import told_of
from cafe.model.events import publish, workshop_of
from cafe.model.note import EVERY_STATE, notes_in_any_state
from cafe.model.sealing import erase_lines
from cafe.model.vernissage import Answer, pieces_of, tell_results
from cafe.people.links import retire
from cafe.states import WITHDRAWN

HOUSE = "house"  # nobody's wording: what was left when words were taken out
_KINDS: dict[str, type[Any]] = {
    "question": Question,
    "table": CafeTable,
    "origin": Origin,
    "category": Category,
    "entry": Entry,
}


def erase_words(
    tx: Session,
    *,
    workshop: Workshop,
    plan: Plan,
    kind: str,
    reason: str,
    by: str,
    operation: str,
    versions: Mapping[str, str] | None = None,
) -> int:
    """Take all away that `plan` says, and write down that it was done: by whom, what kind, why.

    `workshop` is held (`locked`). Changes that came after the plan was made are looked through as
    well. `versions`: how the kept ones read without it (`versions.py: digests_of`). Gives how many
    changes lost their words.
    """
    lines = plan.lines | set(lines_for(lines_of(tx, workshop, plan.revision), plan))
    told = {"by": HOUSE, "operation": operation}
    before, said = _worded(workshop), _evaluated(tx, workshop)
    for name in sorted(plan.hosts):
        _drop_host(tx, workshop, name)
    if plan.answers:
        here = Answer.workshop_id == workshop.id, Answer.key.in_(plan.answers)
        tx.execute(delete(Answer).where(*here))
    changed = _cut_rows(tx, workshop, plan)
    for uid in sorted(plan.notes):
        _empty_note(tx, workshop, uid, told)
    for uid in sorted(plan.asked):
        _empty_asked(tx, workshop, uid)
    for sentence in plan.sentences:
        if sentence.text is None:
            _drop_entry(tx, workshop, sentence.id, told)
        else:
            tx.execute(update(Entry).where(Entry.id == sentence.id).values(text=sentence.text))
    tx.flush()
    tx.expire_all()
    lost = changed | plan.things | _things_of(tx, workshop, lines)
    lost |= {("note", uid) for uid in plan.notes} | {("asked", uid) for uid in plan.asked}
    closed = {form for form, item in _evaluated(tx, workshop).items() if said.get(form) != item}
    lines |= _lines_about(tx, workshop, closed)
    words = {"kind": kind, "reason": reason, "by": by, "operation": operation}
    gone = erase_lines(tx, workshop, lines, versions=versions, **words)
    _publish(tx, workshop, changed | plan.things, before, told)
    for form in sorted(closed):
        tell_results(tx, workshop, form, **told)
    item = events.of_cut(operation, sorted(lost))
    record(tx, workshop, what="cut", key=operation, item=item, **told)
    return gone


def _things_of(tx: Session, workshop: Workshop, lines: Collection[int]) -> set[Key]:
    """What these changes are told under."""
    wanted, found = sorted(lines), set[Key]()
    about: Any = select(Change.what, Change.key).where(Change.workshop_id == workshop.id)
    for at in range(0, len(wanted), AT_ONCE):
        these = about.where(Change.revision.in_(wanted[at : at + AT_ONCE]))
        found |= {thing_of(row) for row in tx.execute(these)}
    return found


def _cut_rows(tx: Session, workshop: Workshop, plan: Plan) -> set[Key]:
    """Words are cut out of the chosen things' columns; which things were changed."""
    changed: set[Key] = set()
    for name, columns in searched().items():
        table = Base.metadata.tables[name]
        for row in rows_of(tx, workshop, name, plan.things):
            key = key_of(name, row)
            values = {one: getattr(row, one) for one in columns}
            if key[0] == "note" and key[1] in plan.apart:
                new = {**values, "elaborations": _others(row.elaborations, plan)}
            else:
                new = {one: _without(one, value, plan, key) for one, value in values.items()}
            if new == values:
                continue
            changed.add(key)
            here = [column == getattr(row, column.name) for column in table.primary_key]
            if name in ("host_address", "hall_message"):  # with other words they are nobody's
                tx.execute(delete(table).where(*here))
            else:
                tx.execute(update(table).where(*here).values(**new))
    return changed


def _others(elaborations: list[str], plan: Plan) -> list[str]:
    return [one for one in elaborations if not is_one(one, plan.passages)]


def _without(column: str, value: Any, plan: Plan, key: Key) -> Any:
    gone = partial(cut, passages=plan.passages, whole=plan.whole(key))
    if column == "elaborations":  # what was nothing but these words goes, and leaves no mark
        value = [one for one in value if gone(one).replace(MARK, "").strip(" .\n")]
    if column == "abbreviations" and value:  # a short form that loses letters is none
        value = {short: value[short] for short in value if gone(short) == short}
    new = value if value is None else gone(value)
    return "" if column == "meeting" and new != value else new  # part of an address leads nowhere


def _empty_note(tx: Session, workshop: Workshop, uid: str, told: dict[str, str]) -> None:
    here = Note.workshop_id == workshop.id, Note.uid == uid
    note = tx.scalars(notes_in_any_state().where(*here)).one()
    note.text, note.elaborations, note.aside_reason, note.reason = "", [], None, None
    note.taken = note.taken and {**note.taken, "text": ""}
    note.struck, note.in_main, note.erased = True, False, True
    if note.waits:  # nobody has to decide about it any more
        note.state = note.kept_state("left")
    for source in tx.scalars(select(Source).where(Source.note_id == note.id)).all():
        tx.delete(source)
    _part(tx, workshop, note, told)
    tx.flush()


def _part(tx: Session, workshop: Workshop, note: Note, told: dict[str, str]) -> None:
    """Nothing is said any more of it and another note."""
    kinds: tuple[tuple[str, type[Any]], ...] = (("apart", Apart), ("opposed", Opposed))
    for what, kind in kinds:
        pairs = select(kind).where(or_(kind.first_id == note.id, kind.second_id == note.id))
        for pair in tx.scalars(pairs).all():
            both = notes_in_any_state().where(Note.id.in_((pair.first_id, pair.second_id)))
            key = events.of_pair(*tx.scalars(both).all())["id"]
            tx.delete(pair)
            record(tx, workshop, what=what, key=key, item=None, **told)


def _empty_asked(tx: Session, workshop: Workshop, uid: str) -> None:
    here = VisitorQuestion.workshop_id == workshop.id, VisitorQuestion.uid == uid
    asked = tx.scalars(select(VisitorQuestion).where(*here)).one()
    asked.text, asked.answer, asked.reason, asked.answered = "", None, None, "no"
    asked.shown, asked.hidden, asked.erased = False, True, True
    if asked.decided == "waiting":  # nobody has to decide about it any more
        asked.decided = "left"


def _drop_entry(tx: Session, workshop: Workshop, id: str, told: dict[str, str]) -> None:
    tx.execute(delete(Source).where(Source.entry_id == id))
    tx.execute(delete(Entry).where(Entry.id == id))
    record(tx, workshop, what="entry", key=id, item=None, **told)


def _drop_host(tx: Session, workshop: Workshop, name: str) -> None:
    """The name, its roles, invitations with their letters, and its address, at every table."""
    for table in tx.scalars(select(CafeTable).where(CafeTable.workshop_id == workshop.id)).all():
        table.hosts = [one for one in table.hosts if one != name]
        table.roles = [one for one in table.roles if one["host"] != name]
    for kind in (Invitation, HostAddress):
        here = kind.workshop_id == workshop.id, kind.name == name
        if kind is Invitation:
            retire(tx, kind, and_(*here))
        tx.execute(delete(kind).where(*here))


def _worded(workshop: Workshop) -> dict[Key, Any]:
    """What the history tells of under other names than the thing's (report/actions/words.py)."""
    found: dict[Key, Any] = {("intro", workshop.id): workshop.intro}
    found |= {("summary", str(one.id)): one.summary for one in workshop.questions}
    return found


def _evaluated(tx: Session, workshop: Workshop) -> dict[str, Any]:
    """What is answered to each form, as a digest: who has the rest could find out from it."""
    return {piece["audience"]: told_of(piece) for piece in pieces_of(tx, workshop)}


def _lines_about(tx: Session, workshop: Workshop, forms: Collection[str]) -> set[int]:
    here = Change.workshop_id == workshop.id, Change.what == "evaluation", Change.key.in_(forms)
    return set(tx.scalars(select(Change.revision).where(*here)))


def _publish(
    tx: Session, workshop: Workshop, things: set[Key], before: dict[Key, Any], told: dict[str, str]
) -> None:
    """Every thing that was touched, as it is now: the last line of each says what its row does."""
    for what, key in sorted(things):
        if (what, key) == CAFE:
            publish(tx, workshop, by=told["by"], operation=told["operation"])
        elif what in ("note", "asked"):
            _publish_typed(tx, workshop, what, key, told)
        elif what == "remark":
            remark = tx.get(Remark, (workshop.id, key))
            if remark is not None and remark.outcome:
                record(tx, workshop, what=what, key=key, item=remark.item, **told)
        elif (thing := _thing(tx, workshop, what, key)) is not None:
            publish(tx, thing, by=told["by"], operation=told["operation"])
    for (what, key), was in before.items():
        now = _worded(workshop).get((what, key))
        if now != was:
            text = "\n\n".join(now) if isinstance(now, list) else now
            record(tx, workshop, what=what, key=key, item={"text": text}, **told)


def _thing(tx: Session, workshop: Workshop, what: str, key: str) -> Any | None:
    """The row of a thing that was ticked; None for what is gone (it may have no number), or is
    another café's.
    """
    if (kind := _KINDS.get(what)) is None:
        return None
    numbered = kind.id.type.python_type is int
    if numbered and not (key.isdecimal() and len(key) < 10):
        return None
    thing = tx.get(kind, int(key) if numbered else key)
    return None if thing is None or workshop_of(thing) is not workshop else thing


def _publish_typed(
    tx: Session, workshop: Workshop, what: str, uid: str, told: dict[str, str]
) -> None:
    kind: type[Any] = Note if what == "note" else VisitorQuestion
    here = select(kind).where(kind.workshop_id == workshop.id, kind.uid == uid)
    thing = tx.scalars(here.execution_options(**EVERY_STATE)).first()
    if thing is None or (isinstance(thing, Note) and thing.state == WITHDRAWN):
        return
    publish(tx, thing, by=told["by"], operation=told["operation"])
    if isinstance(thing, Note) and thing.taken:  # it is told as late, too
        item = events.late_body(thing)
        record(tx, workshop, what="late", key=uid, item=item, **told)
