"""What was read out of a file, piece by piece, and where each piece stands. Pure."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cafe.core.i18n import _

LONGEST_LABEL = 120
SHOWN = 50
QUESTIONS = 2  # the level of their headings
_QUESTION = re.compile(r"(\d{1,4})\. ")
# Where a reader tells of a link, an anchor or a picture.
_MARK = re.compile(r"\[[^\]]*\] ?")


class Piece(NamedTuple):
    """A paragraph, heading, list item, row, link or picture; `kind` is the format's own name.

    `level` is a heading's (1: the document's title), else 0. `place` says where it stands.
    """

    kind: str
    text: str
    level: int = 0
    place: str = ""


class Finding(NamedTuple):
    """Something that is not as it should be: where, and what."""

    place: str
    message: str

    def __str__(self) -> str:
        """On one line."""
        return f"{self.place}: {self.message}" if self.place else self.message


def placed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """`pieces` in reading order, each with the question and the heading it stands under."""
    where = under = ""
    sorted_out = False  # an appendix has no headings that notes stand under
    for piece in pieces:
        text = _MARK.sub("", piece.text).strip()
        if piece.level:
            sorted_out = piece.level == QUESTIONS and bool(_QUESTION.match(text))
            where, under = _section(text, asked=sorted_out), ""
        elif sorted_out and not piece.place:
            label, colon, _rest = text[:LONGEST_LABEL].partition(":")
            under = label if colon else under
        place = f"{where}, {_('under “%(heading)s”', heading=shown(under))}" if under else where
        yield piece._replace(place=piece.place or place)


def _section(heading: str, *, asked: bool) -> str:
    if asked:
        return _("question %(number)s", number=heading.partition(".")[0])
    return f"“{shown(heading)}”"


def shown(text: str, most: int = SHOWN) -> str:
    """`text` on one line, cut off where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
