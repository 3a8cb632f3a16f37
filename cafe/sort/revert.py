"""Giving the things one act changed the state they had before it, when nobody stands in between."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.errors import Conflict
from cafe.model import Change, Entry, Note, Workshop
from cafe.sort.guards import holders
from cafe.sort.restore import restore
from cafe.sort.said import SAID, check_both_printed, check_may_oppose
from cafe.sort.trace import Item, Key, find, item_of, last_change
from cafe.texts import _
from cafe.words import short


@dataclass(frozen=True)
class Step:
    """One thing that an act changed, as the act found it and as it left it; None: not there."""

    name: Key
    first: int
    found: Item | None
    left: Item | None

    @property
    def words(self) -> str:
        """What to call the thing in a message."""
        item = self.left or self.found or {}
        return short(str(item.get("text", item.get("heading", ""))))


def revert(tx: Session, workshop: Workshop, target: str, *, by: str, act: str) -> None:
    """Undo the act `target`. Raises Conflict, having changed nothing, when it cannot be."""
    steps = _steps(tx, workshop, target)
    for step in steps:
        _check_untouched(tx, workshop, step, by)
    _check_headings(tx, workshop, steps)
    _check_notes(tx, workshop, steps)
    _check_opposed(tx, workshop, steps)
    for step in sorted(steps, key=_order):
        restore(tx, workshop, step.name, step.found, by=by, act=act, undoes=target)


def _steps(tx: Session, workshop: Workshop, target: str) -> list[Step]:
    rows = select(Change).where(Change.workshop_id == workshop.id, Change.act == target)
    changes = list(tx.scalars(rows.order_by(Change.revision)))
    steps: dict[Key, Step] = {}
    for change in changes:
        name = (change.what, change.key)
        first = steps[name].first if name in steps else change.revision
        before = last_change(tx, workshop.id, name, before=first)
        steps[name] = Step(name, first, before.item if before else None, change.item)
    return list(steps.values())


def _order(step: Step) -> int:
    """What goes lets go of its notes first; headings are there before their sentences."""
    kind, goes = step.name[0], step.found is None
    if kind == "note" or kind in SAID:
        return 0
    row = ["entry-", "category+", "entry+", "category-"]
    return 1 + row.index(f"{kind}{'-' if goes else '+'}")


def _check_untouched(tx: Session, workshop: Workshop, step: Step, by: str) -> None:
    if step.name[0] in SAID:
        return  # said or not said: there is nothing in between to lose
    thing = find(tx, workshop, step.name)
    now = item_of(thing) if thing is not None else None
    if step.name[0] == "note":
        same = now is not None and step.left is not None and _went(now) == _went(step.left)
    else:
        same = _bare(now) == _bare(step.left)
    newest = last_change(tx, workshop.id, step.name, people=True)
    moved = step.name[0] != "note" and _position(now) != _position(step.left)
    if not same or (moved and newest is not None and newest.by != by):
        raise _touched(step.words)


def _went(item: Item) -> tuple[object, bool]:
    """Where a note went instead of the text; what else it is belongs to the table."""
    return item["aside"], item.get("in_main", False)


def _bare(item: Item | None) -> Item | None:
    return None if item is None else {k: v for k, v in item.items() if k != "position"}


def _position(item: Item | None) -> object:
    return None if item is None else item["position"]


def _touched(words: str) -> Conflict:
    return Conflict(
        _(
            "“%(thing)s” has been changed since, so this cannot be undone. "
            "Change it by hand, or undo what you did before it.",
            thing=words,
        )
    )


def _check_headings(tx: Session, workshop: Workshop, steps: list[Step]) -> None:
    """No heading goes with sentences that others have put there; no sentence comes without one."""
    ours = {step.name: step.found for step in steps}
    for (what, key), found in ours.items():
        if what == "category" and found is None:
            for entry in tx.scalars(select(Entry).where(Entry.category_id == key)):
                goes = ours.get(("entry", entry.id), {"category": key})
                if goes is not None and goes["category"] == key:
                    raise _touched(short(entry.category.heading))
        if what == "entry" and found is not None:
            heading = ("category", found["category"])
            if (heading in ours and ours[heading] is None) or (
                heading not in ours and find(tx, workshop, heading) is None
            ):
                raise _touched(short(found["text"]))


def _out(item: Item | None) -> bool:
    """Whether a note is kept out of the text."""
    return item is not None and _went(item) != (None, False)


def _notes_of(item: Item | None) -> set[str]:
    return set() if item is None else {source["note"] for source in item["sources"]}


def _check_notes(tx: Session, workshop: Workshop, steps: list[Step]) -> None:
    """A note must not get two places, or a place while it is set aside, because of an undo."""
    entries = [step for step in steps if step.name[0] == "entry"]
    aside = {s.name[1]: _out(s.found) for s in steps if s.name[0] == "note"}
    ours = {step.name[1] for step in entries}
    for step in entries:
        for uid in sorted(_notes_of(step.found) - _notes_of(step.left)):
            _check_may_stand(tx, workshop, uid, step, ours=ours, aside=aside)
    for uid, out in aside.items():
        note = find(tx, workshop, ("note", uid))
        if out and isinstance(note, Note):
            for holder in holders(tx, note):
                if holder.id not in ours:
                    raise _touched(short(note.text))


def _check_may_stand(
    tx: Session,
    workshop: Workshop,
    uid: str,
    step: Step,
    *,
    ours: set[str],
    aside: dict[str, bool],
) -> None:
    note = find(tx, workshop, ("note", uid))
    if not isinstance(note, Note) or note.struck:
        raise _touched(step.words)
    if aside.get(uid, note.aside_reason is not None or note.used_in_main):
        raise _touched(short(note.text))
    for holder in holders(tx, note):
        if holder.id not in ours:
            then = last_change(tx, workshop.id, ("entry", holder.id), before=step.first)
            if uid not in _notes_of(then.item if then else None):
                raise _touched(short(note.text))


def _check_opposed(tx: Session, workshop: Workshop, steps: list[Step]) -> None:
    """No undo may hide a note behind its opposite."""
    for step in steps:
        if step.found is None:
            continue
        if step.name[0] == "entry":
            behind = {}
            for source in step.found["sources"]:
                note = find(tx, workshop, ("note", source["note"]))
                if isinstance(note, Note):
                    behind[note.id] = source["absorbed"]
            check_both_printed(tx, behind)
        if step.name[0] == "opposed":
            one, other = (find(tx, workshop, ("note", uid)) for uid in step.found["notes"])
            if isinstance(one, Note) and isinstance(other, Note):
                check_may_oppose(tx, one, other)
