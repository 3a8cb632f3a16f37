"""The document as an OpenDocument text (ODF 1.3): real headings, lists, alternatives, language.

Every byte of it is ours: `package.py` has the files, `styles.py` the looks, `markup.py` the pieces.
"""

from collections.abc import Iterable, Iterator

from cafe.core.lines import isolated
from cafe.document.edition import line
from cafe.document.sentences.lists import Block, Items, in_blocks
from cafe.document.tree import Appendix, AppendixPart, Document, Grid, Lead, Picture, Section
from cafe.writers.columns import widths
from cafe.writers.letters.contents import broken
from cafe.writers.odt import styles
from cafe.writers.odt.markup import escaped, inline, paragraph
from cafe.writers.odt.package import packed
from cafe.writers.pictures import Pictures, lines_of, pixels, present

WIDE_MM, TALL_MM = 160, 109  # two on a page
TEXT_TWIPS = 9071  # 160 mm


def write(document: Document, pictures: Pictures) -> bytes:
    """The document as one .odt file."""
    # What it says of itself is of all of it, also of a picture that is lost.
    shown, about = present(document, pictures), line(document)
    grids = [one.opposites.grid for one in document.sections if one.opposites]
    grids += [part.grid for one in document.appendices for part in one.parts if part.grid]
    looks = styles.TABLES + "".join(_columns(at, grid) for at, grid in enumerate(grids, 1))
    body = "".join(_body(shown, about, pictures))
    kept = (name for p in shown.pictures for name in (p.file, lines_of(p.file)))
    there = {name: pictures[name] for name in kept if name in pictures}
    return packed(document, looks, body, there)


def _body(document: Document, about: str, pictures: Pictures) -> Iterator[str]:
    yield paragraph(document.header, styles.SUBTITLE)
    yield paragraph(document.title, styles.TITLE)
    if about:
        yield paragraph(about, styles.EDITION)
    for notice in document.notices:
        yield _lead(notice, styles.NOTICE)
    yield from (paragraph(words) for words in document.opening)
    if document.signature:
        yield paragraph("\n".join(document.signature))
    if document.contents:
        yield paragraph(document.contents, styles.CONTENTS_HEADING)
        aims = ((isolated(aim.heading), aim.anchor) for aim in document.aims)
        yield from (_entry(broken(heading, TEXT_TWIPS), anchor) for heading, anchor in aims)
    tables = 0
    for at, section in enumerate(document.sections):
        tables += bool(section.opposites)
        alone = at == 0 and bool(document.contents)
        yield from _section(section, pictures, f"Table{tables}", alone=alone)
    for appendix in document.appendices:
        yield from _appendix(appendix, tables)
        tables += sum(1 for part in appendix.parts if part.grid)
    if document.seal:
        yield _lead(document.seal)


def _heading(level: int, text: str, anchor: str = "", *, alone: bool = False) -> str:
    """`anchor` is what links lead to; `alone` begins a page."""
    style = styles.running(styles.heading(level, alone=alone), text)
    mark = f'<text:bookmark text:name="{escaped(anchor)}"/>' if anchor else ""
    return (
        f'<text:h text:style-name="{style}" text:outline-level="{level}">'
        f"{inline(text)}{mark}</text:h>"
    )


def _entry(text: str, anchor: str) -> str:
    """A line of contents: a link to `anchor`, and the page it stands on at the end of the line."""
    return (
        f'<text:p text:style-name="{styles.running(styles.CONTENTS, text)}">'
        f'<text:a xlink:type="simple" xlink:href="#{escaped(anchor)}"'
        f' text:style-name="{styles.ENTRY}">'
        f"{inline(text)}</text:a>"
        '<text:tab/><text:bookmark-ref text:reference-format="page"'
        f' text:ref-name="{escaped(anchor)}"/></text:p>'
    )


def _section(section: Section, pictures: Pictures, table: str, *, alone: bool) -> Iterator[str]:
    """`table`: what its table is called, where it has one."""
    yield _heading(1, section.heading, section.anchor, alone=alone)
    for lead in section.summaries:
        yield _lead(lead, styles.SUMMARY)
    if section.listed:
        yield _list(_lead(lead) for lead in section.listed)
    yield from (_lead(lead) for lead in section.unlisted)
    if section.opposites:
        yield _lead(section.opposites.lead)
        yield _grid(table, section.opposites.grid)
    for picture in section.pictures:
        yield _picture(picture, pictures)


def _lead(lead: Lead, style: str = styles.BODY, *, keep: bool = False) -> str:
    """The paragraph with its bold beginning, and a list when its sentences are items.

    `keep`: what follows belongs to it, so a page does not end between them.
    """
    kept = styles.KEPT if style == styles.BODY else style
    if lead.itemised:
        items = _list(_flow(in_blocks(one.text)) for one in lead.sentences)
        return paragraph("", kept, lead=lead.label) + items
    first, *others = lead.blocks or [""]
    if isinstance(first, Items):
        return paragraph("", kept, lead=lead.label) + _flow(lead.blocks, style)
    head = paragraph(f" {first}", kept if keep or others else style, lead=lead.label)
    return head + _flow(others, style)


def _flow(blocks: Iterable[Block], style: str = styles.BODY) -> str:
    """Paragraphs of what was typed, and its lists."""
    item = styles.ITEM if style == styles.BODY else style
    return "".join(
        _list((paragraph(line, item) for line in block.lines), styles.TYPED)
        if isinstance(block, Items)
        else paragraph(block, style)
        for block in blocks
    )


def _list(items: Iterable[str], style: str = styles.BULLETS) -> str:
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}">{inside}</text:list>' if inside else ""


def _picture(picture: Picture, pictures: Pictures) -> str:
    """Of several pictures in a frame a program shows the first that it can: lines, then the PNG."""
    across, down = pixels(pictures[picture.file])
    lines = lines_of(picture.file)
    images = [*([lines] if lines in pictures else []), picture.file]
    wide = min(WIDE_MM, TALL_MM * across / down)
    frame = (
        f'<draw:frame draw:name="{escaped(picture.caption)}" text:anchor-type="as-char"'
        f' svg:width="{wide:.1f}mm" svg:height="{wide * down / across:.1f}mm" draw:z-index="0">'
        f"{''.join(map(_image, images))}"
        f"<svg:desc>{escaped(picture.alt)}</svg:desc></draw:frame>"
    )
    place = f'<text:p text:style-name="{styles.FIGURE}">{frame}</text:p>'
    return place + paragraph(picture.caption, styles.CAPTION)


def _image(file: str) -> str:
    return (
        f'<draw:image xlink:href="Pictures/{escaped(file)}" xlink:type="simple"'
        ' xlink:show="embed" xlink:actuate="onLoad"/>'
    )


def _appendix(appendix: Appendix, tables: int) -> Iterator[str]:
    """`tables` stand before it."""
    yield _heading(1, appendix.heading, appendix.anchor, alone=True)
    for part in appendix.parts:
        tables += bool(part.grid)
        yield from _part(part, f"Table{tables}")


def _part(part: AppendixPart, name: str) -> Iterator[str]:
    yield _heading(2, part.heading)
    yield from (_lead(lead, keep=part.goes_on) for lead in part.leads)
    yield _list(paragraph(item) for item in part.items)
    if part.grid:
        yield _grid(name, part.grid)


def _columns(at: int, grid: Grid) -> str:
    """The looks of the columns of the table with number `at`."""
    return "".join(
        f'<style:style style:name="Table{at}.{column}" style:family="table-column">'
        f'<style:table-column-properties style:rel-column-width="{width}*"/></style:style>'
        for column, width in enumerate(widths(grid, TEXT_TWIPS), 1)
    )


def _grid(name: str, grid: Grid) -> str:
    """Its column headings are said to be that, and are there again on each page."""
    columns = "".join(
        f'<table:table-column table:style-name="{name}.{at}"/>'
        for at in range(1, len(grid.head) + 1)
    )
    rows = "".join(_row(row, grid) for row in grid.rows)
    head = _row(grid.head, grid, head=True)
    return (
        f'<table:table table:name="{name}" table:style-name="{styles.TABLE}">{columns}'
        f"<table:table-header-rows>{head}</table:table-header-rows>{rows}</table:table>"
    )


def _row(texts: Iterable[str], grid: Grid, *, head: bool = False) -> str:
    cells = []
    for at, text in enumerate(texts):
        style = styles.cell(head=head, figures=at > 0 and not grid.words)
        cells.append(
            f'<table:table-cell table:style-name="{styles.CELL}" office:value-type="string">'
            f"{_flow(in_blocks(text), style)}</table:table-cell>"
        )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"
