"""The states of a note: what each means for its table's poster, the organiser, and the accounts.

A note hangs on its poster, or is kept beside it, or came from elsewhere: then it is sorted and
printed as every other, and hangs nowhere. Whatever a later state is for, one line here says
so; what does not hang is seen by nobody who has not asked for it (`model/note.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from cafe.core.i18n import _


@dataclass(frozen=True)
class State:
    """One state. Only what `hangs` is on the wall, only what is `sorted` in sorting and document.

    `late`: what events call "late", with this `decided`, `held` and `tray` (cafe/README.md under
    Wire).
    `status` and `called`: by what name, and in which words, the accounts tell of it, when they have
    none of its place. `minuted`: its words stand in the minutes, though nobody has taken it in.
    """

    name: str
    hangs: bool = False
    sorted: bool = False
    late: bool = False
    decided: str = "waiting"
    held: bool = False
    tray: bool = False
    status: str = ""
    called: Callable[[], str] = str
    minuted: bool = False

    @property
    def waits(self) -> bool:
        """Whether somebody has still to decide: the host of what is in the tray, the organiser."""
        return self.late and self.decided == "waiting"


POSTER, GATHERED, WITHDRAWN = "poster", "gathered", "withdrawn"
STATES = {
    one.name: one
    for one in (
        State(POSTER, hangs=True, sorted=True, decided="taken"),
        # It was brought in from elsewhere, to an origin or to a table that was closed.
        State(GATHERED, sorted=True, decided="taken"),
        # It was brought in, and that was undone: nobody sees it before it is brought in again.
        State(WITHDRAWN, decided="left"),
        # It came after the tables were closed.
        State(
            "late",
            late=True,
            status="waiting",
            called=lambda: _("came late, not decided"),
            minuted=True,
        ),
        State(
            "left",
            late=True,
            decided="left",
            status="left",
            called=lambda: _("came late, left out"),
        ),
        # Phones' notes were to be looked at first.
        State(
            "held",
            late=True,
            held=True,
            status="held-waiting",
            called=lambda: _("held for the organiser, not decided"),
        ),
        State(
            "held-left",
            late=True,
            decided="left",
            held=True,
            status="held-left",
            called=lambda: _("held for the organiser, left out"),
        ),
        # A phone wrote it in the silent start: it lies in its table's tray, for the host.
        State(
            "tray",
            late=True,
            tray=True,
            status="tray-waiting",
            called=lambda: _("in the tray, not decided"),
        ),
        State(
            "tray-left",
            late=True,
            decided="left",
            tray=True,
            status="tray-left",
            called=lambda: _("in the tray, set aside"),
        ),
        # Whoever wrote it took it back before the host had dealt with it.
        State(
            "recalled",
            late=True,
            decided="recalled",
            tray=True,
            status="recalled",
            called=lambda: _("in the tray, taken back by its writer"),
        ),
    )
}
SORTED = tuple(name for name, one in STATES.items() if one.sorted)
LATE = tuple(name for name, one in STATES.items() if one.late)
WAITING = tuple(name for name, one in STATES.items() if one.waits)
STATUSES = {one.status: one for one in STATES.values() if one.status}


def waiting_at(stage: str) -> tuple[str, ...]:
    """The states that wait for the organiser: a tray is its host's while the tables are open."""
    return tuple(name for name in WAITING if not (STATES[name].tray and stage == "open"))


def kept_as(*, held: bool, tray: bool = False, decided: str = "waiting") -> str:
    """The state of a note that is kept beside the poster.

    `decided` is "waiting", "left", or "recalled" of a tray's; KeyError for any other.
    """
    return _KEPT[held, tray, decided]


_KEPT = {(one.held, one.tray, one.decided): name for name, one in STATES.items() if one.late}


def is_kept(held: bool, tray: bool, decided: str) -> bool:
    """Whether there is a state for it: nothing is both held and in a tray, say."""
    return (held, tray, decided) in _KEPT
