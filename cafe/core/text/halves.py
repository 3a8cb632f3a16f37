"""Half a character in JSON: which text it stands in; the strict reader only calls it no JSON."""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from cafe.core.text import path_of, unshowable
from cafe.errors import Invalid


def half_character(data: bytes, whole: str, name: str = "") -> Invalid | None:
    """The refusal of JSON whose only fault is half a character, `\\ud83d`, in one of its texts.

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


def _texts(body: Any, path: tuple[int | str, ...]) -> Iterator[tuple[tuple[int | str, ...], str]]:
    if isinstance(body, str):
        yield path, body
    elif isinstance(body, dict | list):
        for key, part in body.items() if isinstance(body, dict) else enumerate(body):
            yield from _texts(part, (*path, key))
