"""What the columns that hold JSON hold inside: as much of it as the pages read by name."""

from collections.abc import Callable
from types import UnionType
from typing import Any, TypedDict, get_args, get_origin, get_type_hints, is_typeddict


class Part(TypedDict):
    """A part of a question."""

    letter: str
    text: str


class Opened(TypedDict):
    """A part that was opened for pairs."""

    letter: str
    at_ms: int


class Role(TypedDict):
    """What a host is there as."""

    host: str
    role: str


class Cell(TypedDict):
    """What is said of a cell on paper."""

    cell: str
    said: str


class Rounds(TypedDict):
    """The rounds that are agreed."""

    count: int
    minutes: int
    change: int


class Block(TypedDict):
    """A block of the programme.

    `pinned`: the time it is to begin ("17:30"), "" when that follows from what comes before it.
    `prompt`: what pairs talk over: "", a question's uid, or "uid/B" for its part B. `began`: when
    that was, ms since 1970, None: not yet. The minutes of a block of rounds are those agreed for
    the café's rounds, while any are.
    """

    uid: str
    kind: str
    title: str
    minutes: int
    pinned: str
    prompt: str
    began: int | None


class Asked(TypedDict):
    """A question of an evaluation. `kind`: text, scale or choice; `choices`: what can be chosen, or
    what the two ends of the scale are called. `gone`: it is asked no more, but may have been
    answered.
    """

    uid: str
    kind: str
    text: str
    choices: list[str]
    gone: bool


class Form(TypedDict):
    """An evaluation's form: planned, open or closed. What was once asked stays in it, with its
    answers.
    """

    status: str
    questions: list[Asked]


class Only(TypedDict, total=False):
    """What was chosen of the document: its questions; the rest is yes or no."""

    only: list[int]


class Taken(TypedDict):
    """How and in which words a note was taken in."""

    held: bool
    kind: str
    part: str | None
    text: str


def checker(shape: Any) -> Callable[[Any], bool]:
    """What tells whether a value that JSON had is of `shape`.

    `shape`: Any, a type, a list or dict of shapes, one of several, or an object whose keys are
    named (it may have others beside them).
    """
    if is_typeddict(shape):
        return _named({name: checker(of) for name, of in get_type_hints(shape).items()}, shape)
    kind = object if shape is Any else get_origin(shape) or shape
    of = [checker(one) for one in get_args(shape)]
    if kind is UnionType:
        return lambda value: any(is_one(value) for is_one in of)
    if kind is list and of:
        return lambda value: isinstance(value, list) and all(map(of[0], value))
    if kind is dict and of:
        return lambda value: isinstance(value, dict) and all(map(of[1], value.values()))
    if kind is int:  # JSON's true is no number
        return lambda value: type(value) is int
    return lambda value: isinstance(value, kind)


def _named(known: dict[str, Callable[[Any], bool]], shape: Any) -> Callable[[Any], bool]:
    must = shape.__required_keys__
    return lambda value: (
        isinstance(value, dict)
        and must <= value.keys()
        and all(is_so(value[name]) for name, is_so in known.items() if name in value)
    )
