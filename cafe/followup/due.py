"""What is due of a café's answers, and where each stands in the circle of plan, do, check, act.
Pure.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from cafe.core.i18n import _, ngettext
from cafe.followup.rules import ENDED, STATUSES, Answer, Heading, Point, Section

MONTHS = (3, 12)  # after the document was published it is asked how it stands
LETTER_DAYS = 30  # a reminder that is later than this goes to nobody's letter-box
Kind = Literal["overdue", "reminder"]
Quarter = Literal["plan", "do", "check", "act"]
QUARTERS: tuple[Quarter, ...] = ("plan", "do", "check", "act")


class Due(NamedTuple):
    """Something that is due since a day. `point`: the answer's, None for a whole document's
    reminder after `months`.
    """

    kind: Kind
    since: date
    point: Point | None = None
    months: int = 0


def months_after(day: date, months: int) -> date:
    """The same day so many months later; one that the month does not have is its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_overdue(answer: Answer | None, today: date) -> bool:
    """Whether its day has passed, and it has not come to an end."""
    return (
        answer is not None
        and answer.status not in ENDED
        and answer.due is not None
        and answer.due < today
    )


def reminder(published: date | None, today: date) -> tuple[int, date] | None:
    """The last reminder whose day has come: after how many months, and when."""
    days = [(months, months_after(published, months)) for months in MONTHS] if published else []
    return next((one for one in reversed(days) if one[1] <= today), None)


def due(
    published: date | None,
    sections: Sequence[Section],
    points: Mapping[str, Point],
    latest: Mapping[str, Answer],
    today: date,
) -> list[Due]:
    """What is due today, the longest due first. `latest`: the answers that hold, by the key of
    their point in `points`, of which some may stand in no section any more.

    A reminder is answered by any answer that tells of its day or later, and there is none while
    everything has come to an end.
    """
    found = [
        Due("overdue", one.due, points[key])
        for key, one in latest.items()
        if one.due and is_overdue(one, today)
    ]
    asked = reminder(published, today)
    if asked and is_open(sections, latest):
        months, since = asked
        if not any(one.day >= since for one in latest.values()):
            found.append(Due("reminder", since, months=months))
    return sorted(found, key=lambda one: one.since)


def is_answered(heading: Heading, latest: Mapping[str, Answer]) -> bool:
    """Whether a heading is answered: itself, or each of its sentences."""
    if heading.point.key in latest:
        return True
    return bool(heading.sentences) and all(one.key in latest for one in heading.sentences)


def is_open(sections: Sequence[Section], latest: Mapping[str, Answer]) -> bool:
    """Whether anything is left to be answered, or to come to an end."""
    headings = [heading for section in sections for heading in section.headings]
    unanswered = any(not is_answered(heading, latest) for heading in headings)
    return unanswered or any(one.status not in ENDED for one in latest.values())


def counted(sections: Sequence[Section], latest: Mapping[str, Answer]) -> dict[str, int]:
    """How many answers have each status, and under "" how many headings are not answered."""
    headings = [heading for section in sections for heading in section.headings]
    counts = Counter(one.status for one in latest.values())
    counts[""] = sum(not is_answered(heading, latest) for heading in headings)
    return {status: counts[status] for status in (*STATUSES, "") if counts[status]}


def count_words(counts: Mapping[str, int]) -> list[str]:
    """The same in words: `3 done`, `1 not answered yet`."""
    said: dict[str, Callable[[int], str]] = {
        "planned": lambda n: ngettext("%(count)s planned", "%(count)s planned", n),
        "in_hand": lambda n: ngettext("%(count)s in hand", "%(count)s in hand", n),
        "done": lambda n: ngettext("%(count)s done", "%(count)s done", n),
        "later": lambda n: ngettext("%(count)s later", "%(count)s later", n),
        "no": lambda n: ngettext("%(count)s not done", "%(count)s not done", n),
        "": lambda n: ngettext(
            "%(count)s heading not answered yet", "%(count)s headings not answered yet", n
        ),
    }
    return [said[status](count) for status, count in counts.items()]


def quarter(answer: Answer | None, today: date, asked: date | None) -> Quarter:
    """Where in Deming's circle something stands. `asked`: when a reminder last came.

    Plan: who and when. Do: in hand. Check: its day has passed, or a reminder has come since it was
    answered. Act: it is done, or it was decided otherwise.
    """
    if answer is None:
        return "plan"
    if answer.status in ENDED:
        return "act"
    if is_overdue(answer, today) or (asked is not None and answer.day < asked):
        return "check"
    return "do" if answer.status == "in_hand" else "plan"


def quarter_name(quarter: Quarter) -> tuple[str, str]:
    """What a quarter is called, and what stands there."""
    names = {
        "plan": (_("Planning"), _("Who sees to it, and by when.")),
        "do": (_("Doing"), _("What is in hand.")),
        "check": (_("Checking"), _("Its day has passed, or a reminder has come since.")),
        "act": (_("Acting"), _("Done, or decided otherwise.")),
    }
    return names[quarter]


def due_words(one: Due) -> str:
    """What is due, in words, in the language spoken now."""
    if one.point is not None:
        return _("Past its day: %(words)s", words=one.point.words)
    return ngettext(
        "%(count)s month since the document was published: how does it stand?",
        "%(count)s months since the document was published: how does it stand?",
        one.months,
    )
