"""What a host does, and what happens when it is done twice or by two."""

import threading
import uuid
from typing import Any

import pytest

from cafe.errors import Conflict, Invalid
from cafe.model import CafeTable, Change, Database, Note, Workshop, events, locked
from cafe.plan.actions import move_stage
from cafe.table import rules_paper
from cafe.table.actions import notes, paper, poster
from tests.support.world import a_workshop, new_id, tables_of

POSTER: Any = {"alt": "Plakaten", "size": 1, "by": "table:1"}


class Table:
    """A table of an open café, and what its host does, each in a transaction of its own."""

    def __init__(self, db: Database, parts: tuple[str, ...] = ()) -> None:
        """Open the café and sit down at the first of two tables."""
        self.db = db
        self.workshop = a_workshop(db, counts=[2, 0], parts=parts, stage="open")
        self.id, self.other = (table.id for table in tables_of(db, self.workshop))

    def add(self, text: str = "mer lys", *, at: int | None = None, **more: Any) -> dict[str, Any]:
        words = {"uid": str(uuid.uuid4()), "kind": "keyword", "operation": new_id(), **more}
        with self.db.writing() as tx:
            table = tx.get_one(CafeTable, at or self.id)
            return events.body(notes.add_note(tx, table=table, text=text, by="table:1", **words))

    def edit(self, uid: str, was: str, text: str, **more: Any) -> dict[str, Any]:
        words = {"kind": "keyword", "part": None, "operation": new_id(), **more}
        with self.db.writing() as tx:
            note = tx.query(Note).filter_by(uid=uid).one()
            edited = notes.edit_note(tx, note=note, was=was, text=text, by="table:1", **words)
            return events.body(edited)

    def strike(self, uid: str, struck: bool, operation: str = "") -> bool:
        with self.db.writing() as tx:
            note = tx.query(Note).filter_by(uid=uid).one()
            operation = operation or new_id()
            return notes.strike_note(
                tx, note=note, struck=struck, by="table:1", operation=operation
            ).struck

    def words(
        self, what: str, was: str | None, words: str | None, operation: str = ""
    ) -> dict[str, Any]:
        with self.db.writing() as tx:
            table = tx.get_one(CafeTable, self.id)
            by = {"by": "table:1", "operation": operation or new_id()}
            if what == "name":
                poster.name_cafe(tx, table=table, was=was, name=words, **by)
            else:
                poster.sum_up(tx, table=table, was=was, text=words, **by)
            return events.body(table)

    def move(self, stage: str) -> None:
        with self.db.writing() as tx:
            workshop = tx.get_one(Workshop, self.workshop.id)
            who = {"by": "person:1", "operation": new_id()}
            move_stage(tx, workshop=workshop, stage=stage, anyway=True, **who)

    def history(self, key: object) -> list[dict[str, Any] | None]:
        with self.db.reading() as db:
            query = db.query(Change).filter_by(workshop_id=self.workshop.id, key=str(key))
            return [change.item for change in query.order_by(Change.revision)]


@pytest.fixture
def table(db: Database) -> Table:
    return Table(db)


def test_a_note_is_on_the_poster_and_told(table: Table) -> None:
    told: list[Change] = []
    table.db.listeners.append(told.extend)
    note = table.add("Vi må være flere om det", kind="statement")
    assert [change.item for change in told] == [note]
    assert (note["text"], note["kind"], note["struck"]) == (
        "Vi må være flere om det",
        "statement",
        False,
    )


def test_the_same_note_again_is_the_same_note(table: Table) -> None:
    uid, operation = str(uuid.uuid4()), new_id()
    first = table.add(uid=uid, operation=operation)
    assert table.add(uid=uid, operation=operation) == first
    assert table.add(uid=uid) == first
    assert table.history(uid) == [first]


def test_a_late_repeat_of_a_note_that_was_mended_meanwhile(table: Table) -> None:
    uid = table.add("mer lis")["id"]
    table.edit(uid, "mer lis", "mer lys")
    assert table.add("mer lis", uid=uid)["text"] == "mer lys"


def test_a_repeat_after_closing_is_still_answered(table: Table) -> None:
    note = table.add()
    table.move("sorting")
    assert table.add(uid=note["id"]) == note


def test_an_id_that_another_note_has(table: Table) -> None:
    uid = table.add("mer lys")["id"]
    with pytest.raises(Conflict):
        table.add("noe annet", uid=uid)
    with pytest.raises(Conflict):
        table.add("mer lys", uid=uid, at=table.other)
    with pytest.raises(Conflict):
        table.add("mer lys", uid=uid, kind="statement")


@pytest.mark.parametrize("stage", ["planning", "vernissage", "sorting", "finished"])
def test_a_closed_table_takes_no_notes(table: Table, stage: str) -> None:
    table.move(stage)
    with pytest.raises(Conflict) as caught:
        table.add()
    assert caught.value.where == "stage"
    assert "1" in caught.value.message


def test_mending_goes_on_at_the_vernissage_and_no_longer(table: Table) -> None:
    uid = table.add("mer lis")["id"]
    table.move("vernissage")
    assert table.edit(uid, "mer lis", "mer lys")["text"] == "mer lys"
    table.move("sorting")
    for refused in (
        lambda: table.edit(uid, "mer lys", "lys"),
        lambda: table.strike(uid, True),
        lambda: table.words("name", None, "Kaia"),
        lambda: table.words("statement", None, "Kaia"),
    ):
        with pytest.raises(Conflict, match="1"):
            refused()


def test_parts_of_the_question(db: Database) -> None:
    table = Table(db, parts=("Hva?", "Hvem?"))
    assert table.add(part="B")["part"] == "B"
    with pytest.raises(Invalid):
        table.add(part="C")
    uid = table.add()["id"]
    with pytest.raises(Invalid):
        table.edit(uid, "mer lys", "mer lys", part="Q")


def test_two_edit_the_same_note(table: Table) -> None:
    uid = table.add("mer lys")["id"]
    table.edit(uid, "mer lys", "mer lys på veien")
    with pytest.raises(Conflict) as caught:
        table.edit(uid, "mer lys", "lys")
    assert caught.value.now == table.history(uid)[-1]
    assert table.edit(uid, "noe helt annet", "mer lys på veien")["text"] == "mer lys på veien"
    assert [item and item["text"] for item in table.history(uid)] == [
        *("mer lys", "mer lys på veien"),
        "mer lys på veien",  # changed nothing, but is known
    ]


def test_an_edit_repeated_after_another_ones(table: Table) -> None:
    uid, operation = table.add("a")["id"], new_id()
    table.edit(uid, "a", "b", operation=operation)
    table.edit(uid, "b", "c")
    assert table.edit(uid, "a", "b", operation=operation)["text"] == "c"


def test_an_act_of_one_note_says_nothing_about_another(table: Table) -> None:
    one, other, operation = table.add("a")["id"], table.add("b")["id"], new_id()
    table.edit(one, "a", "A", operation=operation)
    assert table.edit(other, "b", "B", operation=operation)["text"] == "B"


def test_struck_out_and_brought_back(table: Table) -> None:
    uid, operation = table.add()["id"], new_id()
    assert table.strike(uid, True, operation)
    assert not table.strike(uid, False)
    assert not table.strike(uid, True, operation)
    assert [item and item["struck"] for item in table.history(uid)] == [False, True, False]


@pytest.mark.parametrize(
    ("what", "field"), [("name", "cafe_name"), ("statement", "main_statement")]
)
def test_words_of_the_table(table: Table, what: str, field: str) -> None:
    assert table.words(what, None, "Kafé Kaia")[field] == "Kafé Kaia"
    assert table.words(what, "", "Kafé Kaia")[field] == "Kafé Kaia"
    with pytest.raises(Conflict) as caught:
        table.words(what, "", "Kafé Brygga")
    assert isinstance(caught.value.now, dict)
    assert caught.value.now[field] == "Kafé Kaia"
    assert table.words(what, "Kafé Kaia", "  ")[field] is None


def test_a_name_has_one_line(table: Table) -> None:
    with pytest.raises(Invalid):
        table.words("name", None, "Kafé\nKaia")
    assert table.words("statement", None, "to\nlinjer")["main_statement"] == "to\nlinjer"


def test_words_repeated_after_another_ones(table: Table) -> None:
    operation = new_id()
    table.words("name", None, "Kaia", operation)
    table.words("name", "Kaia", "Brygga")
    assert table.words("name", None, "Kaia", operation)["cafe_name"] == "Brygga"


def test_split_only_with_parts(db: Database) -> None:
    for parts in ((), ("Hva?", "Hvem?")):
        table = Table(db, parts=parts)
        with db.writing() as tx:
            here = tx.get_one(CafeTable, table.id)
            if parts:
                poster.hang_by_parts(
                    tx, table=here, by_parts=True, by="table:1", operation=new_id()
                )
                assert here.by_parts
            else:
                with pytest.raises(Invalid):
                    poster.hang_by_parts(
                        tx, table=here, by_parts=True, by="table:1", operation=new_id()
                    )


def test_a_photograph_is_hung_up_once_per_act(table: Table) -> None:
    operation = new_id()
    for file in ("a.jpg", "b.jpg"):
        with table.db.writing() as tx:
            here = tx.get_one(CafeTable, table.id)
            hung = paper.add_photo(tx, table=here, file=file, operation=operation, **POSTER)
            assert (hung is not None) == (file == "a.jpg")
            assert len(events.body(here)["posters"]) == 1


def test_photographs_are_bounded(table: Table) -> None:
    with table.db.writing() as tx:
        here = tx.get_one(CafeTable, table.id)
        for number in range(rules_paper.MOST_PHOTOS):
            paper.add_photo(tx, table=here, file=f"{number}.jpg", operation=new_id(), **POSTER)
        with pytest.raises(Conflict):
            paper.add_photo(tx, table=here, file="more.jpg", operation=new_id(), **POSTER)
        assert len(events.body(here)["posters"]) == rules_paper.MOST_PHOTOS


def test_the_same_note_by_two_workers_at_once(postgres_db: Database) -> None:
    table, uid = Table(postgres_db), str(uuid.uuid4())
    orders: list[int] = []

    def one_worker() -> None:
        with postgres_db.writing() as tx:
            locked(tx, table.workshop.id)
            here = tx.get_one(CafeTable, table.id)
            said = notes.add_note(
                tx, table=here, uid=uid, kind="keyword", text="mer lys", by="t", operation=new_id()
            )
            orders.append(said.id)

    workers = [threading.Thread(target=one_worker) for _number in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert orders == orders[:1] * 6
    assert len(table.history(uid)) == 1


@pytest.mark.parametrize("what", ["strike", "edit", "name", "sum_up"])
def test_a_late_copy_of_an_operation_that_changed_nothing_does_nothing(
    table: Table, what: str
) -> None:
    uid, operation = table.add("mer lys")["id"], new_id()

    def do(to: int, operation: str = "") -> object:
        texts = ("mer lys", "lys")
        if what == "strike":
            return table.strike(uid, bool(to), operation)
        if what == "edit":
            return table.edit(uid, texts[1 - to], texts[to], operation=operation or new_id())[
                "text"
            ]
        field = {"name": "cafe_name", "sum_up": "main_statement"}[what]
        return table.words(what, texts[1 - to] if to == 0 else None, texts[to], operation)[field]

    if what in ("name", "sum_up"):
        table.words(what, None, "lys")
    else:
        do(1)
    do(1, operation)  # as it is already
    there = do(0)
    if what in ("name", "sum_up"):
        table.words(what, "mer lys", None)
        there = None
    assert do(1, operation) == there
