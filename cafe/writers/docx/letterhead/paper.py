"""What of somebody's Word file is its paper: size, margins, head and foot; all else goes.

Text, notes, comments, pictures in the text, remembered words, macros, thumbnails, what other
programs keep in it: none of it is in the document, since none of it can be reached any more.
"""

from typing import Any

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.styles import StylesPart

from cafe.writers.docx.letterhead.package import NO_ROOM, TOO_LARGE, NoTemplate
from cafe.writers.docx.order import put

HEADS = (qn("w:headerReference"), qn("w:footerReference"))
# Of a section; its columns, line numbers, protection and where its pages begin are its text's.
KEPT = {*HEADS}
KEPT |= {
    qn(f"w:{name}") for name in ("pgSz", "pgMar", "paperSrc", "pgBorders", "titlePg", "docGrid")
}
A4 = (
    f'<w:pgSz {nsdecls("w")} w:w="11906" w:h="16838"/>',
    f'<w:pgMar {nsdecls("w")} w:top="1361" w:right="1417" w:bottom="1474" w:left="1417"'
    ' w:header="709" w:footer="709" w:gutter="0"/>',
)
PARTS = {
    RELATION.STYLES,
    RELATION.NUMBERING,
    RELATION.SETTINGS,
    RELATION.FONT_TABLE,
    RELATION.THEME,
}
OF_PACKAGE = {RELATION.OFFICE_DOCUMENT, RELATION.CORE_PROPERTIES}
# Of the settings: what is of the text that was there, or hinders whoever works on the document.
SETTINGS = (
    "writeProtection documentProtection trackRevisions doNotTrackMoves mailMerge revisionView"
    " footnotePr endnotePr docVars rsids attachedTemplate linkStyles stylePaneFormatFilter"
    " formsDesign removePersonalInformation readModeInkLockDown captions proofState"
)
# Word itself has room for 4,079 styles; a letterhead has some ten thousand pieces of markup.
MOST_STYLES, MOST_PIECES = 4_000, 60_000
MOST_LINES = 500  # of a head or foot
NARROWEST, LOWEST = 60 * 36000, 80 * 36000  # EMU: 60 and 80 mm


def only_paper(word: WordFile) -> None:
    """Take everything out of `word` but its paper and styles. Raises NoTemplate."""
    body = word.element.body
    section = _chosen(body)
    for child in list(body):
        body.remove(child)
    body.append(section)
    _drop_parts(word)
    _settings(word)
    _check_room(word)
    _check_amount(word)


def _chosen(body: Any) -> Any:
    """The last section that stands upright, or the last; with the heads and feet it inherits."""
    sections = []
    inherited: dict[tuple[str, str], Any] = {}
    for section in body.iter(qn("w:sectPr")):
        if section.getparent().tag == qn("w:sectPrChange"):
            continue
        for reference in section.iterchildren(*HEADS):
            inherited[reference.tag, reference.get(qn("w:type"), "default")] = reference
        sections.append(_section(section, list(inherited.values())))
    if not sections:
        sections = [_section(parse_xml(f"<w:sectPr {nsdecls('w', 'r')}/>"), [])]
    upright = [section for section in sections if _is_upright(section)]
    return (upright or sections)[-1]


def _section(old: Any, references: list[Any]) -> Any:
    """A section on the paper of `old`."""
    section = parse_xml(f"<w:sectPr {nsdecls('w', 'r')}/>")
    for reference in references:
        section.append(_copy(reference))
    for child in old:
        if child.tag in KEPT and child.tag not in HEADS:
            section.append(_copy(child))
    if section.find(qn("w:pgSz")) is None or section.find(qn("w:pgMar")) is None:
        for xml in A4:
            put(section, parse_xml(xml))
    return section


def _copy(element: Any) -> Any:
    copy = element.__copy__()
    copy.tail = None
    return copy


def _is_upright(section: Any) -> bool:
    size = section.pgSz
    return bool(size.orient is None or size.h is None or size.w is None or size.h >= size.w)


def _drop_parts(word: WordFile) -> None:
    """Whatever is not needed for the paper is let go of: what nothing leads to is not saved."""
    package: Any = word.part.package
    for relation in list(package.rels.values()):
        if relation.reltype not in OF_PACKAGE:
            del package.rels[relation.rId]
    references = word.element.body.iter(*HEADS)
    used = {reference.get(qn("r:id")): reference for reference in references}
    rels = word.part.rels
    seen = set()
    for relation in list(rels.values()):
        once = relation.reltype in PARTS and relation.reltype not in seen
        if not (once or relation.rId in used) or relation.is_external:
            del rels[relation.rId]
        seen.add(relation.reltype)
    for id, reference in used.items():
        kind = reference.tag.rpartition("}")[2].removesuffix("Reference")
        if id not in rels or not rels[id].reltype.endswith(f"/{kind}"):
            reference.getparent().remove(reference)


def _settings(word: WordFile) -> None:
    """Only where there are any: none are made."""
    relations = word.part.rels.values()
    for part in [one.target_part for one in relations if one.reltype == RELATION.SETTINGS]:
        root: Any = getattr(part, "element", ())
        for child in list(root):
            if child.tag in {qn(f"w:{name}") for name in SETTINGS.split()}:
                root.remove(child)


def _check_room(word: WordFile) -> None:
    width, height = room(word)
    if width < NARROWEST or height < LOWEST:
        raise NoTemplate(NO_ROOM)


def _check_amount(word: WordFile) -> None:
    """What is left of it goes into every document, and through every reader's memory."""
    package: Any = word.part.package
    pieces = 0
    for part in package.iter_parts():
        styles = part.element.findall(qn("w:style")) if isinstance(part, StylesPart) else ()
        lines = 0
        if isinstance(part, XmlPart):
            pieces += sum(1 for _one in part.element.iter())
            lines = sum(1 for _one in part.element.iter(qn("w:p")))
        elif part.partname.ext == "xml":
            pieces += part.blob.count(b"<")
        if len(styles) > MOST_STYLES or pieces > MOST_PIECES or lines > MOST_LINES:
            raise NoTemplate(TOO_LARGE)


def room(word: WordFile) -> tuple[int, int]:
    """How wide and how high the text may be, in EMU."""
    page = word.sections[-1]
    width = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    # A margin below 0 is one that the head may not push.
    height = (page.page_height or 0) - abs(page.top_margin or 0) - abs(page.bottom_margin or 0)
    return width - (page.gutter or 0), height
