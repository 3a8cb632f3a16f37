"""Whether an archive's history is whole, and tells of everything that is there. Pure.

What is found here is found by whoever has the file; nothing of an installation is asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cafe.archive.history.things import Key, differs, out_of_order, rows_of, things
from cafe.core.i18n import _
from cafe.core.text import short
from cafe.model.canonical import FIRST, chained, leaf_of

Line = Mapping[str, Any]
ERASED = "erased"
# Of what is told under one of these, only that it is there is kept in the sections.
PAIRS = ("apart", "opposed")
# What a line about has no section in the archive, or is not kept as it was.
UNKEPT = ("wording", "part", "phones", "gathered", "hung", "options", "ticked", "checklist", ERASED)


class Finding(NamedTuple):
    """Something that is not as it should be: in which check, where, and what."""

    check: str
    place: str
    message: str

    def __str__(self) -> str:
        """On one line."""
        return f"{self.place}: {self.message}" if self.place else self.message


class Counts(NamedTuple):
    """How many lines there are, how many have a leaf, and how many were erased."""

    lines: int
    sealed: int
    erased: int


def counts(archive: Mapping[str, Any]) -> Counts:
    """What the history of `archive` (its JSON) holds."""
    lines = archive.get("history", [])
    return Counts(
        len(lines),
        sum("leaf" in line for line in lines),
        sum(bool(line.get("erased")) for line in lines),
    )


def check_history(archive: Mapping[str, Any]) -> list[Finding]:
    """Everything that is wrong with the history of `archive`, in reading order; none: it holds.

    `archive` is its JSON, in the form that `schema.read` takes. Asked is: does each line's leaf fit
    its words, and the chain of leaves the seal; is what was erased told of, and gone; is
    everything that stands in the archive what the last line about it says. Of a café that was not
    sealed nobody can tell, so nothing is found there.
    """
    lines: list[Line] = archive.get("history", [])
    if archive.get("seal") is None and not any("leaf" in line for line in lines):
        return []
    return [
        *_numbers(lines),
        *_chain(archive, lines),
        *_erasures(lines),
        *_sections(archive, lines),
    ]


def _place(line: Line) -> str:
    return _("line %(number)s of the history", number=line["n"])


def _numbers(lines: Iterable[Line]) -> Iterator[Finding]:
    last = 0
    for line in lines:
        if line["n"] <= last:
            yield Finding("lines", _place(line), _("It does not come after the line before it."))
        last = line["n"]


def _chain(archive: Mapping[str, Any], lines: Iterable[Line]) -> Iterator[Finding]:
    seal, begun = FIRST, False
    for line in lines:
        if "leaf" not in line:
            if begun:
                yield Finding("leaves", _place(line), _("It has no leaf, though it came later."))
            continue
        begun, leaf = True, bytes.fromhex(line["leaf"])
        seal = chained(seal, leaf)
        if not line.get("erased") and leaf_of(bytes.fromhex(line["salt"]), line) != leaf:
            yield Finding("leaves", _place(line), _("Its words are not those that were sealed."))
    if archive.get("seal") != seal.hex():
        words = _("The lines do not lead to it: one is changed, missing or added.")
        yield Finding("seal", _("the seal"), words)


def _erasures(lines: Iterable[Line]) -> Iterator[Finding]:
    told = {
        number: line
        for line in lines
        if line["what"] == ERASED and line.get("item")
        for number in line["item"]["lines"]
    }
    for line in lines:
        by = told.pop(line["n"], None)
        if line.get("erased") and (by is None or by["n"] <= line["n"]):
            words = _("Its words are gone, and no line tells that they were erased.")
            yield Finding("erasures", _place(line), words)
        elif by is not None and not line.get("erased"):
            words = _("It is called erased, and its words are still there.")
            yield Finding("erasures", _place(line), words)
    for number, line in told.items():
        words = _("It tells that line %(number)s was erased, which is not there.", number=number)
        yield Finding("erasures", _place(line), words)


def _sections(archive: Mapping[str, Any], lines: Iterable[Line]) -> Iterator[Finding]:
    last: dict[Key, Line] = {(line["what"], line["key"]): line for line in lines}
    left = {name for name, line in last.items() if line.get("item") or line.get("erased")}
    there: set[Key] = set()
    for thing in things(archive):
        there.add(thing.name)
        if (line := last.get(thing.name)) is None:
            if thing.told:
                yield Finding("sections", thing.place, _("No line of the history tells of it."))
        elif line.get("erased"):
            if thing.name[0] not in PAIRS:
                words = _("It is called erased, and is still there.")
                yield Finding("sections", thing.place, words)
        elif line["item"] is None:
            yield Finding("sections", thing.place, _("The history says that it is gone."))
        elif field := differs(thing, line["item"]):
            words = _(
                "Its %(field)s is not as line %(number)s of the history has it, the last about it.",
                field=field,
                number=line["n"],
            )
            yield Finding("sections", thing.place, words)
    positions = {key: _position(line) for (_what, key), line in last.items()}
    for path, ids in rows_of(archive):
        if out_of_order(ids, positions):
            yield Finding("sections", path, _("The order is not that of the history."))
    for name in sorted(left - there, key=lambda one: last[one]["n"]):
        line = last[name]
        if name[0] not in UNKEPT and not line.get("erased") and _stands_for_something(line):
            words = _("What it tells of is missing: “%(words)s”.", words=_words(line))
            yield Finding("sections", _place(line), words)


def _position(line: Line) -> float:
    return float((line.get("item") or {}).get("position", 0))


def _stands_for_something(line: Line) -> bool:
    """Not a line that says that there is nothing: no dot, no summary of one's own."""
    item = line["item"]
    if line["what"] in ("summary", "intro"):
        return item["text"] is not None
    return bool(line["what"] != "dots" or item["count"] > 0)


def _words(line: Line) -> str:
    item = line["item"]
    names = ("text", "heading", "name", "title", "number", "count")
    return short(str(next((item[name] for name in names if name in item), line["what"])))
