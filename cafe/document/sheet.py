"""What stands on a table's poster: the same sheet for the picture and for the PDF."""

from collections.abc import Sequence
from dataclasses import dataclass

from cafe.core.i18n import _
from cafe.core.lines import one_line
from cafe.core.text import place_name
from cafe.document.material import PosterNote, Question, Table
from cafe.document.note_status import pile_words


@dataclass(frozen=True)
class Field:
    """A part of the poster with the slips that hang there; `erased` are the numbers of those whose
    words were erased for good: grey, and they say so."""

    title: str
    slips: tuple[str, ...]
    erased: tuple[int, ...] = ()


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
        return (_field("", table.slips),)
    letters = [letter for letter, _text in question.parts]
    rest = [slip for slip in table.slips if slip.part not in letters]
    fields = tuple(
        _field(f"{letter} – {one_line(text)}", [s for s in table.slips if s.part == letter])
        for letter, text in question.parts
    )
    return (*fields, _field("", rest)) if rest else fields


def _field(title: str, slips: Sequence[PosterNote]) -> Field:
    words = tuple(pile_words("erased") if slip.erased else one_line(slip.text) for slip in slips)
    return Field(title, words, tuple(at for at, slip in enumerate(slips) if slip.erased))
