"""What a guide is, and how its text is read. Pure.

A guide is a file for each language (`texts/<language>/<name>.toml`): title, lead, sections read in
order (`steps`), sections beside them (`aside`), and a last line. A link in it is written
`[words](key)`: a key of `links.toml`, or `guide:<name>`.
"""

import re
import tomllib
from dataclasses import dataclass
from typing import Any, NamedTuple

# In the order in which they are offered: those for somebody, then those about something.
FOR_SOMEBODY = ("organiser", "host", "participant", "scribe", "user-representative")
ABOUT_SOMETHING = ("why", "questions", "quiet-voices", "plain-language", "sorting", "law")
NAMES = (*FOR_SOMEBODY, *ABOUT_SOMETHING)
ANOTHER = "guide:"  # what a link to another guide begins with
_LINK = re.compile(r"\[([^\]]+)\]\(([a-z:-]+)\)")


class Run(NamedTuple):
    """A stretch of text, and the key of what it leads to, "" for nothing."""

    words: str
    key: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with its points."""

    heading: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    """The page: `steps` are read in order, `aside` stands beside them."""

    name: str
    language: str
    title: str
    lead: str
    steps: tuple[Section, ...]
    aside: tuple[Section, ...]
    last: str

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in it that may hold a link, in reading order."""
        points = (point for part in (*self.steps, *self.aside) for point in part.points)
        return (self.lead, *points, self.last)


def parsed(name: str, language: str, text: str) -> Guide:
    """The guide in `text`. Raises KeyError or TypeError when a part is missing or unknown."""
    found: dict[str, Any] = tomllib.loads(text)
    steps, aside = (_sections(found.pop(kind)) for kind in ("steps", "aside"))
    return Guide(name=name, language=language, steps=steps, aside=aside, **found)


def _sections(found: list[dict[str, Any]]) -> tuple[Section, ...]:
    return tuple(Section(one["heading"], tuple(one["points"])) for one in found)


def runs(text: str) -> list[Run]:
    """`text` in stretches, each with what it leads to."""
    found: list[Run] = []
    at = 0
    for link in _LINK.finditer(text):
        found += [Run(text[at : link.start()]), Run(link[1], link[2])]
        at = link.end()
    return [run for run in (*found, Run(text[at:])) if run.words]
