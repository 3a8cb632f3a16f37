"""The list of cafés, decided without a database."""

from datetime import date, timedelta
from unicodedata import normalize

import pytest

from cafe.core.i18n import LANGUAGES, speaking
from cafe.errors import Invalid
from cafe.plan.rules_cafes import (
    Next,
    check_series,
    matches,
    next_day,
    next_words,
    redated,
    when,
)
from cafe.plan.rules_copies import options_anew, phones_anew
from cafe.plan.rules_rounds import NextStep
from cafe.plan.shipped import SHIPPED

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("stage", "day", "where"),
    [
        ("planning", date(2026, 11, 29), "coming"),
        ("planning", TODAY, "now"),
        ("planning", date(2026, 11, 27), "earlier"),
        ("open", date(2020, 1, 1), "now"),
        ("sorting", date(9999, 12, 31), "now"),
        ("finished", TODAY, "earlier"),
    ],
)
def test_where_a_cafe_stands_in_the_list(stage: str, day: date, where: str) -> None:
    assert when(stage, day, TODAY) == where


@pytest.mark.parametrize(
    ("step", "counts", "place"),
    [
        (NextStep("open"), (0, 0), "plan#questions"),
        (NextStep("open"), (8, 0), "plan#questions"),
        (NextStep("open"), (8, 15), "day"),
        (NextStep("clock"), (8, 15), "day"),
        (NextStep("round", 2), (8, 15), "day"),
        (NextStep("change", 2), (8, 15), "day"),
        (NextStep("ask"), (8, 15), "day"),
        (NextStep("vernissage"), (8, 15), "day"),
        (NextStep("sorting"), (8, 15), "day"),
        (NextStep("finished"), (8, 15), "sort"),
        (NextStep("read"), (8, 15), "report"),
    ],
)
def test_the_next_step_leads_to_its_place(
    step: NextStep, counts: tuple[int, int], place: str
) -> None:
    with speaking("en"):
        found = next_words(step, questions=counts[0], tables=counts[1])
    assert found.place == place
    assert found.words
    with speaking("en"):
        unplanned = next_words(NextStep("open"), questions=0, tables=0)
    assert unplanned == Next("Write the questions", "plan#questions")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ØSTBY", True),
        ("østby 2026", True),
        ("2026  nettverk", True),
        (normalize("NFD", "Østby på"), True),
        ("pa", False),
        ("østby oslo", False),
        ("", True),
        ("\u202e", False),
    ],
)
def test_a_cafe_is_found_by_any_of_its_words(asked: str, found: bool) -> None:
    assert (
        matches(asked, ["Østby skole", "NETTVERK", normalize("NFD", "på Å"), "12. november 2026"])
        is found
    )


@pytest.mark.parametrize(
    ("day", "copied"),
    [
        (date(2026, 12, 10), date(2026, 12, 17)),
        (TODAY, date(2026, 12, 5)),
        (date(2026, 11, 27), date(2027, 11, 26)),
        (date(2014, 9, 5), date(2027, 8, 20)),
        (date(2025, 11, 29), date(2027, 11, 27)),
        (date(2027, 3, 1), date(2027, 3, 8)),
        (TODAY + timedelta(weeks=520), TODAY + timedelta(weeks=521)),
        (date(9999, 12, 31), date(2026, 12, 5)),
    ],
)
def test_a_copy_is_planned_for_a_day_to_come(day: date, copied: date) -> None:
    found = next_day(day, TODAY)
    assert found == copied
    assert found > TODAY
    assert found.weekday() == day.weekday() or day.year == 9999


def test_the_day_in_a_header_line_becomes_another() -> None:
    was, now = date(2014, 9, 5), date(2026, 12, 10)
    assert redated("ET GODT STED 5. SEPTEMBER 2014", was, now) == "ET GODT STED 10. DESEMBER 2026"
    assert redated("ET GODT STED, 5. SEPTEMBER 2014", was, None) == "ET GODT STED"
    assert redated("Good, September 5, 2014", was, now) == "Good, December 10, 2026"
    assert redated("5. SEPTEMBER 2014", was, None) == "5. SEPTEMBER 2014"
    assert redated("Et annet år", was, now) == "Et annet år"
    # As another program or another hand has written it.
    assert redated("KAFÉ, 5.\u00a0september\u00a02014", was, now) == "KAFÉ, 10. desember 2026"
    assert redated("Kafé 5. September 2014", was, now) == "Kafé 10. desember 2026"
    for other in ("Frist 15. september 2014", "Rom 5. september 20141"):
        assert redated(other, was, now) == other


def test_a_template_has_its_words_in_every_language() -> None:
    for language in LANGUAGES:
        with speaking(language):
            names = [one.called() for one in SHIPPED.values()]
            assert len(set(names)) == len(SHIPPED)
            assert all(asked.text() for one in SHIPPED.values() for asked in one.questions)
    assert [one.tables for one in SHIPPED.values()] == [15, 6, 0, 3]


def test_a_copy_has_nothing_of_that_day_alone() -> None:
    assert [phones_anew(one) for one in ("open", "held", "paused")] == ["open", "held", "open"]
    assert options_anew({"lists": True, "only": [2]}) == {"lists": True}
    assert options_anew({"only": [2]}) is None
    assert options_anew(None) is None


def test_what_a_series_may_be_called() -> None:
    assert check_series("  Nettverket 🧡 ") == "Nettverket 🧡"
    for name in ("", " \u200b ", "x" * 401, "to\nlinjer", "bjelle \x07"):
        with pytest.raises(Invalid) as refused:
            check_series(name)
        assert refused.value.where == "name"
