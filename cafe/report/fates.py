"""What became of a note, in words: the piles of the accounts, and where it stands."""

from cafe.report.lines import one_line
from cafe.report.material import Typed
from cafe.texts import _


def pile_words(pile: str) -> str:
    """A pile of the accounts by its name, in the language spoken now."""
    words = {
        "typed": _("typed"),
        "printed": _("printed"),
        "absorbed": _("absorbed"),
        "main": _("in the main statement"),
        "aside": _("set aside"),
        "struck": _("struck at the table"),
        "unplaced": _("not yet placed"),
        "waiting": _("came late, not decided"),
        "left": _("came late, left out"),
    }
    return words.get(pile, pile)


def fate_words(note: Typed) -> str:
    """What became of `note`: `printed under “Light”`, in the language spoken now."""
    if note.fate == "printed":
        return _("printed under “%(heading)s”", heading=one_line(note.heading))
    if note.fate == "absorbed":
        return _("absorbed in “%(sentence)s”", sentence=one_line(note.sentence))
    if note.fate == "aside" and note.reason.strip():
        return _("set aside: %(reason)s", reason=one_line(note.reason))
    return pile_words(note.fate)
