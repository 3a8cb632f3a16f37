"""Two notes become one, one becomes two, and no word is lost on the way."""

from typing import Any

import pytest

from cafe.errors import Conflict, Invalid
from cafe.model import CafeTable, Change, Database, Note, events
from cafe.table.actions import joins, late
from cafe.table.actions.notes import add_note
from cafe.table.queries import with_uid
from tests.support.world import new_id
from tests.table.test_actions import Table

EXACT = "1) «Æ → ø?»\n\t☕ e\u0301"


class Joiner(Table):
    """A table where notes are joined and parted."""

    def join(
        self, into: str, other: str, text: str, operation: str = "", **saw: str
    ) -> dict[str, Any]:
        with self.db.writing() as tx:
            one, two = (tx.query(Note).filter_by(uid=uid).one() for uid in (into, other))
            seen = {"saw": one.text, "other_saw": two.text, "kind": "statement", **saw}
            who = {"by": "table:1", "operation": operation or new_id()}
            return events.body(joins.join_notes(tx, into=one, other=two, text=text, **seen, **who))

    def part(self, whole: str, text: str, rest: str, **more: str) -> dict[str, Any]:
        with self.db.writing() as tx:
            note = tx.query(Note).filter_by(uid=whole).one()
            words = {
                "uid": new_id(),
                "saw": note.text,
                "kind": "keyword",
                "operation": new_id(),
                **more,
            }
            first = joins.split_note(tx, note=note, text=text, rest=rest, by="table:1", **words)
            return events.body(first)

    def notes(self) -> list[Note]:
        with self.db.reading() as db:
            return sorted(db.query(Note).filter_by(table_id=self.id), key=lambda note: note.order)


@pytest.fixture
def table(db: Database) -> Joiner:
    return Joiner(db)


def test_two_notes_become_one(table: Joiner) -> None:
    told: list[Change] = []
    into, other = table.add("mer lys")["id"], table.add(EXACT)["id"]
    table.db.listeners.append(told.extend)
    table.join(into, other, f"mer lys\n{EXACT}")
    one, two = table.notes()
    assert (one.text, one.struck, one.joined_into) == (f"mer lys\n{EXACT}", False, None)
    assert (two.text, two.struck, two.joined_into) == (EXACT, True, into)
    assert [change.key for change in told] == [into, other]
    assert len({change.operation for change in told}) == 1


def test_brought_back_it_stands_alone(table: Joiner) -> None:
    into, other = table.add("a")["id"], table.add("b")["id"]
    table.join(into, other, "a\nb")
    table.strike(other, False)
    assert [(note.struck, note.joined_into) for note in table.notes()] == [(False, None)] * 2


def test_joined_again_is_joined_once(table: Joiner) -> None:
    into, other, operation = table.add("a")["id"], table.add("b")["id"], new_id()
    table.join(into, other, "a\nb", operation)
    assert table.join(into, other, "a\nb", saw="a")["text"] == "a\nb"
    table.edit(into, "a\nb", "ab")
    assert table.join(into, other, "a\nb", operation, saw="a")["text"] == "ab"
    assert len(table.history(other)) == 2


@pytest.mark.parametrize(("where", "now"), [("saw", "a"), ("other_saw", "b")])
def test_joining_what_somebody_changed(table: Joiner, where: str, now: str) -> None:
    into, other = table.add("a")["id"], table.add("b")["id"]
    with pytest.raises(Conflict) as caught:
        table.join(into, other, "a\nb", **{where: "noe annet"})
    assert caught.value.where == where
    assert isinstance(caught.value.now, dict)
    assert caught.value.now["text"] == now
    assert [note.struck for note in table.notes()] == [False, False]


def test_what_cannot_be_joined(table: Joiner) -> None:
    into, other = table.add("a")["id"], table.add("b")["id"]
    with pytest.raises(Invalid):
        table.join(into, into, "a\na")
    with pytest.raises(Invalid):
        table.join(into, other, "  ")
    table.strike(other, True)
    with pytest.raises(Conflict, match="b"):
        table.join(into, other, "a\nb")


def test_one_note_becomes_two_neighbours(table: Joiner) -> None:
    uid = table.add(f"mer lys.{EXACT}")["id"]
    table.add("etter")
    table.part(uid, "mer lys.", EXACT)
    texts = [(note.text, note.kind) for note in table.notes()]
    assert texts == [("mer lys.", "keyword"), (EXACT, "statement"), ("etter", "keyword")]
    assert [item and item["text"] for item in table.history(uid)] == [
        f"mer lys.{EXACT}",
        "mer lys.",
    ]


def test_parted_again_is_parted_once(table: Joiner) -> None:
    uid = table.add("a b")["id"]
    operation, new = new_id(), new_id()
    for _time in range(2):
        table.part(uid, "a", "b", uid=new, saw="a b", operation=operation)
    assert [note.text for note in table.notes()] == ["a", "b"]


def test_what_cannot_be_parted(table: Joiner) -> None:
    uid, taken = table.add("a b")["id"], table.add("c")["id"]
    with pytest.raises(Conflict):
        table.part(uid, "a", "b", saw="noe annet")
    with pytest.raises(Conflict):
        table.part(uid, "a", "b", uid=taken)
    with pytest.raises(Invalid):
        table.part(uid, "a", " ")
    with pytest.raises(Invalid):
        table.part(uid, "a", "b", uid="1")
    table.move("sorting")
    with pytest.raises(Conflict):
        table.part(uid, "a", "b")
    assert [note.text for note in table.notes()] == ["a b", "c"]


def test_a_parted_note_takes_no_kept_notes_place(table: Joiner) -> None:
    """Under its id the kept note would hang on the poster already, and its words be gone."""
    whole, kept = table.add("mer lys og luft")["id"], new_id()
    with table.db.writing() as tx:
        here = tx.get_one(CafeTable, table.id)
        words: dict[str, Any] = {"uid": kept, "kind": "keyword", "text": "kom for sent"}
        add_note(tx, table=here, state="held", by="table:1", operation=new_id(), **words)
    with pytest.raises(Conflict) as refused:
        table.part(whole, "mer lys", "luft", uid=kept)
    assert refused.value.where == "id"
    with table.db.writing() as tx:
        waiting = with_uid(tx, table.workshop.id, kept)
        assert waiting is not None
        late.take_in(tx, late=waiting, by="person:1", operation=new_id())
    assert [note.text for note in table.notes()] == ["mer lys og luft", "kom for sent"]


def test_what_was_erased_for_good_is_not_parted_into_other_words(table: Joiner) -> None:
    uid = table.add("a b")["id"]
    with table.db.writing() as tx:
        note = tx.query(Note).filter_by(uid=uid).one()
        note.text, note.struck, note.erased = "", True, True
    with pytest.raises(Conflict) as refused:
        table.part(uid, "a", "b")
    assert refused.value.where == "erased"
    assert [note.text for note in table.notes()] == [""]
