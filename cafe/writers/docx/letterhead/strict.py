"""Strict Open XML (ISO/IEC 29500-1) said in the usual form (29500-4), which every reader knows.

The two differ in names of namespaces, in directions (`start` and `end` for `left` and `right`),
in measures with a unit, and in per cent written as such.
"""

import re
from typing import Any

from lxml import etree

STRICT = b"http://purl.oclc.org/ooxml/"
USUAL = b"http://schemas.openxmlformats.org/"
_PLACE = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)((?:/\w+)*)")
# What is called otherwise there, beside the year.
_RENAMED = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/"
# Where `start` and `end` are the names of sides: of indents, borders and margins of cells.
_SIDES = {"start": "left", "end": "right"}
_SIDED = {f"{W}{name}" for name in ("jc", "lvlJc", "tab", "ptab")}
_SIDED_ATTRIBUTES = {
    f"{W}{old}{more}": f"{W}{new}{more}" for old, new in _SIDES.items() for more in ("", "Chars")
}
_BOXES = {f"{W}{name}" for name in ("tblBorders", "tcBorders", "tblCellMar", "tcMar")}
# Half points; every other measure is in twentieths of a point.
_HALVES = {f"{W}{name}" for name in ("sz", "szCs", "kern", "position")}
_POINTS = {"pt": 1.0, "pc": 12.0, "pi": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(pt|pc|pi|in|cm|mm)")
_PER_CENT = re.compile(r"(-?\d+(?:\.\d+)?)%")


def transitional(name: str, contents: bytes) -> bytes:
    """The part `name` of a package in the usual form; one that is no XML stays as it is."""
    if not name.lower().endswith((".xml", ".rels")):
        return contents
    root = etree.fromstring(_PLACE.sub(_usual, contents))
    for element in root.iter(etree.Element):
        _say_usually(element)
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))


def _usual(place: re.Match[bytes]) -> bytes:
    """`…/ooxml/drawingml/main` is `…/drawingml/2006/main`; a relationship keeps its last word."""
    named = [_RENAMED.get(one, one) for one in place[2].split(b"/")[1:]]
    return b"/".join((USUAL + place[1], b"2006", *named))


def _say_usually(element: Any) -> None:
    drawn = element.tag.startswith(DRAWN)
    for name, value in list(element.attrib.items()):
        if name == f"{W}conformance":
            del element.attrib[name]
        elif name in _SIDED_ATTRIBUTES and element.tag == f"{W}ind":
            del element.attrib[name]
            element.set(_SIDED_ATTRIBUTES[name], _measured(element.tag, value))
        elif drawn and (share := _PER_CENT.fullmatch(value)):
            element.set(name, str(round(float(share[1]) * 1000)))
        elif name.startswith(W):
            element.set(name, _measured(element.tag, value))
    side = element.get(f"{W}val")
    if element.tag in _SIDED and side in _SIDES:
        element.set(f"{W}val", _SIDES[side])
    if element.tag in _BOXES:
        for box in element.iterchildren(f"{W}start", f"{W}end"):
            box.tag = f"{W}{_SIDES[etree.QName(box).localname]}"


def _measured(tag: str, value: str) -> str:
    """A measure with a unit as a whole number of what is counted there."""
    if not (found := _MEASURE.fullmatch(value)):
        return value
    return str(round(float(found[1]) * _POINTS[found[2]] * (2 if tag in _HALVES else 20)))
