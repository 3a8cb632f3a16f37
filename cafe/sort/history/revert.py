"""Undoing one operation: what it changed gets back the state it had before.

Refused when somebody else has changed one of those things since, or when the undo would leave a
note in two places, or a heading gone with others' sentences under it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import short
from cafe.errors import Conflict
from cafe.model import Change, Entry, Note, Question, Workshop, record
from cafe.model.change import HOUSE
from cafe.model.events import body, named
from cafe.sort.guards import places_of, touched
from cafe.sort.history import gathered
from cafe.sort.history.past import Item, Key, Thing, find_all, last_change, past_of
from cafe.sort.history.restore import (
    Undoing,
    restore_categories,
    restore_entries,
    restore_notes,
    take_away,
)
from cafe.sort.history.rows import Back, in_rows
from cafe.sort.pairs import PAIRS, check_both_printed, check_may_oppose, restore_pair
from cafe.sort.parts import PART


@dataclass(frozen=True)
class Effect:
    """One thing that an operation changed, as the operation found it and as it left it; None: not
    there."""

    name: Key
    first: int
    found: Item | None
    left: Item | None
    was: Change | None  # what told of it so

    @property
    def words(self) -> str:
        """What to call the thing in a message."""
        item = self.left or self.found or {}
        return short(str(item.get("text", item.get("heading", ""))))


def revert(tx: Session, workshop: Workshop, target: str, *, by: str, operation: str) -> None:
    """Undo the operation `target`. Raises Conflict when it cannot be: whoever asked rolls back."""
    past = _past(tx, workshop, target, by)
    effects = _effects(past, target, by)
    gathered.lay_again(tx, workshop, effects, by=by, operation=operation)
    there = find_all(tx, workshop, _named_in(effects))
    out = gathered.withdrawn(tx, workshop, effects)
    for effect in effects:
        _check_untouched(effect, there.get(effect.name), past[effect.name], by, out)
    there |= out
    gathered.check(tx, effects, there, out)
    _check_headings(tx, effects, there)
    _check_notes(tx, workshop, effects, there)
    _check_used(tx, workshop, effects, there)
    _check_opposed(tx, effects, there)
    undoing: Undoing = {"by": by, "operation": operation, "undoes": target}
    gathered.bring_back(tx, effects, out, undoing)
    _restore(tx, workshop, effects, there, undoing)
    gathered.withdraw(tx, workshop, effects, there, out=out, undoing=undoing)
    gathered.restore_beside(tx, workshop, effects, undoing)


def _past(tx: Session, workshop: Workshop, target: str, by: str) -> dict[Key, list[Change]]:
    """Every change there has been of each thing that the operation changed.

    Only the operation of `by`: somebody else may have sent the same id, and theirs is not undone.
    """
    here = (Change.workshop_id == workshop.id, Change.operation == target, Change.by == by)
    rows = tx.execute(select(Change.what, Change.key).where(*here).order_by(Change.revision))
    return past_of(tx, workshop.id, [(what, key) for what, key in rows])


def _effects(past: dict[Key, list[Change]], target: str, by: str) -> list[Effect]:
    """In the order in which the operation changed them. Raises Conflict when words are erased."""
    effects = []
    for name, changes in past.items():
        ours = [
            at for at, change in enumerate(changes) if (change.operation, change.by) == (target, by)
        ]
        if any(change.erased for change in changes[max(0, ours[0] - 1) : ours[-1] + 1]):
            words = _("Words of this have been erased for good, so it cannot be undone.")
            raise Conflict(words, about=name)
        before = changes[ours[0] - 1] if ours[0] else None
        found = before.item if before else None
        effects.append(
            Effect(name, changes[ours[0]].revision, found, changes[ours[-1]].item, before)
        )
    return sorted(effects, key=lambda effect: effect.first)


def _named_in(effects: list[Effect]) -> set[Key]:
    """What is to be looked at: the things themselves, and the notes and headings they name."""
    names = {effect.name for effect in effects}
    for item in (item for effect in effects for item in (effect.found, effect.left) if item):
        names |= {("note", source["note"]) for source in item.get("sources", ())}
        names |= {("note", uid) for uid in item.get("notes", ())}
        names |= {("category", item["category"])} if "category" in item else set()
    return names


def _restore(
    tx: Session,
    workshop: Workshop,
    effects: list[Effect],
    there: dict[Key, Thing],
    undoing: Undoing,
) -> None:
    """What goes lets go of its notes first; headings are there before their sentences."""
    goes: dict[str, list[Key]] = {"entry": [], "category": []}
    comes: dict[Key, Back] = {}
    notes: dict[Note, Item | None] = {}
    for effect in effects:
        what, key = effect.name
        thing = there.get(effect.name)
        if what in PAIRS:
            restore_pair(tx, workshop, effect.name, kept=effect.found is not None, **undoing)
        elif what == PART:
            record(tx, workshop, what=PART, key=key, item=effect.found, **undoing)
        elif what in gathered.BESIDE or gathered.comes_or_goes(effect, thing):
            continue  # its own way (gathered.py)
        elif isinstance(thing, Note):
            notes[thing] = effect.found
        elif effect.found is None or effect.was is None:
            goes[what].append(effect.name)
        else:
            comes[effect.name] = Back(effect.found, effect.left, effect.was)
    going = [*goes["entry"], *goes["category"]]
    items = in_rows(tx, workshop, comes, there, going)
    headings, entries = (
        {key: item for (what, key), item in items.items() if what == one}
        for one in ("category", "entry")
    )
    restore_notes(tx, notes, undoing)
    take_away(tx, workshop, goes["entry"], there, undoing)
    restore_categories(tx, headings, there, undoing)
    restore_entries(tx, entries, there, undoing)
    take_away(tx, workshop, goes["category"], there, undoing)


def _check_untouched(
    effect: Effect,
    thing: Thing | None,
    past: list[Change],
    by: str,
    out: dict[Key, Note],
) -> None:
    if effect.name[0] in (*PAIRS, PART, *gathered.BESIDE):
        return  # said or not said: there is nothing in between to lose
    if effect.name in out and effect.found is not None:
        return  # withdrawn by that undo, and still is
    now = body(thing) if thing is not None else None
    if effect.name[0] == "note":
        same = now is not None and effect.left is not None and _went(now) == _went(effect.left)
    else:
        same = _bare(now) == _bare(effect.left)
    newest = next((change for change in reversed(past) if change.by != HOUSE), None)
    moved = effect.name[0] != "note" and _position(now) != _position(effect.left)
    if not same or (moved and newest is not None and newest.by != by):
        raise touched(effect.words, effect.name)


def _went(item: Item) -> tuple[object, bool]:
    """Where a note went instead of the text; what else it is belongs to the table."""
    return item["aside"], item.get("in_main", False)


def _bare(item: Item | None) -> Item | None:
    return None if item is None else {k: v for k, v in item.items() if k != "position"}


def _position(item: Item | None) -> object:
    return None if item is None else item["position"]


def _check_headings(tx: Session, effects: list[Effect], there: dict[Key, Thing]) -> None:
    """No heading goes with sentences that others have put there, or comes without its question; no
    sentence comes without a heading."""
    ours = {effect.name: effect.found for effect in effects}
    for (what, key), found in ours.items():
        if what == "category" and found is None:
            for entry in tx.scalars(select(Entry).where(Entry.category_id == key)):
                goes = ours.get(("entry", entry.id), {"category": key})
                if goes is not None and goes["category"] == key:
                    raise touched(short(entry.category.heading), named(entry))
        if what == "category" and found and tx.get(Question, found["question"]) is None:
            raise touched(short(found["heading"]), ("question", str(found["question"])))
        if what == "entry" and found is not None:
            heading = ("category", found["category"])
            if (heading in ours and ours[heading] is None) or (
                heading not in ours and heading not in there
            ):
                raise touched(short(found["text"]), heading)


def _out(item: Item | None) -> bool:
    """Whether a note is kept out of the text."""
    return item is not None and _went(item) != (None, False)


def _notes_of(item: Item | None) -> set[str]:
    return set() if item is None else {source["note"] for source in item["sources"]}


def _check_notes(
    tx: Session, workshop: Workshop, effects: list[Effect], there: dict[Key, Thing]
) -> None:
    """A note must not get two places, or a place while it is set aside, because of an undo."""
    entries = [effect for effect in effects if effect.name[0] == "entry"]
    aside = {s.name[1]: _out(s.found) for s in effects if s.name[0] == "note"}
    ours = {effect.name[1] for effect in entries}
    places = places_of(tx, (thing for thing in there.values() if isinstance(thing, Note)))
    for effect in entries:
        for uid in sorted(_notes_of(effect.found) - _notes_of(effect.left)):
            note = there.get(("note", uid))
            if not isinstance(note, Note) or note.struck:
                raise touched(effect.words, ("note", uid))
            if aside.get(uid, note.aside_reason is not None or note.used_in_main):
                raise touched(short(note.text), named(note))
            others = [holder for holder in places[note.id] if holder.id not in ours]
            _check_stood(tx, workshop, note, others, effect)
    for uid, out in aside.items():
        note = there.get(("note", uid))
        if not (out and isinstance(note, Note)):
            continue
        for holder in places[note.id]:
            if holder.id not in ours:
                raise touched(short(note.text), named(holder))


def _check_stood(
    tx: Session, workshop: Workshop, note: Note, others: list[Entry], effect: Effect
) -> None:
    """The sentences it stands behind besides are those it stood behind at the time."""
    for holder in others:
        then = last_change(tx, workshop.id, ("entry", holder.id), before=effect.first)
        if note.uid not in _notes_of(then.item if then else None):
            raise touched(short(note.text), named(holder))


def _check_used(
    tx: Session, workshop: Workshop, effects: list[Effect], there: dict[Key, Thing]
) -> None:
    """No undo says of a note that it is used in another main statement than it was said of."""
    becomes = {s.name: s.found for s in effects if s.name[0] == "table"}
    for effect in effects:
        note = there.get(effect.name)
        if not isinstance(note, Note) or note.in_main or not (effect.found or {}).get("in_main"):
            continue
        table = named(note.table)
        then = last_change(tx, workshop.id, table, before=effect.first)
        newest = last_change(tx, workshop.id, table)
        now = becomes.get(table, newest.item if newest else None)
        said = gathered.statement(then.item) if then else None
        if newest is not then and (then is None or said != gathered.statement(now)):
            raise touched(short(said or effect.words), table)


def _check_opposed(tx: Session, effects: list[Effect], there: dict[Key, Thing]) -> None:
    """No undo may hide a note behind its opposite."""
    sentences = []
    for effect in effects:
        if effect.found is None:
            continue
        if effect.name[0] == "entry" and len(effect.found["sources"]) > 1:
            behind = {}
            for source in effect.found["sources"]:
                note = there.get(("note", source["note"]))
                if isinstance(note, Note):
                    behind[note.id] = source["absorbed"]
            sentences.append(behind)
        if effect.name[0] == "opposed":
            one, other = (there.get(("note", uid)) for uid in effect.found["notes"])
            if isinstance(one, Note) and isinstance(other, Note):
                check_may_oppose(tx, one, other)
    check_both_printed(tx, *sentences)
