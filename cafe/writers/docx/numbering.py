"""Bullets of our own, for styles that have none."""

from collections.abc import Callable
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from cafe.writers.docx.order import put, within

LEVEL = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
    "{run}</w:lvl>"
)


def bullets(abstract: int, *, step: int = 360, run: str = "") -> str:
    """A numbering of two levels of bullets, `step` twentieths of a point in from each other."""
    levels = "".join(
        LEVEL.format(level=at, left=step * (at + 1), hanging=step, run=run) for at in range(2)
    )
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )


def number(num: int, abstract: int) -> str:
    """The use of a numbering."""
    return f'<w:num {nsdecls("w")} w:numId="{num}"><w:abstractNumId w:val="{abstract}"/></w:num>'


class Numbering:
    """The numbering part of a file, made and added to only when a style needs it."""

    def __init__(self, part: Callable[[], Any]) -> None:
        """`part` gives the root of the numbering part."""
        self._part, self._num = part, ""

    def give(self, style: Any, level: int) -> None:
        """Bullets of `level` for `style`."""
        numbered = parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{self._ours()}"/>'
            "</w:numPr>"
        )
        put(within(style, "w:pPr"), numbered)

    def _ours(self) -> str:
        if not self._num:
            root = self._part()
            abstract = _next(root, "w:abstractNum", "w:abstractNumId")
            num = _next(root, "w:num", "w:numId")
            # In the schema, every abstract numbering stands before the first that uses one.
            first = root.find(qn("w:num"))
            at = len(root) if first is None else list(root).index(first)
            root.insert(at, parse_xml(bullets(abstract)))
            last = root.findall(qn("w:num"))
            at = list(root).index(last[-1]) + 1 if last else at + 1
            root.insert(at, parse_xml(number(num, abstract)))
            self._num = str(num)
        return self._num


def _next(root: Any, tag: str, name: str) -> int:
    found = (int(one.get(qn(name))) for one in root.findall(qn(tag)))
    return max(found, default=0) + 1
