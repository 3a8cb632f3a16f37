"""Which action each act that arrives is, and how it is done."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from cafe.errors import NotFound
from cafe.model import Category, Entry, Note, Workshop
from cafe.sort import actions
from cafe.sort.history import line_of
from cafe.sort.queries import the_question
from cafe.sort.routes_bodies import AnyAct, MoveCategory, Oppose, StepBack, Together
from cafe.sort.trace import Thing, find
from cafe.sort.undo import stacks
from cafe.texts import _, ngettext

Deed = Callable[..., Any]
DEEDS: dict[str, Deed] = {name: getattr(actions, name) for name in actions.__all__}
# Keys that stand for things; `question` comes as its number.
KINDS: dict[str, str] = {
    "note": "note",
    "category": "category",
    "entry": "entry",
    "into": "entry",
    "other": "entry",
    "double": "note",
}


def perform(tx: Session, workshop: Workshop, body: AnyAct, *, by: str) -> None:
    """Do what `body` says. Raises NotFound when something it names is gone."""
    if isinstance(body, Together):
        for deed in body.deeds:
            perform(tx, workshop, deed, by=by)
        return
    words = body.model_dump(exclude={"do"})
    kinds = KINDS | {"before": "category" if isinstance(body, MoveCategory) else "entry"}
    if isinstance(body, Oppose):
        kinds["other"] = "note"
    for key, value in words.items():
        if key == "question":
            words[key] = the_question(tx, workshop, value)
        elif isinstance(value, list):
            words[key] = [_found(tx, workshop, kinds, one) for one in value]
    words = _found(tx, workshop, kinds, words)
    if isinstance(body, StepBack):
        words["workshop"] = workshop
    DEEDS[body.do](tx, **words, by=by)


def _found(
    tx: Session, workshop: Workshop, kinds: dict[str, str], words: dict[str, Any]
) -> dict[str, Any]:
    """`words` with the things in place of their ids."""
    return {
        key: the_thing(tx, workshop, kinds[key], value) if key in kinds and value else value
        for key, value in words.items()
    }


def outcome(tx: Session, workshop: Workshop, body: AnyAct, *, by: str) -> dict[str, Any]:
    """What the page is told: the revision, how far undo and redo go, and what was undone if so."""
    tx.flush()
    mine = stacks(tx, workshop.id, by)
    can = {"undoable": len(mine.done), "redoable": len(mine.undone)}
    line = line_of(tx, workshop, body.act) if isinstance(body, StepBack) else None
    what = line and _("%(deed)s “%(thing)s”", deed=line.deed, thing=line.thing)
    if line and what and line.more:
        more = ngettext("and %(count)s more", "and %(count)s more", line.more)
        what = f"{what} {more}"
    return {"revision": workshop.revision, **can, "what": what}


def the_thing(tx: Session, workshop: Workshop, kind: str, key: str) -> Thing:
    """The note, category or entry with this id. Raises NotFound, saying what kind it was."""
    thing = find(tx, workshop, (kind, key))
    if thing is None:
        raise _gone(kind)
    return thing


def _gone(kind: str) -> NotFound:
    words = {
        "note": _("This note is not in the café."),
        "category": _("This heading is no longer there."),
        "entry": _("This sentence is no longer there."),
    }
    return NotFound(words[kind], where=kind)


def the_pair(tx: Session, workshop: Workshop, into: str, other: str) -> tuple[Entry, Entry | Note]:
    """The entry `into`, and what `other` stands for. Raises NotFound."""
    entry = find(tx, workshop, ("entry", into))
    more = find(tx, workshop, ("note", other)) or find(tx, workshop, ("entry", other))
    if not isinstance(entry, Entry) or more is None or isinstance(more, Category):
        raise _gone("entry")
    return entry, more
