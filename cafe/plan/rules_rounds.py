"""Rounds with change of table, and what comes next on the day: decisions without a database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from cafe.core.i18n import _, ngettext
from cafe.errors import Conflict, Invalid

MOST_ROUNDS = 20
LONGEST_ROUND_MINUTES = 240
LONGEST_CHANGE_MINUTES = 60


class Agreed(TypedDict):
    """How the talk is divided: rounds of so many minutes, and minutes to change tables between."""

    count: int
    minutes: int
    change: int


USUAL: Agreed = {"count": 3, "minutes": 12, "change": 2}
# The step a person is led to: what `do` means in `cafe/plan/routes/day.py`.
Do = Literal["open", "clock", "round", "change", "ask", "vernissage", "sorting", "finished", "read"]


@dataclass(frozen=True)
class NextStep:
    """One thing to do next; `round` is the round to begin or, for "change", the one that ends."""

    do: Do
    round: int = 0


def check_rounds(agreed: Agreed, *, begun: int) -> Agreed:
    """`agreed` itself when it can be held and round `begun` has its place in it. Raises Invalid."""
    limits = (
        ("count", 1, MOST_ROUNDS, _("The number of rounds")),
        ("minutes", 1, LONGEST_ROUND_MINUTES, _("The minutes of a round")),
        ("change", 0, LONGEST_CHANGE_MINUTES, _("The minutes to change tables")),
    )
    for key, least, most, name in limits:
        if not least <= agreed[key] <= most:  # type: ignore[literal-required]
            raise Invalid(
                _(
                    "%(name)s: choose between %(least)s and %(most)s.",
                    name=name,
                    least=least,
                    most=most,
                ),
                where=key,
            )
    if agreed["count"] < begun:
        raise Invalid(
            _("Round %(round)s has begun, so there must be at least that many.", round=begun),
            where="count",
        )
    return agreed


def check_begin(number: int, *, stage: str, agreed: Agreed | None) -> Agreed:
    """What was agreed, when round `number` may begin. Raises Conflict or Invalid."""
    if stage != "open":
        raise Conflict(_("Open the tables first."), where="stage")
    if agreed is None:
        raise Conflict(_("No rounds are agreed. Agree on rounds first."), where="round")
    if not 1 <= number <= agreed["count"]:
        raise Invalid(
            _("Choose a round between 1 and %(count)s.", count=agreed["count"]), where="round"
        )
    return agreed


def next_step(
    *,
    stage: str,
    agreed: Agreed | None,
    round: int,
    changing: bool,
    asks_main: bool,
    clock: bool,
) -> NextStep:
    """What the screen proposes; the organiser decides. `clock`: one runs or has just run out."""
    if stage != "open":
        after: dict[str, Do] = {"planning": "open", "vernissage": "sorting", "sorting": "finished"}
        return NextStep(after.get(stage, "read"))
    if asks_main:
        return NextStep("vernissage")
    if agreed is None:
        return NextStep("ask" if clock else "clock")
    if round == 0 or changing:
        return NextStep("round", round + 1)
    return NextStep("change", round) if round < agreed["count"] else NextStep("ask")


def check_closing(lacking: Sequence[str], empty: Sequence[str]) -> None:
    """Raise Conflict (where "main_statement") when tables that have talked lack their main one.

    `lacking` and `empty` are the tables' names; those without a single note stop nobody.
    """
    if not lacking:
        return
    words = [
        ngettext(
            "%(count)s table has no main statement yet: %(tables)s.",
            "%(count)s tables have no main statement yet: %(tables)s.",
            len(lacking),
            tables=", ".join(lacking),
        )
    ]
    if empty:
        words.append(_("No notes at all: %(tables)s.", tables=", ".join(empty)))
    words.append(_("Ask the hosts for it, or close the tables anyway."))
    raise Conflict(" ".join(words), where="main_statement")
