"""Every command that a page sends, with what is done before it comes once more."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import select

from cafe.core.receipts import receipt_of
from cafe.model import CafeTable, Note, Person, Poster, Question, Workshop
from cafe.plan.actions import move_stage, set_parts
from cafe.plan.queries import questions_of
from cafe.web.state import cafe
from tests.support.app import Visitor, with_organiser
from tests.support.ground import Ground, Known
from tests.support.pairs import a_talk, token
from tests.support.world import new_id, tables_of

Body = dict[str, Any]
# Where the tests are that send each of these twice, one kind after the other.
ELSEWHERE = {
    "sort.command": "tests/sort/history/test_done_twice.py",
    "report.begin": "tests/report/test_report_jobs.py",
    "report.keep": "tests/report/test_versions.py",
    "v1.add_notes": "tests/api/test_notes.py",
    "readers.say": "tests/readers/test_reading.py",
    "evaluation.say": "tests/evaluation/test_answering.py",
    "evaluation.say_host": "the same",
    "table.read_message": "tests/plan/hall: it tells nobody, and a message is read once",
}


class Sent(NamedTuple):
    """A command: where it goes, and what it says but for the id of its operation."""

    method: str
    path: str
    body: Body


class House:
    """A café with notes, a phone's note and a question from the wall; one browser may do all."""

    def __init__(self, app: Flask, organiser: Visitor) -> None:
        """It is at its vernissage; `move` it where a command needs another stage."""
        self.db, self.organiser, key = cafe(app).db, organiser, cafe(app).settings.secret_key
        with self.db.reading() as db:
            owner = db.scalars(select(Person)).one()
        made = a_talk(self.db, owner=owner, key=key, stage="planning")
        self.with_parts(made.id)
        self.id = made.id
        self.move("open")
        table, *_others, plenary = tables_of(self.db, made)
        self.wall = f"/v/{token(self.db, made, key=key)}"
        self.table, self.desk = f"/t/{token(self.db, made, table, key)}", f"/w/{made.id}"
        self.does(Sent("PUT", f"{self.desk}/plan/facts/silent", words("", "5")))
        self.silent = f"/silent/{token(self.db, made, table, key, tray=True)}/notes"
        self.lying = new_id()
        self.plenary = f"/t/{token(self.db, made, plenary, key)}"
        assert organiser.get(self.wall).status_code == 200
        self.receipt = receipt_of(key, "tray", made.id, self.lying)
        self.does(Sent("POST", self.silent, {"id": self.lying, "text": "stille"}))
        with self.db.reading() as db:
            of_this = select(Question.id).where(Question.workshop_id == made.id)
            pairs = db.scalars(of_this.where(Question.number == 2)).one()
            first = select(Question.uid).where(Question.workshop_id == made.id)
            self.q1 = db.scalars(first.where(Question.number == 1)).one()
        self.pairs = f"{self.wall}/questions/{pairs}/notes"
        self.plan, self.table_id = f"{self.desk}/plan", table.id
        self.one, self.two, self.own = new_id(), new_id(), new_id()
        for uid in (self.one, self.two):
            self.does(Sent("POST", f"{self.table}/notes", new_note(uid)))
        self.does(Sent("POST", self.pairs, {"id": self.own, "text": "vårt", "part": None}))
        with self.db.writing() as tx:
            photo = Poster(table_id=table.id, file="1-1.jpg", sheet=1)
            tx.add(photo)
            tx.flush()
            self.photo = photo.id
        self.spare = new_id()
        self.does(Sent("POST", f"{self.plan}/questions", {"id": self.spare, "text": "Og så?"}))
        self.block, self.block2 = new_id(), new_id()
        for uid in (self.block, self.block2):
            self.does(Sent("POST", f"{self.plan}/programme", {**a_block(uid), "before": None}))
        self.line = new_id()
        line = {"id": self.line, "list": "day", "text": "Kaffe"}
        self.does(Sent("POST", f"{self.desk}/remains/lines", line))
        self.move("vernissage")
        self.asked = new_id()
        self.does(Sent("POST", f"{self.wall}/asked", question(self.asked, self.one)))

    @classmethod
    def again(cls, app: Flask, organiser: Visitor, ids: dict[str, Any]) -> "House":
        """The one that lies there, by the ids that `known` had of it."""
        house = cls.__new__(cls)
        vars(house).update(ids, db=cafe(app).db, organiser=organiser)
        return house

    def known(self) -> Known:
        """Its ids, and what its browser has been given."""
        ids = {name: one for name, one in vars(self).items() if isinstance(one, str | int)}
        jar = (self.organiser.client._cookies or {}).values()
        return {"house": ids, "cookies": [f"{c.key}={c.value}; Path={c.path}" for c in jar]}

    def with_parts(self, workshop_id: str) -> None:
        """The tables' question has two, so that a poster can be split."""
        with self.db.writing() as tx:
            first = tx.scalars(select(Question).where(Question.workshop_id == workshop_id)).first()
            assert first
            operation: Any = {"by": "person:1", "operation": new_id()}
            set_parts(tx, question=first, was=[], parts=["Inne", "Ute"], **operation)

    def move(self, stage: str) -> None:
        """Another stage."""
        with self.db.writing() as tx:
            here, who = tx.get_one(Workshop, self.id), {"by": "person:1", "operation": new_id()}
            move_stage(tx, workshop=here, stage=stage, anyway=True, **who)

    def does(self, sent: Sent, operation: str = "") -> None:
        """Send it; it is taken."""
        body = {**sent.body, "act": operation or new_id()}
        answer = self.organiser.send(sent.method, sent.path, body)
        assert answer.status_code in (200, 201, 202), (sent, answer.text)

    def stands(self) -> tuple[int, list[Any]]:
        """The newest change, and what there is."""
        with self.db.reading() as db:
            workshop = db.get_one(Workshop, self.id)
            notes = db.scalars(select(Note).where(Note.workshop_id == self.id).order_by(Note.id))
            there = [(n.uid, n.text, n.struck, n.order, n.elaborations, n.spot) for n in notes]
            of_this = CafeTable.workshop_id == self.id
            tables = db.scalars(select(CafeTable).where(of_this).order_by(CafeTable.id)).all()
            named = [
                (t.cafe_name, t.main_statement, t.by_parts, t.hosts, t.roles, t.number)
                for t in tables
            ]
            rest = [(t.meeting, t.tags, t.rehearsed) for t in tables]
            asked = [(q.uid, q.number, q.text, q.form, q.parts) for q in questions_of(db, workshop)]
            return workshop.revision, [
                *there,
                *named,
                *rest,
                *asked,
                workshop.checklist,
                workshop.intro,
                workshop.place,
                workshop.programme,
                workshop.rounds,
            ]


def _made(organiser: Visitor) -> Known:
    return House(organiser.client.application, organiser).known()


HOUSE = Ground("house", partial(with_organiser, more=_made))


def new_note(uid: str, text: str = "mer lys") -> Body:
    return {"id": uid, "kind": "keyword", "text": text}


def a_block(uid: str) -> Body:
    return {"id": uid, "kind": "own", "title": "Mat", "minutes": "10"}


def question(uid: str, note: str) -> Body:
    return {"id": uid, "note": note, "text": "Hvem?"}


def words(was: str | None, text: str | None, **more: Any) -> Body:
    return {"was": was, "text": text, **more}


def answered(was: str | None, text: str) -> Body:
    return {"answered": "written", "answer": text, "was": was}


def named(house: House, value: Any) -> Any:
    """The id of the note that is meant."""
    known = {"{one}": house.one, "{q1}": house.q1, "{block2}": house.block2}
    known |= {"{receipt}": house.receipt}
    return known.get(value, value) if isinstance(value, str) else value


def at(
    door: str, path: str, first: Body, then: Body | None = None
) -> Callable[[House], list[Sent]]:
    """The command `first` to `path`, and `then` the same address hears something else.

    In the path {one}, {two}, {own} and {asked} are things of the house, and {new} is a new id.
    """

    def commands(house: House) -> list[Sent]:
        there = getattr(house, door) + path.format(**vars(house), new=new_id())
        bodies = [body for body in (first, then) if body is not None]
        return [
            Sent("PUT", there, {key: named(house, value) for key, value in body.items()})
            for body in bodies
        ]

    return commands


EDIT = {"kind": "keyword", "part": None}
JOIN = {"saw": "mer lys", "other_saw": "mer lys", "text": "mer lys, mer lys", "kind": "keyword"}
PART = {"saw": "mer lys", "text": "mer", "kind": "keyword", "rest": "lys"}
ELABORATED = {"elaborations": ["om kvelden"], "was": []}
NOT_ANY_MORE: Body = {"elaborations": [], "was": ["om kvelden"]}
ASKED, NOTE, SPOT = "/asked/{asked}", "/notes/{one}", f"{new_id()}:350:610"
# By the route's name: the stage, and the command with what is done before it comes once more.
COMMANDS: dict[str, tuple[str, Callable[[House], list[Sent]]]] = {
    "table.add": ("open", lambda h: [Sent("POST", f"{h.table}/notes", new_note(new_id()))]),
    "table.edit": (
        "open",
        at("table", NOTE, words("mer lys", "ro", **EDIT), words("ro", "mer lys", **EDIT)),
    ),
    "table.strike": ("open", at("table", f"{NOTE}/struck", {"struck": True}, {"struck": False})),
    "table.name": ("open", at("table", "/cafe-name", words(None, "Kafé"), words("Kafé", None))),
    "table.sum_up": (
        "open",
        at("table", "/main-statement", words(None, "Lys!"), words("Lys!", None)),
    ),
    "table.describe": (
        "open",
        at("table", "/photos/{photo}/alt", words("", "Gult"), words("Gult", "")),
    ),
    "table.take_down": ("open", at("table", "/photos/{photo}/down", {})),
    "table.another": ("open", at("table", "/photos/{photo}/another", {})),
    "table.say_of_cell": ("open", at("table", "/cells/1/7", {"said": "empty"}, {"said": None})),
    "table.mark_note": (
        "open",
        at("table", f"{NOTE}/spot", {"was": "", "spot": SPOT}, {"was": SPOT, "spot": ""}),
    ),
    "table.split": ("open", at("table", "/split", {"split": True}, {"split": False})),
    "table.move": (
        "open",
        at("table", "/notes/{two}/place", {"before": "{one}"}, {"before": None}),
    ),
    "table.join": (
        "open",
        lambda h: [
            Sent("PUT", f"{h.table}/notes/{h.one}/join/{h.two}", JOIN),
            Sent("PUT", f"{h.table}/notes/{h.two}/struck", {"struck": False}),
            Sent("PUT", f"{h.table}/notes/{h.one}", words(JOIN["text"], "mer lys", **EDIT)),
        ],
    ),
    "table.part": ("open", at("table", f"{NOTE}/part/{{new}}", PART)),
    "table.name_hosts": (
        "open",
        at("table", "/hosts", {"was": [], "names": ["Kari"]}, {"was": ["Kari"], "names": []}),
    ),
    "table.write_silently": (
        "open",
        lambda h: [Sent("POST", h.silent, {"id": new_id(), "text": "ro"})],
    ),
    "table.decide_tray": (
        "open",
        at("table", "/notes/{lying}/tray", {"do": "aside"}, {"do": "back"}),
    ),
    "table.rehearse": ("planning", at("table", "/rehearsed", {})),
    "table.hide": (
        "vernissage",
        at("desk", f"{ASKED}/hidden", {"hidden": True}, {"hidden": False}),
    ),
    "table.say": (
        "open",
        lambda h: [Sent("POST", h.pairs, {"id": new_id(), "text": "ro", "part": None})],
    ),
    "table.reword": ("open", at("pairs", "/{own}", words("vårt", "ro"), words("ro", "vårt"))),
    "table.strike_own": ("open", at("pairs", "/{own}/struck", {"struck": True}, {"struck": False})),
    "wall.lift": ("open", at("plenary", "/screen", {"note": "{one}"}, {"note": None})),
    "wall.ask": (
        "vernissage",
        lambda h: [Sent("POST", f"{h.wall}/asked", question(new_id(), h.one))],
    ),
    "report.edit_intro": (
        "sorting",
        at("desk", "/report/intro", words(None, "Først."), words("Først.", None)),
    ),
    "report.edit_summary": (
        "sorting",
        at("desk", "/report/summary/1", words(None, "Kort."), words("Kort.", None)),
    ),
}
for _place, _base in (("table", "table"), ("board", "desk")):
    COMMANDS |= {
        f"table.answer_at_{_place}": (
            "vernissage",
            at(_base, ASKED, answered(None, "Vi."), answered("Vi.", "Alle.")),
        ),
        f"table.show_at_{_place}": (
            "vernissage",
            at(_base, f"{ASKED}/shown", {"shown": True}, {"shown": False}),
        ),
        f"table.elaborate_at_{_place}": (
            "vernissage",
            at(_base, f"{NOTE}/elaborations", ELABORATED, NOT_ANY_MORE),
        ),
    }
