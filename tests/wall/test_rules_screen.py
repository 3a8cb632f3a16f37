"""What the big screen can show, and in which hall it is read."""

import pytest

from cafe.errors import Invalid
from cafe.wall.rules_screen import SHOWS, check_hall, check_show, metres


def test_what_is_known_can_be_shown_and_nothing_else() -> None:
    assert [check_show(show) for show in SHOWS] == list(SHOWS)
    with pytest.raises(Invalid) as refused:
        check_show("pause")
    assert refused.value.where == "show"


def test_metres_are_written_as_people_write_them() -> None:
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
