"""Who asked to be told: how long an address is kept, and what is written to it. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from cafe.core.i18n import _, long_date
from cafe.core.lines import one_line
from cafe.core.text import short
from cafe.core.text.mailboxes import as_mailed, as_written
from cafe.errors import Invalid
from cafe.followup.due import MONTHS, Due, due_words, months_after
from cafe.followup.rules import Answer, Point, sayings, status_name

KEPT_MONTHS = MONTHS[-1] + 1  # so that the last reminder's answers are heard
CONFIRM_SECONDS = 48 * 3600  # an address that nobody confirms goes then
CONFIRM_DAYS = 3  # and the machine was running on so many: a clock may be far ahead
QUIET_SECONDS = 3600  # an owner who is still writing is not told of letter by letter
MOST_FOLLOWERS = 1000  # of one café
LETTER = 40  # answers in one letter: the page has them all


def ends_on(today: date) -> date:
    """The last day that an address is kept."""
    return months_after(today, KEPT_MONTHS)


def check_address(typed: str) -> str:
    """The address that was typed, as letters name it. Raises Invalid."""
    address = typed.strip()
    name, at, host = address.rpartition("@")
    mailed = as_mailed(address)
    fine = name and at and "." in host and len(mailed) <= 254
    if not fine or any(not "!" <= one <= "~" or one in '<>,;:"()[]\\' for one in mailed):
        raise Invalid(_("Write an e-mail address, such as kari@example.org."), where="address")
    return as_written(f"{name}@{host.lower()}")


def confirm_letter(title: str, address: str) -> tuple[str, str]:
    """Subject and text of the letter by which an address is confirmed."""
    lines = [
        _(
            "Somebody, probably you, has asked to be told what comes of “%(cafe)s”. Press here "
            "and confirm it:",
            cafe=one_line(title),
        ),
        address,
        _("Did you not ask for it? Then do nothing: the address is deleted within two days."),
    ]
    return _("Shall we tell you what comes of it?"), "\n\n".join(lines)


def told_letter(
    title: str, told: Sequence[tuple[Point, Answer]], page: str, stop: str, ends: date
) -> tuple[str, str]:
    """Subject and text of the letter that tells of these answers."""
    lines = [_("Something has come of “%(cafe)s”:", cafe=one_line(title))]
    lines += [_one(point, answer) for point, answer in told[:LETTER]]
    lines += [_("Read all of it:") + f"\n{page}"]
    lines += [
        _(
            "You asked to be told. Your address is kept until %(day)s and then deleted. Delete it "
            "now:",
            day=long_date(ends),
        )
        + f"\n{stop}"
    ]
    return _("What came of it: %(cafe)s", cafe=short(title)), "\n\n".join(lines)


def _one(point: Point, answer: Answer) -> str:
    head = f"– {one_line(point.words)}: {status_name(answer.status)}"
    return "\n".join([head, *(f"  {one_line(words)}" for words in sayings(answer))])


def due_letter(title: str, due: Sequence[Due], page: str) -> tuple[str, str]:
    """Subject and text of an organiser's letter about what is due."""
    lines = [_("In “%(cafe)s” this is due:", cafe=one_line(title))]
    lines += [
        "\n".join(f"– {one_line(due_words(one))} ({long_date(one.since)})" for one in due[:LETTER])
    ]
    lines += [_("Answer here:") + f"\n{page}"]
    lines += [_("Those who took part can read each answer beside what they said.")]
    return _("Answers are due: %(cafe)s", cafe=short(title)), "\n\n".join(lines)


def is_fresh(since: date, today: date, days: int) -> bool:
    """Whether a letter about what is due since then still comes at its time."""
    return since <= today <= since + timedelta(days=days)
