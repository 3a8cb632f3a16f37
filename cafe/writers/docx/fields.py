"""What stands in a paragraph: runs of text, bookmarks, links and fields."""

from collections.abc import Callable
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from cafe.document.addresses import Run, runs
from cafe.writers.docx.order import put


def inline(
    paragraph: Any, text: str, *, bold: bool = False, lead: Callable[[str], str] | None = None
) -> None:
    """Put `text` at the end of `paragraph`; `lead` gives the relation to an address in it."""
    for piece in runs(text) if lead else [Run(text)] if text else []:
        if lead and piece.address:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), lead(piece.address))
            link.append(_run(piece.text, bold=bold, link=True))
            paragraph.append(link)
        else:
            paragraph.append(_run(piece.text, bold=bold))


def _run(text: str, *, bold: bool = False, link: bool = False) -> Any:
    run = OxmlElement("w:r")
    if link:
        run.get_or_add_rPr().append(OxmlElement("w:u"))
        run.rPr[-1].set(qn("w:val"), "single")
    if bold:
        for at, name in enumerate(("w:b", "w:bCs")):
            run.get_or_add_rPr().insert(at, OxmlElement(name))
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
    """A line of contents: a link to `anchor`, and the page it stands on at the end of the line."""
    stop = f'<w:tab w:val="right" w:leader="dot" w:pos="{wide}"/>'
    put(paragraph.get_or_add_pPr(), parse_xml(f"<w:tabs {nsdecls('w')}>{stop}</w:tabs>"))
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _name(anchor))
    link.set(qn("w:history"), "1")
    link.append(_run(text))
    paragraph.append(link)
    paragraph.append(_run("\t"))
    field(paragraph, f"PAGEREF {_name(anchor)} \\h", at_once=True)


def field(paragraph: Any, instruction: str, *, at_once: bool = False) -> None:
    """What the word processor counts itself; `at_once`: when the file is opened."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), instruction)
    if at_once:
        simple.set(qn("w:dirty"), "true")
    paragraph.append(simple)


def _name(anchor: str) -> str:
    """A bookmark's name has no hyphens."""
    return anchor.replace("-", "_")
