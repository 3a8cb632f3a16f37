"""A heading followed through the documents of a series, with what they printed under it. Pure.

Headings are the same when their words are: nothing is counted, weighed or made alike.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cafe.document.changed import Line
from cafe.document.extracts.choices import folded, mark

QUESTION = "question-"  # how the place of a question begins in a document


class Quoted(NamedTuple):
    """What one document printed under a heading of a question, word for word."""

    cafe: str
    question: str
    sentences: tuple[str, ...]


class Followed(NamedTuple):
    """A heading that several documents have; `mark` names it in an address without its words."""

    mark: str
    heading: str
    told: tuple[Quoted, ...]


def followed(documents: Mapping[str, Sequence[Line]]) -> list[Followed]:
    """The headings that stand in two or more of `documents` (by the café's id, the newest first),
    in the order of the newest that has each.
    """
    found: dict[str, list[Quoted]] = defaultdict(list)
    called: dict[str, str] = {}
    for cafe, lines in documents.items():
        for heading, quoted in _quoted(cafe, lines):
            called.setdefault(folded(heading), heading.rstrip().removesuffix(":"))
            found[folded(heading)].append(quoted)
    return [
        Followed(mark(words), called[words], tuple(told))
        for words, told in found.items()
        if len({one.cafe for one in told}) > 1
    ]


def mains(lines: Sequence[Line]) -> list[Quoted]:
    """By question, in the document's order, what stands above its headings: the main statements."""
    found: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    over: set[str] = set()
    for line in lines:
        if not line.spot.startswith(QUESTION):
            continue
        if line.kind == "section":
            names[line.spot] = line.text
        elif line.kind == "heading":
            over.add(line.spot)
        elif line.kind == "text" and line.under and line.spot not in over:
            found.setdefault(line.spot, []).append(line.text)
    return [Quoted("", names.get(spot, ""), tuple(said)) for spot, said in found.items()]


def _quoted(cafe: str, lines: Sequence[Line]) -> list[tuple[str, Quoted]]:
    """Each heading of a document that has sentences, with them."""
    names = {line.spot: line.text for line in lines if line.kind == "section"}
    said: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        here = (line.spot, line.under)
        if line.spot.startswith(QUESTION) and line.kind == "heading":
            said.setdefault((line.spot, line.text), [])
        elif line.kind == "text" and here in said:
            said[here].append(line.text)
    return [
        (heading, Quoted(cafe, names.get(spot, ""), tuple(sentences)))
        for (spot, heading), sentences in said.items()
        if sentences and folded(heading)
    ]
