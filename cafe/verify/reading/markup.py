"""A package of XML, unpacked within bounds; its XML read without fetching or expanding anything."""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

MOST_FILES, MOST_BYTES, MOST_XML = 20_000, 1024**3, 200 * 1024 * 1024
PARSER_OPTIONS = {"resolve_entities": False, "no_network": True, "load_dtd": False}


class Unreadable(ValueError):
    """The file is broken, hostile or larger than any of ours."""


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a package by name. Raises Unreadable, or what zipfile raises when broken."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = package.infolist()
        if len(files) > MOST_FILES or sum(file.file_size for file in files) > MOST_BYTES:
            raise Unreadable
        if len({file.filename for file in files}) < len(files):
            raise Unreadable
        return {file.filename: package.read(file) for file in files}


def xml(data: bytes) -> Any:
    """The root of an XML file. Raises Unreadable."""
    if len(data) > MOST_XML:
        raise Unreadable
    try:
        return etree.fromstring(data, etree.XMLParser(**PARSER_OPTIONS))
    except etree.XMLSyntaxError as error:
        raise Unreadable from error


def digest(data: bytes) -> str:
    """What a picture is known by."""
    return hashlib.sha256(data).hexdigest()[:12]


def within(element: Any, stop: str) -> Iterator[Any]:
    """`element`'s descendants in order, not going into those of the tag `stop`."""
    for child in element:
        if child.tag != stop:
            yield child
            yield from within(child, stop)


def relations(parts: Mapping[str, bytes], part: str) -> dict[str, str]:
    """What each relation of a part leads to: the digest of a picture, else an address."""
    folder, _slash, name = part.rpartition("/")
    found: dict[str, str] = {}
    rels = parts.get(f"{folder}/_rels/{name}.rels")
    for one in xml(rels) if rels else ():
        target = one.get("Target", "")
        inside = parts.get(f"{folder}/{target}")
        picture = inside is not None and not target.endswith(".xml")
        found[one.get("Id", "")] = digest(inside) if picture and inside else target
    return found
