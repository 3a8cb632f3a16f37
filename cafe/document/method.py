"""The method text: four paragraphs told from the facts of this very café, right for every count."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from babel.lists import format_list

from cafe.core.i18n import _, language, ngettext
from cafe.core.lines import one_line
from cafe.document.material import Material, Question
from cafe.document.numbers import in_words, listed


def method(material: Material) -> tuple[str, ...]:
    """Start, talk, exhibition and document, in the language spoken now.

    A paragraph about something that did not take place is left out: no questions or no tables yet.
    """
    questions = material.questions
    if not questions:
        return ()
    tables = sum(len(question.tables) for question in questions if question.form == "tables")
    others = {question.form for question in questions if question.form != "tables"}
    paragraphs = [_start(len(questions), material.commissioner.strip())]
    hosts = [_hosts(tables)] if tables else []
    paragraphs.append(" ".join([*_where(questions), *hosts, *_who_wrote(others)]))
    paragraphs.append(" ".join(_exhibition(tables, bool(others))))
    paragraphs.append(" ".join(_how_it_was_made(questions)))
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def _start(count: int, commissioner: str) -> str:
    if commissioner:
        return ngettext(
            "The dialogue café set out from one question, written before the gathering. "
            "Its theme was one that %(commissioner)s wanted to hear the participants on.",
            "The dialogue café set out from %(words)s questions, written before the gathering. "
            "Their themes were ones that %(commissioner)s wanted to hear the participants on.",
            count,
            words=in_words(count),
            commissioner=commissioner,
        )
    return ngettext(
        "The dialogue café set out from one question, written before the gathering.",
        "The dialogue café set out from %(words)s questions, written before the gathering.",
        count,
        words=in_words(count),
    )


def _where(questions: Iterable[Question]) -> list[str]:
    """Which questions were talked about where; one sentence where one is enough."""
    by_place: dict[tuple[str, int], list[int]] = defaultdict(list)
    for question in questions:
        count = len(question.tables) if question.form == "tables" else 0
        if count or question.form != "tables":
            by_place[question.form, count].append(question.number)
    places = sorted(by_place, key=lambda place: by_place[place][0])
    if places and all(form == "tables" for form, _count in places):
        several = [place for place in places if place[1] > 1]
        if len(places) == 1:
            return [_everywhere(len(by_place[places[0]]), places[0][1])]
        if len(several) == 1 and len(by_place[several[0]]) > 1:
            return [_all_but(several[0][1], by_place["tables", 1])]
    return [_some(form, count, by_place[form, count]) for form, count in places]


def _everywhere(questions: int, tables: int) -> str:
    if tables == 1:
        return ngettext(
            "The question was discussed at one table.",
            "Each question was discussed at a table of its own.",
            questions,
        )
    return ngettext(
        "The question was discussed at %(tables)s tables.",
        "Each question was discussed at %(tables)s tables.",
        questions,
        tables=in_words(tables),
    )


def _all_but(tables: int, single: list[int]) -> str:
    return ngettext(
        "Each question was discussed at %(tables)s tables, except question %(numbers)s, "
        "which had one table.",
        "Each question was discussed at %(tables)s tables, except questions %(numbers)s, "
        "which had one table each.",
        len(single),
        tables=in_words(tables),
        numbers=listed(single),
    )


def _some(form: str, tables: int, numbers: list[int]) -> str:
    count, which = len(numbers), listed(numbers)
    if form == "pairs":
        return ngettext(
            "Question %(numbers)s was talked over two and two.",
            "Questions %(numbers)s were talked over two and two.",
            count,
            numbers=which,
        )
    if form == "plenary":
        return ngettext(
            "Question %(numbers)s was talked over by everybody together.",
            "Questions %(numbers)s were talked over by everybody together.",
            count,
            numbers=which,
        )
    if tables == 1:
        return ngettext(
            "Question %(numbers)s was discussed at one table.",
            "Questions %(numbers)s were discussed at one table each.",
            count,
            numbers=which,
        )
    return ngettext(
        "Question %(numbers)s was discussed at %(tables)s tables.",
        "Questions %(numbers)s were discussed at %(tables)s tables each.",
        count,
        numbers=which,
        tables=in_words(tables),
    )


def _hosts(tables: int) -> str:
    return ngettext(
        "The table had a host who had been asked in advance. The host led the talk and made sure "
        "that keywords and statements were written on notes and put up on the table's poster. "
        "Finally the host was to gather the talk in one main statement.",
        "Every table had a host who had been asked in advance. The hosts led the talk and made "
        "sure that keywords and statements were written on notes and put up on the table's poster. "
        "Finally each host was to gather the table's talk in one main statement.",
        tables,
    )


def _who_wrote(others: set[str]) -> Iterator[str]:
    if "pairs" in others:
        yield _("Those who talked two and two wrote their notes themselves, without a host.")
    if "plenary" in others:
        yield _("What was said with everybody together was written down by a scribe.")


def _exhibition(tables: int, others: bool) -> Iterator[str]:
    if tables:
        yield _of_posters(tables)
        if others:
            yield _("What was written outside the tables hung beside them.")
    elif others:
        yield _("What was written was shown on the wall at a vernissage with time to look round.")


def _of_posters(tables: int) -> str:
    return ngettext(
        "The poster was then hung on the wall and shown at a vernissage with time to look round. "
        "The host stood beside it, answered questions and elaborated on the notes.",
        "The posters were then hung on the walls and shown at a vernissage with time to look "
        "round. The hosts stood beside their own posters, answered questions and elaborated on "
        "the notes.",
        tables,
    )


def _how_it_was_made(questions: tuple[Question, ...]) -> list[str]:
    several = any(len(question.tables) > 1 for question in questions)
    sentences = [
        _(
            "Afterwards the keywords and statements from all tables with the same question were "
            "brought together here, along with pictures of the posters."
        )
        if several
        else _(
            "Afterwards the keywords and statements were brought together here, question by "
            "question, along with pictures of the posters."
        ),
        _(
            "They are sorted under headings, and what was said several times is printed once. "
            "Apart from this sorting, nothing has been interpreted."
        ),
    ]
    if any(table.main_statement for question in questions for table in question.tables) or any(
        question.summary for question in questions
    ):
        sentences.append(_("The main statements come first under each question."))
    names = list(dict.fromkeys(one.name for question in questions for one in question.origins))
    if names:
        sentences.append(
            _(
                "Notes from %(names)s, which were not written at the café, are sorted in the same "
                "way; a sentence from there alone ends with the name in parentheses.",
                names=format_list([one_line(name) for name in names], locale=language()),
            )
        )
    return sentences
