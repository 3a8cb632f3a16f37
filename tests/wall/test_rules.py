"""What may be asked and dotted."""

import pytest

from cafe.errors import Conflict, Invalid, Paused
from cafe.wall import rules


@pytest.mark.parametrize("stage", ["open", "vernissage"])
def test_people_ask_while_hosts_are_there(stage: str) -> None:
    rules.check_walking(stage)


@pytest.mark.parametrize("stage", ["planning", "sorting", "finished"])
def test_nobody_asks_an_empty_hall(stage: str) -> None:
    with pytest.raises(Conflict) as refused:
        rules.check_walking(stage)
    assert refused.value.where == "stage"


def test_a_question_is_as_long_as_one_asks_standing() -> None:
    assert rules.check_question("Hvorfor?\n" + "å" * 491) == "Hvorfor?\n" + "å" * 491
    for text in ("", "   ", "å" * 501, "bell \a", None, 7):
        with pytest.raises(Invalid):
            rules.check_question(text)


@pytest.mark.parametrize(("each", "placed", "left"), [(3, 0, 3), (3, 3, 0), (1, 3, 0), (0, 0, 0)])
def test_dots_left(each: int, placed: int, left: int) -> None:
    assert rules.left(each, placed) == left


@pytest.mark.parametrize("count", [-1, 51])
def test_how_many_dots_has_bounds(count: int) -> None:
    with pytest.raises(Invalid):
        rules.check_dots(count)
    assert [rules.check_dots(fine) for fine in (0, 3, 50)] == [0, 3, 50]


def test_what_the_dots_form_showed_tells_each_choice_from_every_other() -> None:
    shown = [
        rules.dots_seen(count, hidden=hidden) for count in range(51) for hidden in (True, False)
    ]
    assert len(set(shown)) == len(shown)


def test_a_device_is_another_in_each_cafe_and_fits_its_column() -> None:
    found = rules.dots_of("key", "aaa", "device")
    others = [
        rules.dots_of("other key", "aaa", "device"),
        rules.dots_of("key", "bbb", "device"),
        rules.dots_of("key", "aaa", "other device"),
    ]
    assert found == rules.dots_of("key", "aaa", "device")
    assert found not in others
    assert len(found) == 40
    assert "device" not in found


def test_no_dots_while_the_phones_are_paused() -> None:
    rules.check_dotting("open")
    with pytest.raises(Paused) as refused:
        rules.check_dotting("paused")
    assert refused.value.where == "phones"


def test_a_note_takes_as_many_dots_as_an_archive_has_room_for() -> None:
    rules.check_room(rules.MOST_ON_NOTE - 1)
    with pytest.raises(Conflict) as refused:
        rules.check_room(rules.MOST_ON_NOTE)
    assert refused.value.where == "dots"
