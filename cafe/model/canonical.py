"""A change as anybody can check it: its words with no number of this installation in them, the
leaf over them, and the chain of leaves. Pure.

The words are the line as JSON, keys sorted, no blanks, UTF-8 (RFC 8785; no line holds a fraction,
and no key of one is beside ASCII, so every JSON library writes the same bytes). A leaf is SHA-256
over 16 random bytes, the salt, and the words: without the salt nobody can guess which words it
was made of. Each value of the chain is SHA-256 over the one before and the next leaf.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

Item = dict[str, Any]
SALT_BYTES = 16
FIRST = bytes(32)  # what the chain begins with
# The uid of the question or place with a row's number: ("question", 7), ("place", 3).
Uids = Callable[[str, int], str]


class Row(Protocol):
    """A change as it lies in the database."""

    workshop_id: Any
    revision: Any
    what: Any
    key: Any
    item: Any
    by: Any
    operation: Any
    undoes: Any
    at: Any


@dataclass(frozen=True)
class Kind:
    """How one `what` travels: what its key stands for, and which fields stand for something.

    "cafe": the café itself, which is not named; "question", "place": a row's number; "heading": an
    id that is another one in each café; "": a uid, the same everywhere. `away`: fields that are
    numbers or people of this installation. "inside": of these only the field named travels.
    """

    key: str = ""
    refs: Mapping[str, str] = field(default_factory=dict)
    away: frozenset[str] = frozenset()
    inside: Mapping[str, str] = field(default_factory=dict)


_TABLE = {"table": "place"}
_ID = frozenset({"id"})
# What is sealed and travels. Everything that is on the paper, the wall or the board is.
SEALED: dict[str, Kind] = {
    "workshop": Kind("cafe", away=_ID),
    "question": Kind("question", away=_ID),
    "wording": Kind("", {"question": "question"}),
    "table": Kind("place", {"question": "question"}, _ID, {"posters": "alt"}),
    "origin": Kind("place", {"question": "question"}, frozenset({"id", "number"})),
    "note": Kind("", _TABLE, frozenset({"order"})),
    "late": Kind("", _TABLE),
    "asked": Kind("", _TABLE),
    "dots": Kind(),
    "phones": Kind(away=frozenset({"met"})),
    "category": Kind("heading", {"question": "question"}, _ID),
    "entry": Kind("heading", {"category": "heading"}, _ID),
    "apart": Kind(),
    "opposed": Kind(),
    "part": Kind("", {"question": "question"}),
    "gathered": Kind(),
    "hung": Kind(),
    "intro": Kind("cafe"),
    "summary": Kind("question"),
    "options": Kind("cafe"),
    "reading": Kind(),
    "evaluation": Kind(),
    "remark": Kind("", {"question": "question", "thing": "heading"}),
    "ticked": Kind(),
    "checklist": Kind(),
    "erased": Kind(),
}
# What stays where it was done: who was written to, other systems, that a document was answered (the
# answers themselves are append-only rows, and travel), what screens are told of an erasing (the
# line `erased` travels), what the big screen was told to show, and all dots at once (each was told
# when it was put).
HOME = frozenset({"counts", "cut", "letter", "letters", "screen", "webhook", "followup"})


def words_of(line: Mapping[str, Any]) -> bytes:
    """The canonical words of a line (`portable`, or one of an archive's `history`)."""
    bare = {name: line[name] for name in LINE}
    return json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


LINE = ("n", "at", "by", "act", "undoes", "what", "key", "item")


def leaf_of(salt: bytes, line: Mapping[str, Any]) -> bytes:
    """The leaf of a line."""
    return hashlib.sha256(salt + words_of(line)).digest()


def chained(seal: bytes, leaf: bytes) -> bytes:
    """The chain's next value."""
    return hashlib.sha256(seal + leaf).digest()


def portable(change: Row, uid: Uids) -> Item:
    """A change of the kinds that are SEALED as its line, without salt and leaf."""
    kind = SEALED[change.what]
    return {
        "n": change.revision,
        "at": moment(change.at),
        "by": _role(change.by, uid),
        "act": change.operation,
        "undoes": change.undoes,
        "what": change.what,
        "key": _out(kind.key, change.key, change.workshop_id, uid),
        "item": None if change.item is None else _item_out(change, kind, uid),
    }


def _item_out(change: Row, kind: Kind, uid: Uids) -> Item:
    def out(name: str, value: Any) -> Any:
        if name in kind.refs:
            return _out(kind.refs[name], value, change.workshop_id, uid)
        if (inside := kind.inside.get(name)) is not None:
            return [{inside: one.get(inside, "")} for one in value]
        return repr(float(value)) if name == "position" else value

    return {name: out(name, it) for name, it in change.item.items() if name not in kind.away}


def _out(stands_for: str, value: Any, workshop_id: str, uid: Uids) -> Any:
    if stands_for == "cafe":
        return ""
    if stands_for == "heading":
        return other_id(str(value), workshop_id)
    if stands_for and str(value).isdecimal():
        return uid(stands_for, int(value))
    return value


def _role(by: str, uid: Uids) -> str:
    """Who did it, as a role: no name travels, and no number that stands for one."""
    kind, _colon, number = by.partition(":")
    if kind == "table":
        return f"table:{_out('place', number, '', uid)}"
    if kind in ("pair", "sitting", "viewer", "phone"):
        return "phone"
    if kind in ("token", "program"):
        return "program"
    return "house" if kind == "house" else "organiser"


def other_id(id: str, workshop_id: str) -> str:
    """The id that a heading or sentence of this café has everywhere, and back again.

    Two cafés from one file lie in one database, so the ids of their rows differ; this way nothing
    need be kept of how, also of what is gone. What is no UUID stays.
    """
    try:
        number = UUID(id).int
    except ValueError:
        return id
    digest = hashlib.sha256(f"heading:{workshop_id}".encode()).digest()
    return str(UUID(int=number ^ (int.from_bytes(digest[:16]) & _FREE)))


# All bits of a UUID but those that say its version and variant.
_FREE = int("ffffffffffff0fff3fffffffffffffff", 16)


def moment(at: datetime) -> str:
    """When, as it stands in a line: 2026-11-28T19:30:00.123456Z. SQLite keeps no time zone."""
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


# What the digest is over, of each question.
_ASKED: dict[str, Any] = {"id": "", "kind": "", "text": "", "choices": [], "gone": False}
_SAID: dict[str, Any] = {"words": [], "numbers": []}


def told_of(piece: Mapping[str, Any]) -> Item:
    """What a line says of the form of an evaluation, a piece of an archive: how many have answered,
    and one digest of all that they said.
    """
    asked = [
        {name: one.get(name, none) for name, none in (_ASKED | _SAID).items()}
        for one in piece.get("questions", ())
    ]
    words = json.dumps(asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {
        "audience": piece["audience"],
        "devices": piece.get("devices", 0),
        "paper": piece.get("paper", 0),
        "answers": sum(len(one[name]) for one in asked for name in _SAID),
        "digest": hashlib.sha256(words.encode()).hexdigest(),
    }
