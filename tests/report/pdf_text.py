"""The text of a PDF, read the way a screen reader's tool does: glyphs back to characters."""

import io
import re
from collections.abc import Iterator

import pikepdf


def text_of(pdf: bytes) -> str:
    """Everything written in `pdf`, page by page, without white space and page numbers."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages = len(file.pages)
        return "".join(
            "".join(_page(page)).replace(f"Page{number}of{pages}", "")
            for number, page in enumerate(file.pages, 1)
        )


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


def _page(page: pikepdf.Page) -> Iterator[str]:
    fonts = {name: _characters(font) for name, font in page.Resources.Font.items()}
    here: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        if str(operator) == "Tf":
            here = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    yield "".join(_spoken(bytes(part), here).split())


def _spoken(glyphs: bytes, characters: dict[int, str]) -> str:
    codes = (int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs), 2))
    return "".join(characters.get(code, "\ufffd") for code in codes)


def _characters(font: pikepdf.Object) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found
