"""Pure decisions of the sorting room: note to sentence, places in a list, what adds up."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cafe.core.lines import one_line

_OPENERS = "«»\"“”„‘’'([ "
_CLOSERS = "»«\"“”’')] "
_ENDS = (".", "?", "!", "…", ":")


def as_sentence(text: str) -> str:
    """A note as it is printed: one line, capital first letter, a full stop if it has no end mark.

    So the summary document of 2014 prints its notes. Nothing else is changed.
    """
    line = one_line(text)
    start = len(line) - len(line.lstrip(_OPENERS))
    first = line[start : start + 1]
    capital = first.upper()
    if len(capital) == 1:  # "ŉ" has no single capital
        line = line[:start] + capital + line[start + 1 :]
    return line if not line or line.rstrip(_CLOSERS).endswith(_ENDS) else f"{line}."


def join_texts(texts: Sequence[str]) -> str:
    """A proposal for one sentence from several: their own words with commas or semicolons between.

    A person reads it and changes it before it counts.
    """
    pieces = [_without_stop(one_line(text)) for text in texts]
    pieces = [piece for piece in pieces if piece]
    mark = "; " if any(re.search(r"[,;.?!…]", piece) for piece in pieces) else ", "
    return as_sentence(mark.join(pieces))


def original(texts: Sequence[str]) -> str:
    """What a sentence reads while nobody has worded it, from the notes in it; "" without notes."""
    if len(texts) == 1:
        return as_sentence(texts[0])
    return join_texts(texts) if texts else ""


def _without_stop(piece: str) -> str:
    return piece[:-1] if piece.endswith(".") and not piece.endswith("..") else piece


def without_note(text: str, before: Sequence[str], after: Sequence[str]) -> str:
    """The text of a joined sentence when a note was taken out of it.

    `before` and `after` are the printed notes behind it. A text that still is the proposal follows
    its notes; what a person has worded stays as worded.
    """
    return join_texts(after) if after and text == join_texts(before) else text


class NoteMark(NamedTuple):
    """What the accounts need to know of a note."""

    id: str
    struck: bool = False
    aside: bool = False
    main: bool = False
    erased: bool = False


class Behind(NamedTuple):
    """One note behind one entry."""

    note: str
    absorbed: bool = False


@dataclass(frozen=True)
class Accounts:
    """Where every typed note went: each id stands in exactly one of the lists besides `typed`."""

    typed: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    absorbed: list[str] = field(default_factory=list)
    main: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)

    @property
    def balance(self) -> bool:
        """True when nothing is missing and nothing counted twice."""
        piles = [pile for name, pile in vars(self).items() if name != "typed"]
        return sorted(self.typed) == sorted(note for pile in piles for note in pile)


def accounts(notes: Iterable[NoteMark], sources: Iterable[Behind]) -> Accounts:
    """Sort `notes` into piles. A note behind several entries counts once, as printed if it can."""
    result = Accounts()
    behind = list(sources)
    printed = {source.note for source in behind if not source.absorbed}
    absorbed = {source.note for source in behind if source.absorbed}
    for note in notes:
        result.typed.append(note.id)
        _pile(result, note, printed, absorbed).append(note.id)
    return result


def _pile(result: Accounts, note: NoteMark, printed: set[str], absorbed: set[str]) -> list[str]:
    if note.erased:
        return result.erased
    if note.id in printed:
        return result.printed
    if note.id in absorbed:
        return result.absorbed
    if note.main:
        return result.main
    if note.aside:
        return result.aside
    return result.struck if note.struck else result.unplaced
