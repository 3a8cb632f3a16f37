"""Every format read back by another program than wrote it, to the same list of blocks.

A block is (kind, text): h1 h2 h3, p, li, li2 (a list inside a list), row (cells by " | "), img.
"""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from cafe.core.lines import left_open
from cafe.document.edition import line
from cafe.document.tree import Document, Lead
from cafe.writers.odt.styles import FROM_RIGHT

Block = tuple[str, str]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS = {"title": "h1", "toc heading": "h2", "heading 1": "h2", "heading 2": "h3", "caption": ""}
KINDS |= {"list bullet": "li", "list bullet 2": "li2", "toc 1": "li"}
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


TEXT, TABLE, OFFICE, SVG = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("text", "table", "office", "svg-compatible")
)


def plain(text: str) -> str:
    return " ".join(text.split())


def blocks(
    document: Document, *, pictures: str = "alt", says: bool = True, ended: bool = False
) -> list[Block]:
    """What every reader must find; `pictures`: which of a picture's words the format keeps; `says`:
    under the title it says which version it is; `ended`: each cell ends what it leaves open.
    """
    found = _blocks(document, pictures, line(document) if says else "", left_open if ended else _no)
    return [(kind, plain(text)) for kind, text in found if plain(text)]


def _no(_cell: str) -> str:
    return ""


def _blocks(
    document: Document, pictures: str, version: str, end: Callable[[str], str]
) -> Iterator[Block]:
    def row(cells: Iterable[str]) -> str:
        return " | ".join(f"{cell}{end(cell)}" for cell in cells)

    yield from [("p", document.header), ("h1", document.title), ("p", version)]
    for notice in document.notices:
        yield from _lead(notice, "p", "li")
    yield from (("p", words) for words in document.opening)
    yield "p", " ".join(document.signature)
    yield "h2", document.contents
    yield from (("li", aim.heading) for aim in document.aims)
    for section in document.sections:
        yield "h2", section.heading
        for lead in section.summaries:
            yield from _lead(lead, "p", "li")
        for lead in section.listed:
            yield from _lead(lead, "li", "li2")
        for lead in section.unlisted:
            yield from _lead(lead, "p", "li")
        if found := section.opposites:
            yield from _lead(found.lead, "p", "li")
            yield from (("row", row(cells)) for cells in (found.head, *found.grid.rows))
        yield from (("img", getattr(picture, pictures)) for picture in section.pictures)
    for appendix in document.appendices:
        yield "h2", appendix.heading
        for part in appendix.parts:
            yield "h3", part.heading
            for lead in part.leads:
                yield from _lead(lead, "p", "li")
            yield from (("li", item) for item in part.items)
            if part.grid:
                yield from (("row", row(cells)) for cells in (part.grid.head, *part.grid.rows))
    if document.seal and pictures == "caption":  # Markdown, in which a paragraph has no place
        yield from [("h2", document.seal.label.rstrip(":")), ("p", document.seal.text)]
    elif document.seal:
        yield from _lead(document.seal, "p", "li")


def _lead(lead: Lead, kind: str, deeper: str) -> Iterator[Block]:
    yield kind, lead.label if lead.itemised else f"{lead.label} {lead.text}"
    if lead.itemised:
        yield from ((deeper, sentence.text) for sentence in lead.sentences)


def from_word(file: bytes) -> list[Block]:
    """Straight from the XML in the package, without the library that wrote it."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        body = ET.fromstring(package.read("word/document.xml")).find(f"{W}body")
        styles = ET.fromstring(package.read("word/styles.xml")).findall(f"{W}style")
    assert body is not None
    # A Norwegian Word calls a style "Overskrift1", and its name is "heading 1" all the same.
    names = {s.attrib[f"{W}styleId"]: s.find(f"{W}name").attrib[f"{W}val"].lower() for s in styles}  # type: ignore[union-attr]
    found: list[Block] = []
    for child in body:
        if child.tag == f"{W}tbl":
            for row in child.iter(f"{W}tr"):
                cells = ("".join(_words(cell)) for cell in row.iter(f"{W}tc"))
                found.append(("row", " | ".join(cells)))
        elif child.tag == f"{W}p":
            found += _paragraph(child, names)
    return _tidied(found)


def _paragraph(paragraph: ET.Element, names: dict[str, str]) -> Iterator[Block]:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = "" if style is None else names[style.attrib[f"{W}val"]]
    for drawing in paragraph.iter(f"{DRAWING}docPr"):
        yield "img", drawing.attrib["descr"]
    if kind := KINDS.get(name, "p"):
        yield kind, "".join(_words(paragraph))


def _words(element: ET.Element) -> Iterator[str]:
    for piece in element.iter():
        if piece.tag == f"{W}t":
            yield piece.text or ""
        elif piece.tag in (f"{W}br", f"{W}tab") and "pPr" not in element.tag:
            yield " "


def from_open_document(file: bytes) -> list[Block]:
    """Straight from the XML in the package, without the library that wrote it."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        text = ET.fromstring(package.read("content.xml")).find(f".//{OFFICE}text")
    assert text is not None
    return _tidied(block for child in text for block in _open_block(child, 0))


def _open_block(element: ET.Element, depth: int) -> Iterator[Block]:
    style = element.attrib.get(f"{TEXT}style-name", "").removesuffix(FROM_RIGHT)
    if element.tag == f"{TEXT}h":
        yield f"h{int(element.attrib[f'{TEXT}outline-level']) + 1}", "".join(_open_words(element))
    elif element.tag == f"{TEXT}p":
        for said in element.iter(f"{SVG}desc"):
            yield "img", said.text or ""
        kind = {"Title": "h1", "Contents_20_Heading": "h2", "Contents_20_1": "li"}.get(style, "p")
        kind = {0: kind, 1: "li"}.get(depth, "li2")
        if style not in ("Caption", "Figure"):
            yield kind, "".join(_open_words(element))
    elif element.tag == f"{TABLE}table":
        for row in element.iter(f"{TABLE}table-row"):
            cells = row.findall(f"{TABLE}table-cell")
            yield "row", " | ".join("".join(_open_words(cell)) for cell in cells)
    else:
        deeper = depth + (element.tag == f"{TEXT}list")
        for child in element:
            yield from _open_block(child, deeper)


def _open_words(element: ET.Element) -> Iterator[str]:
    """A run of spaces, a tab and a line break are elements there."""
    yield element.text or ""
    for child in element:
        if child.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
            yield " "
        else:
            yield from _open_words(child)
        yield child.tail or ""


class _Page(HTMLParser):
    """Blocks by their tags; a list inside a list item is deeper."""

    KINDS = ("p", "h1", "h2", "h3", "li", "tr")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Block] = []
        self.depth, self.inside, self.skipped = 0, False, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "li"
        self.inside = self.inside or tag in ("article", "body-of-markdown")
        self.skipped = self.skipped or tag == "figcaption"
        if tag in self.KINDS or (tag == "div" and self.depth == 0):
            kind = {"tr": "row", "div": "p"}.get(tag, tag)
            kind = f"li{self.depth}" if tag == "li" and self.depth > 1 else kind
            if not (tag == "p" and self.depth):  # a loose list's paragraph is the item's own
                self.found.append((kind, ""))
        elif tag == "img":
            self.found += [("img", str(dict(attrs)["alt"])), ("p", "")]
        elif tag == "br":
            self.handle_data(" ")
        elif tag in ("td", "th") and self.found[-1][1].strip():
            self.handle_data(" | ")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "li"
        if tag == "figcaption":
            self.skipped = False

    def handle_data(self, data: str) -> None:
        if self.inside and self.found and not self.skipped:
            kind, text = self.found[-1]
            self.found[-1] = (kind, text + data)


def from_page(file: bytes) -> list[Block]:
    """As a browser's parser sees it."""
    reader = _Page()
    reader.feed(file.decode())
    return _tidied(reader.found)


def from_markdown(file: bytes) -> list[Block]:
    """By a CommonMark parser; the title stands on the questions' level there."""
    html = MarkdownIt("commonmark").enable("table").render(file.decode())
    found = from_page(f"<article>{html}</article>".encode())
    title = next(at for at, (kind, _text) in enumerate(found) if kind == "h2")
    return [("h1" if at == title else kind, text) for at, (kind, text) in enumerate(found)]


def _tidied(found: Iterable[Block]) -> list[Block]:
    return [(kind, plain(text)) for kind, text in found if plain(text)]
