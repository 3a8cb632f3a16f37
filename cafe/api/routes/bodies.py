"""What programs send. A body's largest size follows from its fields (web/limits/sizes.py)."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from cafe.core.limits import LINE, NOTE, STATEMENT
from cafe.web.limits.numbers import MOST, Whole
from cafe.web.limits.sizes import Chars, Together

MOST_ROWS = 100  # in one transaction, while which others wait
MOST_LETTERS = 100_000  # of all rows of one request
UUID = r"^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$"
Id = Annotated[str, Chars(36, plain=True), Field(pattern=UUID)]


class Sent(BaseModel):
    """A JSON body of the interface: nothing unknown, nothing turned into something else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _whole(number: Any) -> Any:
    """JSON knows one kind of number: 3.0 is 3 (RFC 8259; JSON Schema says so of "integer")."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


Count = Annotated[Whole, BeforeValidator(_whole)]


# So that the place of each row behind it is a number too.
First = Annotated[int, Field(ge=0, le=MOST - MOST_ROWS), BeforeValidator(_whole)]


class AtTable(Sent):
    """To the table with this number."""

    table: Count


class AtOrigin(Sent):
    """To the source of this name at a question; it is made when there is none."""

    question: Count
    origin: Annotated[str, Chars(LINE), Field(min_length=1, max_length=LINE)]


def _kind(target: Any) -> str:
    asks = "table" in target if isinstance(target, dict) else isinstance(target, AtTable)
    return "table" if asks else "origin"


# Told apart by what is there, so that what is wrong is said of the one that was meant.
Target = Annotated[
    Annotated[AtTable, Tag("table")] | Annotated[AtOrigin, Tag("origin")], Discriminator(_kind)
]


class NewRow(Sent):
    """A note. `kind` is guessed where it is left out; `main`: it is the table's main statement;
    `heading` and `set_aside_reason` may be said while the café is being sorted; `id`: what the note
    is known by (UUID), so that it comes in once."""

    text: Annotated[str, Chars(NOTE), Field(min_length=1, max_length=NOTE)]
    kind: Literal["", "keyword", "statement"] = ""
    part: Annotated[str, Chars(1), Field(max_length=1)] | None = None
    elaborations: Annotated[
        list[Annotated[str, Chars(STATEMENT), Field(max_length=STATEMENT)]], Field(max_length=20)
    ] = []
    main: bool = False
    heading: Annotated[str, Chars(LINE), Field(max_length=LINE)] = ""
    set_aside_reason: Annotated[str, Chars(LINE), Field(max_length=LINE)] = ""
    id: Annotated[str, Chars(36, plain=True), Field(pattern=f"{UUID}|^$")] = ""


class NewNotes(Sent):
    """Notes for one place. `operation` is the id of what is done (UUID), so that it may be sent
    again. More rows with the same one, and with `first` as the place of the first among all, belong
    to it: one act in the history, which one undo takes out again. All rows of one request have at
    most 100,000 characters together."""

    target: Target
    rows: Annotated[list[NewRow], Field(min_length=1, max_length=MOST_ROWS), Together(MOST_LETTERS)]
    operation: Id
    first: First = 0
