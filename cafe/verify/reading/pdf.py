"""What a tagged PDF says: its structure as a screen reader walks it, then all else on each page."""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pikepdf

from cafe.verify.pieces import Piece
from cafe.verify.reading.markup import Unreadable

HEADS = {"/H1": 1, "/H2": 2, "/H3": 3}
BLOCKS = {*HEADS, "/P", "/LI", "/LBody", "/Lbl", "/L", "/TD", "/TH", "/TR", "/Caption", "/Figure"}
BLOCKS |= {
    "/Document",
    "/Sect",
    "/Div",
    "/Table",
    "/THead",
    "/TBody",
    "/Part",
    "/Art",
    "/BlockQuote",
}
TEXTS = {*HEADS, "/P", "/LBody", "/TD", "/TH"}
DEEPEST = 60
DOES = {"/OpenAction", "/AA", "/OCProperties", "/AcroForm", "/Collection", "/URI"}
Said = Mapping[Any, Mapping[int, str]]


def read(data: bytes) -> list[Piece]:
    """Blocks in reading order; then what each page has beside them. Raises Unreadable."""
    try:
        with pikepdf.open(io.BytesIO(data)) as file:
            pages = [_marked(page) for page in file.pages]
            said = {page.obj.objgen: one for page, one in zip(file.pages, pages, strict=True)}
            found = list(_walk(file.Root.StructTreeRoot.K, said, None, 0))
            for number, (page, one) in enumerate(zip(file.pages, pages, strict=True), 1):
                found += _beside(page, one.get(-1, ""), f"p. {number}")
            facts = file.docinfo.items()
            found += (Piece("property", f"{key} {value}", 0, "Info") for key, value in facts)
            return [*found, *_around(file)]
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise Unreadable from error


def _around(file: pikepdf.Pdf) -> Iterator[Piece]:
    """What belongs to no page: bookmarks, files that are attached, layers, forms, what is done when
    it is opened.
    """
    with file.open_outline() as outline:
        yield from _bookmarks(outline.root, 0)
    for name, one in file.attachments.items():
        digest = hashlib.sha256(one.get_file().read_bytes()).hexdigest()
        yield Piece("attached", f"{name} {digest}", 0, "EmbeddedFiles")
    for key in file.Root.keys() & DOES:
        yield Piece("does", key, 0, "Root")
    for name in sorted(file.Root.get("/Names", pikepdf.Dictionary()).keys()):
        yield Piece("names", name, 0, "Names")


def _bookmarks(some: Iterable[pikepdf.OutlineItem], depth: int) -> Iterator[Piece]:
    if depth > DEEPEST:
        raise Unreadable
    for one in some:
        yield Piece(f"bookmark {depth}", one.title, 0, "Outlines")
        yield from _bookmarks(one.children, depth + 1)


def _walk(node: Any, said: Said, page: Any, depth: int, within: bool = False) -> Iterator[Piece]:
    """`within` a text a picture is a character that no font had: it is read there, as its text."""
    if depth > DEEPEST:
        raise Unreadable
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child, said, page, depth, within)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        page, tag = _page_of(node, page), str(node.S)
        inside = node.get("/K", pikepdf.Array())
        if tag in BLOCKS and not (within and tag == "/Figure"):
            alt = f"[{node.Alt}]" if "/Alt" in node else ""
            text = alt + "".join(_said(inside, said, page, 0))
            if text.strip():
                yield Piece(f"{tag[1:]} {depth}", text, HEADS.get(tag, 0))
        yield from _walk(inside, said, page, depth + 1, within or tag in TEXTS)


def _page_of(node: Any, page: Any) -> Any:
    return node.Pg.objgen if "/Pg" in node else page


def _said(node: Any, said: Said, page: Any, depth: int) -> Iterator[str]:
    """The words of `node` itself; a block in it speaks for itself."""
    if depth > DEEPEST:
        raise Unreadable
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _said(child, said, page, depth + 1)
    elif isinstance(node, pikepdf.Dictionary):
        here = _page_of(node, page)
        if "/S" in node and str(node.S) in BLOCKS and str(node.S) != "/Figure":
            return
        if "/S" in node and str(node.S) == "/Figure" and depth:
            yield str(node.get("/Alt", ""))
        elif "/MCID" in node:
            yield said[here].get(int(node.MCID), "")
        else:
            if str(node.get("/S", "")) == "/Link":
                yield "[→] "
            yield from _said(node.get("/K", pikepdf.Array()), said, here, depth + 1)
    elif isinstance(node, int):
        yield said[page].get(int(node), "")


def _beside(page: Any, unmarked: str, place: str) -> Iterator[Piece]:
    """What stands on a page outside the structure, and where its links lead."""
    if unmarked.strip():
        yield Piece("foot", unmarked, 0, place)
    for note in page.get("/Annots", pikepdf.Array()):
        leads = [str(note.get(key, "")) for key in ("/Subtype", "/Dest", "/Contents")]
        action = note.get("/A", pikepdf.Dictionary())
        leads += [str(action.get(key, "")) for key in ("/S", "/URI", "/F")]
        aim = action.get("/D", "")
        leads.append(str(aim) if isinstance(aim, pikepdf.String) else "")
        yield Piece("link", " ".join(filter(None, leads)), 0, place)


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """What is said under each number of the page's content; -1: under none.

    What a stretch says that it is (`ActualText`: its glyphs stand for other letters elsewhere) is
    said in place of its glyphs, as whoever copies or listens to it has it.
    """
    resources = page.get("/Resources", pikepdf.Dictionary())
    fonts = {
        name: _characters(font)
        for name, font in resources.get("/Font", pikepdf.Dictionary()).items()
    }
    here: Mapping[int, str] = {}
    said: dict[int, list[str]] = {}
    opened: list[tuple[int | None, bool]] = []
    for one in pikepdf.parse_content_stream(page):
        operands, operator = one.operands, str(one.operator)
        if operator in ("BDC", "BMC"):
            facts = operands[1] if len(operands) > 1 else None
            words = _of(facts, "/ActualText")
            unheard = any(instead for _number, instead in opened)
            opened.append((_of(facts, "/MCID"), words is not None))
            if words is not None and not unheard:
                said.setdefault(_under(opened), []).append(str(words))
        elif operator == "EMC":
            opened.pop()
        elif operator == "Tf":
            here = fonts[str(operands[0])]
        elif operator in ("Tj", "TJ") and not any(instead for _number, instead in opened):
            said.setdefault(_under(opened), []).append(_spoken(operands, operator, here))
    return {number: "".join(words) for number, words in said.items()}


def _of(facts: Any, name: str) -> Any:
    return facts[name] if isinstance(facts, pikepdf.Dictionary) and name in facts else None


def _under(opened: list[tuple[int | None, bool]]) -> int:
    return next((int(n) for n, _instead in reversed(opened) if n is not None), -1)


def _spoken(operands: Any, operator: str, characters: Mapping[int, str]) -> str:
    parts = operands[0] if operator == "TJ" else operands
    return "".join(
        characters.get(int.from_bytes(glyphs[at : at + 2], "big"), "\ufffd")
        for glyphs in (bytes(part) for part in parts if isinstance(part, pikepdf.String))
        for at in range(0, len(glyphs), 2)
    )


def _characters(font: pikepdf.Object) -> dict[int, str]:
    """Which characters each glyph of `font` stands for."""
    cmap = font.ToUnicode.read_bytes().decode("ascii", "replace")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be", "replace")
    return found
