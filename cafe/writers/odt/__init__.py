"""The document as an OpenDocument text, by odfdo: real headings, lists, alternatives, language."""

import io
import re
from collections.abc import Iterable

from odfdo import (
    Bookmark,
    Cell,
    Element,
    Frame,
    Header,
    Link,
    List,
    ListItem,
    Paragraph,
    Row,
    Span,
    Table,
)
from odfdo import Document as TextFile
from PIL import Image

from cafe.document.tree import Appendix, AppendixPart, Document, Grid, Lead, Picture, Section
from cafe.writers.odt import styles
from cafe.writers.pictures import Pictures, present
from cafe.writers.still import stilled

WIDE_MM, TALL_MM = 160, 115


def write(document: Document, pictures: Pictures) -> bytes:
    """The document as one .odt file."""
    document = present(document, pictures)
    file = TextFile("text")
    styles.apply_styles(file, document)
    body = file.body
    body.append(_paragraph(document.header, styles.SUBTITLE))
    body.append(_paragraph(document.title, styles.TITLE))
    for notice in document.notices:
        _alone(body, notice)
    for paragraph in document.opening:
        body.append(_paragraph(paragraph))
    if document.signature:
        body.append(_paragraph("\n".join(document.signature)))
    _contents(body, document)
    for section in document.sections:
        _section(file, section, pictures)
    for appendix in document.appendices:
        _appendix(body, appendix)
    if document.seal:
        _alone(body, document.seal)
    buffer = io.BytesIO()
    file.save(buffer)
    return stilled(buffer.getvalue())


def _paragraph(text: str, style: str = styles.BODY) -> Paragraph:
    return Paragraph(text, style=styles.running(style, text))


def _heading(level: int, text: str, anchor: str = "", *, alone: bool = False) -> Header:
    """`anchor` is what links lead to; `alone` begins a page."""
    heading = Header(level, text, style=styles.running(styles.heading(level, alone=alone), text))
    if anchor:
        heading.append(Bookmark(anchor))
    return heading


def _contents(body: Element, document: Document) -> None:
    if document.contents:
        body.append(_paragraph(document.contents, styles.CONTENTS_HEADING))
        for aim in document.aims:
            line = Paragraph("", style=styles.running(styles.CONTENTS, aim.heading))
            line.append(Link(f"#{aim.anchor}", text=aim.heading))
            body.append(line)


def _section(file: TextFile, section: Section, pictures: Pictures) -> None:
    body = file.body
    body.append(_heading(1, section.heading, section.anchor))
    for lead in section.summaries:
        _alone(body, lead)
    if section.listed:
        body.append(_list(_lead(lead) for lead in section.listed))
    for lead in section.unlisted:
        _alone(body, lead)
    for picture in section.pictures:
        _picture(file, picture, pictures[picture.file])


def _alone(body: Element, lead: Lead) -> None:
    for element in _lead(lead):
        body.append(element)


def _lead(lead: Lead) -> list[Element]:
    """The paragraph with its bold beginning, and a list when its sentences are items."""
    paragraph = Paragraph("", style=styles.running(styles.BODY, lead.label + lead.text))
    label = Span("", style=styles.STRONG)
    label.append_plain_text(lead.label)
    paragraph.append(label)
    if lead.itemised:
        return [paragraph, _list([_paragraph(one.text)] for one in lead.sentences)]
    paragraph.append_plain_text(f" {lead.text}")
    return [paragraph]


def _list(items: Iterable[Iterable[Element]]) -> List:
    whole = List(style=styles.BULLETS)
    for parts in items:
        item = ListItem()
        for part in parts:
            item.append(part)
        whole.append(item)
    return whole


def _picture(file: TextFile, picture: Picture, contents: bytes) -> None:
    with Image.open(io.BytesIO(contents)) as image:
        width = min(WIDE_MM, TALL_MM * image.width / image.height)
        size = (f"{width:.1f}mm", f"{width * image.height / image.width:.1f}mm")
    uri = file.add_file(io.BytesIO(contents))
    frame = Frame.image_frame(uri, name=picture.caption, size=size, anchor_type="as-char")
    frame.svg_description = picture.alt
    place = _paragraph("", styles.FIGURE)
    place.append(frame)
    file.body.append(place)
    file.body.append(_paragraph(picture.caption, styles.CAPTION))


def _appendix(body: Element, appendix: Appendix) -> None:
    body.append(_heading(1, appendix.heading, appendix.anchor, alone=True))
    for part in appendix.parts:
        _part(body, part)


def _part(body: Element, part: AppendixPart) -> None:
    body.append(_heading(2, part.heading))
    for lead in part.leads:
        _alone(body, lead)
    if part.items:
        body.append(_list([_paragraph(item)] for item in part.items))
    if part.grid:
        body.append(_grid(part.heading, part.grid))


def _grid(name: str, grid: Grid) -> Table:
    """Its column headings are said to be that, and are there again on each page."""
    # As a spreadsheet's, it may have none of these.
    table = Table(re.sub(r"[\n\\/*?:\[\]']", ",", name).strip() or ",")
    table.append(
        Element.from_tag(f'<table:table-column table:number-columns-repeated="{len(grid.head)}"/>')
    )
    head = Element.from_tag("<table:table-header-rows/>")
    head.append(_row(grid.head))
    table.append(head)
    for row in grid.rows:
        table.append(_row(row))
    return table


def _row(texts: Iterable[str]) -> Row:
    row = Row()
    for text in texts:
        cell = Cell(style=styles.CELL)
        cell.append(_paragraph(text))
        row.append(cell)
    return row
