"""Lists inside what somebody typed: which lines are items of one. Pure.

Only a text of several lines has any, and a printed one has several when the organiser chose that
(`breaks`). No letter comes or goes: what an item begins with is part of its words, and the list
around it puts no sign of its own before it.
"""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

# What people begin an item with, a blank behind it, and then words: before it stands at most a mark
# that isolates. A year, a sum or a time of day begins none.
_BULLET = r"[-–—*+•‣⁃∙▪▫◦●○■□◆◇❖➢➤➔→✓✔☐☑☒·>]"
_NUMBER = r"(?:\d{1,2}|[A-Za-zÆØÅæøå])[.)]"
_ITEM = re.compile(rf"[\u2066-\u2069]*(?:(?P<bullet>{_BULLET})|{_NUMBER})[ \t\u00a0]+\S")


class Items(NamedTuple):
    """Lines that are a list: `ordered` when they begin with numbers or letters."""

    lines: tuple[str, ...]
    ordered: bool


Block = str | Items


def in_blocks(text: str) -> list[Block]:
    """`text` as running text, which may have line breaks, and lists: in their order, all of it."""
    lines = text.split("\n")
    if len(lines) == 1:
        return [text]
    found: list[Block] = []
    for kind, group in groupby(lines, key=_kind):
        some = tuple(group)
        found.append(Items(some, kind == "ordered") if kind else "\n".join(some))
    return found


def run_together(texts: Iterable[str]) -> list[Block]:
    """`texts` after one another: running text goes on in the same block, until a list begins."""
    found: list[Block] = []
    for text in texts:
        first, *others = in_blocks(text)
        if found and isinstance(first, str) and isinstance(found[-1], str):
            found[-1] += f" {first}"
        else:
            found.append(first)
        found += others
    return found


def _kind(line: str) -> str:
    found = _ITEM.match(line)
    if found is None:
        return ""
    return "bulleted" if found["bullet"] else "ordered"
