"""What may be done on a day, each by a name: the actions that people use, on things at random."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from cafe.document.options import Options, as_seen, options_of
from cafe.model import Category, Change, Dot, Entry, Note, Question, VisitorQuestion
from cafe.plan import actions as plan
from cafe.report import actions as report
from cafe.sort import actions as sort
from cafe.sort.pairs import oppose
from cafe.table.actions import answers, joins, notes, paper, places, poster
from cafe.wall import actions as wall
from tests.sealed.hands import BY
from tests.sealed.hands import Hands as Day
from tests.sort.history import sources
from tests.support.world import KEY, new_id


def _write(day: Day) -> None:
    at = day.table()
    words: dict[str, Any] = {"uid": new_id(), "text": day.words(), "kind": "statement"}
    notes.write_note(day.tx, table=at, **words, **day.host(at))


def _edit(day: Day) -> None:
    note = day.hanging()
    words: dict[str, Any] = {"text": day.words(), "kind": "keyword", "part": None}
    notes.edit_note(day.tx, note=note, was=note.text, **words, **day.host(note.table))


def _split(day: Day) -> None:
    note = day.hanging()
    how = {"uid": new_id(), "saw": note.text, "text": day.words(), "rest": day.words()}
    joins.split_note(day.tx, note=note, kind="keyword", **how, **day.host(note.table))


def _join(day: Day) -> None:
    into, other = day.hanging(), day.hanging()
    how = {"saw": into.text, "other_saw": other.text, "text": day.words(), "kind": "statement"}
    joins.join_notes(day.tx, into=into, other=other, **how, **day.host(into.table))


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
    "strike": lambda d: notes.strike_note(
        d.tx, note=(n := d.hanging()), struck=not n.struck, **d.host(n.table)
    ),
    "hang": lambda d: places.move_note(
        d.tx, note=(n := d.hanging()), before=None, **d.host(n.table)
    ),
    "more of it": lambda d: answers.elaborate(
        d.tx,
        note=(n := d.hanging()),
        elaborations=[d.words()],
        was=list(n.elaborations),
        **d.host(n.table),
    ),
    "name": lambda d: poster.name_cafe(
        d.tx, table=(t := d.table()), was=t.cafe_name, name=d.words(), **d.host(t)
    ),
    "sum up": lambda d: poster.sum_up(
        d.tx,
        table=(t := d.table()),
        was=t.main_statement,
        text=d.dice.choice([None, d.words()]),
        **d.host(t),
    ),
    "photo": lambda d: paper.add_photo(
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
        why="det var uklart",
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
        d.tx, note=d.hanging(), device=d.device, by="viewer", operation=new_id()
    ),
    "no dot": lambda d: wall.take_dot(
        d.tx, note=d.hanging(), device=d.device, by="viewer", operation=new_id()
    ),
    "lift dots": lambda d: wall.lift_dots(d.tx, workshop=d.workshop, dots=[d.pick(Dot)], **d.who()),
    "ask": lambda d: wall.ask(
        d.tx, note=d.hanging(), uid=new_id(), text=d.words()[:90], by="viewer", operation=new_id()
    ),
    "answer": lambda d: answers.answer(
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
    "part": lambda d: sort.refuse_part(d.tx, question=d.pick(Question), letter="A", **d.who()),
    "gather": lambda d: sources.gather(d, d.dice.choice(BY)),
    "undo": lambda d: sort.undo(d.tx, workshop=d.workshop, **d.who()),
    "undo more": lambda d: sort.undo(d.tx, workshop=d.workshop, **d.who()),
    "redo": lambda d: sort.redo(d.tx, workshop=d.workshop, **d.who()),
}
