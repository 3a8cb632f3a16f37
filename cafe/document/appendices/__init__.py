"""What may follow the questions when the organiser asks for it: accounts, notes, minutes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cafe.core.i18n import _
from cafe.core.lines import isolated, nonempty, one_line, run_on
from cafe.document.appendices.evaluation import of_evaluation
from cafe.document.appendices.words import of_words
from cafe.document.material import Origin, Question, Seal, Table, Typed, called
from cafe.document.note_status import pile_words, status_words
from cafe.document.options import Options
from cafe.document.sentences import lines_of
from cafe.document.sentences.remarks import of_remarks
from cafe.document.tree import Appendix, AppendixPart, Grid, Lead, Sentence
from cafe.document.words import Introduction
from cafe.evaluation.shown import Results
from cafe.seal.rules import in_groups
from cafe.sort.ledger.rewording import Language
from cafe.states import STATUSES

# Beside the posters. Of those that nobody has said yes to the accounts alone tell.
MINUTED = tuple(status for status, state in STATUSES.items() if state.minuted)
UNSAID = tuple(status for status, state in STATUSES.items() if not state.minuted)

DASH = "–"  # an erased note has no words
MANY = 2  # a column is of notes, not of a note


class Beside(NamedTuple):
    """What is told of the café beside its questions: its seal, and what people said of the day."""

    seal: Seal | None = None
    evaluation: Sequence[Results] = ()


NOTHING_BESIDE = Beside()


def appendices(
    questions: Sequence[Question],
    options: Options,
    language: Language,
    intro: Introduction,
    beside: Beside = NOTHING_BESIDE,
) -> tuple[Appendix, ...]:
    """The appendices asked for, in the language spoken now; words are read by `language`."""
    made = []
    if options.accounts:
        parts = (
            *_accounts(questions),
            *of_remarks(questions),
            *of_words(questions, language, intro),
            *_sealed(beside.seal),
        )
        made.append(Appendix("accounts", _("The accounts"), parts))
    if options.notes:
        made.append(
            Appendix(
                "notes", _("Every note as it was typed"), tuple(_every_note(questions, options))
            )
        )
    if options.minutes:
        made.append(Appendix("minutes", _("Minutes of every table"), tuple(_of_tables(questions))))
    if options.evaluation and (parts := tuple(of_evaluation(beside.evaluation))):
        made.append(Appendix("evaluation", _("Evaluation"), parts))
    return tuple(made)


def _accounts(questions: Sequence[Question]) -> Iterator[AppendixPart]:
    there = [question.piles for question in questions if question.piles]
    names = list(there[0]) if there else []
    # A pile that is empty everywhere says nothing; what is not placed is told also when it is none.
    shown = [n for n in names if n in ("typed", "unplaced") or any(p[n] for p in there)]
    rows = [
        (f"{question.number}.", *_counts(question, shown))
        for question in questions
        if question.piles
    ]
    sums = (str(sum(piles[name] for piles in there)) for name in shown)
    grid = Grid(
        (_("Question no."), *(pile_words(name, MANY) for name in shown)), (*rows, (_("All"), *sums))
    )
    yield AppendixPart(_("Where every note went"), grid=grid)
    for question in questions:
        left = [note for note in _typed(question) if note.status in ("aside", "unplaced", *MINUTED)]
        if left:
            heading = _("Question %(number)s: not in the text", number=question.number)
            yield AppendixPart(heading, items=tuple(map(_with_status, left)))


def _counts(question: Question, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(question.piles[name]) for name in names)


def _typed(question: Question) -> list[Typed]:
    return [note for place in question.places for note in place.typed]


def _with_status(note: Typed) -> str:
    if note.status == "erased":
        return f"({status_words(note)})"
    return f"{isolated(one_line(note.text))} ({status_words(note)})"


def _every_note(questions: Sequence[Question], options: Options) -> Iterator[AppendixPart]:
    for question in questions:
        for place in question.places:
            shown = [note for note in place.typed if options.struck or note.status != "struck"]
            rows = tuple(
                (lines_of(note.text, breaks=options.breaks) or DASH, status_words(note))
                for note in shown
            )
            head = _("Note"), _("What became of it")
            grid = Grid(head, rows, words=True) if rows else None
            yield AppendixPart(_called(question, place), grid=grid)


def _of_tables(questions: Sequence[Question]) -> Iterator[AppendixPart]:
    for question in questions:
        for table in sorted(question.tables, key=lambda table: table.number):
            yield _minutes(question, table)


def _called(question: Question, place: Table | Origin) -> str:
    name = place.labelled if isinstance(place, Origin) else called(question, place)
    where = f"{question.number}. {isolated(one_line(name))}"
    cafe_name = place.cafe_name if isinstance(place, Table) else None
    return f"{where}: {isolated(name)}" if (name := one_line(cafe_name or "")) else where


def _minutes(question: Question, table: Table) -> AppendixPart:
    leads = [Lead(_("Question:"), (Sentence(one_line(question.text)),))]
    if main := one_line(table.main_statement or ""):
        leads.append(Lead(_("Main statement:"), (Sentence(main),)))
    kept = [note for note in table.typed if note.status not in ("struck", "erased", *UNSAID)]
    return AppendixPart(_called(question, table), tuple(leads), tuple(map(_whole, kept)))


def _whole(note: Typed) -> str:
    """The note with all that was added at the poster."""
    pieces = [one_line(note.text)]
    if added := " / ".join(map(isolated, nonempty(note.elaborations))):
        pieces.append(_("(Elaborated at the table: %(words)s)", words=added))
    for asked in note.asked:
        pieces.append(_("(Asked: %(words)s)", words=one_line(asked.text)))
        if answer := one_line(asked.answer):
            pieces.append(_("(Answered: %(words)s)", words=answer))
    return pieces[0] if len(pieces) == 1 else run_on(pieces)


def _sealed(seal: Seal | None) -> Iterator[AppendixPart]:
    """The seal in the accounts, with what it is."""
    if seal is not None:
        items = (
            " ".join(seal.words),
            in_groups(bytes.fromhex(seal.digest)),
            _(
                "It is over all that was typed, and done with it, until the tables closed, and was"
                " shown to everybody then. With it anybody can check that nothing of this has been"
                " changed, added or removed since without the history telling of it."
            ),
        )
        yield AppendixPart(_("The seal of the café"), items=items)
