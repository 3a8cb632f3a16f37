"""Acts as they travel: one body per deed, and which action each one is."""

import uuid
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, RootModel
from sqlalchemy.orm import Session

from cafe.errors import NotFound
from cafe.model import Category, Entry, Note, Workshop
from cafe.sort import actions
from cafe.sort.history import line_of
from cafe.sort.queries import the_question
from cafe.sort.trace import Thing, find
from cafe.sort.undo import stacks
from cafe.texts import _
from cafe.web.bodies import Body


def _uuid(text: str) -> str:
    try:
        if str(uuid.UUID(text)) == text:
            return text
    except ValueError:
        pass
    raise ValueError(_("An id must be a UUID in lower case."))


# How much one press may do: more than any question has notes.
MOST = 2000
Id = Annotated[str, AfterValidator(_uuid)]


class _Act(Body):
    act: Id


class AddCategory(_Act):  # noqa: D101 - each body is the action of its name, ids for things
    do: Literal["add_category"]
    question: int
    heading: str
    listed: bool = True
    id: Id


class RenameCategory(_Act):  # noqa: D101
    do: Literal["rename_category"]
    category: Id
    was: str
    heading: str


class ListCategory(_Act):  # noqa: D101
    do: Literal["list_category"]
    category: Id
    listed: bool


class MoveCategory(_Act):  # noqa: D101
    do: Literal["move_category"]
    category: Id
    before: Id | None


class RemoveCategory(_Act):  # noqa: D101
    do: Literal["remove_category"]
    category: Id


class PlaceNote(_Act):  # noqa: D101
    do: Literal["place_note"]
    note: Id
    category: Id
    before: Id | None = None
    again: bool = False
    id: Id


class AddOwnEntry(_Act):  # noqa: D101
    do: Literal["add_own_entry"]
    category: Id
    text: str
    id: Id


class MoveEntry(_Act):  # noqa: D101
    do: Literal["move_entry"]
    entry: Id
    category: Id
    before: Id | None = None


class JoinEntries(_Act):  # noqa: D101
    do: Literal["join_entries"]
    into: Id
    other: Id
    text: str


class JoinNote(_Act):  # noqa: D101
    do: Literal["join_note"]
    into: Id
    note: Id
    text: str


class SplitEntry(_Act):  # noqa: D101
    do: Literal["split_entry"]
    entry: Id
    note: Id
    id: Id


class AbsorbNote(_Act):  # noqa: D101
    do: Literal["absorb_note"]
    note: Id
    entry: Id


class Unplace(_Act):  # noqa: D101
    do: Literal["unplace"]
    entry: Id


class RewordEntry(_Act):  # noqa: D101
    do: Literal["reword_entry"]
    entry: Id
    was: str
    text: str


class SetAside(_Act):  # noqa: D101
    do: Literal["set_aside"]
    note: Id
    reason: str


class TakeBack(_Act):  # noqa: D101
    do: Literal["take_back"]
    note: Id


class NotSame(_Act):  # noqa: D101
    do: Literal["not_same"]
    note: Id
    double: Id


class SamePair(Body):  # noqa: D101 - as sort/same.py: Same
    note: Id
    double: Id
    category: Id | None = None
    id: Id


class TakeSame(_Act):  # noqa: D101
    do: Literal["take_same"]
    pairs: Annotated[list[SamePair], Field(min_length=1, max_length=MOST)]


class Placing(Body):  # noqa: D101 - as sort/same.py: Placing
    note: Id
    category: Id
    id: Id


class PlaceAll(_Act):  # noqa: D101
    do: Literal["place_all"]
    notes: Annotated[list[Placing], Field(min_length=1, max_length=MOST)]


class StepBack(_Act):
    """Undo or redo; `only` names one act instead of the last."""

    do: Literal["undo", "redo"]
    only: Id | None = None


AnyAct = (
    AddCategory
    | RenameCategory
    | ListCategory
    | MoveCategory
    | RemoveCategory
    | PlaceNote
    | AddOwnEntry
    | MoveEntry
    | JoinEntries
    | JoinNote
    | SplitEntry
    | AbsorbNote
    | Unplace
    | RewordEntry
    | SetAside
    | TakeBack
    | NotSame
    | TakeSame
    | PlaceAll
    | StepBack
)


class Act(RootModel[Annotated[AnyAct, Field(discriminator="do")]]):
    """Any act; which one is said by `do`."""


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
    words = body.model_dump(exclude={"do"})
    kinds = KINDS | {"before": "category" if isinstance(body, MoveCategory) else "entry"}
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
    what = line_of(tx, workshop, body.act) if isinstance(body, StepBack) else None
    return {"revision": workshop.revision, **can, "what": what and f"{what.deed} “{what.thing}”"}


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
