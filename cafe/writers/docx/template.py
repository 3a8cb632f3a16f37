"""An organisation's own Word file as the paper that the document is printed on.

Its letterhead, margins and styles stay; what stands in it is taken out; styles it lacks are added.
"""

import io
import zipfile
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.shared import Pt
from docx.styles.style import ParagraphStyle

from cafe.errors import BROKEN_ZIP
from cafe.writers.docx.outside import cut_off

LARGEST, MOST_FILES = 40 * 1024 * 1024, 1000
# Its text lies in memory eighty times as large as in the file; a letterhead has some hundred kB.
LARGEST_TEXT = 4 * 1024 * 1024
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".odttf")
MACROS = "vbaProject.bin"
# What is missing in a template: size in points (None: as the text), outline level, bullet level.
NEEDED: dict[str, tuple[int | None, int | None, int | None]] = {
    "Title": (24, None, None),
    "Subtitle": (None, None, None),
    "Heading 1": (15, 0, None),
    "Heading 2": (12, 1, None),
    "TOC Heading": (15, None, None),
    "toc 1": (None, None, None),
    "List Bullet": (None, None, 0),
    "List Bullet 2": (None, None, 1),
    "Caption": (9, None, None),
}
BULLETS = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
)


class NoTemplate(ValueError):
    """The file is no Word file that can be used; says why by one of the words below."""


NOT_WORD, WITH_MACROS, TOO_LARGE = "not word", "macros", "too large"


def opened(template: bytes) -> WordFile:
    """The template without its text, with every style that the document needs.

    Raises NoTemplate.
    """
    _check(template)
    try:
        word = docx.Document(io.BytesIO(template))
        _empty(word)
        cut_off(word)
        for name in NEEDED:
            if name not in word.styles:
                _add(word, name)
        if "Table Grid" not in word.styles:
            word.styles.add_style("Table Grid", WD_STYLE_TYPE.TABLE, builtin=True)
    except Exception as error:  # what python-docx and lxml raise over a broken file is no one list
        raise NoTemplate(NOT_WORD) from error
    return word


def _check(template: bytes) -> None:
    """Before anything is unpacked: what it says it is, and how much there is of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            files = package.infolist()
            texts = [file for file in files if not file.filename.lower().endswith(PICTURES)]
            text, all_of_it = (sum(file.file_size for file in some) for some in (texts, files))
            if len(files) > MOST_FILES or all_of_it > LARGEST or text > LARGEST_TEXT:
                raise NoTemplate(TOO_LARGE)
            if any(file.filename.endswith(MACROS) for file in files):
                raise NoTemplate(WITH_MACROS)
            if package.testzip() is not None or "word/document.xml" not in package.namelist():
                raise NoTemplate(NOT_WORD)
    except BROKEN_ZIP as error:
        raise NoTemplate(NOT_WORD) from error


def _empty(word: WordFile) -> None:
    """Take out the text. The last section's paper, head and foot hold for the whole document."""
    body = word.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    body.get_or_add_sectPr()  # a file may do without: then the paper is Word's own


def _add(word: WordFile, name: str) -> None:
    size, outline, bullet = NEEDED[name]
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    style.base_style = word.styles["Normal"]
    style.paragraph_format.space_after = Pt(6)
    if size:
        style.font.size = Pt(size)
        style.font.bold = size > NEEDED["Caption"][0]  # type: ignore[operator]
    if outline is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(outline))
        style.element.get_or_add_pPr().append(level)
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before = Pt(14)
    if bullet is not None:
        _number(word, style, bullet)


def _number(word: WordFile, style: ParagraphStyle, level: int) -> None:
    """Bullets for a style that the template lacks, in a numbering of our own."""
    numbering = _numbering(word)
    abstract = str(_next(numbering, "w:abstractNum", "w:abstractNumId"))
    number = str(_next(numbering, "w:num", "w:numId"))
    levels = "".join(BULLETS.format(level=at, left=360 * (at + 1)) for at in range(2))
    # In the schema, every abstract numbering stands before the first that uses one.
    numbering.insert(0, _made(f'<w:abstractNum w:abstractNumId="{abstract}">', levels))
    numbering.append(_made(f'<w:num w:numId="{number}">', f'<w:abstractNumId w:val="{abstract}"/>'))
    properties = style.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = int(number)


def _made(start: str, inside: str) -> Any:
    name = start[1:].split(maxsplit=1)[0]
    return parse_xml(f"{start[:-1]} {nsdecls('w')}>{inside}</{name}>")


def _next(numbering: Any, tag: str, name: str) -> int:
    found = (int(one.get(qn(name))) for one in numbering.findall(qn(tag)))
    return max(found, default=0) + 1


def _numbering(word: WordFile) -> Any:
    part = word.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part.element
    element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    name = PackURI("/word/numbering.xml")
    made = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, element, part.package)
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return element
