"""What is wrong in the hall: one line, by rules that know no database."""

from dataclasses import replace
from itertools import pairwise

import pytest

from cafe.core.i18n import speaking
from cafe.core.limits import LOST_SECONDS
from cafe.errors import Conflict, Invalid
from cafe.plan.hall import rules
from cafe.plan.hall.rules import AtTable, Moment, troubles, words
from cafe.plan.rules import STAGES, asks_first, check_jump, jump_words

GOOD = AtTable(name="Table 1", number=1, quiet=60, notes=4, main=True)
LOST = replace(GOOD, number=2, away=90)
SILENT = replace(GOOD, number=3, quiet=7 * 60)
LACKING = replace(GOOD, number=4, main=False)
UNOPENED = replace(GOOD, number=5, opened=False, away=9000, notes=0, quiet=None)
ASKED = replace(GOOD, number=6, questions=2, waited=240)
HALL = (GOOD, LOST, SILENT, LACKING, UNOPENED, ASKED)
TALK = Moment("open", talk=True)


def told(moment: Moment, *tables: AtTable) -> list[tuple[str, list[int]]]:
    """Which trouble, and at which tables."""
    found = troubles(moment, tables)
    return [(one.kind, [table.number for table in one.tables]) for one in found]


@pytest.mark.parametrize(
    ("moment", "wrong"),
    [
        (Moment("planning"), []),
        (TALK, [("lost", [2]), ("silent", [3]), ("unopened", [5])]),
        (Moment("open"), [("lost", [2]), ("unopened", [5])]),  # a pause, or a change of tables
        (
            Moment("open", talk=True, closing=True),
            [("lost", [2]), ("silent", [3]), ("lacking", [4]), ("unopened", [5])],
        ),
        (Moment("vernissage"), [("lost", [2]), ("asked", [6])]),
        (Moment("sorting"), []),
        (Moment("finished"), []),
    ],
)
def test_each_moment_has_its_troubles(moment: Moment, wrong: list[tuple[str, list[int]]]) -> None:
    assert told(moment, *HALL) == wrong
    assert told(moment, GOOD) == []


def test_where_nobody_hosts_nobody_is_missed() -> None:
    pairs = replace(GOOD, host=False, asked=False, opened=False, away=900, quiet=900, main=False)
    assert told(Moment("open", talk=True, closing=True), pairs) == []
    plenary = replace(pairs, host=True, opened=True, notes=3)
    assert told(Moment("open", talk=True, closing=True), plenary) == [("lost", [1])]


def test_a_table_without_its_line_is_not_silent_too() -> None:
    assert told(TALK, replace(SILENT, away=90)) == [("lost", [3])]
    hiccup = replace(SILENT, away=LOST_SECONDS - 1)
    assert told(TALK, hiccup) == [("silent", [3])]


def test_it_says_for_how_long() -> None:
    said = {
        (90, 1): "Without connection for 1 minute",
        (45, 1): "Without connection",
        (300, 2): "Without connection",
    }
    with speaking("en"):
        for (away, many), line in said.items():
            tables = [replace(LOST, number=at, away=away) for at in range(many)]
            assert words(troubles(TALK, tables)[0]) == line
        one, two = troubles(TALK, [SILENT]), troubles(TALK, [SILENT, SILENT])
        assert words(one[0]) == "Silent for 7 minutes"
        assert words(two[0]) == "Silent for 6 minutes or more"


def test_only_a_step_forwards_is_not_asked_about() -> None:
    unasked = {(a, b) for a in STAGES for b in STAGES if not asks_first(a, b)}
    steps = {*pairwise(STAGES), *((one, one) for one in STAGES)}
    assert unasked == steps
    for now in STAGES:
        for to in STAGES:
            assert bool(jump_words(now, to)) == ((now, to) not in unasked)
            check_jump(now, to, sure=now)
            if (now, to) in unasked:
                check_jump(now, to, sure="")
                continue
            # Who was asked at another stage is asked again.
            for sure in ("", to):
                with pytest.raises(Conflict) as refused:
                    check_jump(now, to, sure=sure)
                assert refused.value.where == "jump"
                assert refused.value.message == jump_words(now, to)
    check_jump("open", "borte", sure="")  # what is no stage is refused as such
    with speaking("en"):
        assert jump_words("planning", "sorting").startswith(
            "Go on to “Sorting”, past “Tables open”, “Vernissage”?"
        )


def test_a_message_is_one_short_line() -> None:
    assert rules.check_message("  Fem minutter igjen  ") == "Fem minutter igjen"
    for wrong in ("", " ", "a\nb", "a" * 201):
        with pytest.raises(Invalid):
            rules.check_message(wrong)
