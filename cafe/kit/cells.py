"""Sheets with numbered cells: a photograph of one is cut into its cells and typed off."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import segno

from cafe.core.cells import form
from cafe.core.cells.form import Mark
from cafe.core.i18n import _, speaking
from cafe.core.lines import one_line
from cafe.core.text import place_name
from cafe.document.material import Material
from cafe.errors import Invalid
from cafe.kit.cards import typeset
from cafe.writers.poster import TEMPLATE

# How wide they are when A3 is 1.
PAPERS = {"a3": 1.0, "a4": 297 / 420}
# 1,800 took more than a minute and half a gigabyte, while nothing else was typeset.
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class CellSheet:
    """One sheet of a table: `table` is what its marks call it, `parts` are its question's."""

    number: int
    form: str
    label: str
    question: str
    parts: tuple[tuple[str, str], ...]
    table: str
    sheet: int


def cell_sheets(
    material: Material, uids: Mapping[int, str], count: int, number: int | None = None
) -> list[CellSheet]:
    """`count` sheets for each table in the hall, or for table `number`, by number. Raises Invalid,
    also when they are too many for one file.

    `uids`: the tables' ids by number.
    """
    if not 1 <= count <= form.MOST_SHEETS:
        raise Invalid(
            _("Choose from 1 to %(most)s sheets for each table.", most=form.MOST_SHEETS),
            where="sheets",
        )
    tables = [
        (table.number, question)
        for question in material.questions
        for table in question.tables
        if question.form != "pairs" and number in (None, table.number)
    ]
    if len(tables) * count > MOST_AT_ONCE:
        words = _(
            "That would be %(count)s sheets, and a file holds at most %(most)s. "
            "Choose fewer for each table, or take one table at a time.",
            count=len(tables) * count,
            most=MOST_AT_ONCE,
        )
        raise Invalid(words, where="sheets")
    with speaking(material.language):
        return [
            CellSheet(
                number=at,
                form=question.form,
                label=_("Question %(number)s:", number=question.number),
                question=one_line(question.text),
                parts=tuple((letter, one_line(text)) for letter, text in question.parts),
                table=form.short_of(uids[at]),
                sheet=sheet,
            )
            for at, question in sorted(tables, key=lambda pair: pair[0])
            for sheet in range(1, count + 1)
        ]


def cells_pdf(title: str, language: str, sheets: Sequence[CellSheet], paper: str = "a3") -> bytes:
    """The sheets as PDF, in the order given, on `paper`: one of PAPERS. Raises Invalid.

    On A4 all of it is smaller by the same share, so a photograph is read by the same numbers.
    """
    if paper not in PAPERS:
        raise Invalid(_("Choose A3 or A4."), where="paper")
    with speaking(language):
        data = {
            "title": _("Sheets with cells") + " – " + one_line(title),
            "sheets": [_as_data(sheet) for sheet in sheets],
            "how": _(
                "One note in each cell, with a dark pen. When the sheet is done: photograph all of "
                "it from above, with the squares in its corners."
            ),
            "paper": paper,
            "scale": PAPERS[paper],
            "form": {
                "margin": form.MARGIN,
                "code": form.CODE,
                "top": form.TOP,
                "columns": form.COLUMNS,
                "wide": form.CELL_WIDE,
                "high": form.CELL_HIGH,
                "corners": form.CORNERS,
            },
        }
    marks = {
        f"marks/{at}-{corner}.svg": _drawn(sheet, corner)
        for at, sheet in enumerate(sheets)
        for corner in range(len(form.CORNERS))
    }
    return typeset("cells.typ", language, data, {**TEMPLATE, **marks})


def _as_data(sheet: CellSheet) -> dict[str, object]:
    divided = form.parts_of(len(sheet.parts))
    places = (form.part_of(cell, divided) for cell in range(1, form.CELLS + 1))
    return {
        "name": place_name(sheet.form, sheet.number).upper(),
        "sheet": _("Sheet %(number)s", number=sheet.sheet),
        "label": sheet.label,
        "question": sheet.question,
        "parts": sheet.parts,
        "cells": ["" if part is None else sheet.parts[part][0] for part in places],
    }


def _drawn(sheet: CellSheet, corner: int) -> bytes:
    words = form.words_of(Mark(sheet.table, sheet.sheet, form.parts_of(len(sheet.parts)), corner))
    out = io.BytesIO()
    code = segno.make(words, error="q", micro=False)
    code.save(out, kind="svg", border=0, xmldecl=False, omitsize=True, light="#fff")
    return out.getvalue()
