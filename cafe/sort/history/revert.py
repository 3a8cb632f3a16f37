"""Giving the things one act changed the state they had before it, when nobody stands in between."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import short
from cafe.errors import Conflict
from cafe.model import Change, Entry, Note, Workshop
from cafe.model.events import body, named
from cafe.sort.guards import places_of
from cafe.sort.history.past import HOUSE, Item, Key, Thing, find_all, last_change, past_of
from cafe.sort.history.restore import (
    Undoing,
    restore_categories,
    restore_entries,
    restore_notes,
    take_away,
)
from cafe.sort.pairs import SAID, check_both_printed, check_may_oppose, restore_said


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


def revert(tx: Session, workshop: Workshop, target: str, *, by: str, operation: str) -> None:
    """Undo the act `target`. Raises Conflict, having changed nothing, when it cannot be."""
    past = _past(tx, workshop, target, by)
    steps = _steps(past, target, by)
    there = find_all(tx, workshop, _named_in(steps))
    for step in steps:
        _check_untouched(step, there.get(step.name), past[step.name], by)
    _check_headings(tx, steps, there)
    _check_notes(tx, workshop, steps, there)
    _check_opposed(tx, steps, there)
    _restore(tx, workshop, steps, there, {"by": by, "operation": operation, "undoes": target})


def _past(tx: Session, workshop: Workshop, target: str, by: str) -> dict[Key, list[Change]]:
    """All that was ever told of each thing that the act changed.

    The act of `by`: a number that somebody else has used before says nothing about their deeds.
    """
    here = (Change.workshop_id == workshop.id, Change.operation == target, Change.by == by)
    rows = tx.execute(select(Change.what, Change.key).where(*here).order_by(Change.revision))
    return past_of(tx, workshop.id, [(what, key) for what, key in rows])


def _steps(past: dict[Key, list[Change]], target: str, by: str) -> list[Step]:
    """In the order in which the act changed them."""
    steps = []
    for name, changes in past.items():
        ours = [
            at for at, change in enumerate(changes) if (change.operation, change.by) == (target, by)
        ]
        before = changes[ours[0] - 1] if ours[0] else None
        found = before.item if before else None
        steps.append(Step(name, changes[ours[0]].revision, found, changes[ours[-1]].item))
    return sorted(steps, key=lambda step: step.first)


def _named_in(steps: list[Step]) -> set[Key]:
    """What is to be looked at: the things themselves, and the notes and headings they name."""
    names = {step.name for step in steps}
    for item in (item for step in steps for item in (step.found, step.left) if item):
        names |= {("note", source["note"]) for source in item.get("sources", ())}
        names |= {("note", uid) for uid in item.get("notes", ())}
        names |= {("category", item["category"])} if "category" in item else set()
    return names


def _restore(
    tx: Session,
    workshop: Workshop,
    steps: list[Step],
    there: dict[Key, Thing],
    undoing: Undoing,
) -> None:
    """What goes lets go of its notes first; headings are there before their sentences."""
    goes: dict[str, list[Key]] = {"entry": [], "category": []}
    comes: dict[str, dict[str, Item]] = {"entry": {}, "category": {}}
    notes: dict[Note, Item | None] = {}
    for step in steps:
        what, key = step.name
        thing = there.get(step.name)
        if what in SAID:
            restore_said(tx, workshop, step.name, kept=step.found is not None, **undoing)
        elif isinstance(thing, Note):
            notes[thing] = step.found
        elif step.found is None:
            goes[what].append(step.name)
        else:
            comes[what][key] = step.found
    restore_notes(tx, notes, undoing)
    take_away(tx, workshop, goes["entry"], there, undoing)
    restore_categories(tx, comes["category"], there, undoing)
    restore_entries(tx, comes["entry"], there, undoing)
    take_away(tx, workshop, goes["category"], there, undoing)


def _check_untouched(step: Step, thing: Thing | None, past: list[Change], by: str) -> None:
    if step.name[0] in SAID:
        return  # said or not said: there is nothing in between to lose
    now = body(thing) if thing is not None else None
    if step.name[0] == "note":
        same = now is not None and step.left is not None and _went(now) == _went(step.left)
    else:
        same = _bare(now) == _bare(step.left)
    newest = next((change for change in reversed(past) if change.by != HOUSE), None)
    moved = step.name[0] != "note" and _position(now) != _position(step.left)
    if not same or (moved and newest is not None and newest.by != by):
        raise _touched(step.words, step.name)


def _went(item: Item) -> tuple[object, bool]:
    """Where a note went instead of the text; what else it is belongs to the table."""
    return item["aside"], item.get("in_main", False)


def _bare(item: Item | None) -> Item | None:
    return None if item is None else {k: v for k, v in item.items() if k != "position"}


def _position(item: Item | None) -> object:
    return None if item is None else item["position"]


def _touched(words: str, about: Key) -> Conflict:
    return Conflict(
        _(
            "“%(thing)s” has been changed since, so this cannot be undone. "
            "Change it by hand, or undo what you did before it.",
            thing=words,
        ),
        about=about,
    )


def _check_headings(tx: Session, steps: list[Step], there: dict[Key, Thing]) -> None:
    """No heading goes with sentences that others have put there; no sentence comes without one."""
    ours = {step.name: step.found for step in steps}
    for (what, key), found in ours.items():
        if what == "category" and found is None:
            for entry in tx.scalars(select(Entry).where(Entry.category_id == key)):
                goes = ours.get(("entry", entry.id), {"category": key})
                if goes is not None and goes["category"] == key:
                    raise _touched(short(entry.category.heading), named(entry))
        if what == "entry" and found is not None:
            heading = ("category", found["category"])
            if (heading in ours and ours[heading] is None) or (
                heading not in ours and heading not in there
            ):
                raise _touched(short(found["text"]), heading)


def _out(item: Item | None) -> bool:
    """Whether a note is kept out of the text."""
    return item is not None and _went(item) != (None, False)


def _notes_of(item: Item | None) -> set[str]:
    return set() if item is None else {source["note"] for source in item["sources"]}


def _check_notes(
    tx: Session, workshop: Workshop, steps: list[Step], there: dict[Key, Thing]
) -> None:
    """A note must not get two places, or a place while it is set aside, because of an undo."""
    entries = [step for step in steps if step.name[0] == "entry"]
    aside = {s.name[1]: _out(s.found) for s in steps if s.name[0] == "note"}
    ours = {step.name[1] for step in entries}
    places = places_of(tx, (thing for thing in there.values() if isinstance(thing, Note)))
    for step in entries:
        for uid in sorted(_notes_of(step.found) - _notes_of(step.left)):
            note = there.get(("note", uid))
            if not isinstance(note, Note) or note.struck:
                raise _touched(step.words, ("note", uid))
            if aside.get(uid, note.aside_reason is not None or note.used_in_main):
                raise _touched(short(note.text), named(note))
            others = [holder for holder in places[note.id] if holder.id not in ours]
            _check_stood(tx, workshop, note, others, step)
    for uid, out in aside.items():
        note = there.get(("note", uid))
        if not (out and isinstance(note, Note)):
            continue
        for holder in places[note.id]:
            if holder.id not in ours:
                raise _touched(short(note.text), named(holder))


def _check_stood(
    tx: Session, workshop: Workshop, note: Note, others: list[Entry], step: Step
) -> None:
    """The sentences it stands behind besides are those it stood behind when the act was done."""
    for holder in others:
        then = last_change(tx, workshop.id, ("entry", holder.id), before=step.first)
        if note.uid not in _notes_of(then.item if then else None):
            raise _touched(short(note.text), named(holder))


def _check_opposed(tx: Session, steps: list[Step], there: dict[Key, Thing]) -> None:
    """No undo may hide a note behind its opposite."""
    sentences = []
    for step in steps:
        if step.found is None:
            continue
        if step.name[0] == "entry" and len(step.found["sources"]) > 1:
            behind = {}
            for source in step.found["sources"]:
                note = there.get(("note", source["note"]))
                if isinstance(note, Note):
                    behind[note.id] = source["absorbed"]
            sentences.append(behind)
        if step.name[0] == "opposed":
            one, other = (there.get(("note", uid)) for uid in step.found["notes"])
            if isinstance(one, Note) and isinstance(other, Note):
                check_may_oppose(tx, one, other)
    check_both_printed(tx, *sentences)
