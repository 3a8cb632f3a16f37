"""The raw material as plain tables: every note as typed, every printed sentence, every table.

Texts stand here letter for letter, line breaks too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cafe.core.i18n import _, speaking
from cafe.core.text import place_name
from cafe.document.material import Material, Origin, Question, Table, Typed, called
from cafe.document.note_status import pile_words
from cafe.document.words import class_words
from cafe.evaluation.rules import audience_name
from cafe.evaluation.shown import Result, Results, waiting_words
from cafe.nouns import NOTE

Cell = str | int
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class RawTable:
    """A name, column headings, and rows that are as long."""

    name: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Raw:
    """The whole raw material: the document's title, of which café and revision, the tables."""

    title: str
    stamp: str
    tables: tuple[RawTable, ...]


def raw_of(material: Material) -> Raw:
    """What a spreadsheet of `material` is made from."""
    return Raw(material.title, material.stamp, raw_tables(material))


def raw_tables(material: Material) -> tuple[RawTable, RawTable, RawTable]:
    """Notes, sentences and tables of the whole café, in the workshop's own language."""
    with speaking(material.language):
        places = [(question, table) for question in material.questions for table in question.tables]
        everywhere = [(one, place) for one in material.questions for place in one.places]
        typed = [(one, place, note) for one, place in everywhere for note in place.typed]
        # No column where every note reads as it always did.
        mended = any(note.earlier for _one, _place, note in typed)
        notes = tuple(_note(*each, mended=mended) for each in typed)
        sentences = tuple(row for question in material.questions for row in _sentences(question))
        tables = tuple(_table(question, table) for question, table in places)
        return (
            RawTable(_("Notes"), _note_head(mended=mended), notes),
            RawTable(_("Sentences"), _sentence_head(), sentences),
            RawTable(_("Tables"), _table_head(), tables),
        )


def _note_head(*, mended: bool) -> tuple[str, ...]:
    return (
        _("Question no."),
        _("Table"),
        _("Note"),
        _("Kind"),
        *(field.column() for field in NOTE.columns if field.column),
        _("Elaborated"),
        _("Asked"),
        _("Dots"),
        _("What became of it"),
        _("Heading"),
        _("Sentence"),
        _("Reason"),
        *([_("Earlier wordings")] if mended else []),
        _("Id"),
    )


def _note(question: Question, place: Table | Origin, note: Typed, *, mended: bool) -> Row:
    about_it = (f"{asked.text}\n{asked.answer}".strip() for asked in note.asked)
    return (
        question.number,
        called(question, place),
        note.text,
        _("keyword") if note.kind == "keyword" else _("statement"),
        *(_cell(note.columns.get(field.name)) for field in NOTE.columns),
        "\n".join(note.elaborations),
        "\n".join(about_it),
        note.dots,
        pile_words(note.status),
        note.heading,
        note.sentence,
        note.reason,
        *(["\n".join(note.earlier)] if mended else []),
        note.id,
    )


def _cell(value: str | int | bool | None) -> Cell:
    return _("yes") if value is True else value or ""


def _sentence_head() -> tuple[str, ...]:
    return (
        _("Question no."),
        _("Heading"),
        _("Sentence"),
        _("Tables"),
        _("Dots"),
        _("On the note"),
        _("The rewording"),
    )


def _sentences(question: Question) -> Iterator[Row]:
    for heading in question.headings:
        for text, behind in heading.lines:
            numbers = ", ".join([*map(str, behind.tables), *behind.origins])
            known = behind.worded
            notes, kind = (known.original, class_words(known)) if known else ("", "")
            yield (question.number, heading.text, text, numbers, behind.dots, notes, kind)


def _table_head() -> tuple[str, ...]:
    return (_("Question no."), _("Question"), _("Table"), _("Café name"), _("Main statement"))


def _table(question: Question, table: Table) -> Row:
    place = place_name(question.form, table.number)
    return (
        question.number,
        question.text,
        place,
        table.cafe_name or "",
        table.main_statement or "",
    )


def evaluation_of(title: str, language: str, forms: Iterable[Results]) -> Raw:
    """What was answered, question by question, in the café's language. No row is a person."""
    with speaking(language):
        rows = tuple(row for form in forms for one in form.answered for row in _answers(form, one))
        head = _("Asked of"), _("Question"), _("Answer"), _("How many")
        return Raw(title, "", (RawTable(_("Evaluation"), head, rows),))


def _answers(form: Results, one: Result) -> Iterator[Row]:
    """Words as they were typed, each once; how many chose each, and how many answered."""
    about = audience_name(form.audience), one.text
    yield from ((*about, text, 1) for text in one.texts)
    yield from ((*about, name, count) for name, count in one.rows)
    if one.kind != "text":
        yield (*about, _("All"), one.answers)
    if one.held:
        yield (*about, waiting_words(one.held), one.held)
