"""The log: a fault once in full and then counted, no secrets in it, and never a full disk."""

import io
import json
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter
from sqlalchemy import create_engine, text

from cafe.core.logs import ROOM_BYTES, Held, masked, number_of, trace
from cafe.web.pages import WAYS_IN

TOKEN = "a3f0" * 10
TYPED = " ".join(["planted", "words", "of", "a", "note"])


class Book:
    """A log with a clock of its own."""

    def __init__(self) -> None:
        self.now, self.out = 0.0, io.StringIO()
        self.handler = Held(self.out, clock=lambda: self.now)
        self.log = logging.Logger("cafe")
        self.log.addHandler(self.handler)

    def fail(self, work: Callable[[], object]) -> None:
        """Have `work` raise, and write that down."""
        try:
            work()
        except Exception:
            self.log.exception("failure")

    def told(self) -> str:
        """What was written since."""
        words = self.out.getvalue()
        self.out.seek(0)
        self.out.truncate()
        return words


def divide() -> None:
    print(1 / 0)


def lookup() -> None:
    print({"": ""}[TYPED])


def test_a_fault_is_told_in_full_once_and_then_counted() -> None:
    book = Book()
    book.fail(divide)
    first = book.told()
    assert "in divide" in first
    assert "ZeroDivisionError" in first
    for _time in range(50):
        book.now += 1
        book.fail(divide)
    assert book.told() == ""
    book.now += 10
    book.fail(divide)
    again = book.told()
    assert again.count("\n") == 1
    assert "51 more in 60 s" in again
    number = again.split()[1].rstrip(":")
    assert len(number) == 8
    book.fail(lookup)
    assert "in lookup" in book.told(), "another fault is another matter"
    book.now += 3600
    book.fail(divide)
    assert "in divide" in book.told(), "an hour later it is told in full again"


def test_the_number_a_person_is_told_is_the_one_that_is_counted() -> None:
    book, numbers = Book(), set()
    for _time in range(2):
        try:
            divide()
        except ZeroDivisionError as error:
            numbers.add(number_of(error))
            book.log.exception("failure %s", number_of(error))
    assert len(numbers) == 1
    assert numbers.pop() in book.told()


def test_many_different_things_do_not_fill_the_disk() -> None:
    book = Book()
    for at in range(4_000):
        book.log.error(f"something else {at} " + "x " * 150)
    assert len(book.told()) <= ROOM_BYTES
    book.now += 3600
    book.log.error("after an hour")
    late = book.told()
    assert "left out: the log grew too fast" in late
    assert "after an hour" in late


class Note(BaseModel):
    """What pydantic quotes when it is wrong."""

    text: int


def ask_database() -> None:
    engine = create_engine("sqlite://", hide_parameters=True)
    with engine.connect() as db:
        db.execute(text("SELECT :words FROM nowhere"), {"words": TYPED})


def reread() -> None:
    try:
        lookup()
    except KeyError as error:
        raise RuntimeError(TYPED) from error


FAULTS: dict[str, Callable[[], object]] = {
    "a key": lookup,
    "an error after another": reread,
    "the database": ask_database,
    "pydantic": lambda: TypeAdapter(Note).validate_python({"text": TYPED}),
    "JSON": lambda: json.loads(f'"{TYPED}'),
    "a number": lambda: int(TYPED),
    "a file": lambda: Path("/no", TYPED).read_bytes(),
    "bytes": (TYPED.encode() + b"\xff").decode,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_words_of_an_error_are_not_written(fault: str) -> None:
    book = Book()
    book.fail(FAULTS[fault])
    told = book.told()
    assert "Error" in told
    assert TYPED not in told


def test_what_a_database_says_is_written_without_what_was_asked() -> None:
    try:
        ask_database()
    except Exception as error:
        told = trace(error)
    assert "OperationalError: OperationalError: no such table: nowhere" in told
    assert "Traceback" not in told


def test_a_full_disk_does_not_break_who_logs(capsys: pytest.CaptureFixture[str]) -> None:
    class Full(io.StringIO):
        def write(self, _words: str) -> int:
            raise OSError(28, "No space left on device")

    handler = Held(Full(), clock=lambda: 0.0)
    log = logging.Logger("cafe")
    log.addHandler(handler)
    log.error("one")
    assert capsys.readouterr() == ("", "")


ADDRESSES = st.sampled_from([f"/{way}/" for way in WAYS_IN.values()])


@given(
    ADDRESSES, st.sampled_from([TOKEN, "ABC123", "d" + TOKEN, "i" + TOKEN]), st.text(max_size=300)
)
def test_what_opens_a_door_is_masked_wherever_it_stands(door: str, key: str, more: str) -> None:
    told = masked(f"{more}{door}{key}/notes asked by berit@example.org")
    assert key not in told.replace(more, "")
    assert "berit" not in told.replace(more, "")
    assert "\n" not in told


@given(st.text())
def test_a_line_is_one_line(words: str) -> None:
    assert all(letter.isprintable() for letter in masked(words))


def test_sqlite_errors_are_shown() -> None:
    book = Book()

    def locked() -> Any:
        raise sqlite3.OperationalError("database is locked")

    book.fail(locked)
    assert "database is locked" in book.told()
