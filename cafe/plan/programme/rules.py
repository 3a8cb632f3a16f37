"""The programme of the day: blocks with minutes, and when each begins. Without a database.

Only lengths and pinned times are kept. A time is a number of minutes since the midnight before the
day, as the clock in the hall has it: 1470 is half past midnight.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cafe.core.i18n import _
from cafe.core.limits import LINE
from cafe.core.text import clean
from cafe.errors import Conflict, Invalid
from cafe.model.database.shapes import Block
from cafe.plan.rules_facts import clock_of
from cafe.plan.rules_rounds import Agreed

MOST_BLOCKS = 60
DAY = LONGEST_BLOCK = 24 * 60
_MINUTES = re.compile(r"(\d{1,6})(?:\s*min\w{0,6}\.?)?", re.ASCII | re.IGNORECASE)
# A question's uid, and the letter of its part when it is about that part alone.
_PROMPT = re.compile(r"([0-9a-f-]{36}(/[A-F])?)?")


# What an organiser may write of a block.
WRITTEN = ("kind", "title", "minutes", "pinned", "prompt")


@dataclass(frozen=True)
class Slot:
    """A block with its length, and from when to when; None: the day has no time to reckon from.

    `gap`: minutes before it that are nobody's; below 0: the block before lasts so far into it.
    """

    block: Block
    minutes: int
    starts: int | None
    ends: int | None
    gap: int = 0


@dataclass(frozen=True)
class DayStatus:
    """Where the day is: the block that is on, the one that comes after it, and how late it is.

    `late`: minutes behind, below 0: ahead; None: nothing can be said of it.
    """

    on: Slot | None
    after: Slot | None
    late: int | None


def kind_names() -> dict[str, str]:
    """Each kind of block by its name on the screen."""
    return {
        "welcome": _("Welcome"),
        "lecture": _("Lecture"),
        "pairs": _("In pairs"),
        "rounds": _("Rounds at the tables"),
        "vernissage": _("Vernissage"),
        "plenary": _("Plenary"),
        "evaluation": _("Evaluation"),
        "break": _("Break"),
        "own": _("Something else"),
    }


def length(block: Block, agreed: Agreed | None) -> int:
    """The minutes of a block."""
    if block["kind"] != "rounds" or agreed is None:
        return block["minutes"]
    return agreed["count"] * agreed["minutes"] + (agreed["count"] - 1) * agreed["change"]


def reckon(blocks: Sequence[Block], *, starts: str, agreed: Agreed | None) -> list[Slot]:
    """From when to when each block is: a running sum from `starts` ("17:00"), anew at each pin.

    A pinned time is of the day on which it lies nearest to the sum, never of the one before.
    """
    at = minutes_of(starts)
    slots = []
    for block in blocks:
        pin = minutes_of(block["pinned"])
        begins = at if pin is None else nearest(pin, at)
        gap = begins - at if begins is not None and at is not None else 0
        minutes = length(block, agreed)
        at = None if begins is None else begins + minutes
        slots.append(Slot(block, minutes, begins, at, gap))
    return slots


def minutes_of(clock: str) -> int | None:
    """ "17:30" as minutes since midnight; None of ""."""
    return int(clock[:2]) * 60 + int(clock[3:]) if clock else None


def nearest(clock: int, at: int | None) -> int:
    """The time of day `clock` where it is nearest to `at`: on the first day, or a later one."""
    if at is None:
        return clock
    day = max(0, (at - clock + DAY // 2) // DAY)
    return clock + day * DAY


def clock(at: int) -> str:
    """A time as the clock has it: "00:30" of 1470."""
    return f"{at // 60 % 24:02}:{at % 60:02}"


def over(slots: Sequence[Slot], ends: str) -> int | None:
    """How many minutes the last block lasts beyond `ends` ("20:00"), below 0: it ends before it.

    None when either is not known.
    """
    last = slots[-1].ends if slots else None
    end = minutes_of(ends)
    return None if last is None or end is None else last - nearest(end, last)


def day_status(slots: Sequence[Slot], began: Mapping[str, int], now: int) -> DayStatus:
    """Where the day is at `now`; `began`: when each block that was begun did, by its uid.

    Behind by what the block that is on began too late, and lasts too long.
    """
    begun = [at for at, slot in enumerate(slots) if slot.block["uid"] in began]
    if not begun:
        first = slots[0] if slots else None
        waited = None if first is None or first.starts is None else max(0, now - first.starts)
        return DayStatus(None, first, _today(waited))
    at = max(begun, key=lambda each: (began[slots[each].block["uid"]], each))
    on, since = slots[at], began[slots[at].block["uid"]]
    after = slots[at + 1] if at + 1 < len(slots) else None
    if on.starts is None:
        return DayStatus(on, after, None)
    return DayStatus(on, after, _today(since - on.starts + max(0, now - since - on.minutes)))


def _today(late: int | None) -> int | None:
    """Half a day off is another day: the café is rehearsed, or was held long ago."""
    return None if late is None or abs(late) > DAY // 2 else late


def check_block(name: str, text: str) -> str | int:
    """What is written of a block as it is kept. Raises Invalid, where `text`."""
    match name:
        case "kind" if text not in kind_names():
            raise Invalid(_("Choose one of the kinds of block."), where="text")
        case "title":
            return clean(text, limit=LINE, name=_("The block"), lines=False)
        case "minutes":
            return _minutes(text)
        case "pinned":
            return clock_of(text)
        case "prompt" if not _PROMPT.fullmatch(text):
            raise Invalid(_("Choose one of the questions for pairs."), where="text")
    return text


def _minutes(text: str) -> int:
    found = _MINUTES.fullmatch(text.strip())
    if found is None or int(found[1]) > LONGEST_BLOCK:
        raise Invalid(
            _("Write the minutes as a whole number between 0 and %(most)s.", most=LONGEST_BLOCK),
            where="text",
        )
    return int(found[1])


def rounds_text(agreed: Agreed | None) -> str:
    """The rounds in one text: how many, their minutes, those to change; "" for one long talk."""
    return f"{agreed['count']} {agreed['minutes']} {agreed['change']}" if agreed else ""


def check_divided(text: str) -> Agreed | None:
    """What rounds_text says, read back. Raises Invalid, where `text`."""
    found = re.fullmatch(r"(\d{1,3}) (\d{1,3}) (\d{1,3})", text, re.ASCII)
    if text and not found:
        raise Invalid(_("The rounds have the wrong form."), where="text")
    if found is None:
        return None
    return {"count": int(found[1]), "minutes": int(found[2]), "change": int(found[3])}


def check_programme(blocks: Sequence[Block]) -> None:
    """Raise Invalid for too many blocks, for two of one id, or for rounds in two of them: they are
    agreed once.
    """
    if len(blocks) > MOST_BLOCKS:
        raise Invalid(_("A programme has at most %(most)s blocks.", most=MOST_BLOCKS), where="text")
    if len({block["uid"] for block in blocks}) < len(blocks):
        raise Invalid(_("The request could not be understood."), where="blocks")
    rounds = [block["title"] for block in blocks if block["kind"] == "rounds"]
    if len(rounds) > 1:
        raise Invalid(
            _("The rounds stand in one block already: “%(title)s”.", title=rounds[0]), where="text"
        )


def check_not_begun(blocks: Sequence[Block]) -> None:
    """Raise Conflict when one of the blocks was begun: it cannot go as if it had never been."""
    begun = next((block["title"] for block in blocks if block["began"] is not None), None)
    if begun is not None:
        raise Conflict(
            _("“%(title)s” has begun. Take back its start first, on the café's day.", title=begun),
            where="began",
        )


def planned(block: Mapping[str, Any]) -> dict[str, Any]:
    """What was planned of a block, without when it began."""
    return {name: block[name] for name in ("uid", *WRITTEN)}


def planned_anew(blocks: Sequence[Block], asked: Mapping[str, str]) -> list[Block]:
    """The same blocks for another day, not begun; `asked`: the uid there of each question here."""
    anew = []
    for block in blocks:
        question, slash, letter = block["prompt"].partition("/")
        prompt = f"{asked[question]}{slash}{letter}" if question in asked else ""
        anew.append(Block({**block, "prompt": prompt, "began": None}))
    return anew
