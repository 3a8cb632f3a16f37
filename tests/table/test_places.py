"""Notes that change places, and hosts who do."""

import uuid
from typing import Any

import pytest

from cafe.errors import Conflict, Invalid, NotFound
from cafe.model import CafeTable, Database, Note, Workshop, events
from cafe.table.actions import hosting, places
from cafe.table.actions.notes import add_note
from tests.support.world import new_id
from tests.table.test_actions import Table


class Poster(Table):
    """A table whose notes are known by their texts."""

    def put(self, *texts: str, at: int | None = None) -> None:
        for text in texts:
            self.add(text, at=at)

    def note(self, text: str) -> dict[str, Any]:
        with self.db.reading() as db:
            return events.body(db.query(Note).filter_by(text=text).one())

    def hang(self, text: str, before: str | None, operation: str = "") -> None:
        target = None if before is None else self.note(before)["id"]
        with self.db.writing() as tx:
            note = tx.query(Note).filter_by(text=text).one()
            operation = operation or new_id()
            places.move_note(tx, note=note, before=target, by="table:1", operation=operation)

    def row(self) -> list[str]:
        """By the order that walls get, which must be the database's."""
        with self.db.reading() as db:
            notes = db.get_one(CafeTable, self.id).notes
            told = sorted(notes, key=lambda note: events.body(note)["order"])
            assert told == notes
            return [note.text for note in notes]


@pytest.fixture
def poster(db: Database) -> Poster:
    poster = Poster(db)
    poster.put("a", "b", "c", "d")
    return poster


@pytest.mark.parametrize(
    ("text", "before", "row"),
    [
        ("d", "a", "dabc"),
        ("a", "d", "bcad"),
        ("a", None, "bcda"),
        ("b", "c", "abcd"),
        ("b", "b", "abcd"),
        ("d", None, "abcd"),
    ],
)
def test_a_note_hangs_where_it_was_put(poster: Poster, text: str, before: str, row: str) -> None:
    poster.hang(text, before)
    assert "".join(poster.row()) == row
    # Told also when it hung there already: so a late copy of the operation is known. A move before
    # itself never moves anything.
    assert len(poster.history(poster.note(text)["id"])) == (1 if before == text else 2)


def test_the_next_note_comes_last_also_after_moving(poster: Poster) -> None:
    for _time in range(30):
        poster.hang("a", None)
        poster.hang("b", None)
    poster.put("e", at=poster.other)
    poster.put("f")
    assert "".join(poster.row()) == "cdabf"


def test_a_narrow_gap_is_made_wide_again(poster: Poster) -> None:
    for _time in range(60):
        poster.hang("c", "b")
        poster.hang("d", "b")
    poster.hang("c", "b")
    assert "".join(poster.row()) == "adcb"
    poster.put("e")
    assert "".join(poster.row()) == "adcbe"


def test_a_move_repeated_after_another_ones(poster: Poster) -> None:
    operation = new_id()
    poster.hang("d", "a", operation)
    poster.hang("d", None)
    poster.hang("d", "a", operation)
    assert "".join(poster.row()) == "abcd"


def test_a_place_that_is_not_there(poster: Poster) -> None:
    poster.put("x", at=poster.other)
    with pytest.raises(NotFound):
        poster.hang("a", "x")


def test_no_moving_when_the_table_is_closed(poster: Poster) -> None:
    poster.move("sorting")
    with pytest.raises(Conflict):
        poster.hang("a", None)


@pytest.mark.parametrize(("said", "kept"), [(None, 2), (1, 1), (2, 2), (3, 2), (-1, 0)])
def test_the_round_a_note_was_said_in(db: Database, said: int | None, kept: int) -> None:
    table = Table(db)
    with db.writing() as tx:
        tx.get_one(Workshop, table.workshop.id).round = 2
        here = tx.get_one(CafeTable, table.id)
        words: dict[str, Any] = {"uid": str(uuid.uuid4()), "kind": "keyword", "text": "mer lys"}
        note = add_note(tx, table=here, round=said, by="table:1", operation=new_id(), **words)
        assert note.round == kept


def named(table: Table, was: list[str], names: list[str], operation: str = "") -> list[str]:
    with table.db.writing() as tx:
        here = tx.get_one(CafeTable, table.id)
        who = {"by": "table:1", "operation": operation or new_id()}
        return hosting.name_hosts(tx, table=here, was=was, names=names, **who).hosts


def test_a_stand_in_says_who_hosts(poster: Poster) -> None:
    operation = new_id()
    assert named(poster, [], [" Kari ", "", "Ola"], operation) == ["Kari", "Ola"]
    assert named(poster, ["Kari", "Ola"], ["Mona"]) == ["Mona"]
    assert named(poster, [], ["Kari", "Ola"], operation) == ["Mona"]
    with pytest.raises(Conflict) as caught:
        named(poster, ["Kari"], ["Per"])
    assert isinstance(caught.value.now, dict)
    assert caught.value.now["hosts"] == ["Mona"]
    with pytest.raises(Invalid):
        named(poster, ["Mona"], ["to\nlinjer"])
    poster.move("sorting")
    with pytest.raises(Conflict):
        named(poster, ["Mona"], ["Per"])


def test_no_host_is_left_out_unsaid(poster: Poster) -> None:
    named(poster, [], ["Kari"])
    with pytest.raises(Invalid):
        named(poster, ["Kari"], [f"Vert {number}" for number in range(11)])
    assert named(poster, ["Kari"], ["Kari", "Ola"]) == ["Kari", "Ola"]


def test_who_no_longer_hosts_is_told_of_nowhere(poster: Poster) -> None:
    """Also not by what they were there as, which tables are told and the archive keeps."""
    named(poster, [], ["Kari", "Ola"])
    with poster.db.writing() as tx:
        tx.get_one(CafeTable, poster.id).roles = [
            {"host": "Kari", "role": "user"},
            {"host": "Ola", "role": "other"},
        ]
    named(poster, ["Kari", "Ola"], ["Ola", "Mona"])
    with poster.db.reading() as db:
        assert db.get_one(CafeTable, poster.id).roles == [{"host": "Ola", "role": "other"}]


def test_the_page_is_opened_once(poster: Poster) -> None:
    for _time in range(2):
        with poster.db.writing() as tx:
            here = tx.get_one(CafeTable, poster.id)
            hosting.open_page(tx, table=here, by="table:1", operation=new_id())
    tables = [item for item in poster.history(poster.id) if item and "opened" in item]
    assert [table["opened"] for table in tables] == [False, False, True], "laid, sealed, opened"
