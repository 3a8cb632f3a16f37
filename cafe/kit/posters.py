"""Which posters there are to print: blank ones to write on, and those drawn from the notes. And
what of the whole kit no font here can draw, which is told before anything is printed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, takewhile

from cafe.core.i18n import _, speaking
from cafe.core.lines import one_line
from cafe.core.text import place_name
from cafe.document.compose import composed, drawn_file
from cafe.document.material import Material, Question, Table
from cafe.document.options import PLAIN
from cafe.document.sheet import Field, Sheet, sheet_of
from cafe.errors import NotFound
from cafe.evaluation.rules import audience_name
from cafe.plan.programme.evaluation import Forms, current
from cafe.writers.letters.unknown import Place, Undrawn, undrawn_at


@dataclass(frozen=True)
class Paper:
    """A table's poster for a sheet of A3, or its `part`, counted from 1, where it takes several.

    `main` is its main statement, "" where there is none.
    """

    number: int
    form: str
    sheet: Sheet
    alt: str = ""
    main: str = ""
    part: int = 1


def blank(material: Material) -> list[Paper]:
    """A poster to write on for each table, by number; a question's parts become fields.

    Pairs sit with a phone, not round a sheet of paper.
    """
    tables = [
        (question, table) for question, table in _tables(material) if question.form != "pairs"
    ]
    with speaking(material.language):
        return [
            Paper(table.number, question.form, _unwritten(question, table))
            for question, table in tables
        ]


def _unwritten(question: Question, table: Table) -> Sheet:
    sheet = sheet_of(question, replace(table, slips=()))
    fields = tuple(Field(f"{letter} – {one_line(text)}", ()) for letter, text in question.parts)
    return replace(sheet, fields=fields or (Field("", ()),))


def filled(material: Material) -> list[Paper]:
    """The posters of the tables that have notes, by number, also of questions that an organiser has
    not chosen for the document."""
    whole = composed(replace(material, options=PLAIN))
    drawn = {p.file: p for p in whole.pictures if p.sheet is not None}
    found = []
    for question, table in _tables(material):
        files = (drawn_file(table.number, part) for part in count(1))
        sheets = takewhile(bool, map(drawn.get, files)) if table.slips else ()
        for part, picture in enumerate(sheets, 1):
            if picture and picture.sheet:
                main = one_line(table.main_statement or "")
                what = (table.number, question.form, picture.sheet, picture.alt, main, part)
                found.append(Paper(*what))
    return found


def _tables(material: Material) -> list[tuple[Question, Table]]:
    pairs = [(question, table) for question in material.questions for table in question.tables]
    return sorted(pairs, key=lambda pair: pair[1].number)


def chosen(papers: list[Paper], number: int | None, part: int | None = None) -> list[Paper]:
    """All of `papers`, or table `number`'s, or that `part` of it. Raises NotFound when there is
    none.
    """
    if number is None and not papers:
        raise NotFound(_("There is no poster to print yet."))
    found = [one for one in papers if number in (None, one.number) and part in (None, one.part)]
    if not found:
        raise NotFound(_("Table %(number)s has no drawn poster.", number=number))
    return found


def undrawn_in_kit(material: Material, meetings: Mapping[int, str], forms: Forms) -> Undrawn:
    """For cards, guides, posters and the evaluation's `forms`, in the language spoken now.

    `meetings`: where a table meets that is not in the hall, by its number.
    """
    return undrawn_at((*_printed(material, meetings), *_asked(forms)))


def _asked(forms: Forms) -> Iterator[Place]:
    for audience, form in forms.items():
        words = "".join(word for one in current(form) for word in (one["text"], *one["choices"]))
        name = f"{_('Evaluation')}: {audience_name(audience)}"
        yield Place(name, ((f"evaluation#{audience}", words),))


def _printed(material: Material, meetings: Mapping[int, str]) -> Iterator[Place]:
    yield Place(_("Header line"), (("plan#f:title", material.header),))
    for question in material.questions:
        asked = f"plan#question-{question.number}"
        words = "".join((question.text, *(text for _letter, text in question.parts)))
        yield Place(_("Question %(number)s", number=question.number), ((asked, words),))
        for table in question.tables:
            slips = "".join(slip.text for slip in table.slips)
            own = f"{table.cafe_name or ''}{table.main_statement or ''}{slips}"
            here = ((f"day#table-{table.number}", own), (asked, meetings.get(table.number, "")))
            yield Place(place_name(question.form, table.number), here)
