"""What a Word file says: paragraphs with their styles, links, pictures, heads and feet."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cafe.verify.pieces import Piece
from cafe.verify.reading.markup import relations, unpacked, within, xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BODY, STYLES = "word/document.xml", "word/styles.xml"
LEVELS = {"title": 1, "toc heading": 2, "heading 1": 2, "heading 2": 3}


def read(data: bytes) -> list[Piece]:
    """The body first, then every other part that has words. Raises Unreadable."""
    parts = unpacked(data)
    names = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val", "").lower()
        for style in xml(parts[STYLES]).iter(f"{W}style")
        if style.find(f"{W}name") is not None
    }
    others = sorted(part for part in parts if part.endswith(".xml") and part != BODY)
    found: list[Piece] = []
    for part in (BODY, *others):
        found += _part(part, xml(parts[part]), names, relations(parts, part))
    return found


def _part(
    part: str, root: Any, names: Mapping[str, str], leads: Mapping[str, str]
) -> Iterator[Piece]:
    place = "" if part == BODY else part
    paragraphs = list(root.iter(f"{W}p"))
    for paragraph in paragraphs:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "normal" if style is None else names.get(style.get(f"{W}val"), "")
        kind = "cell" if next(paragraph.iterancestors(f"{W}tc"), None) is not None else name
        text = "".join(_words(paragraph, leads))
        if text.strip():
            yield Piece(kind, text, 0 if place else LEVELS.get(name, 0), place)
    if not paragraphs and part.startswith("docProps/"):
        yield from (
            Piece(re.sub(r"\{.*\}", "", one.tag), one.text, 0, place)
            for one in root.iter()
            if isinstance(one.tag, str) and one.text and one.text.strip()
        )


def _words(paragraph: Any, leads: Mapping[str, str]) -> Iterator[str]:
    for piece in within(paragraph, f"{W}p"):
        name = piece.tag.rpartition("}")[2] if isinstance(piece.tag, str) else ""
        match name:
            case "t":
                yield piece.text or ""
            case "tab" if piece.getparent().tag == f"{W}r":
                yield "\t"
            case "br" | "cr":
                yield "\n"
            case "delText" | "instrText":
                yield f"[{name}: {piece.text}]"
            case "fldSimple":
                yield f"[{piece.get(f'{W}instr', '').strip()}]"
            case "hyperlink":
                aim = piece.get(f"{W}anchor")
                outside = leads.get(piece.get(f"{R}id", ""), "")
                yield f"[→ {f'#{aim}' if aim else outside}] "
            case "bookmarkStart":
                yield f"[#{piece.get(f'{W}name')}] "
            case "docPr":
                yield f"[{piece.get('name', '')}: {piece.get('descr', '')}]"
            case "blip" | "svgBlip":
                yield f"[{leads.get(piece.get(f'{R}embed', ''), '')}]"
            case "vanish":
                yield "[hidden]"
