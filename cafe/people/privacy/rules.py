"""Who is answerable for what is stored: what an organisation says, and a café where it differs."""

from collections.abc import Callable, Mapping

from cafe.core.i18n import _
from cafe.core.limits import STATEMENT
from cafe.core.text import clean

# What GDPR, art. 13, wants told to whoever types something, beside what the software knows itself.
FIELDS: Mapping[str, Callable[[], str]] = {
    "controller": lambda: _("Controller"),
    "contact": lambda: _("Contact"),
    "purpose": lambda: _("Purpose"),
    "basis": lambda: _("Legal basis"),
    "officer": lambda: _("Data protection officer"),
}
Said = Mapping[str, str] | None


def check(typed: Mapping[str, str]) -> dict[str, str] | None:
    """The fields that say something, as they were typed; None when none does. Raises Invalid."""
    found = {}
    for name, called in FIELDS.items():
        words = typed.get(name, "").strip()
        if text := clean(words, limit=STATEMENT, name=called(), empty=True, where=name):
            found[name] = text
    return found or None


def said(organisation: Said, cafe: Said = None) -> dict[str, str]:
    """Each of FIELDS: the café's own words, else the organisation's, else "" for not said yet."""
    both = {**(organisation or {}), **(cafe or {})}
    return {name: both.get(name, "") for name in FIELDS}


def as_seen(now: Said) -> str:
    """What is there, in one line: a form sends it along, so that nobody writes over another's."""
    return " | ".join((now or {}).get(name, "") for name in FIELDS)
