"""Programmes that are there to begin with: chosen in one press, and then as any other."""

from dataclasses import asdict, dataclass
from typing import Any

from cafe.core.i18n import _, speaking
from cafe.plan.rules_rounds import USUAL, Agreed


@dataclass(frozen=True)
class Ready:
    """A programme by its name on the screen; `blocks`: kind, title and minutes of each.

    `rounds`: how its block of rounds is divided, None: one long talk.
    """

    name: str
    blocks: list[tuple[str, str, int]]
    rounds: Agreed | None = None


def ready_programmes(language: str) -> list[dict[str, Any]]:
    """All of them as plain values: names in the reader's language, titles in the café's."""
    names = (
        _("Network gathering, as in 2014"),
        _("World café in three rounds"),
        _("Two and two through a lecture"),
        _("Short meeting of 45 minutes"),
    )
    with speaking(language):
        kinds = (_gathering(), _cafe(), _pairs(), _short())
    ready = (Ready(name, *kind) for name, kind in zip(names, kinds, strict=True))
    return [asdict(one) for one in ready]


def _gathering() -> tuple[list[tuple[str, str, int]], None]:
    return [
        ("welcome", _("Welcome, and the goal of the day"), 15),
        ("lecture", _("Introduction to the theme"), 30),
        ("break", _("Coffee, and people find their tables"), 15),
        ("own", _("How we work: hosts, notes and posters"), 10),
        ("rounds", _("Talk at the tables"), 60),
        ("break", _("Food, and the posters are hung"), 20),
        ("vernissage", _("Vernissage: we walk along the posters"), 25),
        ("plenary", _("What did we see? The tables' main statements"), 20),
        ("evaluation", _("Evaluation, and the way on"), 10),
    ], None


def _cafe() -> tuple[list[tuple[str, str, int]], Agreed]:
    return [
        ("welcome", _("Welcome, and how a café works"), 10),
        ("rounds", _("Three rounds at the tables"), 0),
        ("vernissage", _("Vernissage: we walk along the posters"), 15),
        ("plenary", _("What did we see? The tables' main statements"), 15),
        ("evaluation", _("Evaluation"), 5),
    ], USUAL


def _pairs() -> tuple[list[tuple[str, str, int]], None]:
    return [
        ("welcome", _("Welcome"), 5),
        ("pairs", _("Two and two: what do we bring with us?"), 8),
        ("lecture", _("Lecture, first part"), 20),
        ("pairs", _("Two and two: what did we hear?"), 8),
        ("lecture", _("Lecture, second part"), 20),
        ("pairs", _("Two and two: what do we do next?"), 8),
        ("plenary", _("From the pairs: what strikes us?"), 15),
        ("evaluation", _("Evaluation"), 5),
    ], None


def _short() -> tuple[list[tuple[str, str, int]], Agreed]:
    return [
        ("welcome", _("Welcome"), 5),
        ("rounds", _("Talk at the tables"), 0),
        ("vernissage", _("We walk along the posters"), 8),
        ("plenary", _("What do we take on?"), 7),
    ], {"count": 2, "minutes": 12, "change": 1}
