"""What a document still lacks, in words. Nothing here stops the printing: gaps are left out."""

from collections import Counter
from collections.abc import Iterator

from cafe.core.i18n import _, ngettext
from cafe.core.lines import one_line
from cafe.core.text import place_name, short
from cafe.document.compose import extract, summary_text
from cafe.document.material import Material, Question, Table
from cafe.document.sentences.remarks import waiting_remarks


class Gap(str):
    """What is missing, in words. `place`: where it is put right, below the café's address."""

    place: str

    def __new__(cls, words: str, place: str) -> "Gap":
        """`words` about what is put right at `place`."""
        gap = super().__new__(cls, words)
        gap.place = place
        return gap


def completeness(material: Material, missing_pictures: frozenset[str] = frozenset()) -> list[Gap]:
    """Every gap by name, in the language spoken now; an empty list when nothing is missing.

    `missing_pictures` are photographs that the café knows of but whose files are not there.
    """
    gaps: list[Gap] = []
    if not material.questions:
        gaps.append(_no_questions())
    parts = dict(
        zip(("name", "position", "month"), material.signature or ("", "", ""), strict=True)
    )
    if lacking := [name for name, text in parts.items() if not text.strip()]:
        words = _("The signature is not complete: name, position and month.")
        gaps.append(Gap(words, f"plan#f:signature_{lacking[0]}"))
    gaps += _of_readers(material)
    for question in material.questions:
        gaps += _of_question(question)
        gaps += _of_sentences(question)
        for table in question.tables:
            gaps += _of_table(question, table, missing_pictures)
    return gaps


def _no_questions() -> Gap:
    return Gap(_("The café has no questions yet."), "plan#questions")


def unaccounted(material: Material) -> list[Gap]:
    """What keeps the accounts of the printed questions from adding up; empty when they do."""
    if not material.questions:
        return [_no_questions()]
    gaps = [*_of_readers(material)]
    for question in extract(material):
        gaps += _of_accounts(question)
        for table in question.tables:
            gaps += _of_late(question, table)
    return gaps


def doubtful(material: Material) -> list[Gap]:
    """What the printed questions should be looked through for before a version is final."""
    return [line for question in extract(material) for line in _of_sentences(question)]


def _of_readers(material: Material) -> Iterator[Gap]:
    """A reading round that is not over, and remarks that nobody has answered."""
    for number in material.readers.open:
        words = _("Draft %(number)s is still being read: close the round first.", number=number)
        yield Gap(words, "readers")
    if waiting := waiting_remarks(material):
        words = ngettext(
            "%(count)s remark from the readers has no outcome.",
            "%(count)s remarks from the readers have no outcome.",
            waiting,
        )
        yield Gap(words, "readers")


def _of_sentences(question: Question) -> Iterator[Gap]:
    for heading in question.headings:
        times = Counter(one_line(text).casefold() for text in heading.entries if one_line(text))
        for text in dict.fromkeys(map(one_line, heading.entries)):
            if times.pop(text.casefold(), 0) > 1:
                words = _(
                    "Question %(number)s: “%(sentence)s” stands more than once under "
                    "“%(heading)s”.",
                    number=question.number,
                    sentence=short(text),
                    heading=one_line(heading.text),
                )
                yield Gap(words, _sorted(question, f"h-{heading.id}"))
    for one, other in question.opposed:
        words = _(
            "Question %(number)s: “%(note)s” and “%(other)s” say opposite things, and do not stand "
            "under one heading.",
            number=question.number,
            note=short(one),
            other=short(other),
        )
        yield Gap(words, _sorted(question, "headings-title"))


def _sorted(question: Question, anchor: str) -> str:
    return f"sort/{question.number}#{anchor}"


def _of_question(question: Question) -> Iterator[Gap]:
    number = question.number
    if question.form == "tables" and not question.tables:
        words = _("Question %(number)s has no table.", number=number)
        yield Gap(words, f"plan#question-{number}")
    if question.form == "tables" and not summary_text(question):
        words = _("Question %(number)s has no summary and no main statement.", number=number)
        yield Gap(words, f"report#question-{number}")
    if not question.headings:
        words = _("Question %(number)s has no headings.", number=number)
        yield Gap(words, _sorted(question, "headings"))
    for heading in question.headings:
        if not heading.entries:
            words = _(
                "Question %(number)s: nothing stands under the heading “%(heading)s”.",
                number=number,
                heading=heading.text,
            )
            yield Gap(words, _sorted(question, f"h-{heading.id}"))
    yield from _of_accounts(question)
    if question.unsourced:
        words = ngettext(
            "Question %(number)s: %(count)s sentence has no note behind it.",
            "Question %(number)s: %(count)s sentences have no note behind them.",
            question.unsourced,
            number=number,
        )
        yield Gap(words, _sorted(question, "headings-title"))


def _of_accounts(question: Question) -> Iterator[Gap]:
    if question.unplaced:
        words = ngettext(
            "Question %(number)s: %(count)s note is neither in the document nor set aside.",
            "Question %(number)s: %(count)s notes are neither in the document nor set aside.",
            question.unplaced,
            number=question.number,
        )
        yield Gap(words, _sorted(question, "unplaced-title"))


def _of_table(question: Question, table: Table, missing_pictures: frozenset[str]) -> Iterator[Gap]:
    yield from _of_tables_own(table) if question.form == "tables" else _of_gathered(question, table)
    yield from _of_late(question, table)
    place = place_name(question.form, table.number)
    for at, photo in enumerate(table.photos, start=1):
        if not one_line(photo.alt):
            words = _("%(table)s: photograph %(number)s is not described.", table=place, number=at)
            yield Gap(words, "paper")
        if photo.file in missing_pictures:
            words = _(
                "%(table)s: the photograph %(file)s is not on this computer.",
                table=place,
                file=photo.file,
            )
            yield Gap(words, _at(table))


def _at(table: Table) -> str:
    return f"day#table-{table.number}"


def _of_late(question: Question, table: Table) -> Iterator[Gap]:
    if table.late:
        words = ngettext(
            "%(table)s: %(count)s note came late and waits to be taken in or left out.",
            "%(table)s: %(count)s notes came late and wait to be taken in or left out.",
            table.late,
            table=place_name(question.form, table.number),
        )
        yield Gap(words, "day#late")
    if table.held:
        words = ngettext(
            "%(table)s: %(count)s note from a phone waits to be taken in or left out.",
            "%(table)s: %(count)s notes from phones wait to be taken in or left out.",
            table.held,
            table=place_name(question.form, table.number),
        )
        yield Gap(words, "day#late")
    if table.tray:
        words = ngettext(
            "%(table)s: %(count)s note lies in the tray still, to be taken in or left out.",
            "%(table)s: %(count)s notes lie in the tray still, to be taken in or left out.",
            table.tray,
            table=place_name(question.form, table.number),
        )
        yield Gap(words, "day#late")


def _of_tables_own(table: Table) -> Iterator[Gap]:
    if not table.cafe_name:
        yield Gap(_("Table %(number)s has no café name.", number=table.number), _at(table))
    if not table.main_statement:
        yield Gap(_("Table %(number)s has no main statement.", number=table.number), _at(table))
    if not table.slips and not table.typed:
        yield Gap(_("Table %(number)s has no notes.", number=table.number), _at(table))


def _of_gathered(question: Question, table: Table) -> Iterator[Gap]:
    """Pairs and a plenary have no café of their own to name, and nobody to sum up for them."""
    if not table.slips:
        yield Gap(_("Question %(number)s has no notes.", number=question.number), _at(table))
