"""The document as Markdown (CommonMark): escaped only where a character would not show as typed."""

import re
from collections.abc import Callable, Iterable, Iterator
from html.entities import html5

from cafe.core.lines import left_open, one_line
from cafe.document.addresses import runs
from cafe.document.edition import line
from cafe.document.sentences.lists import Block, Items, in_blocks
from cafe.document.tree import Appendix, Document, Grid, Lead, Section
from cafe.writers.pictures import Pictures

_PUNCTUATION = r"!-/:-@\[-`{-~"
# What a text must hold for CommonMark (and GitHub's ~~) to take a character as more than itself.
_INLINE = re.compile(
    rf"""
    \\(?=[{_PUNCTUATION}]|$)                 # a backslash that would escape its neighbour
    | `                                      # could open or close code
    | \*(?=\S) | (?<=\S)\*                   # a star beside a word
    | (?<![^\W_])_(?=\S) | (?<=\S)_(?![^\W_])  # an underscore at a word's edge, not inside a_word
    | ~(?=~) | (?<=\S)~                      # could close a deletion
    | \](?=\()                               # would make [a](b) a link
    | <(?=[A-Za-z/!?])                       # would open a tag or an address
    """,
    re.VERBOSE,
)
# What begins an item of a list both for people and in Markdown.
_MARK = re.compile(r"([-*+]|\d{1,9}[.)]) +(?=\S)")
_CHARACTER = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
# What a line must begin with to be a heading, a list, a quotation, a rule or a link's address.
_BLOCK = re.compile(
    r"""
    \#{1,6}(\s|$) | [-+*](\s|$) | > | =+\s*$ | -[-\s]*$ | _[_\s]*$ | \[[^\]]*\]:
    | (?P<number> \d{1,9}) [.)](\s|$)
    """,
    re.VERBOSE,
)


def write(document: Document, _pictures: Pictures) -> bytes:
    """The document in UTF-8. Posters are named by their place in the archive, `posters/…`."""
    blocks = [
        _opening(document.header),
        f"## {_after_hashes(document.title)}",
        _opening(line(document)),
        *(f"> {_lead(notice)}" for notice in document.notices),
        *(_opening(paragraph) for paragraph in document.opening),
        # Two spaces at the end of a line: a line break inside one paragraph.
        "  \n".join(map(_opening, document.signature)),
    ]
    if document.contents:
        blocks += [
            f"## {_after_hashes(document.contents)}",
            "\n".join(f"- {_opening(aim.heading)}" for aim in document.aims),
        ]
    for section in document.sections:
        blocks += _section(section)
    for appendix in document.appendices:
        blocks += _appendix(appendix)
    if document.seal:
        label, text = document.seal.label.rstrip(":"), document.seal.text
        blocks += [f"## {_after_hashes(label)}", _opening(text)]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _section(section: Section) -> list[str]:
    return [
        f"## {_after_hashes(section.heading)}",
        *map(_lead, section.summaries),
        "\n".join(_bullet(lead) for lead in section.listed),
        *(_paragraph(lead) for lead in section.unlisted),
        *_opposites(section),
        *(f"![{_bracketed(p.caption)}](posters/{p.file})" for p in section.pictures),
    ]


def _opposites(section: Section) -> list[str]:
    found = section.opposites
    return [_lead(found.lead), _grid(found.grid)] if found else []


def _bullet(lead: Lead) -> str:
    if not lead.itemised:
        return f"- {_lead(lead, '  ')}"
    items = _items((sentence.text for sentence in lead.sentences), "  ")
    return "\n  ".join([f"- **{_inline(lead.label)}**", *items])


def _paragraph(lead: Lead) -> str:
    if not lead.itemised:
        return _lead(lead)
    items = "\n".join(_items(sentence.text for sentence in lead.sentences))
    return f"**{_inline(lead.label)}**\n\n{items}"


def _items(texts: Iterable[str], indent: str = "") -> list[str]:
    deeper = f"{indent}  "
    return [f"- {_flow(in_blocks(text), deeper, _opening)}" for text in texts if text]


def _flow(blocks: Iterable[Block], indent: str, first: Callable[[str], str]) -> str:
    """Running text and lists after one another; `first` writes what the text begins with."""
    written = []
    for block in blocks:
        if isinstance(block, Items):
            written.append(f"\n{indent}".join(_typed(block)))
        else:
            written.append(_lines(block, indent, _opening if written else first))
    return f"\n\n{indent}".join(written)


def _typed(items: Items) -> Iterator[str]:
    """A list that was typed: its own signs make one where Markdown knows them and keeps them."""
    marks = [found for found in map(_MARK.match, items.lines) if found]
    numbers = [int(found[1][:-1]) for found in marks if found[1][:-1]]
    counted = not numbers or numbers == list(range(numbers[0], numbers[0] + len(marks)))
    alike = len({found[1][-1] for found in marks}) == 1
    if len(marks) == len(items.lines) and alike and counted:
        yield from (f"{found[0]}{_opening(found.string[found.end() :])}" for found in marks)
    else:
        yield from (f"- {_opening(words)}" for words in items.lines)


def _lines(text: str, indent: str, first: Callable[[str], str]) -> str:
    """A line break in a text: two blanks before it, and what begins a line means nothing there."""
    begin, *others = text.split("\n")
    return f"  \n{indent}".join([first(begin), *map(_opening, others)])


def _appendix(appendix: Appendix) -> Iterator[str]:
    yield f"## {_after_hashes(appendix.heading)}"
    for part in appendix.parts:
        yield f"### {_after_hashes(part.heading)}"
        yield from map(_lead, part.leads)
        yield "\n".join(_items(part.items))
        if part.grid:
            yield _grid(part.grid)


def _grid(grid: Grid) -> str:
    rows = [_cells(grid.head), tuple("---" for _cell in grid.head), *map(_cells, grid.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(row: Iterable[str]) -> tuple[str, ...]:
    """A bar would begin another cell, a line break another row, an open mark turn the next cell."""
    shown = (f"{_inline(one_line(cell))}{left_open(cell)}" for cell in row)
    return tuple(cell.replace("|", r"\|") for cell in shown)


def _lead(lead: Lead, indent: str = "") -> str:
    label, blocks = f"**{_inline(lead.label)}**", lead.blocks
    if blocks and isinstance(blocks[0], Items):
        return f"{label}\n\n{indent}{_flow(blocks, indent, _inline)}"
    return f"{label} {_flow(blocks, indent, _inline)}".rstrip()


def _inline(text: str) -> str:
    """`text` so that it shows as typed in the middle of a paragraph; an address leads somewhere."""
    means = {found.start() for found in _INLINE.finditer(text)}
    means |= {found.start() for found in _CHARACTER.finditer(text) if _named(found[1])}
    at, out = 0, []
    for run in runs(text):
        led = run.address == run.text or (run.address and run.text.isascii() and "@" in run.text)
        signs = (f"\\{sign}" if at + n in means else sign for n, sign in enumerate(run.text))
        out.append(f"<{run.text}>" if led else "".join(signs))
        at += len(run.text)
    return "".join(out)


def _named(name: str) -> bool:
    """`&amp;` would show as `&`; `R&D;` names nothing and stays."""
    return name.startswith("#") or f"{name};" in html5


def _bracketed(text: str) -> str:
    return re.sub(r"[\[\]]", r"\\\g<0>", _inline(text))


def _opening(text: str) -> str:
    """`text` so that it shows as typed where a paragraph or line begins."""
    found, escaped = _BLOCK.match(text), _inline(text)
    if found is None or escaped[0] != text[0]:
        return escaped
    plain = found["number"] or ""
    return f"{plain}\\{escaped[len(plain) :]}"


def _after_hashes(text: str) -> str:
    """`text` as a heading; a row of # at its end would be taken for the heading's own."""
    return re.sub(r"(^|(?<=\s))#(?=#*$)", r"\\#", _inline(text))
