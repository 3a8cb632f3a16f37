"""What the big screen can show, and in which hall it is read."""

import pytest

from cafe.errors import Conflict, Invalid, NotAllowed
from cafe.wall.rules_screen import SHOWS, check_hall, check_scribe, check_show, metres


def test_what_is_known_can_be_shown_and_nothing_else() -> None:
    assert [check_show(show) for show in SHOWS] == list(SHOWS)
    with pytest.raises(Invalid) as refused:
        check_show("pause")
    assert refused.value.where == "show"


@pytest.mark.parametrize(("far", "high"), [(2, 15), (60, 5), (6, 0.5), (12, 1)])
def test_a_hall_at_the_bounds(far: float, high: float) -> None:
    assert check_hall(far, high) == {"far": far, "high": high}


def test_metres_are_written_as_people_write_them() -> None:
    assert metres("1,234", "high") == 1.23
    assert check_hall(metres(" 21,5 ", "far"), metres("1.8", "high")) == {"far": 21.5, "high": 1.8}


@pytest.mark.parametrize(
    ("far", "high", "where"),
    [
        ("1", "2", "far"),
        ("61", "9", "far"),
        ("10", "0.4", "high"),
        ("10", "16", "high"),
        ("20", "1,2", "far"),
        ("langt", "2", "far"),
        ("10", "nan", "high"),
        ("10", "", "high"),
    ],
)
def test_a_hall_in_which_nobody_can_read_is_refused(far: str, high: str, where: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_hall(metres(far, "far"), metres(high, "high"))
    assert refused.value.where == where
    assert refused.value.message


@pytest.mark.parametrize("stage", ["open", "vernissage"])
def test_a_scribe_lifts_notes_while_the_organiser_has_not_the_screen(stage: str) -> None:
    check_scribe(form="plenary", stage=stage, show="auto", table=None)
    check_scribe(form="plenary", stage=stage, show="note", table=7)
    for show, table in (("note", None), ("table", 7), ("hold", None), ("black", None)):
        with pytest.raises(Conflict) as refused:
            check_scribe(form="plenary", stage=stage, show=show, table=table)
        assert refused.value.where == "screen"
    for form in ("tables", "pairs"):
        with pytest.raises(NotAllowed):
            check_scribe(form=form, stage=stage, show="auto", table=None)


@pytest.mark.parametrize("stage", ["planning", "sorting", "finished"])
def test_a_scribe_lifts_nothing_before_and_after(stage: str) -> None:
    with pytest.raises(Conflict):
        check_scribe(form="plenary", stage=stage, show="auto", table=None)
