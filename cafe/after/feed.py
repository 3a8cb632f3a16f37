"""A series as a feed (Atom, RFC 4287). Pure."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from cafe.core.text.characters import showable

ATOM = "http://www.w3.org/2005/Atom"
MIMETYPE = "application/atom+xml"


class Item(NamedTuple):
    """A published document: `uid` stays the same for ever, `summary` is plain text."""

    uid: str
    title: str
    address: str
    at: datetime
    summary: str
    language: str


def atom(*, uid: str, title: str, address: str, begun: datetime, items: Sequence[Item]) -> bytes:
    """The feed of the series `uid`, whose page is at `address`; `begun`: when it had nothing."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(_name("feed"))
    newest = max((one.at for one in items), default=begun)
    _about(feed, uid, title, address, newest)
    ET.SubElement(feed, _name("link"), rel="self", href=f"{address}/feed.atom", type=MIMETYPE)
    ET.SubElement(ET.SubElement(feed, _name("author")), _name("name")).text = showable(title)
    for one in items:
        entry = ET.SubElement(feed, _name("entry"))
        entry.set("xml:lang", one.language)
        _about(entry, one.uid, one.title, one.address, one.at)
        if one.summary:
            ET.SubElement(entry, _name("summary")).text = showable(one.summary)
    made: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def _about(at: ET.Element, uid: str, title: str, address: str, moment: datetime) -> None:
    ET.SubElement(at, _name("id")).text = f"urn:uuid:{uuid5(NAMESPACE_URL, uid)}"
    ET.SubElement(at, _name("title")).text = showable(title)
    ET.SubElement(at, _name("updated")).text = moment.astimezone(UTC).isoformat()
    ET.SubElement(at, _name("link"), rel="alternate", href=address)


def _name(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"
