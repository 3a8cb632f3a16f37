"""What others did since a person looked: it is not written over; the refusal says who did what,
with both texts.

Each operation carries `saw`, the café's revision that its author's page showed. What the operation
would write over or take away (a wording, the notes behind a sentence, a reason) must still be as it
was then.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import CafeError, Conflict, Invalid
from cafe.model import Category, Change, Entry, Note, Question, Source, Workshop
from cafe.model.change import HOUSE
from cafe.model.note import SORTED_TOO
from cafe.sort.history.log import log_entry_as_done
from cafe.sort.history.past import Item, Key, last_change
from cafe.sort.parts import parts_of

# What each operation writes over or takes away: its keys, and the kind of thing each stands for.
STAKES: dict[str, dict[str, str]] = {
    "join_entries": {"into": "entry", "other": "entry"},
    "join_note": {"into": "entry", "note": "note"},
    "split_entry": {"entry": "entry"},
    "absorb_note": {"note": "note", "entry": "entry"},
    "unplace": {"entry": "entry"},
    "set_aside": {"note": "note"},
    "take_back": {"note": "note"},
    "use_in_main": {"note": "note"},
    "remove_category": {"category": "category"},
    "take_same": {"note": "note", "double": "note"},
}
# These only add, move or say something, or carry the very words that they replace (`was`).
HARMLESS = {
    "add_category",
    "add_own_entry",
    "list_category",
    "move_category",
    "move_entry",
    "not_opposed",
    "not_same",
    "oppose",
    "place_all",
    "place_note",
    "refuse_part",
    "rename_category",
    "reword_entry",
    "take_part",
}
# A note's own sentence goes with these.
_WITH_SENTENCES = ("absorb_note", "set_aside", "take_same")
# More are not shown one by one; then nobody can say that they have been seen.
MOST = 50


class Seen(NamedTuple):
    """What the author of `operation` looked at: revision `saw`, and the page's `own` operations
    since."""

    saw: int
    operation: str
    own: Sequence[str] = ()

    @property
    def mine(self) -> set[str]:
        """The operations that the author knows of."""
        return {self.operation, *self.own}


def seen_by(tx: Session, workshop: Workshop, body: Any, by: str) -> Seen:
    """What `by`, who sends `body`, has seen."""
    if not body.own:
        return Seen(body.saw, body.operation)
    mine = select(Change.operation).where(Change.workshop_id == workshop.id, Change.by == by)
    return Seen(
        body.saw, body.operation, list(tx.scalars(mine.where(Change.revision.in_(body.own))))
    )


def check_seen(tx: Session, workshop: Workshop, commands: Sequence[Any], seen: Seen) -> None:
    """Raise Conflict when others have changed what `commands` (bodies) would write over or take
    away.

    Raises Invalid when the café has not come as far as the page says.
    """
    if seen.saw > workshop.revision:
        raise Invalid(_("The page is ahead of the café. Reload it and try again."), where="saw")
    moved = _moved(tx, workshop, seen)
    if not moved:
        return
    stakes = _at_stake(tx, workshop, commands, seen, moved)
    found = [_meeting(tx, workshop, key, seen, under) for key, under in stakes if key in moved]
    met = [change for change in found if change is not None]
    if met:
        rows = _rows(tx, workshop, met, seen)
        # Over what has changed one may write when one has seen it, not over what is gone.
        gone = next((change.what for change in met if change.item is None), None)
        words = " ".join(dict.fromkeys(row["words"] for row in rows))
        conflict = Conflict(words, where=gone or "saw")
        conflict.meanwhile = _described(workshop.revision, rows, met)
        raise conflict


def with_meanwhile(
    tx: Session, workshop: Workshop, error: CafeError, seen: Seen, revision: int
) -> CafeError:
    """`error`, and who changed the thing that it is about since the author looked.

    What is gone because somebody took it away is a Conflict. `revision` is the café's before the
    operation was tried.
    """
    if error.meanwhile is not None or error.about is None:
        return error
    change = _newest(tx, workshop, error.about, seen)
    if change is None:
        return error
    rows = _rows(tx, workshop, [change], seen)
    where, now = error.where, error.now
    conflict = Conflict(f"{error.message} {rows[0]['words']}", where=where, now=now)
    conflict.meanwhile = _described(revision, rows, [change])
    return conflict


def _described(revision: int, rows: list[Item], met: list[Change]) -> Item:
    return {"revision": revision if len(met) <= MOST else None, "changes": rows}


def _moved(tx: Session, workshop: Workshop, seen: Seen) -> set[Key]:
    """What somebody has changed since: usually nothing, and then nothing more is asked."""
    query = select(Change.what, Change.key, Change.operation).where(
        Change.workshop_id == workshop.id, Change.revision > seen.saw
    )
    rows = tx.execute(query.where(Change.by != HOUSE))
    return {(what, key) for what, key, operation in rows if operation not in seen.mine}


def _at_stake(
    tx: Session, workshop: Workshop, commands: Sequence[Any], seen: Seen, moved: set[Key]
) -> list[tuple[Key, bool]]:
    """What `commands` write over or take away, and whether its place counts too."""
    found: dict[Key, bool] = {}
    notes: set[str] = set()
    for command in commands:
        for part in getattr(command, "pairs", None) or [command]:
            keys = STAKES.get(command.do, {})
            named = [(kind, getattr(part, key)) for key, kind in keys.items()]
            found |= dict.fromkeys(named, False) if not _is_so(tx, workshop, command) else {}
            if command.do in _WITH_SENTENCES:
                notes |= {key for kind, key in named if kind == "note"}
    for key in (
        tx.scalars(
            select(Entry.id)
            .join(Source)
            .join(Note)
            .where(Note.workshop_id == workshop.id, Note.uid.in_(notes)),
            execution_options=SORTED_TOO,
        )
        if notes
        else ()
    ):
        found["entry", key] = False
    found |= dict.fromkeys(_stood(tx, workshop, commands, seen, moved), False)
    gone = [command.category for command in commands if command.do == "remove_category"]
    for key in tx.scalars(select(Entry.id).where(Entry.category_id.in_(gone))) if gone else ():
        found["entry", key] = True
    return list(found.items())


def _stood(
    tx: Session, workshop: Workshop, commands: Iterable[Any], seen: Seen, moved: set[Key]
) -> list[Key]:
    """The sentences that pairs taken as the same were seen in: they are what is written into."""
    pairs = [pair for command in commands if command.do == "take_same" for pair in command.pairs]
    notes = {uid for pair in pairs for uid in (pair.note, pair.double)}
    found = []
    for name in moved if notes else ():
        then = _then(tx, workshop, name, seen) if name[0] == "entry" else None
        if then is not None and any(source["note"] in notes for source in then["sources"]):
            found.append(name)
    return found


def _is_so(tx: Session, workshop: Workshop, command: Any) -> bool:
    """Whether the note is already what is asked for: then nothing is written over."""
    if command.do not in ("set_aside", "take_back", "use_in_main"):
        return False
    query = select(Note).where(Note.workshop_id == workshop.id, Note.uid == command.note)
    note = tx.scalars(query, execution_options=SORTED_TOO).one_or_none()
    if note is None:
        return False
    if command.do == "set_aside":
        return bool(note.aside_reason == command.reason)
    if command.do == "use_in_main":
        return bool(note.used_in_main)
    return note.aside_reason is None and not note.in_main


def _meeting(tx: Session, workshop: Workshop, name: Key, seen: Seen, under: bool) -> Change | None:
    """The newest change of a thing that is no longer what the author saw; None when it still is."""
    newest = _newest(tx, workshop, name, seen)
    if newest is None:
        return None
    then, now = _then(tx, workshop, name, seen), last_change(tx, workshop.id, name)
    same = _substance(then, under) == _substance(now.item if now else None, under)
    return None if same else newest


def _newest(tx: Session, workshop: Workshop, name: Key, seen: Seen) -> Change | None:
    query = _of(workshop, name).where(Change.revision > seen.saw, Change.by != HOUSE)
    query = query.where(Change.operation.not_in(seen.mine))
    return tx.scalars(query.order_by(Change.revision.desc()).limit(1)).first()


def _then(tx: Session, workshop: Workshop, name: Key, seen: Seen) -> Item | None:
    """The thing as its author saw it, or made it since."""
    query = _of(workshop, name)
    known = query.where((Change.revision <= seen.saw) | Change.operation.in_(seen.own))
    last = tx.scalars(known.order_by(Change.revision.desc()).limit(1)).first()
    if last is not None:
        return last.item
    # What came with an archive gets its first change when it is first touched.
    first = tx.scalars(query.order_by(Change.revision).limit(1)).first()
    return first.item if first is not None and first.by == HOUSE else None


def _of(workshop: Workshop, name: Key) -> Select[Change]:
    return select(Change).where(
        Change.workshop_id == workshop.id, Change.what == name[0], Change.key == name[1]
    )


def _substance(item: Item | None, under: bool) -> object:
    """What may not be lost of a thing; where it stands counts only when its heading goes."""
    if item is None:
        return None
    if "sources" in item:
        behind = sorted((source["note"], source["absorbed"]) for source in item["sources"])
        return item["text"], behind, under and item["category"]
    if "heading" in item:
        return item["heading"]
    return item["text"], item.get("aside"), item.get("in_main", False), item.get("struck", False)


def _rows(tx: Session, workshop: Workshop, met: list[Change], seen: Seen) -> list[Item]:
    """For each change who did what, in words, and the thing as it was seen and as it is."""
    rows = []
    for change in met[:MOST]:
        logged = log_entry_as_done(tx, workshop, change.operation)
        then = _then(tx, workshop, (change.what, change.key), seen)
        words = _(
            "%(name)s %(verb)s “%(thing)s” meanwhile.",
            name=logged.by,
            verb=logged.verb,
            thing=logged.thing,
        )
        rows.append(
            {
                "by": logged.by,
                "words": words,
                "was": _side(tx, workshop, then),
                "now": _side(tx, workshop, change.item),
            }
        )
    return rows


def _side(tx: Session, workshop: Workshop, item: Item | None) -> Item | None:
    """A thing as a person reads it: its words, the notes behind them, why it is set aside."""
    if item is None:
        return None
    uids = [source["note"] for source in item.get("sources", ())]
    notes = select(Note.uid, Note.text).where(Note.workshop_id == workshop.id, Note.uid.in_(uids))
    rows = tx.execute(notes, execution_options=SORTED_TOO) if uids else ()
    texts = {uid: text for uid, text in rows}  # noqa: C416 - rows
    heading = tx.get(Category, item["category"]) if "category" in item else None
    return {
        "text": item.get("text", item.get("heading", _of_part(tx, item))),
        "behind": [texts[uid] for uid in uids if uid in texts],
        "under": heading.heading if heading else None,
        "aside": item.get("aside"),
        "in_main": bool(item.get("in_main")),
    }


def _of_part(tx: Session, item: Item) -> str:
    """The words of the part that a heading was taken or refused from."""
    question = tx.get(Question, item["question"]) if "letter" in item else None
    return dict(parts_of(question)).get(item["letter"], "") if question else ""
