"""The words of a line, the leaf over them, and the chain: the same bytes for everybody."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import pytest

from cafe.model.canonical import (
    FIRST,
    HOME,
    SEALED,
    chained,
    leaf_of,
    moment,
    other_id,
    portable,
    words_of,
)
from cafe.nouns import NOUNS

AT = datetime(2026, 11, 28, 19, 30, 0, 120, tzinfo=UTC)
LINE = {
    "n": 3, "at": moment(AT), "by": "phone", "act": "a", "undoes": None, "what": "note",
    "key": "k", "item": {"text": "é \" \\ \x1f \u2028 🐟", "struck": False, "aside": None},
}  # fmt: skip


def uid(kind: str, number: int) -> str:
    return f"{kind} {number} anywhere"


def line(what: str, item: dict[str, Any] | None, key: str = "7", by: str = "person:1") -> Any:
    row = {"workshop_id": "abcdef", "revision": 3, "what": what, "key": key, "item": item}
    return portable(
        SimpleNamespace(**row, by=by, operation="a", undoes=None, at=AT),
        uid,
    )


def test_the_words_are_those_of_rfc_8785() -> None:
    assert words_of({**LINE, "salt": "not part of it"}).decode() == (
        '{"act":"a","at":"2026-11-28T19:30:00.000120Z","by":"phone","item":{"aside":null,'
        '"struck":false,"text":"é \\" \\\\ \\u001f \u2028 🐟"},"key":"k","n":3,"undoes":null,'
        '"what":"note"}'
    )


def test_leaf_and_chain_are_sha_256_and_nothing_else() -> None:
    salt = bytes(range(16))
    leaf = hashlib.sha256(salt + words_of(LINE)).digest()
    assert leaf_of(salt, LINE) == leaf
    assert chained(FIRST, leaf) == hashlib.sha256(bytes(32) + leaf).digest()


def test_a_moment_is_the_same_with_and_without_its_zone() -> None:
    there = AT.astimezone(timezone(timedelta(hours=2)))
    assert moment(AT.replace(tzinfo=None)) == moment(AT) == moment(there)


def test_no_number_of_this_installation_is_in_a_line() -> None:
    table = line("table", {"id": 7, "question": 4, "posters": [{"id": 3, "alt": "a"}]})
    assert table["key"] == "place 7 anywhere"
    assert table["item"] == {"question": "question 4 anywhere", "posters": [{"alt": "a"}]}
    note = line("note", {"id": "n", "table": 7, "order": 3.0, "text": "t"}, key="n")
    assert (note["key"], note["item"]) == ("n", {"id": "n", "table": uid("place", 7), "text": "t"})
    assert line("workshop", {"id": "abcdef", "title": "T"}, key="abcdef")["key"] == ""
    assert line("phones", {"do": "take", "met": ["person:1"]})["item"] == {"do": "take"}
    assert line("summary", None)["key"] == "question 7 anywhere"
    assert line("table", None, key=SOME_ID)["key"] == SOME_ID


SOME_ID = "1d2a9e59-8642-40d5-8537-105c1cf19366"


def test_headings_have_another_id_everywhere_and_get_it_back() -> None:
    out = other_id(SOME_ID, "abcdef")
    assert out != SOME_ID
    assert other_id(out, "abcdef") == SOME_ID
    assert other_id(other_id(out, "ghijkl"), "ghijkl") == out
    assert (out[14], SOME_ID[14]) == ("4", "4"), "still a UUID of its version"
    assert other_id("a heading of long ago", "abcdef") == "a heading of long ago"
    entry = line("entry", {"id": out, "category": out, "position": 1.0, "text": "t"}, key=out)
    assert (entry["key"], entry["item"]["category"]) == (SOME_ID, SOME_ID)
    assert entry["item"] == {"category": SOME_ID, "position": "1.0", "text": "t"}


@pytest.mark.parametrize(
    ("by", "role"),
    [
        ("person:1", "organiser"),
        ("demo", "organiser"),
        ("organiser", "organiser"),
        ("table:7", "table:place 7 anywhere"),
        (f"table:{SOME_ID}", f"table:{SOME_ID}"),
        ("pair:0123", "phone"),
        ("viewer", "phone"),
        ("phone", "phone"),
        ("token:4", "program"),
        ("program", "program"),
        ("house", "house"),
    ],
)
def test_who_did_it_is_a_role(by: str, role: str) -> None:
    assert line("dots", None, by=by)["by"] == role


def test_every_noun_travels_and_nothing_is_in_both_lists() -> None:
    assert {noun.what for noun in NOUNS} <= SEALED.keys()
    assert not SEALED.keys() & HOME
