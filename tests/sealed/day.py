"""A whole café by random acts, from planning to the document, made by the actions people use."""

import random
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.document.options import Options, as_seen, options_of
from cafe.errors import CafeError
from cafe.model import (
    Base,
    CafeTable,
    Category,
    Change,
    Database,
    Dot,
    Entry,
    Note,
    Question,
    VisitorQuestion,
    Workshop,
)
from cafe.model.note import SORTED_TOO, late_notes
from cafe.model.sealing import erase_lines
from cafe.plan import actions as plan
from cafe.report import actions as report
from cafe.sort import actions as sort
from cafe.sort.pairs import oppose
from cafe.table import actions as table
from cafe.wall import actions as wall
from tests.sort.history import sources
from tests.sort.world import Operation
from tests.support.world import KEY, a_workshop, new_id

WORDS = (
    *("ro", "Mer tid, og bedre!", "שלום \u202bמרחבא\u202c", "e\u0301\u200d"),
    *("👩‍👩‍👧 🫖", '"\\/', "i" * 400),
)
BY = ("person:1", "person:2")


class Day:
    """Does one thing after another to things picked at random, but by a seed."""

    def __init__(self, tx: Session, workshop: Workshop, seed: int) -> None:
        """The café and the dice."""
        self.tx, self.workshop, self.dice = tx, workshop, random.Random(seed)
        self.number = 0
        self.device = "phone-1"

    @property
    def world(self) -> Any:
        """As `sources` asks for it."""
        return self

    @property
    def question(self) -> Question:
        """Some question with a table."""
        return self.table().question

    def words(self) -> str:
        """Some that were not said before."""
        self.number += 1
        return f"{self.dice.choice(WORDS)} {self.number}."

    def who(self) -> Operation:
        """An organiser and a new operation."""
        return {"by": self.dice.choice(BY), "operation": new_id()}

    def pick(self, kind: type[Any], *where: Any) -> Any:
        """One of the café's."""
        query = select(kind).where(*where).order_by(*kind.__table__.primary_key)
        found = list(self.tx.scalars(query, execution_options=SORTED_TOO))
        if not found:
            raise CafeError("nothing to pick")
        return self.dice.choice(found)

    def table(self) -> CafeTable:
        """Some table."""
        return self.pick(CafeTable)  # type: ignore[no-any-return]

    def host(self, at: Any) -> Operation:
        """The host of a table, and a new operation."""
        return {"by": f"table:{at.id}", "operation": new_id()}

    def late(self) -> Note:
        """A note beside its poster."""
        found = list(self.tx.scalars(late_notes().order_by(Note.id)))
        if not found:
            raise CafeError("nothing is late")
        return self.dice.choice(found)

    def erase(self) -> None:
        """What the history has of some note's older words."""
        note = self.pick(Note)
        lines = select(Change.revision).where(Change.key == note.uid).order_by(Change.revision)
        older = list(self.tx.scalars(lines))[:-1]
        erase_lines(self.tx, self.workshop, older, kind="note", reason="name", **self.who())


def _write(day: Day) -> None:
    at = day.table()
    words: dict[str, Any] = {"uid": new_id(), "text": day.words(), "kind": "statement"}
    table.write_note(day.tx, table=at, **words, **day.host(at))


def _edit(day: Day) -> None:
    note = day.pick(Note)
    words = {"text": day.words(), "kind": "keyword", "part": None}
    table.edit_note(day.tx, note=note, was=note.text, **words, **day.host(note.table))


def _split(day: Day) -> None:
    note = day.pick(Note)
    how = {"uid": new_id(), "saw": note.text, "text": day.words(), "rest": day.words()}
    table.split_note(day.tx, note=note, kind="keyword", **how, **day.host(note.table))


def _join(day: Day) -> None:
    into, other = day.pick(Note), day.pick(Note)
    how = {"saw": into.text, "other_saw": other.text, "text": day.words(), "kind": "statement"}
    table.join_notes(day.tx, into=into, other=other, **how, **day.host(into.table))


def _hosts(day: Day) -> None:
    at = day.table()
    plan.set_hosts(day.tx, table=at, was=list(at.hosts), hosts=[day.words()], **day.who())


def _stage(day: Day) -> None:
    stage = day.dice.choice(["open", "vernissage", "sorting", "planning"])
    plan.move_stage(day.tx, workshop=day.workshop, stage=stage, anyway=True, **day.who())


def _block(day: Day) -> None:
    written = {"kind": "break", "title": day.words(), "minutes": "10", "pinned": "", "prompt": ""}
    plan.add_block(day.tx, workshop=day.workshop, uid=new_id(), written=written, **day.who())


def _options(day: Day) -> None:
    now = options_of(day.workshop.report_options, day.workshop.print_elaborations)
    options = Options(lists=day.dice.random() < 0.5)
    report.choose_options(
        day.tx, workshop=day.workshop, was=as_seen(now), options=options, **day.who()
    )


def _summary(day: Day) -> None:
    question = day.pick(Question)
    text = day.dice.choice([None, day.words()])
    report.edit_summary(day.tx, question=question, was=question.summary, text=text, **day.who())


def _phones(day: Day) -> None:
    done = day.tx.scalars(select(Change.key).where(Change.what == "phones")).all()
    wall.undo(day.tx, workshop=day.workshop, target=day.dice.choice(done or [""]), **day.who())


ACTS: dict[str, Callable[[Day], Any]] = {
    "write": _write,
    "write more": _write,
    "edit": _edit,
    "split": _split,
    "join": _join,
    "hosts": _hosts,
    "stage": _stage,
    "block": _block,
    "options": _options,
    "summary": _summary,
    "erase": Day.erase,
    "undo at the wall": _phones,
    "strike": lambda d: table.strike_note(
        d.tx, note=(n := d.pick(Note)), struck=not n.struck, **d.host(n.table)
    ),
    "hang": lambda d: table.move_note(
        d.tx, note=(n := d.pick(Note)), before=None, **d.host(n.table)
    ),
    "more of it": lambda d: table.elaborate(
        d.tx,
        note=(n := d.pick(Note)),
        elaborations=[d.words()],
        was=list(n.elaborations),
        **d.host(n.table),
    ),
    "name": lambda d: table.name_cafe(
        d.tx, table=(t := d.table()), was=t.cafe_name, name=d.words(), **d.host(t)
    ),
    "sum up": lambda d: table.sum_up(
        d.tx,
        table=(t := d.table()),
        was=t.main_statement,
        text=d.dice.choice([None, d.words()]),
        **d.host(t),
    ),
    "photo": lambda d: table.add_photo(
        d.tx,
        table=(t := d.table()),
        file=f"{new_id()}.jpg",
        alt=d.words(),
        size=3,
        **d.host(t),
    ),
    "tags": lambda d: plan.set_tags(
        d.tx, table=(t := d.table()), was=list(t.tags), tags=["Nes"], **d.who()
    ),
    "reword question": lambda d: plan.reword_question(
        d.tx,
        question=(q := d.pick(Question)),
        was=q.text,
        text=d.words(),
        confirmed=True,
        **d.who(),
    ),
    "question": lambda d: plan.add_question(
        d.tx, workshop=d.workshop, text=d.words(), secret_key=KEY, **d.who()
    ),
    "no question": lambda d: plan.remove_question(d.tx, question=d.pick(Question), **d.who()),
    "place question": lambda d: plan.place_question(
        d.tx, question=d.pick(Question), before=None, **d.who()
    ),
    "table": lambda d: plan.add_table(d.tx, question=d.pick(Question), secret_key=KEY, **d.who()),
    "no table": lambda d: plan.remove_table(d.tx, table=d.table(), **d.who()),
    "number": lambda d: plan.number_tables(d.tx, workshop=d.workshop, **d.who()),
    "rounds": lambda d: plan.agree_rounds(
        d.tx, workshop=d.workshop, agreed={"count": 3, "minutes": 12, "change": 2}, **d.who()
    ),
    "round": lambda d: plan.begin_round(d.tx, workshop=d.workshop, number=1, **d.who()),
    "fact": lambda d: plan.set_fact(
        d.tx,
        workshop=d.workshop,
        name="place",
        was=d.workshop.place,
        text=d.words()[:20],
        **d.who(),
    ),
    "dots": lambda d: wall.set_dots(d.tx, workshop=d.workshop, count=3, **d.who()),
    "phones": lambda d: wall.set_phones(
        d.tx, workshop=d.workshop, phones=d.dice.choice(["open", "held"]), **d.who()
    ),
    "dot": lambda d: wall.put_dot(
        d.tx, note=d.pick(Note), device=d.device, by="viewer", operation=new_id()
    ),
    "no dot": lambda d: wall.take_dot(
        d.tx, note=d.pick(Note), device=d.device, by="viewer", operation=new_id()
    ),
    "lift dots": lambda d: wall.lift_dots(d.tx, workshop=d.workshop, dots=[d.pick(Dot)], **d.who()),
    "ask": lambda d: wall.ask(
        d.tx, note=d.pick(Note), uid=new_id(), text=d.words()[:90], by="viewer", operation=new_id()
    ),
    "answer": lambda d: table.answer(
        d.tx,
        asked=(a := d.pick(VisitorQuestion)),
        answered="written",
        answer=d.words(),
        was=a.answer,
        **d.host(a.note.table),
    ),
    "hide": lambda d: wall.hide(
        d.tx, workshop=d.workshop, questions=[d.pick(VisitorQuestion)], **d.who()
    ),
    "take in": lambda d: wall.take_in(
        d.tx, workshop=d.workshop, notes=[d.late()], questions=[], **d.who()
    ),
    "take in a question": lambda d: wall.take_in(
        d.tx, workshop=d.workshop, notes=[], questions=[d.pick(VisitorQuestion)], **d.who()
    ),
    "leave out": lambda d: wall.leave_out(
        d.tx, workshop=d.workshop, notes=[d.late()], questions=[], reason="nei", **d.who()
    ),
    "strike out": lambda d: wall.strike(d.tx, workshop=d.workshop, notes=[d.pick(Note)], **d.who()),
    "intro": lambda d: report.edit_intro(
        d.tx,
        workshop=d.workshop,
        was=report.intro_text(d.workshop),
        text=d.dice.choice([None, f"{d.words()}\n\n{d.words()}"]),
        **d.who(),
    ),
    "head": lambda d: sort.add_category(
        d.tx, question=d.pick(Question), heading=d.words(), **d.who()
    ),
    "rename": lambda d: sort.rename_category(
        d.tx, category=(c := d.pick(Category)), was=c.heading, heading=d.words(), **d.who()
    ),
    "shift": lambda d: sort.move_category(d.tx, category=d.pick(Category), before=None, **d.who()),
    "no heading": lambda d: sort.remove_category(d.tx, category=d.pick(Category), **d.who()),
    "place": lambda d: sort.place_note(
        d.tx, note=d.pick(Note), category=d.pick(Category), **d.who()
    ),
    "place more": lambda d: sort.place_note(
        d.tx, note=d.pick(Note), category=d.pick(Category), **d.who()
    ),
    "join entries": lambda d: sort.join_entries(
        d.tx, into=d.pick(Entry), other=d.pick(Entry), text=d.words(), **d.who()
    ),
    "absorb": lambda d: sort.absorb_note(d.tx, note=d.pick(Note), entry=d.pick(Entry), **d.who()),
    "unplace": lambda d: sort.unplace(d.tx, entry=d.pick(Entry), **d.who()),
    "own": lambda d: sort.add_own_entry(d.tx, category=d.pick(Category), text=d.words(), **d.who()),
    "reword": lambda d: sort.reword_entry(
        d.tx, entry=(e := d.pick(Entry)), was=e.text, text=d.words(), **d.who()
    ),
    "aside": lambda d: sort.set_aside(d.tx, note=d.pick(Note), reason=d.words(), **d.who()),
    "main": lambda d: sort.use_in_main(d.tx, note=d.pick(Note), **d.who()),
    "apart": lambda d: sort.not_same(d.tx, note=d.pick(Note), double=d.pick(Note), **d.who()),
    "oppose": lambda d: oppose(d.tx, note=d.pick(Note), other=d.pick(Note), **d.who()),
    "gather": lambda d: sources.gather(d, d.dice.choice(BY)),
    "undo": lambda d: sort.undo(d.tx, workshop=d.workshop, **d.who()),
    "undo more": lambda d: sort.undo(d.tx, workshop=d.workshop, **d.who()),
    "redo": lambda d: sort.redo(d.tx, workshop=d.workshop, **d.who()),
}
# What each day has: else most of what may be done would be refused.
ALWAYS = ("stage", *["write"] * 4, "sum up", "head", "head", "place", "place")


def attempt(day: Day, name: str) -> bool:
    """One act, whole or not at all; True when it was not refused."""
    try:
        with day.tx.begin_nested():
            ACTS[name](day)
            day.tx.flush()
    except (CafeError, AttributeError, TypeError) as refused:
        if not isinstance(refused, CafeError) and "NoneType" not in str(refused):
            raise
        day.tx.expire_all()
        return False
    return True


def fresh() -> Database:
    """A database in memory."""
    database = Database("sqlite://")
    Base.metadata.create_all(database.engine)
    return database


def live(db: Database, seed: int, count: int) -> tuple[str, set[str]]:
    """A café that has lived through so many random acts; its id, and which were not refused."""
    workshop, done = a_workshop(db, counts=(2, 1)), set()
    dice = random.Random(seed)
    stages = ("open", "vernissage", "sorting")
    for stage in stages:
        with db.writing() as tx:
            here = tx.get_one(Workshop, workshop.id)
            day = Day(tx, here, dice.randrange(2**32))
            plan.move_stage(tx, workshop=here, stage=stage, anyway=True, **day.who())
            usual = ALWAYS[1:] if stage != "vernissage" else ("dots", "ask", "dot", "write")
            for name in (*usual, *dice.choices(sorted(ACTS), k=count // len(stages))):
                if attempt(day, name):
                    done.add(name)
            tx.flush()
    return workshop.id, done
