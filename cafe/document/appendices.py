"""What may follow the questions when the organiser asks for it: accounts, notes, minutes."""

from collections.abc import Callable, Iterator, Sequence

from cafe.core.i18n import _
from cafe.core.text import place_name
from cafe.document.lines import one_line, said
from cafe.document.material import Asked, Table, Typed
from cafe.document.note_status import pile_words, status_words
from cafe.document.options import Options
from cafe.document.tree import Appendix, Grid, Lead, Part, Sentence

# Nobody has said yes to these: a draft does not print their words, the accounts name them.
HELD = ("held-waiting", "held-left")


def appendices(questions: Sequence[Asked], options: Options) -> tuple[Appendix, ...]:
    """The appendices asked for, in the language spoken now."""
    made = []
    if options.accounts:
        made.append(Appendix("accounts", _("The accounts"), tuple(_accounts(questions))))
    if options.notes:
        made.append(
            Appendix("notes", _("Every note as it was typed"), _by_table(questions, _notes))
        )
    if options.minutes:
        made.append(
            Appendix("minutes", _("Minutes of every table"), _by_table(questions, _minutes))
        )
    return tuple(made)


def _accounts(questions: Sequence[Asked]) -> Iterator[Part]:
    there = [asked.piles for asked in questions if asked.piles]
    names = list(there[0]) if there else []
    # A pile that is empty everywhere says nothing; what is not placed is told also when it is none.
    shown = [n for n in names if n in ("typed", "unplaced") or any(p[n] for p in there)]
    rows = [(f"{asked.number}.", *_counts(asked, shown)) for asked in questions if asked.piles]
    sums = (str(sum(piles[name] for piles in there)) for name in shown)
    grid = Grid((_("Question no."), *map(pile_words, shown)), (*rows, (_("All"), *sums)))
    yield Part(_("Where every note went"), grid=grid)
    for asked in questions:
        left = [note for note in _typed(asked) if note.status in ("aside", "unplaced", "waiting")]
        if left:
            heading = _("Question %(number)s: not in the text", number=asked.number)
            yield Part(heading, items=tuple(map(_with_status, left)))


def _counts(asked: Asked, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(asked.piles[name]) for name in names)


def _typed(asked: Asked) -> list[Typed]:
    tables = sorted(asked.tables, key=lambda table: table.number)
    return [note for table in tables for note in table.typed]


def _with_status(note: Typed) -> str:
    return f"{one_line(note.text)} ({status_words(note)})"


def _by_table(questions: Sequence[Asked], make: Callable[[Asked, Table], Part]) -> tuple[Part, ...]:
    return tuple(
        make(asked, table)
        for asked in questions
        for table in sorted(asked.tables, key=lambda table: table.number)
    )


def _called(asked: Asked, table: Table) -> str:
    where = f"{asked.number}. {place_name(asked.form, table.number)}"
    return f"{where}: {name}" if (name := one_line(table.cafe_name or "")) else where


def _notes(asked: Asked, table: Table) -> Part:
    return Part(_called(asked, table), items=tuple(map(_with_status, table.typed)))


def _minutes(asked: Asked, table: Table) -> Part:
    leads = [Lead(_("Question:"), (Sentence(one_line(asked.text)),))]
    if main := one_line(table.main_statement or ""):
        leads.append(Lead(_("Main statement:"), (Sentence(main),)))
    kept = [note for note in table.typed if note.status not in ("struck", "left", *HELD)]
    return Part(_called(asked, table), tuple(leads), tuple(map(_whole, kept)))


def _whole(note: Typed) -> str:
    """The note with all that was added at the poster."""
    pieces = [one_line(note.text)]
    if added := " / ".join(said(note.elaborations)):
        pieces.append(_("(Elaborated at the table: %(words)s)", words=added))
    for question in note.asked:
        pieces.append(_("(Asked: %(words)s)", words=one_line(question.text)))
        if answer := one_line(question.answer):
            pieces.append(_("(Answered: %(words)s)", words=answer))
    return " ".join(pieces)
