"""What a document still lacks, in words. Nothing here stops the printing: gaps are left out."""

from collections import Counter
from collections.abc import Iterator

from cafe.core.i18n import _, ngettext
from cafe.core.lines import one_line
from cafe.core.text import place_name, short
from cafe.document.compose import extract, summary_text
from cafe.document.material import Material, Question, Table


def completeness(material: Material, missing_pictures: frozenset[str] = frozenset()) -> list[str]:
    """Every gap by name, in the language spoken now; an empty list when nothing is missing.

    `missing_pictures` are photographs that the café knows of but whose files are not there.
    """
    gaps: list[str] = []
    if not material.questions:
        gaps.append(_("The café has no questions yet."))
    if material.signature is None or not all(part.strip() for part in material.signature):
        gaps.append(_("The signature is not complete: name, position and month."))
    for question in material.questions:
        gaps += _of_question(question)
        gaps += _of_sentences(question)
        for table in question.tables:
            gaps += _of_table(question, table, missing_pictures)
    return gaps


def unaccounted(material: Material) -> list[str]:
    """What keeps the accounts of the printed questions from adding up; empty when they do."""
    if not material.questions:
        return [_("The café has no questions yet.")]
    gaps: list[str] = []
    for question in extract(material):
        gaps += _of_accounts(question)
        for table in question.tables:
            gaps += _of_late(question, table)
    return gaps


def doubtful(material: Material) -> list[str]:
    """What the printed questions should be looked through for before a version is final."""
    return [line for question in extract(material) for line in _of_sentences(question)]


def _of_sentences(question: Question) -> Iterator[str]:
    for heading in question.headings:
        times = Counter(one_line(text).casefold() for text in heading.entries if one_line(text))
        for text in dict.fromkeys(map(one_line, heading.entries)):
            if times.pop(text.casefold(), 0) > 1:
                yield _(
                    "Question %(number)s: “%(sentence)s” stands more than once under "
                    "“%(heading)s”.",
                    number=question.number,
                    sentence=short(text),
                    heading=one_line(heading.text),
                )
    for one, other in question.opposed:
        yield _(
            "Question %(number)s: “%(note)s” and “%(other)s” say opposite things, and do not stand "
            "under one heading.",
            number=question.number,
            note=short(one),
            other=short(other),
        )


def _of_question(question: Question) -> Iterator[str]:
    if question.form == "tables" and not question.tables:
        yield _("Question %(number)s has no table.", number=question.number)
    if question.form == "tables" and not summary_text(question):
        yield _("Question %(number)s has no summary and no main statement.", number=question.number)
    if not question.headings:
        yield _("Question %(number)s has no headings.", number=question.number)
    for heading in question.headings:
        if not heading.entries:
            yield _(
                "Question %(number)s: nothing stands under the heading “%(heading)s”.",
                number=question.number,
                heading=heading.text,
            )
    yield from _of_accounts(question)
    if question.unsourced:
        yield ngettext(
            "Question %(number)s: %(count)s sentence has no note behind it.",
            "Question %(number)s: %(count)s sentences have no note behind them.",
            question.unsourced,
            number=question.number,
        )


def _of_accounts(question: Question) -> Iterator[str]:
    if question.unplaced:
        yield ngettext(
            "Question %(number)s: %(count)s note is neither in the document nor set aside.",
            "Question %(number)s: %(count)s notes are neither in the document nor set aside.",
            question.unplaced,
            number=question.number,
        )


def _of_table(question: Question, table: Table, missing_pictures: frozenset[str]) -> Iterator[str]:
    yield from _of_tables_own(table) if question.form == "tables" else _of_gathered(question, table)
    yield from _of_late(question, table)
    for photo in table.photos:
        if photo.file in missing_pictures:
            yield _(
                "%(table)s: the photograph %(file)s is not on this computer.",
                table=place_name(question.form, table.number),
                file=photo.file,
            )


def _of_late(question: Question, table: Table) -> Iterator[str]:
    if table.late:
        yield ngettext(
            "%(table)s: %(count)s note came late and waits to be taken in or left out.",
            "%(table)s: %(count)s notes came late and wait to be taken in or left out.",
            table.late,
            table=place_name(question.form, table.number),
        )
    if table.held:
        yield ngettext(
            "%(table)s: %(count)s note from a phone waits to be taken in or left out.",
            "%(table)s: %(count)s notes from phones wait to be taken in or left out.",
            table.held,
            table=place_name(question.form, table.number),
        )


def _of_tables_own(table: Table) -> Iterator[str]:
    if not table.cafe_name:
        yield _("Table %(number)s has no café name.", number=table.number)
    if not table.main_statement:
        yield _("Table %(number)s has no main statement.", number=table.number)
    if not table.slips and not table.typed:
        yield _("Table %(number)s has no notes.", number=table.number)


def _of_gathered(question: Question, table: Table) -> Iterator[str]:
    """Pairs and a plenary have no café of their own to name, and nobody to sum up for them."""
    if not table.slips:
        yield _("Question %(number)s has no notes.", number=question.number)
