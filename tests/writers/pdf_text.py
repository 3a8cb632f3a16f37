"""The text of a PDF, read the way a screen reader's tool does: glyphs back to characters."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf


def text_of(pdf: bytes, *, feet: bool = True) -> str:
    """Everything written in `pdf`, without white space; `feet`: heads and feet of pages too."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return "".join("".join(_page(page, feet)) for page in file.pages)


def alternatives_of(pdf: bytes) -> list[str]:
    """The alternative text of every figure, in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return list(_figures(file.Root.StructTreeRoot.K))


def _figures(node: object) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _figures(child)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == "/Figure":
            yield str(node.Alt)
        yield from _figures(node.get("/K"))


def _page(page: pikepdf.Page, feet: bool) -> Iterator[str]:
    fonts = {name: characters_of(font) for name, font in page.Resources.Font.items()}
    here: dict[int, str] = {}
    beside: list[bool] = []
    instead: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        heard = (feet or not any(beside)) and not any(instead)
        if operator in ("BDC", "BMC"):
            beside.append("Pagination" in str(operands[1:]))
            words = actual(operands)
            instead.append(words is not None)
            if words and heard and not beside[-1]:
                yield "".join(words.split())
        elif operator == "EMC":
            beside.pop()
            instead.pop()
        elif operator == "Tf":
            here = fonts[str(operands[0])]
        elif operator in ("Tj", "TJ") and heard:
            yield "".join(spoken(operands, operator, here).split())


def actual(operands: Any) -> str | None:
    """What a stretch says that it is, in place of its glyphs; None when it says nothing."""
    facts = operands[1] if len(operands) > 1 else None
    if isinstance(facts, pikepdf.Dictionary) and "/ActualText" in facts:
        return str(facts["/ActualText"])
    return None


def spoken(operands: Any, operator: str, characters: Mapping[int, str]) -> str:
    """What one instruction writes, in characters."""
    parts = operands[0] if operator == "TJ" else operands
    strings = (part for part in parts if isinstance(part, pikepdf.String))
    return "".join(_spoken(bytes(part), characters) for part in strings)


def _spoken(glyphs: bytes, characters: Mapping[int, str]) -> str:
    codes = (int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs), 2))
    return "".join(characters.get(code, "\ufffd") for code in codes)


def characters_of(font: pikepdf.Object) -> dict[int, str]:
    """Which characters each glyph of `font` stands for."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found
