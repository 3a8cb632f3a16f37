"""What may be asked and dotted at the wall. Decisions without a database."""

from cafe.core.i18n import _
from cafe.core.limits import QUESTION
from cafe.core.receipts import sealed
from cafe.core.text import clean
from cafe.errors import Conflict, Invalid, Paused

# While the hosts are at their tables there is somebody to ask; later the walls only hang there.
WALKING = ("open", "vernissage")
MOST_DOTS = 50  # for each person at a question
MOST_ON_NOTE = 9999  # from how many devices: beyond a hall, and an archive has no more


def check_walking(stage: str) -> None:
    """Raise Conflict unless people walk along the wall at this `stage` and hosts are there."""
    if stage == "planning":
        raise Conflict(
            _("The café is not open yet. What you wrote stays on this phone until it is."),
            where="stage",
        )
    if stage not in WALKING:
        raise Conflict(_("The vernissage is over. The posters can still be read."), where="stage")


def check_question(text: object) -> str:
    """A question's `text` itself. Raises Invalid when it is empty, too long or cannot be shown."""
    return clean(text, limit=QUESTION, name=_("Your question"))


def check_dots(count: int) -> int:
    """`count` itself when each person may have so many dots at a question. Raises Invalid."""
    if not 0 <= count <= MOST_DOTS:
        raise Invalid(
            _("Choose between 0 and %(most)s dots for each person.", most=MOST_DOTS), where="dots"
        )
    return count


def check_room(there: int) -> None:
    """Raise Conflict when a note has had dots from so many devices that it takes no more."""
    if there >= MOST_ON_NOTE:
        words = _("Very many have given this note a dot, and there is room for no more.")
        raise Conflict(words, where="dots")


def dots_seen(count: int, *, hidden: bool) -> str:
    """What the form of the dots showed, to find that somebody has changed it meanwhile."""
    return f"{count} hidden" if hidden else str(count)


def check_dotting(phones: str) -> None:
    """Raise Paused when the organiser has paused the phones."""
    if phones == "paused":
        raise Paused(
            _("The organiser has paused the phones. Put your dot when they are opened again."),
            where="phones",
        )


def left(each: int, placed: int) -> int:
    """How many dots a person has left at a question, who has `placed` so many of `each`.

    Never below 0: the organiser may have lowered the number meanwhile, and takes no dot away.
    """
    return max(0, each - placed)


def dots_of(secret_key: str, workshop_id: str, device: str) -> str:
    """What a device's dots are kept under: no way back to it, nor from one café to another."""
    return sealed(secret_key, f"dot:{workshop_id}:{device}")
