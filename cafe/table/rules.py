"""What a note may be. Decisions without a database."""

import uuid
from collections.abc import Collection

from cafe.core.i18n import _
from cafe.core.limits import NOTE
from cafe.core.text import clean
from cafe.errors import Conflict, Invalid, Paused
from cafe.states import POSTER, kept_as

KINDS = ("keyword", "statement")
# "skolevei", "mer lys", "trygg skolevei nå": more than that is a sentence, or wants to be one.
KEYWORD_WORDS = 3
# Hosts write while people talk; when the posters are shown they still mend what they wrote.
WRITING = ("open",)
MENDING = ("open", "vernissage")
# Before "open" a note is early, not late: it waits on the tablet until the tables open.
CLOSED = ("vernissage", "sorting", "finished")
PHONES = ("open", "held", "paused")


def guess_kind(text: str) -> str:
    """A keyword is up to three words in one line without a full stop; else it is a statement."""
    words = text.strip()
    ended = words.endswith((".", "!", "?", "…"))
    short = len(words.split()) <= KEYWORD_WORDS and "\n" not in words
    return "keyword" if short and not ended else "statement"


def check_kind(kind: str) -> str:
    """`kind` itself. Raises Invalid unless it is "keyword" or "statement"."""
    if kind not in KINDS:
        raise Invalid(_("A note is a keyword or a statement."), where="kind")
    return kind


def check_part(part: str | None, letters: Collection[str]) -> str | None:
    """`part` itself when it is none or one of the question's `letters`. Raises Invalid."""
    if part is None or part in letters:
        return part
    if not letters:
        raise Invalid(_("This question has no parts."), where="part")
    raise Invalid(
        _("Choose one of the question's parts: %(letters)s.", letters=", ".join(sorted(letters))),
        where="part",
    )


def check_text(text: object) -> str:
    """A note's `text` itself. Raises Invalid when it is empty, too long or cannot be shown."""
    return clean(text, limit=NOTE, name=_("The note"))


def check_phones(phones: str) -> str:
    """`phones` itself: what phones write comes up, is held or is not taken. Raises Invalid."""
    if phones not in PHONES:
        raise Invalid(_("Choose what happens with what phones write."), where="phones")
    return phones


def state_of_new(stage: str, *, held: bool, practice: bool = False, astray: bool = False) -> str:
    """The state of a note that comes to a table now; `held`: such notes are looked at first.

    `practice`: its page believed, without a network, that the tables were not open yet. It may be
    what was said in the hall or what was tried at home. `astray`: the part that it was written
    under is no more. Of both a person decides.
    """
    if stage in CLOSED or (practice and stage in WRITING):
        return kept_as(held=False)
    if held:
        return kept_as(held=True)
    return kept_as(held=False) if astray and stage in WRITING else POSTER


# As far as a tablet's measured clock may be ahead without being nonsense.
AHEAD_S = 60


def typed_in_time(typed: int | None, *, closed: float | None, now: float) -> bool | None:
    """Whether a late note was first typed before its table closed. None: that is not known.

    All in seconds since 1970 by the café's clock. `typed` is what the tablet reckons by the
    difference that it has measured between that clock and its own: it sorts what is late for the
    organiser's eye, and decides nothing.
    """
    if typed is None or closed is None or typed > now + AHEAD_S:
        return None
    return typed <= closed


# Of one table: as many as six people write in five minutes, many times over.
MOST_IN_TRAY = 500


def check_taken(phones: str) -> None:
    """Raise Paused when the organiser has paused the phones."""
    if phones == "paused":
        raise Paused(
            _(
                "The organiser has paused the phones. What you wrote stays on this phone "
                "and is sent when they are opened again."
            ),
            where="phones",
        )


def been_erased() -> Conflict:
    """What is raised where words were erased for good that would come back."""
    words = _("This has been erased for good, and is not written again here. Write something new.")
    return Conflict(words, where="erased")


def check_uid(text: str, *, where: str = "id") -> str:
    """`text` itself when it is a UUID in lower case, RFC 9562. Raises Invalid."""
    try:
        if str(uuid.UUID(text)) == text:
            return text
    except ValueError:
        pass
    raise Invalid(_("An id must be a UUID in lower case."), where=where)


def round_of(said: int | None, now: int) -> int:
    """The round a note was said in: what the tablet says, as long as it has begun; else `now`.

    A tablet that was away sends what was said in round 1 when round 2 has begun.
    """
    return now if said is None else max(0, min(said, now))
