"""What an OpenDocument text says: headings, paragraphs, list items, links, pictures, its feet."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cafe.verify.pieces import Piece
from cafe.verify.reading.markup import digest, unpacked, xml

TEXT, OFFICE, DRAW, TABLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("text", "office", "drawing", "table")
)
HREF = "{http://www.w3.org/1999/xlink}href"
BODY, OTHERS = "content.xml", ("styles.xml", "meta.xml")
# What a paragraph's style is called when it runs from right to left.
FROM_RIGHT = "_20_from_20_right"
LEVELS = {"Title": 1, "Contents_20_Heading": 2}
BLOCKS = (f"{TEXT}h", f"{TEXT}p")


def read(data: bytes) -> list[Piece]:
    """The text first, then heads, feet and properties. Raises Unreadable."""
    parts = unpacked(data)
    pictures = {name: digest(contents) for name, contents in parts.items() if "/" in name}
    found = list(_blocks(xml(parts[BODY]), "", pictures))
    for part in OTHERS:
        found += _blocks(xml(parts[part]), part, pictures)
    found += (
        Piece(re.sub(r"\{.*\}", "", one.tag), one.text, 0, "meta.xml")
        for one in xml(parts["meta.xml"]).iter()
        if isinstance(one.tag, str) and one.text and one.text.strip()
    )
    return found


def _blocks(root: Any, place: str, pictures: Mapping[str, str]) -> Iterator[Piece]:
    for block in root.iter(*BLOCKS):
        style = block.get(f"{TEXT}style-name", "")
        depth = sum(1 for _list in block.iterancestors(f"{TEXT}list"))
        level = int(block.get(f"{TEXT}outline-level", "0")) if block.tag == BLOCKS[0] else 0
        cell = next(block.iterancestors(f"{TABLE}table-cell"), None) is not None
        kind = f"heading {level}" if level else f"list {depth}" if depth else style
        text = "".join(_words(block, pictures))
        if text.strip():
            heads = level + 1 if level else LEVELS.get(style.removesuffix(FROM_RIGHT), 0)
            yield Piece("cell" if cell else kind, text, 0 if place else heads, place)


def _words(element: Any, pictures: Mapping[str, str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in BLOCKS and isinstance(child.tag, str):
            yield from _inline(child, pictures)
        yield child.tail or ""


def _inline(child: Any, pictures: Mapping[str, str]) -> Iterator[str]:
    match child.tag.rpartition("}")[2]:
        case "s":
            count = child.get(f"{TEXT}c", "1")
            yield " " * (int(count) if count.isdecimal() and len(count) < 5 else 1)
        case "tab":
            yield "\t"
        case "line-break":
            yield "\n"
        case "a":
            yield f"[→ {child.get(HREF, '')}] "
        case "bookmark" | "bookmark-start" as mark:
            yield f"[#{child.get(f'{TEXT}name', '')}]{'' if mark == 'bookmark' else ' '}"
        case "frame":
            yield f"[{child.get(f'{DRAW}name', '')}: "
        case "image":
            place = child.get(HREF, "")
            yield f"[{pictures.get(place, place)}] "
    yield from _words(child, pictures)
