"""The seals that a café has shown, one each time that its tables closed. Pure."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from cafe.model.canonical import FIRST, chained, moment


def shown(revision: int, digest: bytes, at: datetime) -> dict[str, Any]:
    """The seal of this moment, as the café keeps it: {"revision", "digest", "at", "words"}.

    `digest` in hex; `words` are its eight words with blanks between, "": nobody has needed them.
    """
    return {"revision": revision, "digest": digest.hex(), "at": moment(at), "words": ""}


class Line(Protocol):
    """A change as an archive has it."""

    n: int
    at: str
    what: str
    item: Any
    leaf: str | None


def closings(history: Iterable[Line]) -> list[dict[str, Any]]:
    """The seals that a café with this history has shown."""
    value, stage, found = FIRST, "", []
    for line in history:
        if line.leaf is None:
            continue
        value = chained(value, bytes.fromhex(line.leaf))
        if line.what == "workshop" and line.item:
            was, stage = stage, line.item.get("stage", "")
            if was == "open" != stage:
                found.append(shown(line.n, value, datetime.fromisoformat(line.at)))
    return found
