"""The commands of sorting as JSON: one body for each action, ids for things."""

from typing import Annotated, Any, Literal

from pydantic import Field, RootModel, model_validator

from cafe.core.limits import LINE
from cafe.web.bodies import Body, Id, Letter, LineText, LongText
from cafe.web.limits.numbers import Whole
from cafe.web.limits.sizes import Together as Total

# How much one press may do: more than any question has notes.
MOST = 2000
# Commands that a page may have sent before it has drawn their outcome: more than anybody presses so
# fast.
LATELY = 8
Revision = Annotated[int, Field(ge=0, lt=2**63)]


class _Command(Body):
    """`saw` is the café's revision that the person looked at, `own` those the page made since.

    `question` is a number, and `meant` the uid of the question that had it on the page.
    """

    operation: Id
    saw: Revision
    own: list[Revision] = Field(default_factory=list[int], max_length=LATELY)


class AddCategory(_Command):  # noqa: D101 - each body is the action of its name, ids for things
    do: Literal["add_category"]
    question: Whole
    meant: Id | None = None
    heading: LineText
    listed: bool = True
    id: Id


class RenameCategory(_Command):  # noqa: D101
    do: Literal["rename_category"]
    category: Id
    was: LineText
    heading: LineText


class ListCategory(_Command):  # noqa: D101
    do: Literal["list_category"]
    category: Id
    listed: bool


class MoveCategory(_Command):  # noqa: D101
    do: Literal["move_category"]
    category: Id
    before: Id | None


class RemoveCategory(_Command):  # noqa: D101
    do: Literal["remove_category"]
    category: Id


class PlaceNote(_Command):  # noqa: D101
    do: Literal["place_note"]
    note: Id
    category: Id
    before: Id | None = None
    again: bool = False
    id: Id


class AddOwnEntry(_Command):  # noqa: D101
    do: Literal["add_own_entry"]
    category: Id
    text: LongText
    id: Id


class MoveEntry(_Command):  # noqa: D101
    do: Literal["move_entry"]
    entry: Id
    category: Id
    before: Id | None = None


class JoinEntries(_Command):  # noqa: D101
    do: Literal["join_entries"]
    into: Id
    other: Id
    text: LongText


class JoinNote(_Command):  # noqa: D101
    do: Literal["join_note"]
    into: Id
    note: Id
    text: LongText


class SplitEntry(_Command):  # noqa: D101
    do: Literal["split_entry"]
    entry: Id
    note: Id
    id: Id


class AbsorbNote(_Command):  # noqa: D101
    do: Literal["absorb_note"]
    note: Id
    entry: Id


class Unplace(_Command):  # noqa: D101
    do: Literal["unplace"]
    entry: Id


class RewordEntry(_Command):  # noqa: D101
    do: Literal["reword_entry"]
    entry: Id
    was: LongText
    text: LongText


class SetAside(_Command):  # noqa: D101
    do: Literal["set_aside"]
    note: Id
    reason: LineText


class TakeBack(_Command):  # noqa: D101
    do: Literal["take_back"]
    note: Id


class UseInMain(_Command):  # noqa: D101
    do: Literal["use_in_main"]
    note: Id


class NotSame(_Command):  # noqa: D101
    do: Literal["not_same"]
    note: Id
    double: Id


class Oppose(_Command):  # noqa: D101
    do: Literal["oppose", "not_opposed"]
    note: Id
    other: Id


class TakePart(_Command):  # noqa: D101
    do: Literal["take_part"]
    question: Whole
    meant: Id | None = None
    letter: Letter
    heading: LineText | None = None  # that it proposed on the page, whichever letter it has now
    id: Id


class RefusePart(_Command):  # noqa: D101
    do: Literal["refuse_part"]
    question: Whole
    meant: Id | None = None
    letter: Letter
    heading: LineText | None = None


class SamePair(Body):  # noqa: D101 - as sort/actions/same.py: Same
    note: Id
    double: Id
    category: Id | None = None
    id: Id


class TakeSame(_Command):  # noqa: D101
    do: Literal["take_same"]
    pairs: Annotated[list[SamePair], Field(min_length=1, max_length=MOST)]


class Placing(Body):  # noqa: D101 - as sort/actions/same.py: Placing
    note: Id
    category: Id
    id: Id


class PlaceAll(_Command):  # noqa: D101
    do: Literal["place_all"]
    notes: Annotated[list[Placing], Field(min_length=1, max_length=MOST)]


class StepBack(Body):
    """Undo or redo; `only` names one operation instead of the last.

    What others did is never undone.
    """

    operation: Id
    do: Literal["undo", "redo"]
    only: Id | None = None


One = (
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
    | UseInMain
    | NotSame
    | Oppose
    | TakePart
    | RefusePart
)


class Together(_Command):
    """Several commands as one operation, in order, all or none: one undo takes them all back.

    Not those that are several themselves: MOST is how much one press may do in all.
    """

    do: Literal["together"]
    commands: Annotated[
        list[Annotated[One, Field(discriminator="do")]],
        Field(min_length=1, max_length=MOST),
        Total(MOST * LINE),  # a reason for each; what one sentence says is longer, but is one
    ]

    @model_validator(mode="before")
    @classmethod
    def _one_operation(cls, body: Any) -> Any:
        """Each command gets the whole's operation id, so that the history has one; all saw the
        same."""
        if isinstance(body, dict) and isinstance(body.get("deeds"), list):
            operation = {"act": body.get("act"), "saw": body.get("saw")}
            commands = [one | operation if isinstance(one, dict) else one for one in body["deeds"]]
            return body | {"deeds": commands}
        return body


AnyCommand = One | TakeSame | PlaceAll | StepBack | Together


class Command(RootModel[Annotated[AnyCommand, Field(discriminator="do")]]):
    """Any command; `do` says which."""
