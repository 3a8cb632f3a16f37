"""What changed between two documents: line by line, and word by word inside a line.

Pure. A document is told as lines, which a version keeps; a sentence is known again by its entry's
id however it was reworded or moved, everything else by its words and where it stands.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from cafe.core.text import as_drawn
from cafe.document.tree import Appendix, Document, Lead, Section
from cafe.sort.own_words import Piece, difference

What = Literal["reworded", "moved", "new", "gone"]
Name = tuple[str, ...]
# A line that shares less than this with what it was is another line, not a rewording.
ALIKE = 0.3
# Comparing words takes the square of their number: beyond this a line is shown whole, twice.
LONGEST = 8_000
# How far down what went a rewording looks for what it was.
NEAR = 12


class Line(NamedTuple):
    """One paragraph, sentence, heading or cell row; `id` is the entry's, "" when it is none.

    `spot` is the anchor of the section it stands in, "" before the first; `under` is its label.
    """

    kind: str
    spot: str
    under: str
    text: str
    id: str = ""


class Difference(NamedTuple):
    """What became of a line. `section` and `under` say where it stands, as in the newer text."""

    what: What
    section: str
    under: str
    pieces: list[Piece]


def lines_of(document: Document) -> list[Line]:
    """Everything `document` says, in reading order."""
    lines = [Line("text", "", "", text) for text in (document.header, document.title)]
    for notice in document.notices:
        lines += _sentences("", notice)
    lines += [Line("text", "", "", text) for text in (*document.opening, *document.signature)]
    for section in document.sections:
        lines += _of_section(section)
    for appendix in document.appendices:
        lines += _of_appendix(appendix)
    return lines


def _of_section(section: Section) -> Iterator[Line]:
    spot = section.anchor
    yield Line("section", spot, "", section.heading)
    for lead in section.summaries:
        yield from _sentences(spot, lead)
    for lead in (*section.listed, *section.unlisted):
        yield Line("heading", spot, "", lead.label)
        yield from _sentences(spot, lead)
    if section.opposites:
        yield from _sentences(spot, section.opposites.lead)
        for row in section.opposites.grid.rows:
            yield Line("text", spot, section.opposites.lead.label, " | ".join(row))
    for picture in section.pictures:
        yield Line("text", spot, picture.caption, picture.alt)


def _of_appendix(appendix: Appendix) -> Iterator[Line]:
    spot = appendix.anchor
    yield Line("section", spot, "", appendix.heading)
    for part in appendix.parts:
        yield Line("heading", spot, "", part.heading)
        for lead in part.leads:
            yield from _sentences(spot, lead)
        rows = part.grid.rows if part.grid else ()
        for text in (*part.items, *(" | ".join(row) for row in rows)):
            yield Line("text", spot, part.heading, text)


def _sentences(spot: str, lead: Lead) -> Iterator[Line]:
    for sentence in lead.sentences:
        yield Line("text", spot, lead.label, sentence.text, sentence.id)


def changes(before: Sequence[Line], after: Sequence[Line]) -> list[Difference]:
    """What became of each line of `before` on the way to `after`, in reading order."""
    old, new = _named(before), _named(after)
    were, are = list(old), list(new)
    heads = _heads(before) | _heads(after)
    steps = SequenceMatcher(None, were, are, autojunk=False).get_opcodes()
    found: list[Difference] = []
    for kind, a, b, c, d in steps:
        if kind == "equal":
            pairs = zip(before[a:b], after[c:d], strict=True)
            found += [_reworded(x, y, heads) for x, y in pairs if _drawn(x) != _drawn(y)]
            continue
        gone = [old[name] for name in were[a:b] if name not in new]
        found += [_came(old.get(name), new[name], gone, heads) for name in are[c:d]]
        found += [_difference("gone", line, [Piece(line.text, "gone")], heads) for line in gone]
    return found


def _named(lines: Sequence[Line]) -> dict[Name, Line]:
    """Each line by what it is known again by; of equal ones the second, third … by that."""
    times: Counter[Name] = Counter()
    named: dict[Name, Line] = {}
    for line in lines:
        name: Name = (line.id,) if line.id else (line.kind, line.spot, _drawn(line))
        times[name] += 1
        named[*name, str(times[name])] = line
    return named


def _drawn(line: Line) -> str:
    """What a reader sees of it."""
    return as_drawn(line.text)


def _heads(lines: Sequence[Line]) -> dict[str, str]:
    return {line.spot: line.text for line in lines if line.kind == "section"}


def _came(was: Line | None, line: Line, gone: list[Line], heads: dict[str, str]) -> Difference:
    """How `line` came here: from elsewhere, where it `was`; in place of one of `gone`; or new."""
    if was:
        return _difference("moved", line, _pieces(was.text, line.text), heads)
    if earlier := next((one for one in gone[:NEAR] if _same_line(one, line)), None):
        gone.remove(earlier)
        return _reworded(earlier, line, heads)
    return _difference("new", line, [Piece(line.text, "new")], heads)


def _same_line(one: Line, other: Line) -> bool:
    """Whether `other`, which stands where `one` stood, is `one` in other words."""
    if one.id or other.id or (one.kind, one.spot) != (other.kind, other.spot):
        return False
    pieces = _pieces(one.text, other.text)
    same = sum(len(piece.text.strip()) for piece in pieces if piece.kind == "same")
    return one.kind == "section" or same >= ALIKE * max(len(one.text), len(other.text))


def _reworded(before: Line, after: Line, heads: dict[str, str]) -> Difference:
    return _difference("reworded", after, _pieces(before.text, after.text), heads)


def _pieces(before: str, after: str) -> list[Piece]:
    if max(len(before), len(after)) > LONGEST:
        return [Piece(before, "gone"), Piece(after, "new")]
    return difference(before, after)


def _difference(what: What, line: Line, pieces: list[Piece], heads: dict[str, str]) -> Difference:
    under = "" if line.kind == "section" else line.under
    return Difference(what, heads.get(line.spot, ""), under, pieces)
