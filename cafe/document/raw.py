"""The raw material as plain tables: every note as typed, every printed sentence, every table.

Texts stand here letter for letter, line breaks too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cafe.core.i18n import _, speaking
from cafe.core.text import place_name
from cafe.document.material import Asked, Material, Table, Typed
from cafe.document.note_status import pile_words
from cafe.nouns import NOTE

Cell = str | int
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class RawTable:
    """A name, column headings, and rows that are as long."""

    name: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


def raw_tables(material: Material) -> tuple[RawTable, RawTable, RawTable]:
    """Notes, sentences and tables of the whole café, in the workshop's own language."""
    with speaking(material.language):
        places = [(asked, table) for asked in material.questions for table in asked.tables]
        notes = tuple(_note(a, t, note) for a, t in places for note in t.typed)
        sentences = tuple(row for asked in material.questions for row in _sentences(asked))
        tables = tuple(_table(asked, table) for asked, table in places)
        return (
            RawTable(_("Notes"), _note_head(), notes),
            RawTable(_("Sentences"), _sentence_head(), sentences),
            RawTable(_("Tables"), _table_head(), tables),
        )


def _note_head() -> tuple[str, ...]:
    return (
        _("Question no."),
        _("Table"),
        _("Note"),
        _("Kind"),
        *(name for _field, name in NOTE.columns()),
        _("Elaborated"),
        _("Asked"),
        _("Dots"),
        _("What became of it"),
        _("Heading"),
        _("Sentence"),
        _("Reason"),
        _("Id"),
    )


def _note(asked: Asked, table: Table, note: Typed) -> Row:
    questions = (f"{question.text}\n{question.answer}".strip() for question in note.asked)
    return (
        asked.number,
        place_name(asked.form, table.number),
        note.text,
        _("keyword") if note.kind == "keyword" else _("statement"),
        *(_cell(note.columns.get(field.name)) for field, _name in NOTE.columns()),
        "\n".join(note.elaborations),
        "\n".join(questions),
        note.dots,
        pile_words(note.status),
        note.heading,
        note.sentence,
        note.reason,
        note.id,
    )


def _cell(value: str | int | bool | None) -> Cell:
    return _("yes") if value is True else value or ""


def _sentence_head() -> tuple[str, ...]:
    return (_("Question no."), _("Heading"), _("Sentence"), _("Tables"), _("Dots"))


def _sentences(asked: Asked) -> Iterator[Row]:
    for heading in asked.headings:
        for text, behind in heading.lines:
            numbers = ", ".join(map(str, behind.tables))
            yield (asked.number, heading.text, text, numbers, behind.dots)


def _table_head() -> tuple[str, ...]:
    return (_("Question no."), _("Question"), _("Table"), _("Café name"), _("Main statement"))


def _table(asked: Asked, table: Table) -> Row:
    place = place_name(asked.form, table.number)
    return (asked.number, asked.text, place, table.cafe_name or "", table.main_statement or "")
