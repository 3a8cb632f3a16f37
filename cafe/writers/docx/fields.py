"""What stands in a paragraph: runs of text, bookmarks, links and fields."""

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from cafe.writers.docx.order import put

NUMBER_WIDE = 567  # twentieths of a point: 10 mm for the number of a page


def inline(paragraph: Any, text: str, *, bold: bool = False) -> None:
    """Put `text` at the end of `paragraph`."""
    if text:
        paragraph.append(_run(text, bold=bold))


def _run(text: str, *, bold: bool = False) -> Any:
    run = OxmlElement("w:r")
    if bold:
        run.get_or_add_rPr().append(OxmlElement("w:b"))
        run.get_or_add_rPr().append(OxmlElement("w:bCs"))
    run.text = text
    return run


def aim(paragraph: Any, anchor: str) -> None:
    """`paragraph` becomes what links to `anchor` lead to. Its number it gets at the end."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), _name(anchor))
    start.set(qn("w:name"), _name(anchor))
    paragraph.insert(1, start)  # after its properties
    paragraph.append(end)


def entry(paragraph: Any, text: str, anchor: str, wide: int) -> None:
    """A line of contents: a link to `anchor`, and the page it stands on at the end of the line.

    The text keeps off the edge, so that the number never wraps.
    """
    properties = paragraph.get_or_add_pPr()
    put(
        properties,
        parse_xml(
            f'<w:tabs {nsdecls("w")}><w:tab w:val="right" w:leader="dot" w:pos="{wide}"/></w:tabs>'
        ),
    )
    put(properties, parse_xml(f'<w:ind {nsdecls("w")} w:left="0" w:right="{NUMBER_WIDE}"/>'))
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _name(anchor))
    link.set(qn("w:history"), "1")
    link.append(_run(text))
    paragraph.append(link)
    paragraph.append(_run("\t"))
    field(paragraph, f"PAGEREF {_name(anchor)} \\h", dirty=True)


def field(paragraph: Any, instruction: str, *, dirty: bool = False) -> None:
    """What the word processor counts itself; `dirty` asks it to do so when the file is opened."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), instruction)
    if dirty:
        simple.set(qn("w:dirty"), "true")
    paragraph.append(simple)


def _name(anchor: str) -> str:
    """A bookmark's name has no hyphens."""
    return anchor.replace("-", "_")
