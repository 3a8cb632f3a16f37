"""The café's own abbreviations: an editable list, read by everything that compares notes."""

from collections.abc import Mapping

from cafe.core.i18n import _
from cafe.core.text import clean
from cafe.errors import Invalid
from cafe.model import Workshop
from cafe.suggest.wordlists import ABBREVIATIONS

MOST = 300
WHERE = "abbreviations"  # the field that they are typed in
SHORT, LONG = 20, 100  # characters of a short form, and of what it means


def abbreviations_of(workshop: Workshop) -> Mapping[str, str]:
    """What the café has agreed on; the house's list until somebody has changed it."""
    return ABBREVIATIONS if workshop.abbreviations is None else workshop.abbreviations


def as_lines(abbreviations: Mapping[str, str]) -> str:
    """The list as people edit it: "LMS = læring og mestring", one per line."""
    return "\n".join(f"{short} = {long}" for short, long in abbreviations.items())


def from_lines(text: str) -> dict[str, str]:
    """The list from what was typed; empty lines are skipped. Raises Invalid naming the line."""
    found: dict[str, str] = {}
    there: set[str] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        short, sign, long = (part.strip() for part in line.partition("="))
        if not (short and sign and long):
            raise _wrong(_("Line %(number)s must read: short form = what it means.", number=number))
        called = _("The short form in line %(number)s", number=number)
        short = clean(short, limit=SHORT, name=called, where=WHERE)
        called = _("The meaning in line %(number)s", number=number)
        long = clean(long, limit=LONG, name=called, where=WHERE)
        if short.casefold() in there:
            raise _wrong(
                _("“%(short)s” in line %(number)s is there already.", short=short, number=number)
            )
        if len(there) == MOST:
            raise _wrong(_("There is room for %(count)s abbreviations.", count=MOST))
        there.add(short.casefold())
        found[short] = long
    return found


def _wrong(message: str) -> Invalid:
    return Invalid(message, where=WHERE)
