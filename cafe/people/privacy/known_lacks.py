"""What is not accessible yet, as facts: the accessibility statement and its test read this list.

The points are those of the Norwegian form (tilgjengelighetserklæring): success criterion of WCAG
2.1, what is lacking, whom it stops, and when it is to be mended.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from cafe.core.i18n import _

CHECKED = date(2026, 11, 30)  # when the list was last gone through


class Lack(NamedTuple):
    """One thing that is lacking. `criterion`: its number in WCAG 2.1."""

    criterion: str
    words: Callable[[], str]
    way_out: Callable[[], str]


LACKS = (
    Lack(
        "1.1.1",
        lambda: _("A photograph of a paper poster has no text but that it is one."),
        lambda: _("Type its notes off at the table: the typed notes are text everywhere."),
    ),
    Lack(
        "1.3.1",
        lambda: _(
            "Word files on a template of your own have that template's headings and colours."
        ),
        lambda: _(
            "Use the PDF or the web page, which are tagged, or a template that is accessible."
        ),
    ),
    Lack(
        "3.1.2",
        lambda: _(
            "What people wrote is not marked with the language of the café where a page is shown "
            "in another one: a screen reader says it in the page's voice."
        ),
        lambda: _(
            "Choose the café's language at the foot of the page. The document itself is marked."
        ),
    ),
    Lack(
        "4.1.3",
        lambda: _(
            "When very many notes come up at the wall at once, a screen reader hears how many, "
            "not each of them."
        ),
        lambda: _("Each can be read in the list of notes."),
    ),
)


def in_words() -> list[dict[str, Any]]:
    """The lacks as the page tells them, in the language spoken now."""
    return [
        {"criterion": one.criterion, "words": one.words(), "way_out": one.way_out()}
        for one in LACKS
    ]
