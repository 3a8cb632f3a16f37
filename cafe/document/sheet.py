"""What stands on a table's poster: the same sheet for the picture and for the PDF."""

from dataclasses import dataclass

from cafe.core.i18n import _
from cafe.core.lines import one_line
from cafe.core.text import place_name
from cafe.document.material import Question, Table


@dataclass(frozen=True)
class Field:
    """A part of the poster with the slips that hang there."""

    title: str
    slips: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A poster's texts: café name on top, a card with the question, fields of slips."""

    name: str
    table: str
    label: str
    question: str
    fields: tuple[Field, ...]


def sheet_of(question: Question, table: Table) -> Sheet:
    """The poster of `table`, in the language spoken now."""
    return Sheet(
        name=one_line(table.cafe_name or ""),
        table=place_name(question.form, table.number).upper(),
        label=_("Question %(number)s:", number=question.number),
        question=one_line(question.text),
        fields=_fields(question, table),
    )


def _fields(question: Question, table: Table) -> tuple[Field, ...]:
    """The whole poster, or one field for each part and one for slips that belong to none."""
    if not (table.by_parts and question.parts):
        return (Field("", tuple(one_line(slip.text) for slip in table.slips)),)
    letters = [letter for letter, _text in question.parts]
    rest = tuple(one_line(slip.text) for slip in table.slips if slip.part not in letters)
    fields = tuple(
        Field(
            f"{letter} – {one_line(text)}",
            tuple(one_line(slip.text) for slip in table.slips if slip.part == letter),
        )
        for letter, text in question.parts
    )
    return (*fields, Field("", rest)) if rest else fields
