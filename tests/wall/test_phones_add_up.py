"""Phones and organisers in any order: every acknowledged note is in one place, and named."""

import random
from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from cafe.errors import CafeError
from cafe.live.audience import ORGANISER, WALL
from cafe.live.snapshot import snapshot
from cafe.model import Change, Database, Note, Question, Workshop
from cafe.model.note import late_notes
from cafe.plan.actions import move_stage
from cafe.plan.undoable import undoables
from cafe.sort.actions import set_aside
from cafe.sort.queries import accounts_of_workshop
from cafe.table.actions import pairs
from cafe.wall.actions import phones
from cafe.wall.actions.phones_undo import undo
from cafe.wall.queries_phones import out_of_reach
from tests.support.database import copy, database_with_tables
from tests.support.pairs import a_talk
from tests.support.world import new_id

PHONES = ("pair:a", "pair:b", "pair:c")


class Day:
    """One café, and everybody's hands in it, picked by a seed."""

    def __init__(self, tx: Session, workshop: Workshop, seed: int) -> None:
        self.tx, self.workshop, self.dice = tx, workshop, random.Random(seed)
        question = tx.scalars(select(Question).where(Question.form == "pairs")).one()
        self.table = question.tables[0]
        self.said: dict[str, str] = {}  # by id, who wrote it

    def do(self, what: str) -> None:
        """One thing, whole or not at all."""
        try:
            with self.tx.begin_nested():
                COMMANDS[what](self)
        except CafeError:
            self.tx.expire_all()

    def some(self, notes: Select[Note]) -> list[Note]:
        """A few of these notes."""
        query = notes.where(Note.workshop_id == self.workshop.id).order_by(Note.id)
        return [one for one in self.tx.scalars(query) if self.dice.random() < 0.5]

    def say(self) -> None:
        uid, by = new_id(), self.dice.choice(PHONES)
        text, who = f"Lapp {len(self.said)}", {"by": by, "operation": new_id()}
        pairs.say(self.tx, table=self.table, uid=uid, text=text, part=None, **who)
        self.said[uid] = by

    def own(self, work: Callable[..., Any], **more: Any) -> None:
        uid = self.dice.choice(sorted(self.said) or [""])
        by = self.said.get(uid, "pair:a")
        work(self.tx, table=self.table, uid=uid, by=by, operation=new_id(), **more)

    def reword(self) -> None:
        self.own(pairs.reword, was="Lapp 0", text="Nye ord")

    def undo(self) -> None:
        for operation in undoables(self.tx, self.workshop)[:1]:
            undo(self.tx, target=operation.id, **self.organiser())

    def organiser(self) -> dict[str, Any]:
        return {"workshop": self.workshop, "by": "person:1", "operation": new_id()}

    def move(self, stage: str) -> None:
        move_stage(self.tx, stage=stage, anyway=True, **self.organiser())


COMMANDS: dict[str, Callable[[Day], Any]] = {
    "say": Day.say,
    "reword": Day.reword,
    "phone strikes": lambda d: d.own(pairs.strike, struck=True),
    "phone brings back": lambda d: d.own(pairs.strike, struck=False),
    "open": lambda d: phones.set_phones(d.tx, phones="open", **d.organiser()),
    "held": lambda d: phones.set_phones(d.tx, phones="held", **d.organiser()),
    "paused": lambda d: phones.set_phones(d.tx, phones="paused", **d.organiser()),
    "take": lambda d: phones.take_in(
        d.tx, notes=d.some(late_notes()), questions=[], seen=d.workshop.revision, **d.organiser()
    ),
    "leave": lambda d: phones.leave_out(
        d.tx, notes=d.some(late_notes()), questions=[], reason="Nei", **d.organiser()
    ),
    "strike": lambda d: phones.strike(d.tx, notes=d.some(select(Note)), **d.organiser()),
    "undo": Day.undo,
    "close": lambda d: d.move("sorting"),
    "open tables": lambda d: d.move("open"),
    "aside": lambda d: [
        set_aside(d.tx, note=note, reason="Nei", by="person:1", operation=new_id())
        for note in d.some(select(Note))[:1]
    ],
}


def check(day: Day) -> None:
    tx = day.tx
    tx.flush()
    tx.expire_all()
    hanging = {note.uid: note for note in tx.scalars(select(Note))}
    kept = {late.uid: late for late in tx.scalars(late_notes())}
    piles = accounts_of_workshop(tx, day.workshop)
    assert piles.balance
    assert set(piles.typed) == set(hanging)
    for uid in day.said:
        late = kept.get(uid)
        on_the_wall, decided = uid in hanging, late.decided if late else "taken"
        assert on_the_wall == (decided == "taken"), (uid, decided)
    board, wall = (snapshot(tx, day.workshop, door) for door in (ORGANISER, WALL))
    assert {one["id"] for one in board["late"]} == set(kept)
    shown = str(wall)
    for late in kept.values():
        assert late.uid not in shown or late.uid in hanging
    for name, thing in [*(("note", n) for n in hanging), *(("late", k) for k in kept)]:
        item = next(i for i in board["notes" if name == "note" else "late"] if i["id"] == thing)
        here = (Change.what == name, Change.key == thing)
        told = tx.scalars(select(Change).where(*here).order_by(Change.revision.desc())).first()
        assert told is not None
        assert told.item == item, "changed, and nobody was told"


@cache
def the_talk() -> tuple[Database, str]:
    """The café that each day begins with, and its id."""
    database = Database("sqlite://")
    copy(database_with_tables(), database)
    return database, a_talk(database).id


@given(
    seed=st.integers(0, 2**32),
    deeds=st.lists(st.sampled_from(["say", "say", "held", "take", *COMMANDS]), max_size=40),
)
@settings(max_examples=25)
def test_in_any_order_it_adds_up(seed: int, deeds: list[str]) -> None:
    (first, made), database = the_talk(), Database("sqlite://")
    copy(first, database)
    with database.writing() as tx:
        day = Day(tx, tx.get_one(Workshop, made), seed)
        for command in deeds:
            day.do(command)
            check(day)


def test_what_was_in_a_main_statement_that_is_gone_is_within_reach_again() -> None:
    (first, made), database = the_talk(), Database("sqlite://")
    copy(first, database)
    with database.writing() as tx:
        day = Day(tx, tx.get_one(Workshop, made), 1)
        day.do("open")
        day.do("say")
        [note] = tx.scalars(select(Note).where(Note.uid.in_(day.said)))
        note.in_main, note.table.main_statement = True, "Mer lys."
        assert out_of_reach(tx, [note]) == {note.id}
        note.table.main_statement = None
        assert out_of_reach(tx, [note]) == set()
