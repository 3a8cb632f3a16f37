"""What a demo text is written as: questions, tables, notes by short key, and where they end up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True)
class Cafe:
    """A café: what is planned, and what is said about each question."""

    title: str
    document_title: str
    language: str
    day: date
    commissioner: str
    signature: Mapping[str, str]
    facts: Mapping[str, str]
    programme: tuple[tuple[str, str, str, str], ...]  # kind, title, minutes, fixed time
    questions: tuple[Theme, ...]


@dataclass(frozen=True)
class DemoSource:
    """A source beside the tables; each note has the heading that it comes under, or a reason."""

    question: int
    name: str
    kind: Literal["focus", "questionnaire", "written"]
    took_part: int
    notes: tuple[tuple[str, str], ...]  # text, heading
    aside: tuple[tuple[str, str], ...] = ()  # text, reason


@dataclass(frozen=True)
class DemoRemark:
    """What a reader says where the draft says `at`; "" as outcome: a nod, which asks for none.

    `under`: the heading that it is printed under when it is taken in.
    """

    question: int
    at: str
    kind: Literal["said", "missing", "words"]
    text: str = ""
    outcome: Literal["", "taken", "beside", "not"] = ""
    reason: str = ""
    under: str = ""


@dataclass(frozen=True)
class DemoAnswer:
    """What comes of what the document says at `at`, told so many days `ago`; `due` in days from
    today, before it when it is less than nothing.
    """

    question: int
    at: str
    status: Literal["planned", "in_hand", "done", "later", "no"]
    ago: int
    words: str = ""
    why: str = ""
    responsible: str = ""
    due: int | None = None


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
