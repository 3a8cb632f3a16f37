"""Every action that a room lists is done once for each operation, or says by what else."""

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType

import pytest
from sqlalchemy.orm import Session

from cafe.evaluation import actions as evaluation
from cafe.model import Change, Database, Workshop, locked, record
from cafe.model.commands import done_before, once
from cafe.plan import actions as plan
from cafe.plan.actions import add_minute, add_question, add_table, set_timer
from cafe.report import actions as report
from cafe.sort import actions as sort
from cafe.table import actions as table
from cafe.wall import actions as wall
from tests.house.sources import modules
from tests.support.world import KEY, a_workshop, new_id

ROOMS: tuple[ModuleType, ...] = (plan, table, wall, evaluation, sort, report)
# What makes a repeat harmless where it is not the operation.
BY_ITSELF = {
    "table.add_note": "the id of the note, with what stands in it",
    "table.say": "the id of the note, with what stands in it",
    "table.write_note": "the id of the note, with what stands in it",
    "table.reword": "asks by the note, after asking whose it is",
    "table.strike": "asks by the note, after asking whose it is",
    "table.take_in": "a note hangs once",
    "table.take_all_in": "a note hangs once",
    "table.leave_out": "part of the wall's operation, which is once",
    "table.write": "the id of the note, with what stands in it",
    "wall.ask": "the id of the question, with what stands in it",
    "wall.put_dot": "a phone has one dot on a note",
    "wall.take_dot": "a phone has one dot on a note",
    "evaluation.answer": "the sheet knows the last operation; no history may",
    "plan.create_workshop": "there is no workshop yet",
    **dict.fromkeys(("table.hang", "table.hang_after", "table.hang_last"), "part of another, once"),
    **dict.fromkeys(
        ("sort.new_entry", "sort.no_longer_main", "sort.place_notes"),
        "part of another, which is once",
    ),
    **dict.fromkeys(
        ("plan.lay_gathering_table", "plan.follow_parts"), "part of another, which is once"
    ),
    "plan.copy_workshop": "the person has a café that this operation made (made_before)",
    "plan.plan_shipped": "the same",
}


def actions(room: ModuleType) -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function of the room's actions that is told the operation it belongs to."""
    for name in modules():
        if name.startswith(f"{room.__name__}."):
            module = import_module(name)
            for action, does in inspect.getmembers(module, inspect.isfunction):
                own = inspect.unwrap(does).__module__ == name and not action.startswith("_")
                if own and "operation" in inspect.signature(does).parameters:
                    yield f"{room.__name__.split('.')[1]}.{action}", does


def test_every_action_is_done_once() -> None:
    found = [one for room in ROOMS for one in actions(room)]
    assert len(found) > 90, "the house has become small, or this looks in the wrong place"
    assert {name for name, action in found if not hasattr(action, "once")} == BY_ITSELF.keys()


# Routes that catch a refusal themselves; for all others it is a form's page again, or an answer.
CATCHING = {
    "cafe.erasure.routes.page": "says at its field what cannot be looked for",
    "cafe.people.routes.front": "says in its own words that there were too many tries",
    "cafe.people.routes.oidc": "comes back by an address: the log-in's page says what went wrong",
    "cafe.plan.routes.invitations": "letters that no job sends have failed",
    "cafe.sort.routes.commands": "adds who has changed the thing meanwhile",
    "cafe.wall.routes.seat": "is asked by an address",
}


def test_what_is_refused_is_answered_in_one_place() -> None:
    refusal = re.compile(r"except \(?(?:CafeError|Invalid|Conflict|NotFound|TooMany)\b")
    catching = {
        name
        for name, path in modules().items()
        if ".routes." in name and refusal.search(path.read_text(encoding="utf-8"))
    }
    assert catching == CATCHING.keys()


def test_an_act_is_done_once_without_any_route(db: Database) -> None:
    workshop, operation = a_workshop(db), new_id()

    def more() -> tuple[int | None, int]:
        with db.writing() as tx:
            here = tx.get_one(Workshop, workshop.id)
            add_minute(tx, workshop=here, by="person:1", operation=operation)
            return here.timer_ends_ms, here.revision

    first = more()
    with db.writing() as tx:
        here = tx.get_one(Workshop, workshop.id)
        set_timer(tx, workshop=here, minutes=None, by="person:2", operation=new_id())
    assert first[0] is not None
    assert more() == (None, first[1] + 1)


def test_a_repeat_is_answered_with_what_was_made(db: Database) -> None:
    workshop, operations = a_workshop(db), {"question": new_id(), "table": new_id()}

    def made() -> tuple[int, int, int]:
        with db.writing() as tx:
            here, by = tx.get_one(Workshop, workshop.id), "person:1"
            question = add_question(
                tx, workshop=here, text="Hva nå?", parts=[], by=by, operation=operations["question"]
            )
            seat = add_table(
                tx, question=question, secret_key=KEY, by=by, operation=operations["table"]
            )
            return question.id, seat.id, here.revision

    assert made() == made()


def test_actions_of_one_act_all_run_in_its_transaction(db: Database) -> None:
    workshop, operation = a_workshop(db), new_id()
    for expected in (2, 2):
        with db.writing() as tx:
            here = tx.get_one(Workshop, workshop.id)
            for text in ("Hva?", "Hvem?"):
                add_question(
                    tx, workshop=here, text=text, parts=[], by="person:1", operation=operation
                )
        with db.reading() as session:
            assert _added(session, workshop.id, operation) == expected


def _added(session: Session, workshop_id: str, operation: str) -> int:
    told = session.query(Change).where(
        Change.workshop_id == workshop_id, Change.operation == operation
    )
    return len({change.key for change in told if change.what == "question"})


def test_after_a_rollback_nothing_was_done(db: Database) -> None:
    workshop, operation = a_workshop(db), new_id()

    def half_done() -> None:
        with db.writing() as tx:
            here = tx.get_one(Workshop, workshop.id)
            add_minute(tx, workshop=here, by="person:1", operation=operation)
            raise LookupError

    with pytest.raises(LookupError):
        half_done()
    with db.writing() as tx:
        assert not done_before(tx, workshop.id, operation)


def test_what_is_asked_of_each_thing_says_nothing_of_others(db: Database) -> None:
    workshop, operation = a_workshop(db), new_id()
    ran: list[str] = []

    @once("workshop", each=True)
    def touch(tx: Session, *, workshop: Workshop, by: str, operation: str) -> Workshop:
        ran.append(by)
        return workshop

    with db.writing() as tx:
        here = locked(tx, workshop.id)
        assert here
        record(tx, here, what="note", key="another", item=None, by="table:1", operation=operation)
    with db.writing() as tx:
        here = tx.get_one(Workshop, workshop.id)
        touch(tx, workshop=here, by="person:1", operation=operation)
    assert ran == ["person:1"]
