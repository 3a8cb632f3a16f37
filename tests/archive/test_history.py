"""The history goes out and comes in again, line by line; what is wrong in it is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from cafe.archive.history.pieces import ITEMS, NEEDED
from cafe.archive.queries import archive_of
from cafe.archive.schema import as_json
from cafe.core.i18n import _
from cafe.errors import CafeError, Invalid
from cafe.model import Category, Change, Database, Workshop
from cafe.model.canonical import SEALED
from cafe.nouns import NOUNS
from cafe.plan.actions import move_stage
from cafe.sort import actions as sort
from cafe.sort.wordings import wordings
from tests.archive.archives import Item, an_archive, with_origins
from tests.report.samples import brought_in
from tests.sealed.day import attempt, fresh, live
from tests.sealed.hands import Hands
from tests.sort.world import log_of
from tests.support.world import new_id

Break = Callable[[Item], Any]


def exported(db: Database, here: str) -> bytes:
    with db.reading() as session:
        return as_json(archive_of(session, session.get_one(Workshop, here)))


def rows(db: Database, here: str) -> list[tuple[Any, ...]]:
    """What is kept of each change, but for numbers of this installation."""
    query = select(Change.revision, Change.what, Change.operation, Change.undoes, Change.leaf)
    with db.reading() as session:
        found = session.execute(query.where(Change.workshop_id == here).order_by(Change.revision))
        return [tuple(row) for row in found]


@pytest.mark.parametrize("seed", range(6))
def test_any_day_comes_out_as_it_went_in(seed: int) -> None:
    db, other = fresh(), fresh()
    here, _done = live(db, seed, 60)
    first = exported(db, here)
    for there in (db, other):
        again = brought_in(there, first)
        assert exported(there, again) == first
        assert rows(there, again) == rows(db, here)
    for database in (db, other):
        database.engine.dispose()


def test_a_cafe_that_came_in_lives_on_and_comes_out_again() -> None:
    db = fresh()
    here = brought_in(db, exported(db, live(db, 3, 60)[0]))
    for _again in range(2):
        with db.writing() as tx:
            day = Hands(tx, tx.get_one(Workshop, here), 7)
            move_stage(tx, workshop=day.workshop, stage="sorting", anyway=True, **day.who())
            names = ("head", "place", "place", "own", "reword", "unplace", "undo", "redo", "rename")
            assert sum(attempt(day, name) for name in names) > 3
        out = exported(db, here)
        here = brought_in(db, out)
        assert exported(db, here) == out
    db.engine.dispose()


def test_what_is_taken_away_after_coming_in_keeps_its_id_and_comes_back() -> None:
    db = fresh()
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, brought_in(db, exported(db, live(db, 4, 60)[0])))
        if workshop.stage != "sorting":
            move_stage(tx, workshop=workshop, stage="sorting", by="p", operation=new_id())
        category = tx.scalars(select(Category).join(Category.question).limit(1)).first()
        assert category is not None
        here, who = category.question.workshop_id, {"by": "person:1"}
        heading, words = category.heading, category.id
        sort.remove_category(tx, category=category, operation=new_id(), **who)
        gone = tx.get_one(Workshop, here)
        sort.undo(tx, workshop=gone, operation=new_id(), **who)
        tx.flush()
        assert tx.get_one(Category, words).heading == heading
    keys = [line["key"] for line in json.loads(exported(db, here))["history"]][-4:]
    there = [
        one["id"] for q in json.loads(exported(db, here))["questions"] for one in q["categories"]
    ]
    assert set(keys) & set(there)
    db.engine.dispose()


def with_history() -> Item:
    """An archive with a sealed history, whose last line is a note's."""
    db = fresh()
    archive: Item = json.loads(exported(db, live(db, 5, 30)[0]))
    db.engine.dispose()
    return archive


def first(archive: Item, what: str) -> Item:
    """The first line of a kind, with words."""
    return next(one for one in archive["history"] if one["what"] == what and one.get("item"))


def at(archive: Item, what: str) -> str:
    return f"history[{archive['history'].index(first(archive, what))}]"


BROKEN: list[tuple[str, str, Break]] = [
    ("note", ".n", lambda line: line.update(n=0)),
    ("note", ".n", lambda line: line.update(n=2**31)),
    ("note", ".n", lambda line: line.update(n=1)),
    ("note", ".at", lambda line: line.update(at="2026-02-30T10:00:00.000000Z")),
    ("note", ".at", lambda line: line.update(at="9999-12-31T23:59:59.999999Z")),
    ("note", ".at", lambda line: line.update(at=7)),
    ("note", ".by", lambda line: line.update(by="person:1")),
    ("note", ".by", lambda line: line.update(by="Kari Nordmann")),
    ("note", ".act", lambda line: line.update(act="a" * 37)),
    ("note", ".what", lambda line: line.update(what="letters")),
    ("note", ".key", lambda line: line.update(key="\u202e")),
    ("note", ".salt", lambda line: line.update(salt="00")),
    ("note", ".leaf", lambda line: line.update(leaf="x" * 64)),
    ("note", ".more", lambda line: line.update(more=1)),
    ("note", "", lambda line: line.pop("salt")),
    ("note", "", lambda line: line.pop("item")),
    ("note", "", lambda line: line.update(erased=True)),
    ("note", ".item", lambda line: line.update(item=[])),
    ("note", ".item.text", lambda line: line["item"].update(text={"a": 1})),
    ("note", ".item.text", lambda line: line["item"].update(text="\u0000")),
    ("note", ".item.text", lambda line: line["item"].pop("text")),
    ("note", ".item.struck", lambda line: line["item"].update(struck=1)),
    ("note", ".item.colour", lambda line: line["item"].update(colour="red")),
    ("question", "", lambda line: line.update(key="1")),  # another café's number here
    ("table", "", lambda line: line.update(key="1")),
    ("table", "", lambda line: line["item"].update(question="1")),
    ("note", "", lambda line: line["item"].update(table="1")),
    ("table", ".item.posters[0].id", lambda line: line["item"].update(posters=[{"id": 1}])),
    ("category", ".item.position", lambda line: line["item"].update(position="1e999")),
    ("category", ".item.position", lambda line: line["item"].update(position=1)),
    ("workshop", ".item.date", lambda line: line["item"].update(date="17.5.2026")),
]


@pytest.fixture(scope="module")
def whole() -> Item:
    return with_history()


@pytest.mark.parametrize(
    ("what", "path", "break_it"), BROKEN, ids=[f"{n}{p}" for n, (_w, p, _b) in enumerate(BROKEN)]
)
def test_a_broken_line_is_refused_with_its_path(
    db: Database, whole: Item, what: str, path: str, break_it: Break
) -> None:
    archive = json.loads(json.dumps(whole))
    where = at(archive, what) + path
    break_it(first(archive, what))
    with pytest.raises(Invalid) as refused:
        brought_in(db, archive)
    assert refused.value.where in (where, where.removesuffix(".id") + ".alt")
    with db.reading() as session:
        assert session.scalars(select(Workshop)).all() == []


MISSING: list[tuple[str, Break]] = [
    ("seal", lambda a: a.pop("seal")),
    ("seal", lambda a: a.update(seal="00")),
    ("questions[0].id", lambda a: a["questions"][0].pop("id")),
    ("questions[0].tables[0].id", lambda a: a["questions"][0]["tables"][0].pop("id")),
    ("questions[0].tables[0].id", lambda a: a["questions"][0]["tables"][0].update(id="7")),
    (
        "questions[0].tables[0].id",
        lambda a: a["questions"][0]["tables"][0].update(id=a["questions"][0]["id"]),
    ),
]


@pytest.mark.parametrize(("path", "break_it"), MISSING)
def test_what_the_history_hangs_on_is_asked_for(
    db: Database, whole: Item, path: str, break_it: Break
) -> None:
    archive = json.loads(json.dumps(whole))
    break_it(archive)
    with pytest.raises(Invalid) as refused:
        brought_in(db, archive)
    assert refused.value.where == path


@pytest.mark.parametrize("archive", [an_archive(), with_origins()], ids=["plain", "origins"])
def test_a_file_without_history_comes_out_equal(db: Database, archive: Item) -> None:
    assert json.loads(exported(db, brought_in(db, archive))) == archive


def test_who_did_it_is_told_as_from_elsewhere_and_not_undone(db: Database) -> None:
    there = fresh()
    here = brought_in(db, exported(there, live(there, 4, 60)[0]))
    there.engine.dispose()
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, here)
        told = log_of(tx, workshop)
        assert told
        assert {one.by for one in told} == {_("An organiser, where the archive is from")}
        for question in workshop.questions:
            wordings(tx, workshop, question)
        if workshop.stage != "sorting":
            move_stage(tx, workshop=workshop, stage="sorting", by="p", operation=new_id())
        with pytest.raises(CafeError):
            sort.undo(tx, workshop=workshop, by="person:1", operation=new_id())


def test_every_published_field_may_stand_in_a_line() -> None:
    """A field that is added to a noun is placed here too: else no archive with it comes in."""
    assert ITEMS.keys() == SEALED.keys() == NEEDED.keys()
    for noun in NOUNS:
        there = {field.name for field in noun.published} - SEALED[noun.what].away
        there |= {"sources"} if noun.what == "entry" else set()
        assert set(ITEMS[noun.what].model_fields) == there, noun.what
