"""Typst, asked another way where it falls over a text.

It lays out some lines of letters with marks that are written from right to left past the end of
their text, and gives up (typst/typst, issue 8667); which, depends on where the line ends. So it is
asked again with what is written so in a box of its own, then each word with a mark, then each mark.
"""

from pathlib import Path
from typing import Any

import typst

# What stands before the template, in the order in which it is tried; the first is nothing.
BOXED = '#show regex("{}"): it => box(it)\n'
WAYS = (
    "",
    BOXED.format(r"[\\p{Hebrew}\\p{Arabic}\\p{Syriac}\\p{Thaana}\\p{Nko}\\p{M}\\s]*\\p{M}\\S*"),
    BOXED.format(r"\\S*\\p{M}\\S*"),
    BOXED.format(r"[\\p{M}\\p{Cf}]+"),
    # At last everything but plain letters is the box of what cannot be drawn, with its text.
    '#show regex("[^\\u{0}-\\u{24f}\\u{2010}-\\u{2027}]+"): it => box('
    'image("unknown.svg", height: 0.85em, alt: it.text))\n',
)


GAVE_UP = "the typesetter gave up over a text"


class FellOver(typst.TypstError):
    """Typst gave up over a text, whichever way it was asked."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(GAVE_UP, GAVE_UP)
        self.message = self.diagnostic = GAVE_UP


def typeset(root: Path, template: str, **options: Any) -> Any:
    """What Typst makes of `template` in `root`. Raises typst.TypstError, FellOver."""
    source = (root / template).read_text(encoding="utf-8")
    for way in WAYS:
        if way:
            (root / template).write_text(way + source, encoding="utf-8")
        try:
            return typst.compile(str(root / template), root=str(root), **options)
        except BaseException as error:
            # Its own is no Exception, and has no name that can be imported.
            if type(error).__name__ != "PanicException":
                raise
    raise FellOver
