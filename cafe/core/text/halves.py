"""Half a character, in JSON or on a command line: which text it stands in."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from cafe.core.text import path_of, unshowable
from cafe.errors import Invalid


def half_character(data: bytes, whole: str, name: str = "") -> Invalid | None:
    """The refusal of JSON whose only fault is half a character, `\\ud83d`, in one of its texts; the
    strict reader only calls it no JSON.

    It says where the text stands (`whole`: it is all of it), and calls it so where it has no other
    `name`; nobody could tell else what to mend.
    """
    if b"\\ud" not in data.lower():
        return None
    try:
        for path, text in _texts(json.loads(data), ()):
            half = (at for at, one in enumerate(text) if unicodedata.category(one) == "Cs")
            if (at := next(half, None)) is not None:
                where = path_of(path) or whole
                refused = unshowable(text, at, name=name or where, typed=text)
                refused.where = where
                return refused
    except (ValueError, RecursionError):  # nested deeper than either of the two can follow
        return None
    return None


def check_whole(given: Mapping[str, object]) -> None:
    """Raises Invalid for a text that a terminal wrote in another encoding, by what it is called: it
    came in halves, and no database takes those. The name of a file may hold what it likes.
    """
    for name, text in given.items():
        if isinstance(text, str):
            try:
                text.encode()
            except UnicodeEncodeError as error:
                raise unshowable(text, error.start, name=name, typed=text) from None


def _texts(body: Any, path: tuple[int | str, ...]) -> Iterator[tuple[tuple[int | str, ...], str]]:
    if isinstance(body, str):
        yield path, body
    elif isinstance(body, dict | list):
        for key, part in body.items() if isinstance(body, dict) else enumerate(body):
            yield from _texts(part, (*path, key))
