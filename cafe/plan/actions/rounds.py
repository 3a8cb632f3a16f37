"""The clock and the rounds of the day, and what pairs are asked.

`by` is who, `operation` the operation's id.

Each says where the day shall be, not how far it shall move: two organisers who press the same
button, or one who presses it twice, begin one round.
"""

import time

from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model import Question, Workshop
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.plan import rules, rules_rounds
from cafe.plan.guards import is_new
from cafe.plan.queries import agreed_by
from cafe.plan.rules_rounds import Agreed

# As much of a clock as is held: a day. When the machine's own was wrong by weeks while it began to
# run, what is left is more milliseconds than the column has room for.
MOST_HELD_MS = 24 * 3600 * 1000


@once(None)
def agree_rounds(
    tx: Session, *, workshop: Workshop, agreed: Agreed | None, by: str, operation: str
) -> None:
    """So many rounds of so many minutes; None: one long talk. Raises Invalid.

    When no round is left to change tables for, nobody changes any more.
    """
    if agreed is not None:
        rules_rounds.check_rounds(agreed, begun=workshop.round)
    if workshop.rounds == agreed:
        return
    workshop.rounds = None if agreed is None else {**agreed}  # type: ignore[dict-item]
    if agreed is None:
        workshop.round = 0
    if agreed is None or workshop.round == agreed["count"]:
        workshop.changing = False
    publish(tx, workshop, by=by, operation=operation)


@once(None)
def begin_round(
    tx: Session, *, workshop: Workshop, number: int, by: str, operation: str, again: bool = False
) -> None:
    """Begin round `number`: its clock runs. Nothing when it is on, unless it shall start `again`.

    Raises Conflict or Invalid.
    """
    agreed = rules_rounds.check_begin(number, stage=workshop.stage, agreed=agreed_by(workshop))
    if workshop.round == number and not workshop.changing and not again:
        return
    workshop.round, workshop.changing, workshop.asks_main = number, False, False
    _run(workshop, agreed["minutes"])
    talk_begins(workshop)
    publish(tx, workshop, by=by, operation=operation)


@once(None)
def change_tables(tx: Session, *, workshop: Workshop, after: int, by: str, operation: str) -> None:
    """Let people change tables after round `after`. Nothing when that round is not on any more.

    Raises Conflict or Invalid when no round comes after it.
    """
    agreed = rules_rounds.check_begin(after + 1, stage=workshop.stage, agreed=agreed_by(workshop))
    if workshop.round != after or workshop.changing:
        return
    workshop.changing = True
    _run(workshop, agreed["change"] or None)
    publish(tx, workshop, by=by, operation=operation)


@once(None)
def ask_main(tx: Session, *, workshop: Workshop, asks: bool, by: str, operation: str) -> None:
    """Ask every table for its main statement, or stop asking. Raises Conflict unless open."""
    if asks and workshop.stage != "open":
        raise Conflict(_("Open the tables first."), where="stage")
    if workshop.asks_main != asks:
        workshop.asks_main = asks
        publish(tx, workshop, by=by, operation=operation)


@once(None)
def set_timer(
    tx: Session, *, workshop: Workshop, minutes: float | None, by: str, operation: str
) -> None:
    """Let the clock on every screen run out in `minutes`; None stops it. Raises Invalid."""
    _run(workshop, None if minutes is None else rules.check_minutes(minutes))
    if minutes is not None and workshop.rounds is None:
        talk_begins(workshop)
    publish(tx, workshop, by=by, operation=operation)


@once(None)
def add_minute(tx: Session, *, workshop: Workshop, by: str, operation: str) -> None:
    """One minute more for all, from now if the time is out. Once per operation.

    A clock that is held has it too, and stays held.
    """
    if workshop.paused_ms is not None:
        workshop.paused_ms = min(workshop.paused_ms + 60_000, MOST_HELD_MS)
    else:
        workshop.timer_ends_ms = max(workshop.timer_ends_ms or 0, _now()) + 60_000
    publish(tx, workshop, by=by, operation=operation)


@once(None)
def hold_clock(tx: Session, *, workshop: Workshop, held: bool, by: str, operation: str) -> None:
    """Hold the clock that runs on every screen, or let it go on with what was left.

    Nothing when it is so already. Raises Conflict when none runs that could be held.
    """
    if held == (workshop.paused_ms is not None):
        return
    if held:
        left = (workshop.timer_ends_ms or 0) - _now()
        if left <= 0:
            raise Conflict(_("No clock is running."), where="clock")
        workshop.timer_ends_ms, workshop.paused_ms = None, min(left, MOST_HELD_MS)
    else:
        _run(workshop, (workshop.paused_ms or 0) / 60_000)
        talk_begins(workshop)
    publish(tx, workshop, by=by, operation=operation)


def talk_begins(workshop: Workshop) -> None:
    """From now on people talk: nobody has been silent before."""
    workshop.talk_began_ms = _now()


def _run(workshop: Workshop, minutes: float | None) -> None:
    """The clock runs for so long, and none is held; None: none runs."""
    workshop.paused_ms = None
    workshop.timer_ends_ms = None if minutes is None else _now() + int(minutes * 60_000)


def _now() -> int:
    return int(time.time() * 1000)


@once(None)
def open_prompt(tx: Session, *, question: Question, letter: str, by: str, operation: str) -> None:
    """Open a part for pairs; those that nobody has opened wait. Raises Invalid.

    One that is open stays where it is.
    """
    rules.check_prompt(question.form, [part["letter"] for part in question.parts], letter)
    if any(one["letter"] == letter for one in question.prompts):
        return
    now = {"letter": letter, "at_ms": int(time.time() * 1000)}
    question.prompts = [*question.prompts, now]
    publish(tx, question, by=by, operation=operation)


@once(None)
def open_all_prompts(tx: Session, *, question: Question, by: str, operation: str) -> None:
    """All parts are open for pairs, as before anybody opened one by hand."""
    if question.prompts:
        question.prompts = []
        publish(tx, question, by=by, operation=operation)


@once("question")
def set_hints(
    tx: Session, *, question: Question, was: list[str], hints: list[str], by: str, operation: str
) -> Question:
    """How pairs are to go about each prompt, in the order of the parts; `was` is what stood there.

    Raises Invalid; Conflict as guards.is_new does.
    """
    wanted, seen = rules.check_hints(hints, len(question.parts)), rules.trimmed(was)
    if is_new(tx, question, question.hints, was=seen, wanted=wanted, by=by, operation=operation):
        question.hints = wanted
        publish(tx, question, by=by, operation=operation)
    return question
