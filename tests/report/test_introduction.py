"""The introduction of a café that was really held: from what it has stored, and nothing else."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from cafe.archive.queries import archive_of
from cafe.document.material import Past
from cafe.model import Database, Invitation, Person, Workshop
from cafe.plan.actions import (
    add_question,
    ask_main,
    move_stage,
    reword_question,
    set_hosts,
)
from cafe.plan.actions.copies import copy_workshop
from cafe.plan.actions.invitations import answer, invite
from cafe.plan.actions.remains import tick_line
from cafe.report.queries import compose, questions_of
from cafe.report.queries_past import past_of
from cafe.table.actions.late import leave_out, take_in
from cafe.table.actions.notes import write_note
from tests.report.samples import brought_in
from tests.support.world import KEY, a_workshop, new_id


@contextmanager
def at(db: Database, here: str) -> Iterator[tuple[Session, Workshop, dict[str, Any]]]:
    """The café in a transaction, with who does it."""
    with db.writing() as tx:
        yield tx, tx.get_one(Workshop, here), {"by": "person:1", "operation": new_id()}


def move(db: Database, here: str, *stages: str) -> None:
    for stage in stages:
        with at(db, here) as (tx, cafe, who):
            move_stage(tx, workshop=cafe, stage=stage, anyway=True, **who)


def past(db: Database, here: str) -> Past:
    with db.reading() as session:
        cafe = session.get_one(Workshop, here)
        return past_of(session, cafe, questions_of(session, cafe))


def intro(db: Database, here: str) -> str:
    with db.reading() as session:
        return "\n\n".join(compose(session, session.get_one(Workshop, here)).intro)


def reword(db: Database, here: str, number: int, text: str) -> None:
    with at(db, here) as (tx, cafe, who):
        one = cafe.questions[number - 1]
        reword_question(tx, question=one, was=one.text, text=text, why="det var uklart", **who)


@pytest.fixture
def here(db: Database) -> str:
    """Two questions, three tables, in planning."""
    return a_workshop(db, counts=(2, 1), language="en").id


def test_questions_are_told_by_when_they_were_written(db: Database, here: str) -> None:
    reword(db, here, 1, "Before?")
    assert past(db, here) == Past(talking=True), "the tables have not opened"
    move(db, here, "open")
    assert past(db, here) == Past(before=2, talking=True)
    assert "two questions, written before the tables opened." in intro(db, here)
    was = intro(db, here)
    reword(db, here, 2, "Otherwise?")
    with at(db, here) as (tx, cafe, who):
        add_question(tx, workshop=cafe, text="Third?", **who)
    assert past(db, here) == Past(before=2, added=(3,), changed=(2,), talking=True)
    assert intro(db, here) != was
    assert intro(db, here) == (
        "The dialogue café set out from three questions. Question 3 was added after the tables had "
        "opened. The wording of question 2 was changed after the tables had opened."
    )
    reword(db, here, 2, "Hvem kan gjøre mer sammen?")
    assert past(db, here).changed == (2,), "the tables had the other words before them"
    move(db, here, "planning", "open")
    assert past(db, here).added == (3,), "it opened once for the first time"


def test_a_vernissage_and_asking_are_told_when_they_were(db: Database, here: str) -> None:
    move(db, here, "open", "sorting")
    assert (past(db, here).vernissage, past(db, here).main_asked) == (False, False)
    move(db, here, "open")
    with at(db, here) as (tx, cafe, who):
        ask_main(tx, workshop=cafe, asks=True, **who)
    assert past(db, here).main_asked
    move(db, here, "vernissage", "sorting")
    assert past(db, here) == Past(before=2, main_asked=True, vernissage=True)
    told = intro(db, here)
    assert "vernissage" in told
    assert "asked to sum up" in told


def hosts_say(db: Database, here: str, *, all_of_them: bool) -> None:
    with at(db, here) as (tx, cafe, _who):
        for question in cafe.questions:
            for table in question.tables:
                set_hosts(tx, table=table, was=[], hosts=["Ada"], by="p", operation=new_id())
        invite(tx, workshop=cafe, secret_key=KEY)
        for one in list(tx.scalars(select(Invitation)))[0 if all_of_them else 1 :]:
            answer(tx, invitation=one, yes=True)


@pytest.mark.parametrize("all_of_them", [True, False])
def test_hosts_were_asked_when_all_had_said_yes_in_advance(
    db: Database, here: str, all_of_them: bool
) -> None:
    hosts_say(db, here, all_of_them=all_of_them)
    assert not past(db, here).asked, "the day has not begun"
    move(db, here, "open")
    assert past(db, here).asked == all_of_them
    assert ("in advance" in intro(db, here)) == all_of_them
    with db.writing() as tx:
        for one in tx.scalars(select(Invitation)):
            answer(tx, invitation=one, yes=True)
    move(db, here, "vernissage", "open")
    assert past(db, here).asked == all_of_them, "that is not in advance"


@pytest.mark.parametrize("said", ["done", "none"])
def test_what_somebody_ticked_stands(db: Database, here: str, said: str) -> None:
    with at(db, here) as (tx, cafe, who):
        tick_line(tx, workshop=cafe, key="asked", was="open", state=said, **who)
    if said == "none":
        hosts_say(db, here, all_of_them=True)
    move(db, here, "open")
    assert past(db, here).asked == (said == "done")


def test_what_an_archive_cannot_say_falls_away(db: Database, here: str) -> None:
    move(db, here, "open", "vernissage")
    with db.reading() as session:
        archive = archive_of(session, session.get_one(Workshop, here))
    for key in ("history", "seal"):
        archive.pop(key, None)
    archive["workshop"]["stage"] = "sorting"
    without = brought_in(db, json.dumps(archive).encode())
    assert past(db, without) == Past()
    assert intro(db, without) == "The dialogue café set out from two questions."
    reword(db, without, 1, "Corrected while sorting?")
    move(db, without, "open")
    assert past(db, without) == Past(talking=True), (
        "nobody has seen the tables open for the first time"
    )


def test_an_archive_with_its_history_tells_the_same(db: Database, here: str) -> None:
    with at(db, here) as (tx, cafe, who):
        tick_line(tx, workshop=cafe, key="asked", was="open", state="done", **who)
    move(db, here, "open")
    reword(db, here, 1, "Otherwise?")
    with at(db, here) as (tx, cafe, who):
        add_question(tx, workshop=cafe, text="Third?", **who)
    with at(db, here) as (tx, cafe, who):
        ask_main(tx, workshop=cafe, asks=True, **who)
    move(db, here, "vernissage", "sorting")
    known = Past(2, (3,), (1,), asked=True, main_asked=True, vernissage=True)
    assert past(db, here) == known
    with db.reading() as session:
        archive = archive_of(session, session.get_one(Workshop, here))
    elsewhere = brought_in(db, json.dumps(archive).encode())
    assert past(db, elsewhere) == known
    assert intro(db, elsewhere) == intro(db, here)


def test_what_an_archive_planned_is_known_from_its_opening_here(db: Database, here: str) -> None:
    with db.reading() as session:
        archive = archive_of(session, session.get_one(Workshop, here))
    for key in ("history", "seal"):
        archive.pop(key, None)
    planned = brought_in(db, json.dumps(archive).encode())
    move(db, planned, "open")
    assert past(db, planned) == Past(before=2, talking=True)
    reword(db, planned, 1, "Otherwise?")
    assert past(db, planned) == Past(before=2, changed=(1,), talking=True)


def test_questions_of_a_copy_were_there_before(db: Database, here: str) -> None:
    """They have no change of their own until somebody words them otherwise."""
    with db.writing() as tx:
        owner = Person(email="a@example.org", name="A", password_hash="-")
        tx.add(owner)
        tx.flush()
        how: dict[str, Any] = {"day": date(2026, 12, 1), "owner": owner, "secret_key": KEY}
        source = tx.get_one(Workshop, here)
        copy = copy_workshop(tx, source=source, by="person:1", operation=new_id(), **how).id
    move(db, copy, "open")
    with at(db, copy) as (tx, cafe, who):
        one = cafe.questions[0]
        reword_question(tx, question=one, was=one.text, text="Else?", why="det var uklart", **who)
    assert past(db, copy) == Past(before=2, changed=(1,), talking=True)


def test_two_queries_however_long_the_history_is(db: Database, here: str) -> None:
    move(db, here, *["open", "vernissage"] * 20)
    asked: list[str] = []
    with db.reading() as session:
        cafe = session.get_one(Workshop, here)
        questions = questions_of(session, cafe)
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *all: asked.append(all[2]))
        assert past_of(session, cafe, questions).vernissage
    assert len(asked) == 2


def test_postgresql_tells_the_same(postgres_db: Database) -> None:
    here = a_workshop(postgres_db, counts=(1, 1), language="en").id
    move(postgres_db, here, "open")
    reword(postgres_db, here, 1, "Otherwise?")
    with at(postgres_db, here) as (tx, cafe, who):
        ask_main(tx, workshop=cafe, asks=True, **who)
    move(postgres_db, here, "vernissage")
    known = Past(before=2, changed=(1,), main_asked=True, vernissage=True)
    assert past(postgres_db, here) == known


def test_what_was_kept_while_the_tables_were_open_did_not_come_late(
    db: Database, here: str
) -> None:
    def keep(text: str, decide: Any, part: str | None = None) -> None:
        with at(db, here) as (tx, cafe, who):
            words: dict[str, Any] = {"kind": "keyword", "text": text, "part": part}
            words |= {"uid": new_id(), "part_said": part and "Gone?"}
            table = cafe.questions[0].tables[0]
            note = write_note(tx, table=table, by="table:1", operation=new_id(), **words)
            decide(tx, late=note, **who)

    move(db, here, "open")
    keep("under a part that is no more", take_in, "C")
    keep("under another", leave_out, "C")
    move(db, here, "sorting")
    assert "after the tables had closed" not in intro(db, here)
    for decide in (take_in, leave_out):
        keep("too late", decide)
    for what in ("taken in", "left out"):
        said = f"One note that came after the tables had closed is {what}."
        assert said in intro(db, here)
