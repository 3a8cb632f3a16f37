"""Many notes treated as one: the database is asked as often for forty as for four."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from cafe.errors import Conflict
from cafe.model import Category, Database, Entry
from cafe.sort.history.lines import Wanted, page_of
from cafe.sort.routes.commands import perform
from tests.sort.world import BY, World, as_sent, build, heading, new_id, order

Body = dict[str, Any]
# Rows go in by the hundred, so some statements more are allowed than for a few notes.
SPARE = 4


def do(tx: Session, world: World, body: Body) -> int:
    """Do one operation as the page sends it; return how many statements the database was sent."""
    return sent_by(tx, lambda: perform(tx, world.workshop, as_sent(world.workshop, **body), by=BY))


def sent_by(tx: Session, work: Callable[[], object]) -> int:
    """How many statements the database is sent by `work`."""
    sent: list[str] = []

    def heard(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        sent.append(statement)

    tx.flush()
    tx.expire_all()
    engine = tx.get_bind().engine
    event.listen(engine, "before_cursor_execute", heard)
    work()
    tx.flush()
    event.remove(engine, "before_cursor_execute", heard)
    return len(sent)


def together(deeds: list[Body]) -> Body:
    return {"do": "together", "deeds": deeds}


def place(world: World, under: Category) -> Body:
    ids = {"category": under.id}
    notes = [note.uid for note in world.notes]
    return together([{"do": "place_note", "note": n, "id": new_id(), **ids} for n in notes])


def same(world: World, under: Category) -> Body:
    pairs = zip(world.notes[::2], world.notes[1::2], strict=True)
    rows = [
        {"note": one.uid, "double": other.uid, "category": under.id, "id": new_id()}
        for one, other in pairs
    ]
    return {"do": "take_same", "pairs": rows}


def aside(world: World, _under: Category) -> Body:
    return together([{"do": "set_aside", "note": n.uid, "reason": "nei"} for n in world.notes])


@pytest.mark.parametrize("body", [place, same, aside])
def test_the_number_of_questions_to_the_database_does_not_grow(
    body: Callable[[World, Category], Body],
) -> None:
    counts = []
    for many in (4, 40):
        base = Database("sqlite://")
        Category.metadata.create_all(base.engine)
        with base.writing() as tx:
            world = build(tx, texts=tuple(f"lapp {number}" for number in range(many)))
            under = heading(tx, world)
            counts.append((do(tx, world, body(world, under)), do(tx, world, {"do": "undo"})))
            assert not order(tx, under)
        base.engine.dispose()
    (few, few_back), (more, more_back) = counts
    assert more <= few + SPARE
    assert more_back <= few_back + SPARE


def test_nor_does_it_for_the_list_of_what_was_done() -> None:
    counts = []
    for many in (4, 40):
        base = Database("sqlite://")
        Category.metadata.create_all(base.engine)
        with base.writing() as tx:
            world = build(tx, texts=tuple(f"lapp {number}" for number in range(many)))
            under = heading(tx, world)
            for body in place(world, under)["deeds"]:
                do(tx, world, body)
            listed = page_of(tx, world.workshop, Wanted(kind="sorting")).operations
            assert len(listed) == many + 1
            counts.append(sent_by(tx, partial(page_of, tx, world.workshop, Wanted())))
        base.engine.dispose()
    assert counts[1] <= counts[0]


def test_many_above_one_keep_their_order_and_cost_no_numbering(tx: Session, world: World) -> None:
    under = heading(tx, world)
    last = heading(tx, world, "Rom")
    do(tx, world, place(world, under))
    row = list(tx.scalars(select(Entry).order_by(Entry.position)))
    stays = row[-1]
    go = {"do": "move_entry", "category": last.id}
    do(tx, world, together([{**go, "entry": stays.id}]))
    before = order(tx, under)
    deeds = [{**go, "entry": entry.id, "before": stays.id} for entry in row[:-1]]
    do(tx, world, together(deeds))
    assert order(tx, last) == [*before, stays.text]


def test_a_note_named_twice_in_one_act_is_refused(tx: Session, world: World) -> None:
    under = heading(tx, world)
    body = place(world, under)
    body["deeds"].append({**body["deeds"][0], "id": new_id()})
    with pytest.raises(Conflict), tx.begin_nested():
        do(tx, world, body)
    assert not order(tx, under)
