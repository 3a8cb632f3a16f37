"""Who may see what: the same rule for pages, catch-up and news."""

from typing import Any

import pytest

from cafe.live.audience import DESK, WALL, Audience, Item, news_for, seen_by

HOST = Audience("t", table=7, question=3)


def note(**more: Any) -> Item:
    return {
        "id": "n1", "table": 7, "kind": "keyword", "part": None, "text": "tid", "struck": False,
        "aside": "not about the question", "elaborations": ["more"], "order": 1, **more,
    }  # fmt: skip


TABLE: Item = {"id": 7, "number": 4, "question": 3, "hosts": ["Kari"], "cafe_name": "Sol"}


def told(what: str, item: Item | None, revision: int = 1, key: str = "n1") -> Item:
    return {"revision": revision, "what": what, "key": key, "item": item}


def test_the_wall_hears_no_host_and_no_reason() -> None:
    assert seen_by(WALL, "table", TABLE) == {k: v for k, v in TABLE.items() if k != "hosts"}
    seen = seen_by(WALL, "note", note())
    assert seen is not None
    assert "aside" not in seen
    assert seen["text"] == "tid"


def test_a_struck_note_reaches_the_wall_without_its_words() -> None:
    seen = seen_by(WALL, "note", note(struck=True))
    assert seen is not None
    assert (seen["text"], seen["elaborations"], seen["struck"]) == ("", [], True)


def test_what_is_hidden_is_hidden_in_a_copy() -> None:
    item = note(struck=True)
    seen_by(WALL, "note", item)
    assert item["text"] == "tid"


@pytest.mark.parametrize("what", ["category", "entry"])
@pytest.mark.parametrize("audience", [WALL, HOST])
def test_sorting_is_for_the_desk(what: str, audience: Audience) -> None:
    assert seen_by(audience, what, {"id": 1}) is None
    assert news_for(audience, [told(what, {"id": 1}), told(what, None, 2)]) == []
    assert len(news_for(DESK, [told(what, {"id": 1})])) == 1


def test_a_host_hears_of_the_own_table_only() -> None:
    assert seen_by(HOST, "note", note()) == note()
    assert seen_by(HOST, "note", note(table=8)) is None
    assert seen_by(HOST, "table", {**TABLE, "id": 8}) is None
    assert seen_by(HOST, "question", {"id": 3}) == {"id": 3}
    assert seen_by(HOST, "question", {"id": 4}) is None
    assert seen_by(HOST, "workshop", {"id": "w"}) == {"id": "w"}


def test_catching_up_does_not_tell_what_was_struck_meanwhile() -> None:
    changes = [told("note", note(), 5), told("note", note(struck=True), 6)]
    heard = news_for(WALL, changes)
    assert [change["revision"] for change in heard] == [6]
    assert "tid" not in str(heard)


def test_that_a_thing_is_gone_may_be_told() -> None:
    assert news_for(WALL, [told("table", None, key="7")]) == [told("table", None, key="7")]
