"""What became of a note, in words: the piles of the accounts, and where it stands."""

from collections.abc import Iterable

from cafe.core.i18n import _, ngettext
from cafe.core.lines import one_line
from cafe.document.material import Question, Typed
from cafe.states import STATUSES

# Pile, heading, sentence, reason, the entry's id, how many other notes behind it, and whether the
# sentence says other than its notes.
NoteStatus = tuple[str, str, str, str, str, int, bool]


def pile_words(pile: str, count: int = 1) -> str:
    """A pile of the accounts by its name, in the language spoken now; `count` of one note or many.

    Nynorsk says the many otherwise: ein lapp er stroken, to er strokne.
    """
    words = {
        "typed": ngettext("typed", "typed", count),
        "printed": _("printed"),
        "absorbed": ngettext("absorbed", "absorbed", count),
        "main": _("in the main statement"),
        "aside": ngettext("set aside", "set aside", count),
        "struck": ngettext("struck at the table", "struck at the table", count),
        "unplaced": ngettext("not yet placed", "not yet placed", count),
        "erased": ngettext("erased for good", "erased for good", count),
    }
    return STATUSES[pile].called() if pile in STATUSES else words.get(pile, pile)


def status_words(note: Typed) -> str:
    """What became of `note`: `printed under “Light”`, in the language spoken now."""
    words = _status_words(note)
    if note.status == "printed" and note.reworded:
        sentence = one_line(note.sentence)
        return _("%(status)s, reworded: “%(sentence)s”", status=words, sentence=sentence)
    return words


def _status_words(note: Typed) -> str:
    if note.status == "printed":
        if note.beside:
            return ngettext(
                "printed under “%(heading)s”, in one sentence with %(count)s other note",
                "printed under “%(heading)s”, in one sentence with %(count)s other notes",
                note.beside,
                heading=one_line(note.heading),
            )
        return _("printed under “%(heading)s”", heading=one_line(note.heading))
    if note.status == "absorbed":
        return _("absorbed in “%(sentence)s”", sentence=one_line(note.sentence))
    if note.status == "aside" and note.reason.strip():
        return _("set aside: %(reason)s", reason=one_line(note.reason))
    if note.reason.strip():
        return f"{pile_words(note.status)}: {one_line(note.reason)}"
    return pile_words(note.status)


def kept_statuses(questions: Iterable[Question]) -> dict[str, NoteStatus]:
    """What became of each note that hangs on the posters of `questions`, by the note's id."""
    hanging = ("printed", "absorbed", "main", "aside", "unplaced")
    return {
        note.id: (
            *(note.status, note.heading, note.sentence, note.reason, note.entry),
            *(note.beside, note.reworded),
        )
        for question in questions
        for table in question.tables
        for note in table.typed
        if note.status in hanging and not note.gathered
    }


def as_typed(id: str, status: NoteStatus) -> Typed:
    """The note `id` with no more than what became of it, as `status_words` reads it."""
    pile, heading, sentence, reason, entry, beside, reworded = status
    return Typed(
        id=id,
        text="",
        status=pile,
        heading=heading,
        sentence=sentence,
        reason=reason,
        entry=entry,
        beside=beside,
        reworded=reworded,
    )
