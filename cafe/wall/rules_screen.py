"""What the big screen shows when the remote says so, and from how far it is read. Pure."""

from typing import Any, TypedDict

from cafe.core.i18n import _
from cafe.errors import Conflict, Invalid, NotAllowed
from cafe.wall.rules import WALKING

# What the remote shows until it says "auto" again: the moment as it is, nothing at all, the way in,
# a line to try from the last seat, a table's poster, or one note.
SHOWS = ("auto", "hold", "black", "code", "test", "table", "note")
NEAREST, FARTHEST = 2.0, 60.0
LOWEST, HIGHEST = 0.5, 15.0
# Beyond this a word as it is read from the last seat is wider than the picture.
MOST_HEIGHTS = 12


class Screen(TypedDict):
    """The big screen's row in the café.

    `show` is one of SHOWS; `table` and `note` (its uid) say which; with a note, `table` is that of
    the scribe who lifted it, None: an organiser did. `turn` counts the presses of
    "next", those of "back" taken off: screens go as many pages on as it has grown. `far` is how
    many metres the last seat is away, `high` how many the picture is high; `dark`: for a dark hall.
    """

    show: str
    table: int | None
    note: str | None
    turn: int
    far: float
    high: float
    dark: bool


def check_show(show: str) -> str:
    """`show` itself when the screen can show it. Raises Invalid."""
    if show not in SHOWS:
        raise Invalid(_("“%(show)s” cannot be shown.", show=show[:40]), where="show")
    return show


def check_scribe(*, form: str, stage: str, show: str, table: int | None) -> None:
    """Raise unless the scribe of a table of this `form` may lift a note now, or take it down.

    Whatever an organiser has put on the screen stays there: NotAllowed for a table that is no
    plenary, Conflict for the rest.
    """
    if form != "plenary":
        raise NotAllowed(_("Only the scribe of a plenary can show a note on the big screen."))
    if stage not in WALKING:
        raise Conflict(_("The big screen shows no more notes now."), where="stage")
    if show != "auto" and not (show == "note" and table is not None):
        raise Conflict(_("The organiser has the big screen now."), where="screen")


def metres(typed: str, where: str) -> float:
    """The metres typed, "1,8" or "1.8". Raises Invalid."""
    try:
        return round(float(typed.strip().replace(",", ".")), 2)
    except ValueError as error:
        raise Invalid(_("Write the metres as a number."), where=where) from error


def check_hall(far: float, high: float) -> dict[str, Any]:
    """How far the last seat is and how high the picture, in metres. Raises Invalid."""
    for name, value, least, most in (
        ("far", far, NEAREST, FARTHEST),
        ("high", high, LOWEST, HIGHEST),
    ):
        if not least <= value <= most:
            words = _("Write between %(least)g and %(most)g metres.", least=least, most=most)
            raise Invalid(words, where=name)
    if far > high * MOST_HEIGHTS:
        words = _(
            "A picture %(high)g m high is read from %(far)g m away at most. Make it larger, "
            "put up one more screen, or let the last rows come nearer.",
            high=high,
            far=round(high * MOST_HEIGHTS, 1),
        )
        raise Invalid(words, where="far")
    return {"far": far, "high": high}
