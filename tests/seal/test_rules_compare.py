"""What a seal that was photographed says of a history that is shown later."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from cafe.model.canonical import FIRST, chained, leaf_of
from cafe.seal import rules
from cafe.seal.compare import Comparison, compare

pytestmark = pytest.mark.usefixtures("few_rounds")
TABLE, OTHER = (
    "table:9f86d081-884c-4d65-9a2f-eaa0c55ad015",
    "table:b5bb9d80-14a0-4f9b-9c6e-1db1b3b8b8b8",
)
CLOSED = 6
Line = dict[str, Any]
History = list[Line]
Trick = Callable[[History, int], History]


def _line(n: int, by: str, what: str, **item: Any) -> Line:
    line = {"n": n, "at": f"2026-11-28T19:{n:02}:00.000000Z", "by": by, "act": f"a{n}"}
    line |= {"undoes": None, "what": what, "key": f"k{n}", "item": item}
    salt = secrets.token_bytes(16)
    return {**line, "salt": salt.hex(), "leaf": leaf_of(salt, line).hex()}


@pytest.fixture(scope="module")
def history() -> History:
    """Before the seal, two tables talk; they close, one of them answers, an organiser rewords."""
    before = {"n": 1, "at": "2026-11-28T18:00:00.000000Z", "by": "organiser", "act": "a1"}
    before |= {"undoes": None, "what": "workshop", "key": "", "item": {"stage": "planning"}}
    return [
        before,
        _line(2, "organiser", "workshop", stage="open"),
        _line(3, TABLE, "note", text="Bussen går for sjelden"),
        _line(4, OTHER, "note", text="Flere benker"),
        _line(5, TABLE, "note", text="Lys i skogen"),
        _line(CLOSED, "organiser", "workshop", stage="vernissage"),
        _line(7, TABLE, "note", text="Lys i skogen", elaborations=["om vinteren"]),
        _line(8, "organiser", "entry", text="Busstilbudet"),
    ]


def _value(lines: History, by: str = "", until: int = 10**9) -> bytes:
    value = FIRST
    for line in lines:
        if "leaf" in line and line["by"].startswith(by) and line["n"] <= until:
            value = chained(value, bytes.fromhex(line["leaf"]))
    return value


def _said(value: bytes) -> str:
    return " ".join(rules.spoken(value))


def _held(of: str, n: int, **more: Any) -> Comparison:
    return Comparison(True, of, n, f"2026-11-28T19:{n:02}:00.000000Z", **more)


@pytest.mark.parametrize("n", range(2, 9))
def test_a_digest_is_found_at_each_line_that_it_may_be_of(history: History, n: int) -> None:
    digest = _value(history, until=n).hex()
    assert compare(history, digest) == _held("cafe", n)
    assert compare(history, f" {rules.in_groups(bytes.fromhex(digest)).upper()}\n") == _held(
        "cafe", n
    )


def test_the_words_are_found_where_the_tables_closed(history: History) -> None:
    assert compare(history, _said(_value(history, until=CLOSED)).upper()) == _held("cafe", CLOSED)


@pytest.mark.parametrize(("until", "last"), [(CLOSED, 5), (99, 7)])
def test_a_tables_own_is_found_as_words_and_as_digest(
    history: History, until: int, last: int
) -> None:
    own = _value(history, TABLE, until)
    assert compare(history, _said(own)) == _held(TABLE, last)
    assert compare(history, own.hex()) == _held(TABLE, last)


@pytest.mark.parametrize(
    ("numbers", "lines", "of"),
    [("3,5-5,7", (3, 5, 7), TABLE), ("3", (3,), TABLE), ("3-5", (3, 4, 5), "cafe")],
)
def test_a_tablets_own_says_which_lines_it_is_over(
    history: History, numbers: str, lines: tuple[int, ...], of: str
) -> None:
    own = [line for line in history if line["n"] in lines]
    assert compare(history, f"{numbers}:{_value(own).hex()}") == _held(of, lines[-1])
    assert compare(history, f" {numbers} : {_said(_value(own))}") == _held(of, lines[-1])
    # Not when one of them is gone.
    less = [line for line in history if line["n"] != lines[0]]
    assert not compare(less, f"{numbers}:{_value(own).hex()}").holds


def _changed(history: History, n: int) -> History:
    return [
        {**line, "item": {**line["item"], "text": "Bussen er svært god"}}
        if line["n"] == n
        else line
        for line in history
    ]


def _covered(history: History, n: int) -> History:
    """As `_changed`, by somebody who makes the leaf anew as well."""
    return [
        {**line, "leaf": leaf_of(bytes.fromhex(line["salt"]), line).hex()}
        if line["n"] == n
        else line
        for line in _changed(history, n)
    ]


def _without(history: History, n: int) -> History:
    return [line for line in history if line["n"] != n]


def _with(history: History, n: int) -> History:
    return [*history[:n], _line(n, TABLE, "note", text="Alle er fornøyde"), *history[n:]]


def _swapped(history: History, n: int) -> History:
    return [*history[: n - 1], history[n], history[n - 1], *history[n + 1 :]]


def _unsalted(history: History, n: int) -> History:
    return [{**line, "salt": ""} if line["n"] == n else line for line in history]


def _called_erased(history: History, n: int) -> History:
    """Said to be erased by itself alone: no line of the log tells of it."""
    gone = {"item": None, "salt": None, "erased": True}
    return [{**line, **gone} if line["n"] == n else line for line in history]


TRICKS = [_changed, _covered, _without, _with, _swapped, _unsalted, _called_erased]


@pytest.mark.parametrize("trick", TRICKS)
def test_whatever_was_done_to_it_before_is_found(history: History, trick: Trick) -> None:
    seal = _value(history, until=CLOSED)
    for n in range(3, CLOSED):
        false = trick(history, n)
        assert not compare(false, seal.hex()).holds, n


def test_words_find_it_too(history: History) -> None:
    assert not compare(_covered(history[:CLOSED], 3), _said(_value(history, until=CLOSED))).holds


@pytest.mark.parametrize("trick", [_changed, _covered, _without, _unsalted, _called_erased])
def test_what_was_done_to_what_a_table_typed_is_found_by_its_own_seal(
    history: History, trick: Trick
) -> None:
    assert not compare(trick(history, 5), _value(history, TABLE).hex()).holds
    assert compare(trick(history, 4), _value(history, TABLE).hex()).of == TABLE


@pytest.mark.parametrize("trick", [_changed, _covered, _without, _with])
def test_what_came_after_it_is_not_its_affair(history: History, trick: Trick) -> None:
    found = compare(trick(history, 7), _value(history, until=CLOSED).hex())
    assert replace(found, broken=None) == _held("cafe", CLOSED)


def test_words_that_do_not_fit_their_leaf_are_named(history: History) -> None:
    assert compare(_changed(history, 5), _value(history).hex()).broken == 5


def test_what_the_log_says_is_erased_is_counted(history: History) -> None:
    seal = _value(history, until=CLOSED)
    log = _line(9, "organiser", "erased", kind="note", reason="name", lines=[3, 7])
    erased = _called_erased(_called_erased([*history, log], 3), 7)
    assert compare(erased, seal.hex()) == _held("cafe", CLOSED, erased=1)
    # Called erased, and still there.
    kept = [
        {**line, "item": {"text": "still there"}} if line["n"] == 3 else line for line in erased
    ]
    assert compare(kept, seal.hex()).holds is False


@pytest.mark.parametrize(
    ("said", "unread"),
    [
        ("", "–"),
        ("  ", "–"),
        ("abc", "abc"),
        ("kaffi " * 8, "kaffi"),
        ("abrupt " * 7, "abrupt " * 6 + "abrupt"),
        ("3-:" + "ab" * 32, "3-:" + "ab" * 32),
        ("ab" * 31, "ab" * 31),
        ("\u202e" * 40, "\u202e" * 40),
    ],
)
def test_what_cannot_be_read_is_said_back(history: History, said: str, unread: str) -> None:
    found = compare(history, said)
    assert (found.holds, found.unread) == (False, unread)


def test_no_history_has_no_seal() -> None:
    assert compare([], "ab" * 32) == Comparison(False)
    assert compare([], "1-999999999:" + "ab" * 32) == Comparison(False)
    assert compare([], "abrupt " * 8) == Comparison(False)
