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


# How far in each level stands, in twentieths of a point; what a typed list's lines hang by.
STEP, HANGING = 360, 220
TYPED = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:suff w:val="nothing"/><w:lvlText w:val=""/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
)


def typed(abstract: int) -> str:
    """The numbering of lists that were typed: their signs are words, and none comes before them."""
    levels = "".join(
        TYPED.format(level=at, left=STEP * at + HANGING, hanging=HANGING) for at in range(3)
    )
    return _abstract(abstract, levels)


def bullets(abstract: int, *, step: int = STEP, run: str = "") -> str:
    """A numbering of two levels of bullets, `step` twentieths of a point in from each other."""
    levels = "".join(
        LEVEL.format(level=at, left=step * (at + 1), hanging=step, run=run) for at in range(2)
    )
    return _abstract(abstract, levels)


def _abstract(number: int, levels: str) -> str:
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
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

    def typed(self) -> str:
        """The number of the one for lists that were typed, put in."""
        return self._put(typed)

    def _ours(self) -> str:
        if not self._num:
            self._num = self._put(bullets)
        return self._num

    def _put(self, made: Callable[[int], str]) -> str:
        root = self._part()
        abstract = _next(root, "w:abstractNum", "w:abstractNumId")
        num = _next(root, "w:num", "w:numId")
        # In the schema, every abstract numbering stands before the first that uses one.
        first = root.find(qn("w:num"))
        at = len(root) if first is None else list(root).index(first)
        root.insert(at, parse_xml(made(abstract)))
        last = root.findall(qn("w:num"))
        at = list(root).index(last[-1]) + 1 if last else at + 1
        root.insert(at, parse_xml(number(num, abstract)))
        return str(num)


def _next(root: Any, tag: str, name: str) -> int:
    """Behind every number that is one: a letterhead may have others."""
    found = (one.get(qn(name), "") for one in root.findall(qn(tag)))
    return max((int(number) for number in found if number.isdecimal()), default=0) + 1
