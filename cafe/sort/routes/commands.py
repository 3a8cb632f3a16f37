"""Which action each command that arrives calls, and with what."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _, ngettext
from cafe.errors import CafeError, NotFound
from cafe.model import Category, Change, Entry, Note, Workshop
from cafe.sort import actions
from cafe.sort.actions.aside import set_all_aside, use_all_in_main
from cafe.sort.actions.entries import move_entries, place_notes, unplace_all
from cafe.sort.history.log import log_entry
from cafe.sort.history.past import Thing, find, find_all
from cafe.sort.history.stacks import stacks
from cafe.sort.meanwhile import Seen, check_seen, seen_by, with_meanwhile
from cafe.sort.queries import the_question
from cafe.sort.routes.bodies import AnyCommand, MoveCategory, Oppose, StepBack, Together

Action = Callable[..., Any]
ACTIONS: dict[str, Action] = {name: getattr(actions, name) for name in actions.__all__}
# Keys that stand for things; `question` comes as its number, and with it the one that is `meant`.
KINDS: dict[str, str] = {
    "note": "note",
    "category": "category",
    "entry": "entry",
    "into": "entry",
    "other": "entry",
    "double": "note",
}
# What a command carries so that nobody is written over; the action does not get it.
SEEN = {"saw", "own", "meant"}
# Commands that come in numbers: the action for all of them at once, what it calls them, and which
# words are each one's own.
MANY: dict[str, tuple[Action, str, tuple[str, ...]]] = {
    "place_note": (place_notes, "notes", ("note", "category", "id")),
    "move_entry": (move_entries, "entries", ("entry",)),
    "unplace": (unplace_all, "entries", ("entry",)),
    "set_aside": (set_all_aside, "notes", ("note",)),
    "use_in_main": (use_all_in_main, "notes", ("note",)),
}


def perform(tx: Session, workshop: Workshop, body: AnyCommand, *, by: str) -> None:
    """Do what `body` says.

    Raises Conflict, with who did what `meanwhile`, when others have changed what it is about since
    its author looked; NotFound when something it names has never been there.
    """
    revision = workshop.revision
    try:
        if not isinstance(body, StepBack):
            commands = body.commands if isinstance(body, Together) else [body]
            check_seen(tx, workshop, commands, seen_by(tx, workshop, body, by))
        _perform(tx, workshop, body, by=by)
    except CafeError as refused:
        seen = _seen(tx, workshop, body, by, refused)
        raise with_meanwhile(tx, workshop, refused, seen, revision) from refused


def _seen(tx: Session, workshop: Workshop, body: AnyCommand, by: str, refused: CafeError) -> Seen:
    """What the author knew: whoever undoes an operation knows how it left things."""
    if not isinstance(body, StepBack):
        return seen_by(tx, workshop, body, by)
    target = refused.now["act"] if isinstance(refused.now, dict) else body.operation
    query = select(func.max(Change.revision)).where(Change.workshop_id == workshop.id)
    return Seen(
        tx.scalar(query.where(Change.operation == target)) or workshop.revision, body.operation
    )


def _perform(tx: Session, workshop: Workshop, body: AnyCommand, *, by: str) -> None:
    if not isinstance(body, Together):
        ACTIONS[body.do](tx, **_words(tx, workshop, body), by=by)
        return
    for do, commands in groupby(body.commands, key=lambda command: command.do):
        if do not in MANY:
            for command in commands:
                _perform(tx, workshop, command, by=by)
        else:
            rows = [command.model_dump(exclude=SEEN) for command in commands]
            _perform_many(tx, workshop, do, rows, by=by)


def _perform_many(
    tx: Session, workshop: Workshop, do: str, commands: list[dict[str, Any]], *, by: str
) -> None:
    """The same done to one thing after the other; those that go one way are done as one."""
    action, name, own = MANY[do]
    found = _found(tx, workshop, KINDS | {"before": "entry"}, commands)
    way = [key for key in commands[0] if key not in ("do", *own)]
    for where, some in groupby(found, key=lambda words: [words[key] for key in way]):
        things = [{key: words[key] for key in own} for words in some]
        each = things if len(own) > 1 else [thing[own[0]] for thing in things]
        action(tx, **dict(zip(way, where, strict=True)), **{name: each}, by=by)


def _words(tx: Session, workshop: Workshop, body: AnyCommand) -> dict[str, Any]:
    """The action's words, with the things in place of their ids."""
    words = body.model_dump(exclude={"do", *SEEN})
    kinds = KINDS | {"before": "category" if isinstance(body, MoveCategory) else "entry"}
    if isinstance(body, Oppose):
        kinds["other"] = "note"
    for key, value in words.items():
        if key == "question":
            words[key] = the_question(tx, workshop, value, getattr(body, "meant", None) or "")
        elif isinstance(value, list):
            words[key] = _found(tx, workshop, kinds, value)
    if isinstance(body, StepBack):
        words["workshop"] = workshop
    return _found(tx, workshop, kinds, [words])[0]


def _found(
    tx: Session, workshop: Workshop, kinds: dict[str, str], rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """`rows` with the things in place of their ids, read at once. Raises NotFound."""
    names = [(kinds[key], row[key]) for row in rows for key in row if key in kinds and row[key]]
    there = find_all(tx, workshop, names)
    gone = next((name for name in names if name not in there), None)
    if gone is not None:
        raise _gone(*gone)
    return [
        {k: there[kinds[k], v] if k in kinds and v else v for k, v in row.items()} for row in rows
    ]


def outcome(tx: Session, workshop: Workshop, body: AnyCommand, *, by: str) -> dict[str, Any]:
    """What the page is told: the revision, how far undo and redo go, and what was undone if so."""
    tx.flush()
    mine = stacks(tx, workshop.id, by)
    can = {"undoable": len(mine.done), "redoable": len(mine.undone)}
    logged = log_entry(tx, workshop, body.operation) if isinstance(body, StepBack) else None
    what = logged and _("%(verb)s “%(thing)s”", verb=logged.verb, thing=logged.thing)
    if logged and what and logged.more:
        more = ngettext("and %(count)s more", "and %(count)s more", logged.more)
        what = f"{what} {more}"
    return {"revision": workshop.revision, **can, "what": what}


def the_thing(tx: Session, workshop: Workshop, kind: str, key: str) -> Thing:
    """The note, category or entry with this id. Raises NotFound, saying what kind it was."""
    thing = find(tx, workshop, (kind, key))
    if thing is None:
        raise _gone(kind, key)
    return thing


def _gone(kind: str, key: str) -> NotFound:
    words = {
        "note": _("This note is not in the café."),
        "category": _("This heading is no longer there."),
        "entry": _("This sentence is no longer there."),
    }
    return NotFound(words[kind], where=kind, about=(kind, key))


def the_pair(tx: Session, workshop: Workshop, into: str, other: str) -> tuple[Entry, Entry | Note]:
    """The entry `into`, and what `other` stands for. Raises NotFound."""
    entry = find(tx, workshop, ("entry", into))
    more = find(tx, workshop, ("note", other)) or find(tx, workshop, ("entry", other))
    if not isinstance(entry, Entry) or more is None or isinstance(more, Category):
        raise _gone("entry", into if entry is None else other)
    return entry, more
