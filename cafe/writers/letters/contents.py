"""Where a line of contents breaks in a format that is told, so that its page's number stands on it.

Word processors break a line of contents where it is full, and a number that has no room is then on
a line of its own. A right indent that the number reaches over is Word's way; other programs lose
the number there. So the last word goes down with it, by a line break where the blank was.
"""

from functools import cache
from typing import Any

from cafe.setup.paths import static_dir
from cafe.writers.letters.fonts import BODY, drawn_whole

FONT, POINTS = "SourceSans3_400Regular.ttf", 11
TWIPS = 20  # of a point
NUMBER = 36  # points: a number of three digits, some dots, and what two programs differ by


def broken(text: str, wide: int) -> str:
    """`text` as it stands on lines of `wide` twentieths of a point; itself in letters not ours."""
    if not drawn_whole(text, BODY):
        return text
    room, at, begun = wide / TWIPS, 0.0, 0
    words = text.split(" ")
    for place, word in enumerate(words):
        extent = _extent(f" {word}")
        if at and at + extent > room:
            at, begun = 0.0, place
        at += extent
    last = len(words) - 1
    if at + NUMBER <= room or begun == last:
        return text
    return f"{' '.join(words[:last])}\n{words[last]}"


def _extent(text: str) -> float:
    return float(_font().getlength(text))


@cache
def _font() -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(static_dir() / "dist" / "fonts" / FONT, POINTS)
