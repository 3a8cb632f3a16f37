"""What an extract can be taken of: a question, a heading, what one sees to. Pure."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from cafe.core.text import folded as as_folded
from cafe.document.extracts.cut import Choice, Heading
from cafe.document.tree import Document

MARK_LETTERS = 12


class Given(NamedTuple):
    """What somebody sees to: `headings`, and `sentences` by their ids."""

    name: str
    headings: frozenset[Heading] = frozenset()
    sentences: frozenset[str] = frozenset()


def folded(words: str) -> str:
    """In small letters, however they are composed, without the colon or full stop that print puts
    behind it.

    >>> folded(" Møteplasser  på tvers: ")
    'møteplasser på tvers'
    """
    return " ".join(as_folded(words).split()).rstrip(":. ")


def mark(words: str) -> str:
    """What names words in an address without telling them, however they are spelled there."""
    return hashlib.sha256(folded(words).encode(errors="replace")).hexdigest()[:MARK_LETTERS]


def by_question(document: Document) -> list[Choice]:
    """Each question of the document whole."""
    return [
        Choice(
            "question", section.heading, f"question-{section.number}", frozenset({section.number})
        )
        for section in document.sections
    ]


def by_heading(document: Document) -> list[Choice]:
    """Each heading that has sentences, under whichever questions it stands, in order of print."""
    found: dict[str, Choice] = {}
    for section in document.sections:
        for lead in (*section.listed, *section.unlisted):
            key = f"heading-{mark(lead.label)}"
            if lead.sentences and folded(lead.label):
                one = found.setdefault(key, Choice("heading", _bare(lead.label), key))
                here = one.headings | {(section.number, lead.label)}
                found[key] = replace(one, headings=here)
    return [*found.values()]


def _bare(label: str) -> str:
    return label.removesuffix(":")


def by_who(given: Iterable[Given]) -> list[Choice]:
    """What each who sees to something has been given; names that differ in form only are one."""
    found: dict[str, Choice] = {}
    for name, headings, sentences in given:
        key = f"who-{mark(name)}"
        if folded(name):
            one = found.setdefault(key, Choice("who", name, key))
            found[key] = replace(
                one, headings=one.headings | headings, sentences=one.sentences | sentences
            )
    return [*found.values()]


def by_key(choices: Iterable[Choice]) -> Mapping[str, Choice]:
    """Each by what names it in an address."""
    return {one.key: one for one in choices}
