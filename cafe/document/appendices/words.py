"""The accounts of the words: how many are from where, and each note beside what is printed."""

from collections.abc import Iterator, Sequence

from cafe.core.i18n import _
from cafe.core.lines import isolated, one_line
from cafe.document.material import Question
from cafe.document.tree import AppendixPart, Grid
from cafe.document.words import (
    Balance,
    Introduction,
    added,
    balance,
    class_words,
    sentences,
    worded_summary,
)
from cafe.sort.ledger.rewording import Language
from cafe.sort.ledger.sources import Worded


def of_words(
    questions: Sequence[Question], language: Language, intro: Introduction
) -> Iterator[AppendixPart]:
    """The balance of all, then every rewording question by question, in the language spoken now."""
    counted = [(_("Introduction"), intro.balance())] if intro.paragraphs else []
    counted += [(f"{question.number}.", balance(question, language)) for question in questions]
    whole = added([Balance(), *(one for _number, one in counted)])
    head = (
        _("Question no."),
        _("on the notes"),
        _("main statements"),
        _("reworded"),
        _("the organiser’s own"),
        _("headings"),
        _("the program’s text"),
        _("readers of the draft"),
    )
    # Where no reader's words are in print, nothing is said of readers.
    last = len(head) if whole.readers else len(head) - 1
    rows = tuple((name, *map(str, one))[:last] for name, one in (*counted, (_("All"), whole)))
    yield AppendixPart(_("Where the words in print are from"), grid=Grid(head[:last], rows))
    for question in questions:
        if rewordings := tuple(_rewordings(question, language)):
            heading = _("Question %(number)s: on the note, and in print", number=question.number)
            names = _("On the note"), _("In print"), _("The rewording")
            yield AppendixPart(heading, grid=Grid(names, rewordings, words=True))


def _rewordings(question: Question, language: Language) -> Iterator[tuple[str, ...]]:
    summary = worded_summary(question, language)
    if summary is not None:
        yield _row(question.summary or "", summary)
    for text, behind in sentences(question):
        if behind.worded is not None and behind.worded.kind != "same":
            yield _row(text, behind.worded)


def _row(text: str, known: Worded) -> tuple[str, ...]:
    was, now = isolated(one_line(known.original)), isolated(one_line(text))
    return was or _("(no note)"), now, class_words(known)
