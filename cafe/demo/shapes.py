"""What a demo text is written as: questions, tables, notes by short key, and where they end up."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["keyword", "statement"]


@dataclass(frozen=True)
class DemoNote:
    """A note. `key` is unique within its question; `first` is how it stood before it was edited."""

    key: str
    kind: Kind
    text: str
    part: str | None = None
    first: str | None = None
    struck: bool = False


@dataclass(frozen=True)
class Table:
    """A café table with its hosts' first names, its slips and the one main statement."""

    number: int
    name: str
    hosts: tuple[str, ...]
    main: str
    slips: tuple[DemoNote, ...]
    by_parts: bool = False


@dataclass(frozen=True)
class DemoSentence:
    """A printed sentence: the notes in it, its words (None: the note's own) and its doubles."""

    keys: tuple[str, ...]
    text: str | None
    absorbs: tuple[str, ...]


@dataclass(frozen=True)
class DemoCategory:
    """A heading and its lines; not listed: a paragraph after the bullets."""

    text: str
    lines: tuple[DemoSentence, ...]
    listed: bool = True


@dataclass(frozen=True)
class Theme:
    """A question with everything that was said about it, and how it was sorted."""

    number: int
    text: str
    tables: tuple[Table, ...]
    headings: tuple[DemoCategory, ...]
    aside: dict[str, str]  # key of the note -> reason
    parts: tuple[str, ...] = ()  # lettered A, B … in this order


def word(key: str, text: str, part: str | None = None, *, first: str | None = None) -> DemoNote:
    """A slip with a keyword."""
    return DemoNote(key, "keyword", text, part, first)


def said(
    key: str,
    text: str,
    part: str | None = None,
    *,
    first: str | None = None,
    struck: bool = False,
) -> DemoNote:
    """A slip with a statement."""
    return DemoNote(key, "statement", text, part, first, struck)


def line(keys: str, text: str | None = None, *, absorbs: str = "") -> DemoSentence:
    """A printed sentence from the notes with these keys (spaces between); several need `text`."""
    return DemoSentence(tuple(keys.split()), text, tuple(absorbs.split()))
