"""The audit log in words, and what of it is asked for. Pure."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.people.rules import CAFE_ROLES, role_name

# What is looked for together, under one name.
KINDS: Mapping[str, tuple[str, ...]] = {
    "logins": ("login", "token"),
    "sharing": (
        *("invited", "withdrawn", "joined", "role", "out", "left", "owner", "reset"),
        *("closed", "opened"),
    ),
    "links": ("link", "code", "codes", "address"),
    "files": ("downloaded",),
    "versions": (
        *("kept", "shown", "hidden", "lent", "unlent", "listed", "unlisted", "webhook"),
        *("answered", "contacts"),
    ),
    "deletion": ("erased", "date", "binned", "back", "deleted"),
}
FIRST_YEAR, LAST_YEAR = 1971, 9998  # what a moment can be told of, wherever the clock stands


class Asked(NamedTuple):
    """What of the log is asked for; "" and None: all of it. `before`: older than this row."""

    by: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


def kind_names() -> dict[str, str]:
    """What each of KINDS is called."""
    return {
        "logins": _("Log-ins and tokens"),
        "sharing": _("Sharing and roles"),
        "links": _("Links and codes"),
        "files": _("Files taken away"),
        "versions": _("Versions and publishing"),
        "deletion": _("Deletion"),
    }


def asked(typed: Mapping[str, str]) -> Asked:
    """What stands in the address, `typed`. Raises Invalid, naming the field."""
    kind, before = typed.get("kind", ""), typed.get("before", "")
    if kind and kind not in KINDS:
        raise Invalid(_("Choose one of the kinds."), where="kind")
    if before and not (before.isascii() and before.isdecimal() and len(before) < 10):
        raise Invalid(_("“%(typed)s” is not a number.", typed=before[:20]), where="before")
    since, until = _day(typed, "since"), _day(typed, "until")
    if since and until and until < since:
        raise Invalid(_("The last day is before the first."), where="until")
    number = int(before) if before else None
    return Asked(typed.get("by", "")[:40].strip(), kind, since, until, number)


def _day(typed: Mapping[str, str], name: str) -> date | None:
    text = typed.get(name, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(_("Write the date as year-month-day."), where=name) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Invalid(_("Nothing is written down of that year."), where=name)
    return day


def span(wanted: Asked) -> tuple[datetime | None, datetime | None]:
    """From when to when, by the clock where the café runs."""
    since = datetime.combine(wanted.since, time.min).astimezone() if wanted.since else None
    until = datetime.combine(wanted.until, time.max).astimezone() if wanted.until else None
    return since, until


def in_words(what: str, about: str, name_of: Callable[[str], str]) -> str:
    """What was done, as it goes on after a name. `name_of` tells who is behind a label."""
    label, _blank, rest = about.partition(" ")
    if label.startswith(("person:", "table:")) or label == "wall":
        return _of_somebody(what, name_of(label), role_name(rest) if rest in CAFE_ROLES else "")
    role = role_name(about) if about in CAFE_ROLES else about
    version = (
        _("final version %(number)s", number=rest)
        if label == "final"
        else _("draft %(number)s", number=rest)
    )
    words = {
        "login": _("logged in"),
        "token": _("came in with a token"),
        "downloaded": _("took away a file (%(format)s)", format=about),
        "invited": _("made an invitation (%(role)s)", role=role),
        "withdrawn": _("withdrew an invitation"),
        "joined": _("accepted an invitation"),
        "left": _("left the café"),
        "closed": _("closed the café to others in the organisation"),
        "opened": _("let others in the organisation read along"),
        "codes": _("turned short codes on") if about == "on" else _("turned short codes off"),
        "kept": _("kept a version (%(version)s)", version=version),
        "shown": _("published a version (%(version)s)", version=version),
        "hidden": _("took a version off the web (%(version)s)", version=version),
        "address": _("renewed the address of a version (%(version)s)", version=version),
        "lent": _("let a draft be read by a link (%(version)s)", version=version),
        "unlent": _("took back the link to a draft (%(version)s)", version=version),
        "listed": _("put the café on the page of its series"),
        "unlisted": _("took the café off the page of its series"),
        "webhook": _hook(about),
        "answered": _("corrected an answer") if about else _("answered what the document says"),
        "contacts": _of_list(about),
        "erased": _("erased something for good"),
        "date": _("set the date of deletion (%(date)s)", date=about),
        "binned": _("put the café into the bin"),
        "back": _("took the café back from the bin"),
        "deleted": _("deleted the raw material") if about else _("deleted the café"),
    }
    return words.get(what, what)


def _hook(about: str) -> str:
    if about == "off":
        return _("had no other system told any more")
    return _("had another system told") if about == "on" else _("tried telling another system")


def _of_list(about: str) -> str:
    words = {
        "typed": _("typed addresses onto the contact list of the series"),
        "out": _("took somebody off the contact list of the series"),
        "file": _("took away the contact list of the series"),
        "letter": _("wrote to the contact list of the series"),
    }
    return words.get(about, about)


def _of_somebody(what: str, name: str, role: str) -> str:
    words = {
        "role": _("changed the role of %(name)s (%(role)s)", name=name, role=role),
        "out": _("took %(name)s out", name=name),
        "owner": _("made %(name)s the owner", name=name),
        "reset": _("made a link to a new password for %(name)s", name=name),
        "link": _("renewed a link (%(name)s)", name=name),
        "code": _("renewed a short code (%(name)s)", name=name),
    }
    return words.get(what, what)
