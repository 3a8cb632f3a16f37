"""What a document still lacks, in words. Nothing here stops the printing: gaps are left out."""

from collections.abc import Iterator

from cafe.core.i18n import _, ngettext
from cafe.core.text import place_name
from cafe.document.compose import extract, summary_text
from cafe.document.material import Asked, Material, Table


def completeness(material: Material, missing_pictures: frozenset[str] = frozenset()) -> list[str]:
    """Every gap by name, in the language spoken now; an empty list when nothing is missing.

    `missing_pictures` are photographs that the café knows of but whose files are not there.
    """
    gaps: list[str] = []
    if not material.questions:
        gaps.append(_("The café has no questions yet."))
    if material.signature is None or not all(part.strip() for part in material.signature):
        gaps.append(_("The signature is not complete: name, position and month."))
    for asked in material.questions:
        gaps += _of_question(asked)
        for table in asked.tables:
            gaps += _of_table(asked, table, missing_pictures)
    return gaps


def unaccounted(material: Material) -> list[str]:
    """What keeps the accounts of the printed questions from adding up; empty when they do."""
    if not material.questions:
        return [_("The café has no questions yet.")]
    gaps: list[str] = []
    for asked in extract(material):
        gaps += _of_accounts(asked)
        for table in asked.tables:
            gaps += _of_late(asked, table)
    return gaps


def _of_question(asked: Asked) -> Iterator[str]:
    if asked.form == "tables" and not asked.tables:
        yield _("Question %(number)s has no table.", number=asked.number)
    if asked.form == "tables" and not summary_text(asked):
        yield _("Question %(number)s has no summary and no main statement.", number=asked.number)
    if not asked.headings:
        yield _("Question %(number)s has no headings.", number=asked.number)
    for heading in asked.headings:
        if not heading.entries:
            yield _(
                "Question %(number)s: nothing stands under the heading “%(heading)s”.",
                number=asked.number,
                heading=heading.text,
            )
    yield from _of_accounts(asked)
    if asked.unsourced:
        yield ngettext(
            "Question %(number)s: %(count)s sentence has no note behind it.",
            "Question %(number)s: %(count)s sentences have no note behind them.",
            asked.unsourced,
            number=asked.number,
        )


def _of_accounts(asked: Asked) -> Iterator[str]:
    if asked.unplaced:
        yield ngettext(
            "Question %(number)s: %(count)s note is neither in the document nor set aside.",
            "Question %(number)s: %(count)s notes are neither in the document nor set aside.",
            asked.unplaced,
            number=asked.number,
        )


def _of_table(asked: Asked, table: Table, missing_pictures: frozenset[str]) -> Iterator[str]:
    yield from _of_tables_own(table) if asked.form == "tables" else _of_gathered(asked, table)
    yield from _of_late(asked, table)
    for photo in table.photos:
        if photo.file in missing_pictures:
            yield _(
                "%(table)s: the photograph %(file)s is not on this computer.",
                table=place_name(asked.form, table.number),
                file=photo.file,
            )


def _of_late(asked: Asked, table: Table) -> Iterator[str]:
    if table.late:
        yield ngettext(
            "%(table)s: %(count)s note came late and waits to be taken in or left out.",
            "%(table)s: %(count)s notes came late and wait to be taken in or left out.",
            table.late,
            table=place_name(asked.form, table.number),
        )
    if table.held:
        yield ngettext(
            "%(table)s: %(count)s note from a phone waits to be taken in or left out.",
            "%(table)s: %(count)s notes from phones wait to be taken in or left out.",
            table.held,
            table=place_name(asked.form, table.number),
        )


def _of_tables_own(table: Table) -> Iterator[str]:
    if not table.cafe_name:
        yield _("Table %(number)s has no café name.", number=table.number)
    if not table.main_statement:
        yield _("Table %(number)s has no main statement.", number=table.number)
    if not table.slips:
        yield _("Table %(number)s has no notes.", number=table.number)


def _of_gathered(asked: Asked, table: Table) -> Iterator[str]:
    """Pairs and a plenary have no café of their own to name, and nobody to sum up for them."""
    if not table.slips:
        yield _("Question %(number)s has no notes.", number=asked.number)
