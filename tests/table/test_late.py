"""Notes that came after the tables closed: kept once, decided by the organiser, never lost."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from cafe.core.i18n import speaking
from cafe.errors import Conflict, Invalid, NotFound
from cafe.live.audience import WALL
from cafe.live.snapshot import snapshot
from cafe.model import CafeTable, Change, Database, Note, Workshop, events
from cafe.plan.actions import move_stage, set_parts
from cafe.sort.history.stacks import stacks
from cafe.states import POSTER
from cafe.table import rules
from cafe.table.actions import late, notes
from cafe.table.actions.notes import edit_note, strike_note, write_note
from cafe.table.queries import note_at, with_uid, written_at
from tests.sort.world import log_of
from tests.support.world import a_workshop, new_id, tables_of


class Table:
    """The first of two tables of a closed café, each command in a transaction of its own."""

    def __init__(self, db: Database, stage: str = "sorting") -> None:
        """Open the café and close it."""
        self.db = db
        self.workshop = a_workshop(db, counts=[2, 0], parts=("Hva?", "Hvem?"), stage="open")
        self.id, self.other = (table.id for table in tables_of(db, self.workshop))
        self.move(stage)

    def move(self, stage: str) -> None:
        with self.db.writing() as tx:
            workshop = tx.get_one(Workshop, self.workshop.id)
            by = {"by": "person:1", "operation": new_id()}
            move_stage(tx, workshop=workshop, stage=stage, anyway=True, **by)

    def ask(self, *parts: str) -> None:
        """The question has these parts now."""
        with self.db.writing() as tx:
            question = tx.get_one(CafeTable, self.id).question
            was = [part["text"] for part in question.parts]
            by = {"why": "Plass til mer.", "by": "person:1", "operation": new_id()}
            set_parts(tx, question=question, was=was, parts=list(parts), **by)

    def keep(self, text: str = "for sent", *, at: int | None = None, **more: Any) -> dict[str, Any]:
        words = {"uid": str(uuid.uuid4()), "kind": "keyword", "operation": new_id(), **more}
        with self.db.writing() as tx:
            table = tx.get_one(CafeTable, at or self.id)
            return events.body(write_note(tx, table=table, text=text, by="table:1", **words))

    def do(self, command: Callable[..., Note], uid: str, **more: Any) -> dict[str, Any]:
        with self.db.writing() as tx:
            found = with_uid(tx, self.workshop.id, uid)
            named = "late" if command in (late.take_in, late.leave_out) else "note"
            done = command(tx, **{named: found}, by="person:1", **{"operation": new_id(), **more})
            return events.body(done)

    def mend(self, uid: str, was: str, text: str, **more: Any) -> dict[str, Any]:
        words = {"was": was, "text": text, "kind": "keyword", "part": None, **more}
        return self.do(edit_note, uid, **words)

    def history(self, uid: str) -> list[tuple[str, Any]]:
        with self.db.reading() as db:
            query = db.query(Change).filter_by(workshop_id=self.workshop.id, key=uid)
            return [
                (change.what, (change.item or {}).get("decided"))
                for change in query.order_by(Change.revision)
            ]

    def poster(self) -> list[str]:
        with self.db.reading() as db:
            return [n.text for n in db.query(Note).filter_by(table_id=self.id).order_by(Note.id)]

    def comes_late(self, uid: str) -> bool:
        with self.db.reading() as db:
            if known := with_uid(db, self.workshop.id, uid):
                return not known.hangs
            stage = db.get_one(Workshop, self.workshop.id).stage
            return rules.state_of_new(stage, held=False) != POSTER


@pytest.fixture
def table(db: Database) -> Table:
    return Table(db)


@pytest.mark.parametrize(
    ("stage", "closed"),
    [
        ("planning", False),
        ("open", False),
        ("vernissage", True),
        ("sorting", True),
        ("finished", True),
    ],
)
def test_when_a_note_is_late(db: Database, stage: str, closed: bool) -> None:
    assert Table(db, stage).comes_late(new_id()) is closed


def test_a_late_note_stays_late_when_the_tables_open_again(table: Table) -> None:
    uid = table.keep()["id"]
    table.move("open")
    assert table.comes_late(uid)


def test_kept_once_and_told(table: Table) -> None:
    told: list[Change] = []
    table.db.listeners.append(told.extend)
    uid, operation = new_id(), new_id()
    first = table.keep("Vi må være flere", uid=uid, operation=operation, part="B")
    assert first["decided"] == "waiting"
    assert table.keep("Vi må være flere", uid=uid, operation=operation, part="B") == first
    assert [(change.what, change.key, change.item) for change in told] == [("late", uid, first)]
    assert table.poster() == []


def test_an_id_that_another_late_note_has(table: Table) -> None:
    uid = table.keep("for sent")["id"]
    for other in ({"text": "noe annet"}, {"at": table.other}, {"kind": "statement"}):
        with pytest.raises(Conflict):
            table.keep(**{"uid": uid, "text": "for sent", **other})


@pytest.mark.parametrize(
    "wrong", [{"text": " "}, {"part": "C"}, {"kind": "poem"}, {"uid": "1"}, {"text": "a\x07"}]
)
def test_what_cannot_be_a_note_cannot_be_late_either(table: Table, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        table.keep(**{"text": "for sent", **wrong})


def test_taken_in_it_hangs_on_the_poster_once(table: Table) -> None:
    uid = table.keep("Vi må være flere", kind="statement", part="A", paper=True)["id"]
    operation = new_id()
    note = table.do(late.take_in, uid, operation=operation)
    assert note == table.do(late.take_in, uid, operation=operation) == table.do(late.take_in, uid)
    assert (note["id"], note["text"], note["kind"], note["part"], note["paper"]) == (
        *(uid, "Vi må være flere", "statement"),
        *("A", True),
    )
    assert table.poster() == ["Vi må være flere"]
    assert table.history(uid) == [("late", "waiting"), ("note", None), ("late", "taken")]
    assert not table.comes_late(uid)
    with table.db.writing() as tx:  # the tablet tries once more: it is answered as a note
        here = tx.get_one(CafeTable, table.id)
        words = {"uid": uid, "kind": "statement", "part": "A", "text": "Vi må være flere"}
        again = notes.add_note(tx, table=here, by="table:1", operation=new_id(), **words)
        assert events.body(again) == note


def test_left_out_it_is_kept_and_may_be_taken_in_later(table: Table) -> None:
    uid = table.keep()["id"]
    assert table.do(late.leave_out, uid)["decided"] == "left"
    assert table.do(late.leave_out, uid)["decided"] == "left"
    assert table.poster() == []
    table.do(late.take_in, uid)
    assert table.poster() == ["for sent"]
    with pytest.raises(Conflict):
        table.do(late.leave_out, uid)
    told = [item for item in table.history(uid) if item[0] == "late"]
    assert told == [("late", "waiting"), ("late", "left"), ("late", "taken")]


def test_a_correction_follows_its_note(table: Table) -> None:
    uid, operation = table.keep("mer lis")["id"], new_id()
    assert table.mend(uid, "mer lis", "mer lys", operation=operation)["text"] == "mer lys"
    assert table.mend(uid, "mer lis", "mer lys", operation=operation)["text"] == "mer lys"
    assert table.keep("mer lis", uid=uid)["text"] == "mer lys"
    with pytest.raises(Conflict) as caught:
        table.mend(uid, "mer lis", "noe annet")
    assert isinstance(caught.value.now, dict)
    assert caught.value.now["text"] == "mer lys"
    with pytest.raises(Invalid):
        table.mend(uid, "mer lys", "mer lys", part="C")


def test_struck_out_before_it_came(table: Table) -> None:
    uid = table.keep()["id"]
    operation = new_id()
    assert table.do(strike_note, uid, struck=True, operation=operation)["decided"] == "left"
    assert table.do(strike_note, uid, struck=False)["decided"] == "waiting"
    assert table.do(strike_note, uid, struck=True, operation=operation)["decided"] == "waiting"


def test_who_may_find_it(table: Table) -> None:
    uid = table.keep()["id"]
    with table.db.reading() as db:
        here, other = db.get_one(CafeTable, table.id), db.get_one(CafeTable, table.other)
        assert not written_at(db, here, uid).hangs
        for where, which in ((other, uid), (here, new_id())):
            with pytest.raises(NotFound):
                written_at(db, where, which)
        with pytest.raises(NotFound):
            note_at(db, here, uid)
    table.do(late.take_in, uid)
    with table.db.reading() as db:
        here = db.get_one(CafeTable, table.id)
        assert written_at(db, here, uid).hangs


def test_the_wall_never_hears_of_it(table: Table) -> None:
    table.keep("hemmelig")
    with table.db.reading() as db:
        whole = snapshot(db, db.get_one(Workshop, table.workshop.id), WALL)
    assert "hemmelig" not in str(whole)


def test_taking_in_is_told_in_the_history_and_is_no_act_of_sorting(table: Table) -> None:
    table.do(late.take_in, table.keep("for sent")["id"])
    with table.db.reading() as db, speaking("en"):
        workshop = db.get_one(Workshop, table.workshop.id)
        (line,) = log_of(db, workshop)
        assert (line.verb, line.thing) == ("took in, it came late", "for sent")
        assert stacks(db, workshop.id, "person:1").done == []


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ([("Hva?", "Hvem?")], "B"),
        ([("Hvem?", "Hva?")], "A"),
        ([("Når?", "Hva?", "Hvem?")], "C"),
        ([("Hvem?",)], "A"),
        ([("Hva?",), ("Hva?", "Når?", "Hvem?")], "C"),
        # It is worded anew where it stands, and then moved.
        ([("Hva?", "Hvem da?")], "B"),
        ([("Hva?", "Hvem da?"), ("Hvem da?", "Hva?")], "A"),
        ([("Hva?",)], None),
        ([("Hva?",), ("Hva?", "Når?")], None),
        ([()], None),
    ],
)
def test_what_is_typed_to_a_part_comes_to_it_wherever_it_is_by_then(
    db: Database, asked: list[tuple[str, ...]], part: str | None
) -> None:
    table, uid = Table(db, "open"), new_id()
    said: dict[str, Any] = {"part": "B", "part_said": "Hvem?"}
    for parts in asked:
        table.ask(*parts)
    note = table.keep("mer lys", uid=uid, **said)
    assert note["part"] == part
    assert note.get("decided") == (None if part else "waiting")
    assert ("Hvem?" in note.get("reason", "")) == (part is None), "who decides knows where it was"
    # Sent once more it is the same note, also when there is such a part again.
    if part is None:
        table.ask("Hva?", "Hvem?")
    assert table.keep("mer lys", uid=uid, **said) == note
    # A letter alone is taken at its word, as pages from before send it.
    assert table.keep("ro", part="A")["part"] == "A"


def test_an_edit_goes_where_its_part_is_or_is_told_that_it_is_no_more(db: Database) -> None:
    table = Table(db, "open")
    said: dict[str, Any] = {"part": "B", "part_said": "Hvem?"}
    loose, late = table.keep("lys")["id"], table.keep("ro", part="C", part_said="Hvorfor?")["id"]
    table.ask("Hva?", "Når?", "Hvem?")
    assert table.mend(loose, "lys", "mer lys", **said)["part"] == "C"
    assert table.mend(loose, "mer lys", "lyst", part="C", part_said="Hvem?")["text"] == "lyst"
    with pytest.raises(Conflict, match="Hvor") as refused:
        table.mend(loose, "lyst", "lys", part="B", part_said="Hvor?")
    assert refused.value.where == "part"
    # Whose own part reads otherwise on an older page stays there, and so does what waits.
    assert table.mend(loose, "lyst", "lys", part="C", part_said="Hvor?")["part"] == "C"
    assert table.mend(late, "ro", "mer ro", part="C", part_said="Hvorfor?")["text"] == "mer ro"
