"""Contacts of a series: what may be typed, how long it is kept, and the letters to them. Pure."""

from datetime import date
from typing import NamedTuple

from cafe.core.i18n import _, long_date
from cafe.core.limits import LINE, STATEMENT
from cafe.core.lines import one_line
from cafe.core.text import clean, short
from cafe.errors import Invalid
from cafe.followup.due import months_after
from cafe.followup.rules_following import check_address

KEPT_MONTHS = 25  # who came to a yearly café is asked to the next two
MOST_CONTACTS = 500  # of one series: all of them have a letter in one day
MOST_LINES = 100  # of a list on paper, typed at once


class Contact(NamedTuple):
    """An address, and what whoever has it wishes to say: a name, or where they are from."""

    address: str
    name: str = ""


class Next(NamedTuple):
    """The café that a letter invites to; `page`: where the series is read, "" for nowhere."""

    title: str
    date: date
    starts: str
    place: str
    page: str


def kept_until(today: date) -> date:
    """The last day that a contact is kept, confirmed today."""
    return months_after(today, KEPT_MONTHS)


def check_contact(address: str, name: str) -> Contact:
    """What was typed, as it is kept. Raises Invalid, which names the field."""
    found = check_address(address)
    how = {"lines": False, "empty": True}
    said = clean(name, limit=LINE, name=_("The name"), where="name", **how)
    return Contact(found, said.strip())


def read_list(typed: str) -> list[Contact]:
    """A list off paper: on each line an address, and behind it a name. Each address once.

    Raises Invalid, which names the first line that is wrong.

    >>> read_list("kari@example.org Kari, Bodø")
    [Contact(address='kari@example.org', name='Kari, Bodø')]
    """
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if not lines:
        raise Invalid(_("Write at least one e-mail address."), where="lines")
    if len(lines) > MOST_LINES:
        words = _("Write at most %(most)s lines at a time.", most=MOST_LINES)
        raise Invalid(words, where="lines")
    found: dict[str, Contact] = {}
    for number, line in enumerate(lines, 1):
        one = _line(number, line)
        found.setdefault(one.address.lower(), one)
    return [*found.values()]


def _line(number: int, line: str) -> Contact:
    """The first word with an @ is the address, what else stands there the name."""
    words = line.replace(";", " ").replace("\t", " ").split()
    at = next((at for at, word in enumerate(words) if "@" in word), 0)
    rest = " ".join((*words[:at], *words[at + 1 :])).strip(" ,")
    try:
        return check_contact(words[at].strip(",<>") if words else "", rest)
    except Invalid as error:
        told = _("Line %(number)s: %(words)s", number=number, words=error.message)
        raise Invalid(told, where="lines") from error


def check_words(typed: str) -> str:
    """What the organiser writes to all. Raises Invalid."""
    words = clean(typed, limit=STATEMENT, name=_("Your words"), where="words")
    return words.replace("\r\n", "\n").strip()


def confirm_letter(series: str, name: str, address: str, *, paper: bool) -> tuple[str, str]:
    """Subject and text of the letter by which somebody says that they stand on the list."""
    if paper:
        why = _(
            "You wrote on a list on paper that you want to be invited to the next café of "
            "“%(series)s”, and an organiser has typed it off. Press here and confirm it:",
            series=one_line(series),
        )
    else:
        why = _(
            "Somebody, probably you, has asked to be invited to the next café of “%(series)s”. "
            "Press here and confirm it:",
            series=one_line(series),
        )
    lines = [why, address]
    if name:
        lines += [_("Beside the address stands: %(name)s", name=one_line(name))]
    lines += [
        _("The organisers of these cafés see your address only when you have confirmed it."),
        _("Did you not ask for it? Then do nothing: the address is deleted within two days."),
    ]
    return _("Shall we invite you to the next café?"), "\n\n".join(lines)


def invitation(series: str, words: str, to: Next) -> tuple[str, str]:
    """Subject and text of an invitation: the organiser's words, and what is known of the café."""
    facts = [one_line(to.title), _when(to), one_line(to.place)]
    told = [words, "\n".join(filter(None, facts))]
    if to.page:
        told += [_("The page of the cafés:") + f"\n{to.page}"]
    told += [_("The organisers of “%(series)s”", series=one_line(series))]
    return _("Invitation: %(cafe)s", cafe=short(to.title)), "\n\n".join(told)


def _when(to: Next) -> str:
    day = long_date(to.date)
    return _("%(day)s at %(clock)s", day=day, clock=to.starts) if to.starts else day


def how_to_end(stop: str, ends: date) -> str:
    """What stands below each invitation."""
    words = _(
        "You asked to be invited. Your address is kept until %(day)s and then deleted. Delete it "
        "now:",
        day=long_date(ends),
    )
    return f"{words}\n{stop}"


def head() -> list[str]:
    """What the columns of the list are called."""
    return [_("E-mail address"), _("Name, or where they are from"), _("From"), _("Kept until")]


def came_by(*, paper: bool) -> str:
    """By which way somebody came onto the list."""
    return _("A list on paper") if paper else _("The web")
