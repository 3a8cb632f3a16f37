"""What the Word file says of itself where programs look: title, keywords, organisation, version."""

from typing import Any

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from cafe.core.i18n import with_region
from cafe.document.edition import properties
from cafe.document.tree import Document

LONGEST = 255  # python-docx takes no more
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def set_properties(word: WordFile, document: Document) -> None:
    """The core properties, and the organisation, which is no core property."""
    about, core = properties(document), word.core_properties
    core.title, core.subject = about.title[:LONGEST], document.header[:LONGEST]
    core.author = core.last_modified_by = about.author[:LONGEST]
    core.keywords = ", ".join(about.keywords)[:LONGEST]
    core.comments = about.description[:LONGEST]
    core.version, core.identifier = about.version[:LONGEST], about.case_number[:LONGEST]
    core.language = with_region(document.language)
    core.category = core.content_status = ""
    # The same café gives the same bytes: a template's own moments go too.
    for name in ("dcterms:created", "dcterms:modified", "cp:lastPrinted", "cp:revision"):
        for moment in core._element.findall(qn(name)):
            core._element.remove(moment)
    for empty in [one for one in core._element if not one.text]:
        core._element.remove(empty)
    if about.organisation:
        _company(word, about.organisation)


def _company(word: WordFile, name: str) -> None:
    root = etree.Element(f"{{{EXTENDED}}}Properties", nsmap={None: EXTENDED})
    etree.SubElement(root, f"{{{EXTENDED}}}Company").text = name
    package: Any = word.part.package
    contents = etree.tostring(root, encoding="UTF-8", standalone=True)
    place = PackURI("/docProps/app.xml")
    part = Part(place, CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, contents, package)
    package.relate_to(part, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
