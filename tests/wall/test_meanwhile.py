"""Two organisers at what phones wrote: all operations x all operations. Nothing unseen is decided
over.

A looks; B acts; then A's act arrives. What B did stands; what A did too, or B is named.
"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from cafe.core.text import who_in_words
from cafe.errors import CafeError, Conflict, Invalid
from cafe.model import Database, Note, Person, Question, Workshop
from cafe.model.note import late_notes
from cafe.plan.undoable import undoables
from cafe.table.actions import pairs
from cafe.wall.actions import phones
from cafe.wall.actions.phones_undo import undo
from tests.support.app import Visitor
from tests.support.pairs import a_talk
from tests.support.world import new_id
from tests.wall.hall import Held
from tests.wall.test_phones import said

WORDS = ("en", "to", "utelatt", "tatt inn", "henger", "strøket")
State = dict[str, tuple[object, ...]]


class Board:
    """Notes at every step, by their words, and two organisers."""

    def __init__(self, tx: Session, workshop: Workshop) -> None:
        self.tx, self.workshop = tx, workshop
        self.table = tx.scalars(select(Question).where(Question.form == "pairs")).one().tables[0]
        people = [Person(name=name, email=f"{name}@x.no") for name in ("Berit", "Kari")]
        for person in people:
            person.password_hash = "-"
            tx.add(person)
        tx.flush()
        self.by = {"a": f"person:{people[0].id}", "b": f"person:{people[1].id}"}
        self.uid = {word: new_id() for word in WORDS}
        workshop.phones = "held"
        for word in WORDS[:4]:
            self.say(word)
        workshop.phones = "open"
        for word in WORDS[4:]:
            self.say(word)
        self.done = {"take": new_id(), "strike": new_id()}
        self.leave("a", ["utelatt"], workshop.revision, reason="tull")
        self.take("a", ["tatt inn"], workshop.revision, operation=self.done["take"])
        self.strike("a", ["strøket"], workshop.revision, operation=self.done["strike"])

    def say(self, word: str) -> None:
        who = {"by": "pair:1", "operation": new_id()}
        pairs.say(self.tx, table=self.table, uid=self.uid[word], text=word, part=None, **who)

    def of(self, notes: Select[Note], words: list[str]) -> list[Any]:
        uids = [self.uid[word] for word in words]
        return list(self.tx.scalars(notes.where(Note.uid.in_(uids)).order_by(Note.id)))

    def who(self, who: str, operation: str = "") -> dict[str, Any]:
        return {"workshop": self.workshop, "by": self.by[who], "operation": operation or new_id()}

    def take(self, who: str, words: list[str], seen: int, operation: str = "") -> None:
        notes = self.of(late_notes(), words)
        phones.take_in(self.tx, notes=notes, questions=[], seen=seen, **self.who(who, operation))

    def leave(self, who: str, words: list[str], seen: int, reason: str) -> None:
        more: dict[str, Any] = {"questions": [], "reason": reason, **self.who(who)}
        phones.leave_out(self.tx, notes=self.of(late_notes(), words), seen=seen, **more)

    def strike(self, who: str, words: list[str], seen: int, operation: str = "") -> None:
        notes = self.of(select(Note), words)
        gone = {self.uid[word] for word in words} - {note.uid for note in notes}
        phones.strike(self.tx, notes=notes, gone=gone, seen=seen, **self.who(who, operation))

    def back(self, who: str, what: str) -> None:
        undo(self.tx, target=self.done[what], **self.who(who))

    def state(self) -> State:
        """What is so of each note."""
        self.tx.flush()
        self.tx.expire_all()
        late = {one.uid: one for one in self.tx.scalars(late_notes())}
        hung = {one.uid: one for one in self.tx.scalars(select(Note))}
        return {
            word: (
                uid in late and (late[uid].decided, late[uid].reason, late[uid].as_late("text")),
                uid in hung and (hung[uid].struck, hung[uid].text),
            )
            for word, uid in self.uid.items()
        }

    def tried(self, name: str, who: str, seen: int) -> CafeError | None:
        try:
            with self.tx.begin_nested():
                ACTS[name](self, who, seen)
        except CafeError as refused:
            return refused
        return None


# Of which notes each decides, and how.
ABOUT: dict[str, list[str]] = {
    "take": ["en"],
    "take both": ["en", "to"],
    "take left": ["utelatt"],
    "leave": ["en"],
    "leave both": ["en", "to"],
    "strike": ["tatt inn"],
    "strike both": ["tatt inn", "henger"],
    "undo take": ["tatt inn"],
    "undo strike": ["strøket"],
    "reword": ["en"],
    "reword hung": ["henger"],
}


def _reword(board: Board, word: str) -> None:
    note: dict[str, Any] = {"uid": board.uid[word], "was": word, "text": f"{word} stygt"}
    pairs.reword(board.tx, table=board.table, by="pair:1", operation=new_id(), **note)


ACTS: dict[str, Callable[[Board, str, int], None]] = {
    "take": lambda d, who, seen: d.take(who, ABOUT["take"], seen),
    "take both": lambda d, who, seen: d.take(who, ABOUT["take both"], seen),
    "take left": lambda d, who, seen: d.take(who, ABOUT["take left"], seen),
    "leave": lambda d, who, seen: d.leave(who, ABOUT["leave"], seen, f"grunn {who}"),
    "leave both": lambda d, who, seen: d.leave(who, ABOUT["leave both"], seen, f"grunner {who}"),
    "strike": lambda d, who, seen: d.strike(who, ABOUT["strike"], seen),
    "strike both": lambda d, who, seen: d.strike(who, ABOUT["strike both"], seen),
    "undo take": lambda d, who, _seen: d.back(who, "take"),
    "undo strike": lambda d, who, _seen: d.back(who, "strike"),
    "reword": lambda d, _who, _seen: _reword(d, "en"),
    "reword hung": lambda d, _who, _seen: _reword(d, "henger"),
}
OURS = [name for name in ACTS if not name.startswith("reword")]


@pytest.fixture
def board(db: Database) -> Any:
    workshop = a_talk(db)
    with db.writing() as tx:
        yield Board(tx, tx.get_one(Workshop, workshop.id))


def test_what_another_did_meanwhile_stands_and_is_named(board: Board) -> None:
    before, seen = board.state(), board.workshop.revision
    for first in ACTS:
        for late in OURS:
            with board.tx.begin_nested() as once:
                assert board.tried(first, "b", seen) is None, first
                between, at = board.state(), board.workshop.revision
                theirs = {word for word in before if before[word] != between[word]}
                assert theirs == set(ABOUT[first]), first
                refused = board.tried(late, "a", seen)
                check(board, (first, late), refused, between)
                if refused is None:
                    assert board.workshop.revision > at
                once.rollback()
            board.tx.expire_all()
            assert board.state() == before


def check(board: Board, both: tuple[str, str], refused: CafeError | None, between: State) -> None:
    first, late = both
    theirs, mine, after = set(ABOUT[first]), set(ABOUT[late]), board.state()
    what = f"{late} after {first}"
    name = "Kari" if first in OURS else who_in_words("pair:1")
    for word in theirs:
        assert after[word] == between[word], f"{what}: decided over"
    if refused:
        assert after == between, f"{what}: half done"
        assert mine <= theirs, f"{what}: {refused.message}"
        assert isinstance(refused, Conflict), f"{what}: {refused.message}"
        taken_back = first == late and late.startswith("undo")
        assert taken_back or name in refused.message, f"{what}: {refused.message}"
        return
    assert {word for word in after if after[word] != between[word]} == mine - theirs, what
    line, met = undoables(board.tx, board.workshop)[0], len(mine & theirs)
    assert (line.rest, line.met) == (met, [name] if met else []), what


def test_a_page_ahead_of_the_cafe_is_told_so(board: Board) -> None:
    refused = board.tried("take", "a", board.workshop.revision + 1)
    assert isinstance(refused, Invalid)
    assert refused.where == "seen"


@pytest.mark.parametrize("do", ["take", "leave", "strike"])
def test_every_act_on_what_was_chosen_tells_what_was_seen(
    do: str, cafe_app: Flask, organiser: Visitor
) -> None:
    hall = Held(cafe_app, organiser)
    hall.done("held" if do != "strike" else "open")
    uid = said(hall.phone, "pent", 202 if do != "strike" else 200)
    assert hall.do(do, note=[uid], seen="").status_code == 422


def test_the_page_names_who_was_quicker_and_why(cafe_app: Flask, organiser: Visitor) -> None:
    hall = Held(cafe_app, organiser)
    hall.done("held")
    uid, other = said(hall.phone, "pent", 202), said(hall.phone, "også", 202)
    seen = str(hall.revision)
    hall.done(f"leave:{uid}", reason="ikke om dette")
    refused = hall.do(f"take:{uid}", seen=seen)
    assert refused.status_code == 409
    assert "Berit Bakke left out “pent” meanwhile. Reason: ikke om dette" in refused.text
    hall.done("take", note=[uid, other], seen=seen)
    assert "stays (Berit Bakke)" in organiser.get(hall.page).text
    assert hall.wall_words() == ["også"]


def test_all_that_was_shown_leaves_what_was_decided_meanwhile(
    cafe_app: Flask, organiser: Visitor
) -> None:
    hall = Held(cafe_app, organiser)
    hall.done("held")
    uid = said(hall.phone, "vent litt", 202)
    said(hall.phone, "tull", 202)
    form = {"seen": str(hall.revision), "upto-note": "2", "upto-question": "0", "reason": "nei"}
    hall.done(f"take:{uid}")
    hall.done("leave-all", **form)
    assert hall.wall_words() == ["vent litt"]
    assert "left out 1 · 1 was changed or sorted meanwhile and stays (Berit Bakke)" in (
        hall.organiser.get(hall.page).text
    )
