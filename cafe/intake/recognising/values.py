"""What a cell says: which table, question, part or kind it names, and whether it is rejected."""

import re
import uuid
from typing import Literal, NamedTuple

from cafe.core.text import is_blank

_YES = frozenset(["ja", "j", "yes", "y", "x", "true", "sann", "sant", "1", "✓", "✔", "on"])
_NO = frozenset(["nei", "n", "no", "false", "usann", "usant", "0", "-", "–"])
_KEYWORD = frozenset(["stikkord", "keyword", "nøkkelord", "stikk", "k"])
_STATEMENT = frozenset(["utsagn", "utsegn", "statement", "u", "s", "setning", "påstand"])
_MAIN = frozenset(
    ["hovedutsagn", "hovudutsegn", "main", "h", "hovedutsagnet", "hovudutsegna", "mainstatement"]
)
_REJECTED = frozenset(
    [
        "-1",
        "−1",
        "rejected",
        "avvist",
        "avslått",
        "avslag",
        "forkastet",
        "forkasta",
        "withdrawn",
        "trukket",
        "trekt",
    ]
)
_ASIDE = ("lagt til side", "lagd til side", "set aside")
_NUMBER = re.compile(r"(?:\D*?)\b0*(\d{1,4})(?:[.,]0+)?(?:\s*([a-h]))?\b[\s.):–-]*", re.IGNORECASE)
_PART = re.compile(r"(?:del|part|delspørsmål)?\s*([a-h])[\s.):]*", re.IGNORECASE)
_WORDS = re.compile(r"(?:bord|table|gruppe|group|spørsmål|spm|question|q|nr|no|nummer|number)")


def plain(cell: str) -> str:
    """Without what does not tell it from others."""
    return " ".join(cell.casefold().split())


def is_empty(cell: str) -> bool:
    """Whether nothing is seen of it."""
    return is_blank(cell)


def yes(cell: str) -> bool | None:
    """True for a yes, False for a no or nothing, None for anything else."""
    said = plain(cell).strip(" .")
    if said in _YES:
        return True
    return False if said in _NO or is_empty(cell) else None


def kind_of(cell: str) -> Literal["keyword", "statement", "main", "guess"] | None:
    """The kind that a cell names; "guess" when it is empty, None when it is none of ours."""
    said = plain(cell).strip(" .").replace(" ", "")
    if not said:
        return "guess"
    if said in _MAIN:
        return "main"
    if said in _KEYWORD:
        return "keyword"
    return "statement" if said in _STATEMENT else None


_MARKS: dict[str, Literal["main", "keyword"]] = {"= ": "main", "- ": "keyword"}


def marked(text: str) -> tuple[Literal["main", "keyword"], str] | None:
    """The kind that a mark before the text says, and the text without it; None without a mark."""
    kind = _MARKS.get(text[:2])
    return (kind, text[2:]) if kind and not is_blank(text[2:]) else None


class Numbered(NamedTuple):
    """A number, and the letter of a part that stands behind it."""

    number: int
    part: str | None


def numbered(cell: str) -> Numbered | None:
    """`3`, `Bord 3`, `Spørsmål 2B`, `Q2`; None when it is no number."""
    said = plain(cell)
    words = re.sub(_WORDS, " ", said)
    found = _NUMBER.fullmatch(words.strip(" .:#"))
    if found is None or re.search(r"[^\W\d_]{2,}", words) or said.startswith(("-", "−")):
        return None
    part = found[2]
    return Numbered(int(found[1]), part.upper() if part else None)


def begins_with_number(cell: str) -> int | None:
    """The number before a question's words: `2. Hva trenger vi?`."""
    found = re.match(r"\s*(?:spørsmål\s*|question\s*)?(\d{1,3})[.:)]\s+\S", cell, re.IGNORECASE)
    return int(found[1]) if found else None


def part_of(cell: str) -> str | None:
    """The letter of a part; None when it is none."""
    found = _PART.fullmatch(plain(cell))
    return found[1].upper() if found else None


def rejected(cell: str, heading: str) -> bool:
    """Whether the row was rejected where it comes from.

    A column called “Avvist” says yes or no; one called “Godkjent” the other way round; one called
    “Status” has words.
    """
    said = plain(cell).strip(" .")
    if said in _REJECTED or said.startswith(_ASIDE):
        return True
    head = plain(heading)
    if head.startswith(("avvist", "avslått", "rejected")):
        return yes(cell) is True
    return head.startswith("godkjent") and said in _NO


def uid_of(cell: str) -> str | None:
    """A note's id, in the form we keep; None when it is none."""
    try:
        return str(uuid.UUID(cell.strip()))
    except ValueError:
        return None
