"""Undoing one operation on many things that phones wrote: see phones.py."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model import Change, Dot, Note, Workshop, events, record
from cafe.model.commands import once
from cafe.nouns import Item
from cafe.wall import meanwhile
from cafe.wall.actions.phones import authors
from cafe.wall.queries import dot_counts
from cafe.wall.queries_phones import asked_of, late_of, notes_of, stands_alone

Key = tuple[str, str]


@dataclass(frozen=True)
class Effect:
    """A thing as an operation found it ({}: nothing is told of it) and left it; `last`: and it is
    so."""

    found: Item
    left: Item
    last: bool


def _rest(tx: Session, workshop_id: str, operation: str) -> int:
    """How many things the operation left as they were."""
    here = (
        Change.workshop_id == workshop_id,
        Change.operation == operation,
        Change.what == "phones",
    )
    item = tx.scalars(select(Change.item).where(*here)).first() or {}
    return int(item.get("rest", 0))


@once(_rest)
def undo(tx: Session, *, workshop: Workshop, target: str, by: str, operation: str) -> int:
    """Take back all that the operation `target` did, and tell how many things somebody has changed
    since.

    Those stay as they are, and the organiser is told who changed them. Raises Conflict when there
    is nothing to take back, or nothing that nobody has changed.
    """
    here = (Change.workshop_id == workshop.id, Change.what == "phones", Change.key == target)
    newest = tx.scalars(select(Change).where(*here).order_by(Change.revision.desc())).first()
    if newest is None or newest.item is None or newest.item["do"] == "undo":
        raise Conflict(_("This has been taken back already."))
    effects = _effects(tx, workshop, target)
    back = [
        *_late_back(tx, workshop, effects),
        *_notes_back(tx, workshop, effects),
        *_asked_back(tx, workshop, effects),
        *_dots_back(tx, workshop, target),
    ]
    kinds = ("late", "asked", "note")
    decided = {key for key in effects if key[0] in kinds and not _came(effects, key)}
    rest = decided - {(what, key) for what, key, _item in back}
    since = _since(tx, workshop, target, rest)
    if rest and not back:
        words, done = meanwhile.in_words(tx, since), _("Nothing has been taken back.")
        raise Conflict(f"{words} {done}".strip())
    left = events.of_phones(target, "undo", len(decided) - len(rest), len(rest), authors(since))
    for what, key, item in (*back, ("phones", target, left if rest else None)):
        record(
            tx, workshop, what=what, key=key, item=item, by=by, operation=operation, undoes=target
        )
    return len(rest)


def _since(tx: Session, workshop: Workshop, target: str, rest: Collection[Key]) -> list[Change]:
    """The newest change of each thing that was changed after the operation, or of the note it
    became."""
    keys = {key for _what, key in rest}
    since = select(Change).where(Change.workshop_id == workshop.id, Change.key.in_(keys))
    done = select(func.max(Change.revision)).where(
        Change.workshop_id == workshop.id, Change.operation == target
    )
    after = Change.revision > done.scalar_subquery()
    newest = {change.key: change for change in tx.scalars(since.where(after))}
    return list(newest.values())


Event = tuple[str, str, Item | None]


def _effects(tx: Session, workshop: Workshop, target: str) -> dict[Key, Effect]:
    here = Change.workshop_id == workshop.id
    ours = select(Change.key).where(here, Change.operation == target)
    rows = select(Change.what, Change.key, Change.operation, Change.item).where(
        here, Change.key.in_(ours)
    )
    past: dict[Key, list[tuple[str, Item]]] = {}
    for what, key, operation, item in tx.execute(rows.order_by(Change.revision)):
        past.setdefault((what, key), []).append((operation, item or {}))
    effects = {}
    for name, states in past.items():
        at = [place for place, (operation, _item) in enumerate(states) if operation == target]
        if at:
            found = states[at[0] - 1][1] if at[0] else {}
            effects[name] = Effect(found, states[at[-1]][1], last=states[-1][0] == target)
    return effects


def _came(effects: dict[Key, Effect], name: Key) -> bool:
    """Whether the operation itself hung this note up."""
    return name[0] == "note" and ("late", name[1]) in effects and not effects[name].found


def _late_back(tx: Session, workshop: Workshop, effects: dict[Key, Effect]) -> list[Event]:
    """A note that was hung up waits again: its words are kept there."""
    kept = [key for (what, key), effect in effects.items() if what == "late" and effect.last]
    hung = [key for key in kept if ("note", key) in effects]
    alone = {
        note.uid: note
        for note in stands_alone(tx, notes_of(tx, workshop, hung))
        if effects["note", note.uid].last
    }
    back: list[Event] = [("note", uid, None) for uid in alone]
    for late in late_of(tx, workshop, kept):
        if late.hangs and late.uid not in alone:
            continue
        found = effects["late", late.uid].found
        decided, reason = found.get("decided", "waiting"), found.get("reason")
        late.keep(decided=decided, reason=reason)
        late.round = 0
        back.append(("late", late.uid, events.body(late)))
    tx.flush()
    return back


def _notes_back(tx: Session, workshop: Workshop, effects: dict[Key, Effect]) -> list[Event]:
    back: list[Event] = []
    struck = [
        k
        for k, effect in effects.items()
        if k[0] == "note" and effect.last and not _came(effects, k)
    ]
    for note in notes_of(tx, workshop, [uid for _what, uid in struck]):
        found = effects["note", note.uid].found
        note.struck, note.joined_into = bool(found.get("struck")), found.get("joined_into")
        back.append(("note", note.uid, events.body(note)))
    return back


def _asked_back(tx: Session, workshop: Workshop, effects: dict[Key, Effect]) -> list[Event]:
    back: list[Event] = []
    for asked in asked_of(tx, workshop, _last(effects, "asked")):
        effect = effects["asked", asked.uid]
        # Nothing is told of what was imported: what was decided about had waited.
        was = {"decided": effect.left.get("decided") and "waiting"} | effect.found
        asked.decided, asked.reason = was.get("decided"), was.get("reason")
        asked.hidden = bool(was.get("hidden"))
        back.append(("asked", asked.uid, events.body(asked)))
    return back


def _last(effects: dict[Key, Effect], what: str) -> Collection[str]:
    return [key for (kind, key), effect in effects.items() if kind == what and effect.last]


def _dots_back(tx: Session, workshop: Workshop, target: str) -> list[Event]:
    here = select(Dot).join(Note, Note.id == Dot.note_id)
    lifted = tx.scalars(here.where(Note.workshop_id == workshop.id, Dot.lifted == target)).all()
    for dot in lifted:
        dot.lifted = None
    tx.flush()
    counts = dot_counts(tx, {dot.note_id for dot in lifted})
    return [("dots", uid, events.of_dots(uid, count)) for uid, count in counts]
