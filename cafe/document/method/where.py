"""Which questions were talked about where: one sentence where one is enough."""

from collections import defaultdict

from cafe.core.i18n import ngettext
from cafe.document.method.facts import Facts
from cafe.document.numbers import in_words, listed


def where(facts: Facts) -> list[str]:
    """Sentences about the questions under which something was written."""
    by_place: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, form, tables in facts.where:
        by_place[form, tables if form == "tables" else 0].append(number)
    places = sorted(by_place, key=lambda place: by_place[place][0])
    # "Each question" is said only when it is each, and at tables.
    if len(facts.where) == facts.questions and facts.forms == {"tables"}:
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
