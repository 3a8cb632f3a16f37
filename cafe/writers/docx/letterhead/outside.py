"""What a Word file fetches from elsewhere by itself when it is opened, taken out of it.

A template comes from somewhere; whoever opens the finished document must not tell another machine
so. Pictures, templates, objects, sub-documents and data sources that lie elsewhere go, and fields
that fetch or run something; what they showed last stays. A hyperlink stays: somebody must press it.
"""

import re
from typing import Any

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

# ECMA-376 part 1, 17.16.5, and Word's own DDE: fields that read a file, an address or a program.
FETCHING = {"DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT"}
FETCHING |= {"LINK", "RD"}
# Those that ask whoever opens or prints it, and those of what a template alone has: its properties,
# variables and remembered words, the rows of a letter to many.
FETCHING |= {"ASK", "AUTOTEXT", "AUTOTEXTLIST", "DOCPROPERTY", "DOCVARIABLE", "FILLIN", "GLOSSARY"}
FETCHING |= {"MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF"}
# What a field is called ends where its letters end: Word asks for no blank behind it.
NAME = re.compile(r"\s*([A-Za-z]+)")
# Elements that are as right without what they point at; any other goes with it.
PICTURES = {"blip", "svgBlip", "imagedata", "fill", "stroke"}
# A content control's words come from a part of the template that goes, or from the properties.
CONTROLS = (
    qn("w:dataBinding"),
    "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding",
    qn("w:placeholder"),
)
CORE_PROPERTIES = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
VML_PLACES = ("src", "href", "althref")


def cut_off(word: WordFile) -> None:
    """Take out of every part of `word` what is fetched from outside without being asked."""
    package: Any = word.part.package
    for relation in [one for one in package.rels.values() if one.is_external]:
        del package.rels[relation.rId]
    for part in list(package.iter_parts()):
        away = {
            relation.rId
            for relation in part.rels.values()
            if relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK
        }
        _clean(part, away)
        for name in away:
            del part.rels[name]


def _clean(part: Part, away: set[str]) -> None:
    if isinstance(part, XmlPart):
        _cut(part.element, away)
    elif part.partname.ext == "xml":
        root = parse_xml(part.blob)
        if _cut(root, away):
            part._blob = etree.tostring(root, encoding="UTF-8", standalone=True)


def _cut(root: Any, away: set[str]) -> bool:
    """Whether anything had to go."""
    before = etree.tostring(root)
    for element in list(root.iter(etree.Element)):
        _let_go(element, away)
    for merge in list(root.iter(qn("w:mailMerge"))):
        merge.getparent().remove(merge)
    for control in list(root.iter(*CONTROLS)):
        if control.get(qn("w:storeItemID"), "").upper() != CORE_PROPERTIES:
            control.getparent().remove(control)
    for simple in list(root.iter(qn("w:fldSimple"))):
        if _fetches(simple.get(qn("w:instr"), "")):
            _unwrap(simple)
    _cut_fields(root)
    return bool(etree.tostring(root) != before)


def _let_go(element: Any, away: set[str]) -> None:
    name = etree.QName(element).localname
    for key, value in list(element.attrib.items()):
        attribute = etree.QName(key)
        related = (attribute.namespace or "").endswith("/relationships") and value in away
        drawn = name in PICTURES and attribute.localname in VML_PLACES and not related
        if related and name not in PICTURES and element.getparent() is not None:
            element.getparent().remove(element)
            return
        if related or (drawn and not (attribute.namespace or "").endswith("/relationships")):
            del element.attrib[key]


def _cut_fields(root: Any) -> None:
    """A field's marks and instruction are several elements in a row; fields lie in fields."""
    fields: list[list[Any]] = []
    for element in list(root.iter(qn("w:fldChar"), qn("w:instrText"))):
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            fields.append([])
        if fields:
            fields[-1].append(element)
        if kind == "end" and fields:
            field = fields.pop()
            if _fetches("".join(one.text or "" for one in field)):
                for one in field:
                    one.getparent().remove(one)


def _fetches(instruction: str) -> bool:
    name = NAME.match(instruction)
    return name is not None and name[1].upper() in FETCHING


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element)
