"""How large a body can be that keeps to its fields' limits, every character escaped in JSON.

Counted once, when the routes are read. A field whose size has no limit is refused then, so that
nobody can add one.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

ESCAPE = 6  # `\u00e5`, RFC 8259 section 7; a character beyond U+FFFF is two of them
BLANKS = 1024  # what may stand between the signs when somebody prints it prettily
_PLAIN = {NoneType: 4, bool: 5, int: 20, float: 25}  # `null`, `false`, -2⁶³, and a double


@dataclass(frozen=True)
class Chars:
    """A text of at most `most` characters; `plain` ones are of ASCII.

    The count is only a bound for the body: what is too long is told in words by whoever uses it.
    """

    most: int
    plain: bool = False

    @property
    def bytes(self) -> int:
        """The longest way to write such a text."""
        return 2 + self.most * ESCAPE * (1 if self.plain else 2)


@dataclass(frozen=True)
class Together:
    """A list whose texts have at most `most` characters together, however many they are."""

    most: int


def most_bytes(body: type[BaseModel]) -> int:
    """The size of the largest body. Raises TypeError for a field without a limit."""
    return _model(body, words=True) + BLANKS


def _model(form: type[BaseModel], *, words: bool) -> int:
    sizes = {
        name: _sized(field.annotation, field.metadata, f"{form.__name__}.{name}", words=words)
        for name, field in form.model_fields.items()
    }
    if issubclass(form, RootModel):
        return sizes["root"]
    return 2 + sum(2 + ESCAPE * len(name) + 4 + size for name, size in sizes.items())


def _sized(kind: Any, metadata: Iterable[Any], where: str, *, words: bool) -> int:
    marks = [*metadata]
    while get_origin(kind) is Annotated:
        kind, *more = get_args(kind)
        marks += more
    if get_origin(kind) in (Union, UnionType):
        return max(_sized(one, marks, where, words=words) for one in get_args(kind))
    if get_origin(kind) is Literal:
        return max(2 + ESCAPE * len(json.dumps(value)) for value in get_args(kind))
    if get_origin(kind) is list:
        return _list(get_args(kind)[0], marks, where, words=words)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _model(kind, words=words)
    if kind is str and (chars := _first(marks, Chars)):
        return chars.bytes if words or chars.plain else 2
    raise TypeError(f"{where} has no limit to its size")


def _list(kind: Any, marks: list[Any], where: str, *, words: bool) -> int:
    together = _first(marks, Together)
    most = next((mark.max_length for mark in marks if hasattr(mark, "max_length")), None)
    if most is None:
        raise TypeError(f"{where} may have any number of things in it")
    one = 2 + _sized(kind, (), f"{where}[]", words=words and together is None)
    return 2 + int(most) * one + (Chars(together.most).bytes if together else 0)


def _first(marks: list[Any], kind: type[Any]) -> Any:
    return next((mark for mark in marks if isinstance(mark, kind)), None)
