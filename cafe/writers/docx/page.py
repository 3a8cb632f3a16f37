"""A Word file that is being written: paragraphs and tables, put in at its end."""

import hashlib
from itertools import count
from typing import Any

from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.image import ImagePart

from cafe.document.sentences.lists import Block, Items, in_blocks
from cafe.document.tree import Grid
from cafe.writers.columns import widths as shares
from cafe.writers.docx.fields import inline
from cafe.writers.docx.letterhead.paper import room
from cafe.writers.docx.letterhead.template import Paper, numbering_of
from cafe.writers.docx.numbering import STEP, Numbering
from cafe.writers.docx.order import put
from cafe.writers.uri import uri

EMU_PER_TWIP = 635
# How deep inside lists what stands in a paragraph of a style is.
INSIDE = {"List Bullet": 1, "List Bullet 2": 2}


class Page:
    """What is written on `paper`."""

    def __init__(self, paper: Paper) -> None:
        """Nothing is written yet."""
        self.word, self.styles = paper.word, paper.styles
        self.body = paper.word.element.body
        self.width, self.height = room(paper.word)
        self.plain = paper.plain
        self._typed = ""  # the numbering of lists that were typed
        self._pictures: dict[bytes, str] = {}

    @property
    def wide(self) -> int:
        """How wide the text is, in twentieths of a point."""
        return self.width // EMU_PER_TWIP

    def paragraph(
        self,
        text: str,
        style: str = "Normal",
        *,
        lead: str = "",
        alone: bool = False,
        keep: bool = False,
    ) -> Any:
        """A new paragraph with a bold `lead`; `alone` begins a page, `keep` goes with the next."""
        paragraph = self.made(text, style, lead=lead)
        properties = paragraph.get_or_add_pPr()
        for name, wanted in (("w:keepNext", keep), ("w:pageBreakBefore", alone)):
            if wanted:
                put(properties, OxmlElement(name))
        if alone:
            put(properties, parse_xml(f'<w:spacing {nsdecls("w")} w:before="0"/>'))
        self.body.insert(len(self.body) - 1, paragraph)  # before the section's own properties
        return paragraph

    def further(self, block: Block, style: str) -> None:
        """What follows in the same item or paragraph of `style`: its list, or text behind that."""
        level = INSIDE.get(style, 0)
        lines = block.lines if isinstance(block, Items) else (block,)
        for line in lines:
            paragraph = self.paragraph(line, style)
            if isinstance(block, Items):
                self._item(paragraph, level)
                close = f'<w:spacing {nsdecls("w")} w:after="40"/>'
                put(paragraph.get_or_add_pPr(), parse_xml(close))
            elif level:
                self._number(paragraph, "0", level - 1)
                indent = f'<w:ind {nsdecls("w")} w:left="{STEP * level}" w:firstLine="0"/>'
                put(paragraph.get_or_add_pPr(), parse_xml(indent))

    def _item(self, paragraph: Any, level: int) -> None:
        """Part of a list that was typed."""
        self._typed = self._typed or Numbering(lambda: numbering_of(self.word)).typed()
        self._number(paragraph, self._typed, level)

    def _number(self, paragraph: Any, number: str, level: int) -> None:
        chosen = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
        numbered = f"<w:numPr {nsdecls('w')}>{chosen}</w:numPr>"
        put(paragraph.get_or_add_pPr(), parse_xml(numbered))

    def made(self, text: str, style: str, *, lead: str = "", bold: bool = False) -> Any:
        """A paragraph that is nowhere yet."""
        paragraph = OxmlElement("w:p")
        if style != "Normal" and (id := self.styles.get(style)):
            paragraph.get_or_add_pPr().get_or_add_pStyle().val = id
        inline(paragraph, lead, bold=True)
        inline(paragraph, text, bold=bold, lead=self._leads)
        return paragraph

    def _leads(self, address: str) -> str:
        """The relation to `address`: one for each, however often it is led to."""
        safe = uri(address)
        return self.word.part.relate_to(safe, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def picture(self, contents: bytes) -> tuple[str, tuple[int, int]]:
        """The relation to a picture, and how many pixels it has: one for each, however often."""
        image = Image.from_blob(contents)
        digest = hashlib.sha256(contents).digest()
        if digest not in self._pictures:
            self._pictures[digest] = self._leads_to(image)
        return self._pictures[digest], (image.px_width, image.px_height)

    def _leads_to(self, image: Image) -> str:
        # python-docx looks through every picture there is, by a digest that it reckons each time.
        package: Any = self.word.part.package
        taken = {part.partname.idx for part in package.image_parts}
        number = next(at for at in count(1) if at not in taken)
        part = ImagePart.from_image(image, PackURI(f"/word/media/image{number}.{image.ext}"))
        package.image_parts.append(part)
        return self.word.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)

    def table(self, grid: Grid) -> Any:
        """A new table with the columns of `grid`, without rows."""
        widths = shares(grid, self.wide)
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        table = parse_xml(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{self.styles["Table Grid"]}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
            ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid></w:tbl>"
        )
        self.body.insert(len(self.body) - 1, table)
        return table

    def row(self, table: Any, *, head: bool) -> Any:
        """A new row; a `head` is there again on each page."""
        again = "<w:tblHeader/>" if head else ""
        row = parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{again}</w:trPr></w:tr>")
        table.append(row)
        return row

    def cell(self, row: Any, text: str, *, bold: bool, right: bool) -> None:
        """A new cell of `row`."""
        columns = row.getparent().find(qn("w:tblGrid"))
        width = columns[len(row) - 1].get(qn("w:w"))  # its properties are there already
        cell = parse_xml(
            f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr></w:tc>'
        )
        for block in in_blocks(text):
            listed = isinstance(block, Items)
            for line in block.lines if isinstance(block, Items) else (block,):
                paragraph = self.made(line, "Cell", bold=bold)
                if listed:
                    self._item(paragraph, 0)
                if right:
                    end = parse_xml(f'<w:jc {nsdecls("w")} w:val="right"/>')
                    put(paragraph.get_or_add_pPr(), end)
                cell.append(paragraph)
        row.append(cell)
