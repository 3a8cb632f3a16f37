"""The structure of a tagged PDF, walked as a screen reader does, to the blocks of readers.py."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pikepdf

from tests.writers.pdf_text import actual, characters_of, spoken

Block = tuple[str, str]
HEADS = {"/H1": "h1", "/H2": "h2", "/H3": "h3"}


class Where(NamedTuple):
    """What each page says under which number, the page we are on, how deep in lists."""

    said: Mapping[Any, Mapping[int, str]]
    page: Any = None
    depth: int = 0


TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def solid(text: str) -> str:
    """Without white space, and without what only tells how words run: it has been done."""
    return "".join(TURNING.sub("", text).replace(" | ", "|").split())


def from_pdf(pdf: bytes) -> list[Block]:
    """(kind, text without white space) of every block; where lines end is nobody's business."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        said = {page.obj.objgen: _marked(page) for page in file.pages}
        found = list(_walk(file.Root.StructTreeRoot.K, Where(said)))
    return [(kind, solid(text)) for kind, text in found if text.strip()]


def _walk(node: Any, where: Where) -> Iterator[Block]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child, where)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield from _element(node, str(node.S), _at(node, where))


def _element(node: Any, tag: str, where: Where) -> Iterator[Block]:
    inside = node.get("/K", pikepdf.Array())
    if tag == "/Figure":
        yield "img", str(node.Alt)
    elif tag == "/TR":
        yield "row", "|".join(_said(cell, where) for cell in inside)
    elif tag == "/LBody":
        yield ("li" if where.depth == 1 else "li2"), _said(inside, where)
        yield from _lists(inside, where)
    elif tag in HEADS or (tag == "/P" and not where.depth):
        yield HEADS.get(tag, "p"), _said(inside, where)
        yield from _lists(inside, where)
    elif tag not in ("/Caption", "/Lbl"):
        yield from _walk(inside, where._replace(depth=where.depth + (tag == "/L")))


def _lists(node: Any, where: Where) -> Iterator[Block]:
    """The lists that stand in a paragraph or an item; a picture there is a character of its own."""
    for child in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(child, pikepdf.Dictionary) and child.get("/S") == "/L":
            yield from _walk(child, where)


def _said(node: Any, where: Where) -> str:
    """What stands in `node` itself; a list in it speaks for itself."""
    if isinstance(node, pikepdf.Array):
        return "".join(_said(child, where) for child in node)
    if isinstance(node, pikepdf.Dictionary):
        if node.get("/S") in ("/L", "/Lbl"):
            return ""
        if node.get("/S") == "/Figure":  # a character that no font has
            return str(node.Alt)
        where = _at(node, where)
        if "/MCID" in node:
            return where.said[where.page].get(int(node.MCID), "")
        return _said(node.get("/K", pikepdf.Array()), where)
    return where.said[where.page].get(int(node), "")


def _at(node: Any, where: Where) -> Where:
    return where._replace(page=node.Pg.objgen) if "/Pg" in node else where


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """What is said under each number of the page's content."""
    fonts = {name: characters_of(font) for name, font in page.Resources.Font.items()}
    here: dict[int, str] = {}
    said: dict[int, str] = {}
    open_: list[int | None] = []
    instead: list[bool] = []

    def say(words: str) -> None:
        number = next((one for one in reversed(open_) if one is not None), None)
        if number is not None and not any(instead):
            said[number] = said.get(number, "") + words

    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator in ("BDC", "BMC"):
            open_.append(_number(operands))
            words = actual(operands)
            say(words or "")
            instead.append(words is not None)
        elif operator == "EMC":
            open_.pop()
            instead.pop()
        elif operator == "Tf":
            here = fonts[str(operands[0])]
        elif operator in ("Tj", "TJ"):
            say(spoken(operands, operator, here))
    return said


def _number(operands: Any) -> int | None:
    facts = operands[1] if len(operands) > 1 else None
    return int(facts.MCID) if isinstance(facts, pikepdf.Dictionary) and "/MCID" in facts else None
