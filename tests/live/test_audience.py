"""Who may see what: the same rule for pages, catch-up and news."""

import ast
import inspect
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from sqlalchemy import select, update

from cafe.live.audience import FIELDS, INSIDE, ORGANISER, WALL, Audience, events_for, seen_by
from cafe.live.snapshot import snapshot
from cafe.model import (
    CafeTable,
    Category,
    Database,
    Entry,
    Note,
    Origin,
    Question,
    VisitorQuestion,
    Workshop,
    events,
)
from cafe.model.note import late_notes
from cafe.nouns import EVERYBODY, NOUNS, PLANNED, Field, Item, Noun
from cafe.sort.history.stacks import BROUGHT_IN
from cafe.sort.pairs import PAIRS
from cafe.sort.parts import PART
from tests.archive.archives import an_archive, with_origins
from tests.report.samples import brought_in

HOST = Audience("t", table=7, question=3)


def note(**more: Any) -> Item:
    said = {"id": "n1", "table": 7, "kind": "keyword", "part": None, "text": "tid", "order": 1}
    kept = {"struck": False, "aside": "not about the question", "elaborations": ["more"]}
    return {**said, **kept, **more}


TABLE: Item = {"id": 7, "number": 4, "question": 3, "hosts": ["Kari"], "cafe_name": "Sol"}


def told(what: str, item: Item | None, revision: int = 1, key: str = "n1") -> Item:
    return {"revision": revision, "what": what, "key": key, "item": item}


def test_the_wall_hears_no_host_and_no_reason() -> None:
    assert seen_by(WALL, "table", TABLE) == {k: v for k, v in TABLE.items() if k != "hosts"}
    seen = seen_by(WALL, "note", note())
    assert seen is not None
    assert ("aside" in seen, seen["text"]) == (False, "tid")


def test_a_struck_note_reaches_the_wall_without_its_words() -> None:
    seen = seen_by(WALL, "note", note(struck=True))
    assert seen is not None
    assert (seen["text"], seen["elaborations"], seen["struck"]) == ("", [], True)


def test_what_is_hidden_is_hidden_in_a_copy() -> None:
    item = note(struck=True)
    seen_by(WALL, "note", item)
    assert item["text"] == "tid"


@pytest.mark.parametrize("what", ["category", "entry"])
@pytest.mark.parametrize("audience", [WALL, HOST])
def test_sorting_is_for_the_desk(what: str, audience: Audience) -> None:
    assert seen_by(audience, what, {"id": 1}) is None
    assert events_for(audience, [told(what, {"id": 1}), told(what, None, 2)]) == []
    assert len(events_for(ORGANISER, [told(what, {"id": 1})])) == 1


def test_a_host_hears_of_the_own_table_only() -> None:
    assert seen_by(HOST, "note", note()) == note()
    assert seen_by(HOST, "note", note(table=8)) is None
    assert seen_by(HOST, "table", {**TABLE, "id": 8}) is None
    assert seen_by(HOST, "question", {"id": 3}) == {"id": 3}
    assert seen_by(HOST, "question", {"id": 4}) is None
    assert seen_by(HOST, "wording", {"id": "a1", "question": 3}) == {"id": "a1", "question": 3}
    assert seen_by(HOST, "wording", {"id": "a1", "question": 4}) is None
    assert seen_by(HOST, "workshop", {"id": "w"}) == {"id": "w"}


def test_catching_up_does_not_tell_what_was_struck_meanwhile() -> None:
    changes = [told("note", note(), 5), told("note", note(struck=True), 6)]
    heard = events_for(WALL, changes)
    assert [change["revision"] for change in heard] == [6]
    assert "tid" not in str(heard)


def test_that_a_thing_is_gone_may_be_told() -> None:
    assert events_for(WALL, [told("table", None, key="7")]) == [told("table", None, key="7")]


ROWS: dict[str, type[events.Thing]] = {
    "workshop": Workshop,
    "question": Question,
    "table": CafeTable,
    "origin": Origin,
    "note": Note,
    "late": Note,
    "asked": VisitorQuestion,
    "category": Category,
    "entry": Entry,
}
# What is told of several things together, and how it is made.
TOGETHER = {
    "dots": events.of_dots,
    "counts": events.of_counts,
    "opposed": events.of_pair,
    "apart": events.of_pair,
    "phones": events.of_phones,
    "gathered": events.of_gathered,
    "hung": events.of_gathered,
    "wording": events.of_wording,
    "part": events.of_part,
    "cut": events.of_cut,
    "screen": events.of_screen,
}


@pytest.fixture
def bodies(db: Database) -> dict[str, list[Item]]:
    """Bodies of a café that has everything, made as they are for the screens."""
    brought_in(db, with_origins())
    with db.writing() as tx:
        tx.execute(update(Question).values(prompts=[{"letter": "A", "at_ms": 1}]))
    found: dict[str, list[Item]] = defaultdict(list)
    with db.reading() as session:
        for what, row in ROWS.items():
            things: Iterable[Any] = session.scalars(select(row))
            found[what] = [events.body(one) for one in things]
        found["late"] = [events.late_body(one) for one in session.scalars(late_notes())]
        pair = session.scalars(select(Note)).fetchmany(2)
        found["opposed"] = found["apart"] = [events.of_pair(*pair)]
        asked = session.scalars(select(Question).where(Question.parts != [])).first()
        assert asked
        was = events.words_of(asked)
        found["wording"] = [events.of_wording("a1", asked, was, "uklart", corrected=False)]
        found["part"] = [events.of_part(asked, "A", taken=True)]
        cafe = session.scalars(select(Workshop)).one()
        found["screen"] = [events.of_screen(cafe)]
        found["cut"] = [events.of_cut("a1", [("note", "n1")])]
        found["dots"] = [events.of_dots(pair[0].uid, 2)]
        found["counts"] = [events.of_counts(cafe, [(pair[0].uid, 2)])]
        found["phones"] = [events.of_phones("a1", "strike", 3, 1)]
        found["gathered"] = found["hung"] = [events.of_gathered("a1", 3, ["A form"], "origin")]
    return found


def inner(value: Any) -> set[str]:
    """The keys inside a field."""
    things = value if isinstance(value, list) else [value]
    return {key for one in things if isinstance(one, dict) for key in one}


def test_every_field_of_every_body_is_placed(bodies: dict[str, list[Item]]) -> None:
    assert bodies.keys() == FIELDS["w"].keys() == {*ROWS, *TOGETHER}
    nested: dict[str, set[str]] = defaultdict(set)
    for what, items in bodies.items():
        assert items, f"no {what} to look at"
        for item in items:
            assert item.keys() == FIELDS["w"][what], (
                f"place the fields of {what} in live/audience.py"
            )
            for field, value in item.items():
                nested[field] |= inner(value)
    found = {field: keys for field, keys in nested.items() if keys}
    assert found == INSIDE, "place what is inside a field in live/audience.py"


@pytest.mark.parametrize("kind", get_args(inspect.get_annotations(Audience)["kind"]))
def test_a_snapshot_holds_of_the_cafe_itself_what_its_events_do(db: Database, kind: Any) -> None:
    brought_in(db, an_archive())
    with db.reading() as session:
        cafe = session.scalars(select(Workshop)).one()
        table = session.scalars(select(CafeTable)).first()
        assert table
        audience = Audience(kind, table.id, table.question_id)
        assert snapshot(session, cafe, audience)["workshop"].keys() == FIELDS[kind]["workshop"]


def test_every_body_that_is_made_is_looked_at() -> None:
    made: set[Any] = {
        value for name, value in inspect.getmembers(events, inspect.isfunction) if name[:3] == "of_"
    }
    assert made == {*TOGETHER.values(), events.of_change}  # of_change: what travels around an item
    assert {noun.what for noun in NOUNS} == ROWS.keys()


def kinds_in_the_sources() -> Iterator[str]:
    """Every `what` that some room records by its name."""
    for path in Path("cafe").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.keyword(arg="what", value=ast.Constant(value=str(what))):
                    yield what


def test_every_kind_that_is_told_is_placed() -> None:
    told = {*kinds_in_the_sources(), *PAIRS, PART, *BROUGHT_IN, *(noun.what for noun in NOUNS)}
    assert told == FIELDS["w"].keys()


@pytest.mark.parametrize("kind", get_args(inspect.get_annotations(Audience)["kind"]))
def test_what_is_not_placed_is_seen_by_nobody(kind: Any, bodies: dict[str, list[Item]]) -> None:
    for what, [item, *_rest] in bodies.items():
        asked = item["question"] if what == "wording" else item["id"]
        audience = Audience(kind, item.get("table", item["id"]), asked, dots=True)
        more = {**item, "secret": "x", "hidden": False, "shown": True, "struck": False}
        for field in INSIDE.keys() & item.keys():
            more[field] = _with_secret(item[field])
        seen = seen_by(audience, what, more)
        assert (seen is not None) == (what in FIELDS[kind])
        assert "secret" not in str(seen)
        assert "secret" in str(more), "the body itself stays as it is"
        assert seen is None or seen.keys() == FIELDS[kind][what]
        heard = events_for(audience, [told(what, more), told("spell", {"id": 1}, 2)])
        assert "secret" not in str(heard)
        assert "spell" not in str(heard)


def _with_secret(value: Any) -> Any:
    if isinstance(value, dict):
        return {**value, "secret": 1}
    return [{**one, "secret": 1} for one in value or []]


BOARD = "category entry opposed apart phones origin gathered hung part"


def test_what_the_wall_and_the_tables_see_is_this() -> None:
    """Written twice on purpose: what phones get is changed by two hands."""
    hidden = {
        kind: {what: FIELDS["w"][what] - FIELDS[kind].get(what, set()) for what in FIELDS["w"]}
        for kind in FIELDS
    }
    nothing = {what: set(FIELDS["w"][what]) for what in BOARD.split()} | {
        "asked": {"decided", "reason"}
    }
    nothing["note"], screen = {"gathered"}, {"screen": FIELDS["w"]["screen"]}
    nothing["workshop"] = {"document_title", "signature", "commissioner", *PLANNED}
    nothing["workshop"] |= {"prints", "abbreviated"}
    assert {what: fields for what, fields in hidden["t"].items() if fields} == nothing | screen
    assert hidden["p"] == hidden["v"] | {"screen": set()}, "the wall, and what the remote says"
    assert {what: fields for what, fields in hidden["v"].items() if fields} == {
        **nothing,
        **screen,
        "workshop": nothing["workshop"] | {"silent"},
        "late": FIELDS["w"]["late"],
        "table": {"uid", "hosts", "opened", "meeting", "roles", "tags", "rehearsed", "cells"},
        "note": {"aside", "in_main", "joined_into", "gathered", "spot"},
    }


# Each field that goes to every phone.
WALL_SEES = {
    "workshop": "id title language date stage timer_ends_ms paused_ms rounds round changing"
    " asks_main dots dots_hidden phones published starts programme evaluation",
    "question": "id uid number form text parts prompts hints",
    "table": "id number question cafe_name split main_statement posters",
    "note": "id table kind part text struck elaborations order round paper erased",
    "asked": "id note table text answered answer shown hidden erased",
    "dots": "id count",
    "counts": "id counts",
    "wording": "id question was was_parts text parts why corrected at_ms",
    "cut": "id things",
}


def test_whatever_goes_to_every_phone_is_written_here_too() -> None:
    assert FIELDS["v"] == {what: set(fields.split()) for what, fields in WALL_SEES.items()}


def test_a_field_that_does_not_say_who_sees_it_is_seen_by_nobody() -> None:
    noun = Noun("note", "uid", (Field("id", "uid", seen=EVERYBODY), Field("secret")))
    assert noun.body(SimpleNamespace(uid="n1", secret="x")) == {"id": "n1"}


@pytest.mark.parametrize("decided", ["waiting", "left"])
def test_what_is_held_is_for_the_desk_alone(decided: str) -> None:
    late = {"id": "n1", "table": 7, "text": "vent", "decided": decided, "held": True}
    asked = {"id": "a1", "table": 7, "text": "Hvem?", "shown": True, "hidden": False}
    asked["decided"] = decided
    for audience in (WALL, HOST):
        assert seen_by(audience, "late", late) is None
        assert seen_by(audience, "asked", asked) is None
        # It may have been there before it was taken back: that it is gone is told.
        [gone] = events_for(audience, [told("asked", asked), told("late", late, 2)])
        assert (gone["what"], gone["item"]) == ("asked", None)
    assert seen_by(ORGANISER, "late", late) == late
    assert seen_by(HOST, "late", {**late, "held": False}) is not None
    assert seen_by(HOST, "asked", {**asked, "decided": "taken"}) is not None
