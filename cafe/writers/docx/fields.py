"""What python-docx cannot write: bookmarks, links inside the document, and fields."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


def aim(paragraph: Paragraph, anchor: str) -> None:
    """`paragraph` becomes what links to `anchor` lead to."""
    body = paragraph._p.getparent()
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    number = str(len(body.findall(f".//{qn('w:bookmarkStart')}")))
    for mark in (start, end):
        mark.set(qn("w:id"), number)
    start.set(qn("w:name"), _name(anchor))
    paragraph._p.insert(1, start)  # after its properties
    paragraph._p.append(end)


def entry(paragraph: Paragraph, text: str, anchor: str) -> None:
    """A line of contents: a link to `anchor`, and the page it stands on."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _name(anchor))
    link.set(qn("w:history"), "1")
    run = paragraph.add_run(text)
    paragraph._p.append(link)
    link.append(run._r)
    paragraph.add_run("\t")
    field(paragraph, f"PAGEREF {_name(anchor)} \\h", dirty=True)


def field(paragraph: Paragraph, instruction: str, *, dirty: bool = False) -> None:
    """What the word processor counts itself; `dirty` asks it to do so when the file is opened."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), instruction)
    if dirty:
        simple.set(qn("w:dirty"), "true")
    paragraph._p.append(simple)


def _name(anchor: str) -> str:
    """A bookmark's name has no hyphens."""
    return anchor.replace("-", "_")
