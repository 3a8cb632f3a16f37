"""When each block of the programme begins, how late the day is, and what may be written."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cafe.core.i18n import LANGUAGES
from cafe.errors import Conflict, Invalid
from cafe.model.database.shapes import Block
from cafe.plan.programme import rules
from cafe.plan.programme.ready import ready_programmes
from cafe.plan.programme.rules import Slot

EXAMPLES = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))
UID = "5f0c8f5e-0000-4000-8000-000000000001"
ODD = ("", "x", "1441", "-1", "1,5", "1e3", "²", "９", "9" * 400)
CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
PINS = st.one_of(st.just(""), CLOCKS)


def block(kind: str = "own", minutes: int = 10, pinned: str = "", **more: Any) -> Block:
    about: Any = {"uid": f"{kind} {minutes} {pinned}", "title": "Noe", "prompt": "", "began": None}
    made: Block = about | {"kind": kind, "minutes": minutes, "pinned": pinned} | more
    return made


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["say"])
def test_an_example(example: dict[str, Any]) -> None:
    blocks = [block(*one) for one in example["blocks"]]
    slots = rules.reckon(blocks, starts=example["starts"], agreed=example["agreed"])
    assert [[slot.starts, slot.ends, slot.gap] for slot in slots] == example["slots"]
    assert rules.over(slots, example["ends"]) == example["over"]


@given(CLOCKS, st.lists(st.builds(block, minutes=st.integers(0, 1440), pinned=PINS), max_size=12))
def test_starts_are_a_running_sum_and_a_pin_is_kept(starts: str, blocks: list[Block]) -> None:
    at = rules.minutes_of(starts)
    for slot in rules.reckon(blocks, starts=starts, agreed=None):
        assert at is not None
        assert slot.starts is not None
        assert slot.starts - at == slot.gap, "what is not as the sum has it is told"
        pinned = slot.block["pinned"]
        assert rules.clock(slot.starts) == (pinned or rules.clock(at)), "a fixed time is kept"
        assert slot.gap == 0 or pinned
        assert (slot.gap < 0) == (at > slot.starts), "overlap: exactly where the sum exceeds a pin"
        assert slot.starts >= 0
        at = slot.ends
        assert at == slot.starts + slot.block["minutes"]


def day(*minutes: int, starts: str = "17:00") -> list[Slot]:
    blocks = [block(minutes=one, uid=str(at)) for at, one in enumerate(minutes)]
    return rules.reckon(blocks, starts=starts, agreed=None)


AT = 17 * 60


@pytest.mark.parametrize(
    ("began", "now", "on", "after", "late"),
    [
        ({}, AT - 30, None, "0", 0),
        ({}, AT + 7, None, "0", 7),
        ({"0": AT}, AT + 5, "0", "1", 0),
        ({"0": AT + 3}, AT + 5, "0", "1", 3),
        ({"0": AT - 4}, AT + 5, "0", "1", -4),
        ({"0": AT}, AT + 14, "0", "1", 4),
        ({"0": AT - 4}, AT + 8, "0", "1", -2),
        ({"0": AT, "1": AT + 15}, AT + 16, "1", "2", 5),
        ({"2": AT + 20, "1": AT + 25}, AT + 26, "1", "2", 15),
        ({"1": AT + 20, "2": AT + 20}, AT + 20, "2", None, -10),
        ({"0": AT + 24 * 60}, AT + 24 * 60, "0", "1", None),
        ({"0": AT - 13 * 60}, AT - 13 * 60, "0", "1", None),
    ],
)
def test_where_the_day_is(
    began: dict[str, int], now: int, on: str | None, after: str | None, late: int | None
) -> None:
    found = rules.day_status(day(10, 20, 30), began, now)
    assert [one and one.block["uid"] for one in (found.on, found.after)] == [on, after]
    assert found.late == late


def test_where_a_day_without_times_is() -> None:
    slots = day(10, 20, starts="")
    assert rules.day_status(slots, {"0": 3}, 5) == rules.DayStatus(slots[0], slots[1], None)
    assert rules.day_status(slots, {}, 5) == rules.DayStatus(None, slots[0], None)
    assert rules.day_status([], {}, 5) == rules.DayStatus(None, None, None)


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("kind", "break", "break"),
        ("title", "Mat", "Mat"),
        ("minutes", "0", 0),
        ("minutes", "1", 1),
        ("minutes", " 1440 ", 1440),
        ("minutes", "20 min", 20),
        ("minutes", "20 minutter", 20),
        ("pinned", "", ""),
        ("pinned", "kl. 17.30", "17:30"),
        ("prompt", "", ""),
        (
            "prompt",
            f"{'0' * 8}-0000-0000-0000-{'0' * 12}/B",
            f"{'0' * 8}-0000-0000-0000-{'0' * 12}/B",
        ),
    ],
)
def test_what_may_be_written(name: str, text: str, kept: object) -> None:
    assert rules.check_block(name, text) == kept


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("kind", "lunch"),
        ("title", " "),
        ("title", "en\nto"),
        ("title", "x" * 201),
        *(
            ("minutes", text)
            for text in ("", "x", "1441", "-1", "1,5", "1e3", "²", "９", "9" * 400)
        ),
        ("pinned", "24:00"),
        ("pinned", "snart"),
        ("pinned", "17:0\u0665"),
        ("prompt", "2B"),
    ],
)
def test_what_may_not(name: str, text: str) -> None:
    with pytest.raises(Invalid):
        rules.check_block(name, text)


def test_the_rounds_in_one_text() -> None:
    agreed = rules.check_divided("3 12 2")
    assert agreed == {"count": 3, "minutes": 12, "change": 2}
    assert rules.rounds_text(agreed) == "3 12 2"
    assert (rules.check_divided(""), rules.rounds_text(None)) == (None, "")
    with pytest.raises(Invalid):
        rules.check_divided("3 12")


def test_a_programme_has_its_limits() -> None:
    rules.check_programme([block("rounds"), *(block(minutes=at) for at in range(59))])
    with pytest.raises(Invalid, match="60"):
        rules.check_programme([block()] * 61)
    with pytest.raises(Invalid, match="Samtalen"):
        rules.check_programme([block("rounds", title="Samtalen"), block("rounds", 20)])
    with pytest.raises(Invalid) as twice:
        rules.check_programme([block(title="En"), block(title="To")])
    assert twice.value.where == "blocks"


def test_what_has_begun_does_not_go() -> None:
    rules.check_not_begun([block()])
    with pytest.raises(Conflict, match="Maten"):
        rules.check_not_begun([block(), block(title="Maten", began=1)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ready_programmes_can_be_kept_as_they_are(language: str) -> None:
    ready = ready_programmes(language)
    assert len({one["name"] for one in ready}) == 4
    for one in ready:
        blocks = [
            block(kind, minutes, uid=str(at), title=title)
            for at, (kind, title, minutes) in enumerate(one["blocks"])
        ]
        rules.check_programme(blocks)
        for each in blocks:
            assert [rules.check_block(name, str(each[name])) for name in rules.WRITTEN]  # type: ignore[literal-required]
    slots = rules.reckon(blocks, starts="08:00", agreed=one["rounds"])
    assert slots[-1].ends == 8 * 60 + 45, "the short meeting"


def test_the_same_programme_on_another_day() -> None:
    blocks = [block(prompt=f"{UID}/B", began=5), block(prompt=UID), block(prompt="gone")]
    anew = rules.planned_anew(blocks, {UID: "there"})
    assert [(one["prompt"], one["began"]) for one in anew] == [
        ("there/B", None),
        ("there", None),
        ("", None),
    ]


def test_what_was_planned_says_nothing_of_the_day() -> None:
    assert rules.planned(block(uid="a", began=5)) == {
        "uid": "a",
        "kind": "own",
        "title": "Noe",
        "minutes": 10,
        "pinned": "",
        "prompt": "",
    }
