"""The log of a café: who did what when, by person, kind, day and words, and the way back."""

import html
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from unicodedata import normalize
from urllib.parse import parse_qsl, unquote, urlencode

import pytest
from flask import Flask
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from cafe.archive.history.pieces import MAYBE, NEEDED
from cafe.model import Change, Database, Workshop
from cafe.model.canonical import HOME, SEALED
from cafe.model.change import HOUSE
from cafe.model.sealing import erase_lines
from cafe.sort.history import lines
from cafe.sort.history.lines import KINDS, UNTOLD, Operation, Wanted, page_of
from cafe.sort.history.told import Names, told
from tests.sort.board import Board
from tests.sort.world import World, new_id
from tests.support.app import Visitor


@pytest.fixture
def board(cafe_app: Flask, organiser: Visitor) -> Board:
    return Board(cafe_app, organiser)


def log(board: Board, **wanted: Any) -> list[Operation]:
    with board.db.reading() as db:
        found = page_of(db, db.get_one(Workshop, board.id), Wanted(**wanted))
        return list(found.operations)


def test_what_is_in_the_log_is_of_one_kind_each() -> None:
    placed = [what for kind in KINDS.values() for what in kind]
    assert sorted(placed) == sorted(set(placed))
    assert {*placed, *UNTOLD} == SEALED.keys() | HOME


@pytest.mark.parametrize("what", SEALED)
@pytest.mark.parametrize("gone", [False, True])
def test_every_kind_of_change_is_told_in_words(what: str, gone: bool) -> None:
    """Also one that holds nothing, as a strange archive may bring it."""
    for before, after in ((None, {}), ({}, None), (None, None)):
        assert told(what, before, after, Names(), gone=gone).verb


SOME: tuple[Any, ...] = (True, 1, "A", "1.5", "2026-01-01", "0" * 64, new_id(), [], {}, None)


def _value(kind: Any) -> Any:
    for one in SOME:
        with suppress(ValidationError):
            TypeAdapter(kind).validate_python(one)
            return one
    raise AssertionError(kind)


@pytest.mark.parametrize("what", NEEDED)
def test_a_field_that_comes_or_goes_is_told_in_words(what: str) -> None:
    """An archive's lines may leave out whatever is younger than some of them."""
    least = {name: _value(kind) for name, kind in NEEDED[what].items()}
    for name, kind in MAYBE.get(what, {}).items():
        more = {**least, name: _value(kind)}
        for before, after in ((least, more), (more, least)):
            assert told(what, before, after, Names(), gone=False).verb, name


def test_a_line_says_when_who_what_and_both_wordings(board: Board) -> None:
    heading = board.heading("Tid")
    other = board.heading("Ro")
    entry = board.place(board.notes[0], heading)
    board.send("reword_entry", entry=entry, was="Mer tid.", text="Mye mer tid.")
    board.send("move_entry", entry=entry, category=other, before=None)
    moved, reworded, *_rest = log(board)
    assert reworded.by == "Berit Bakke"
    assert (reworded.lines[0].verb, reworded.lines[0].rewordings[0].before) == (
        "reworded",
        "Mer tid.",
    )
    assert (moved.lines[0].rewordings[0].before, moved.lines[0].rewordings[0].after) == (
        "Tid",
        "Ro",
    )
    page = board.visitor.get(f"/w/{board.id}/history").text
    assert '<del dir="auto">Mer tid.</del>' in page
    assert '<ins dir="auto">Ro</ins>' in page
    assert reworded.at.strftime("%H:%M") in page


def test_it_is_narrowed_by_person_kind_day_and_words(board: Board) -> None:
    board.heading("Tid")
    today = datetime.now(UTC).astimezone().date()
    [one] = {one.label for one in log(board, kind="sorting")}
    assert log(board, who=one)
    assert log(board, who="person:999") == []
    assert log(board, kind="document") == []
    assert log(board, day=today)
    assert log(board, day=today - timedelta(days=2)) == []
    assert [each.lines[0].thing for each in log(board, words="TID", kind="sorting")] == ["Tid"]
    assert log(board, words="finnes ikke") == []
    board.heading("Åpen")
    for words in ("åpen", normalize("NFD", "åpen")):
        found = log(board, words=words, kind="sorting")
        assert [each.lines[0].thing for each in found] == ["Åpen"]


@pytest.mark.parametrize(
    "query",
    [
        "day=9999-12-31",
        "day=0001-01-01",
        "day=i+dag",
        "before=tull",
        "before=99999999999999999999",
        "before=-1",
        "before=%C2%B2",
        "kind=alt&who=ingen",
        "who=" + "x" * 500,
    ],
)
def test_whatever_the_address_says_the_page_answers(board: Board, query: str) -> None:
    here = f"/w/{board.id}/history"
    assert board.visitor.get(f"{here}?{query}").status_code == 200
    assert (
        board.visitor.post(f"{here}?{query}", **dict(parse_qsl(query), words="x")).status_code
        == 200
    )


@pytest.mark.parametrize("words", ["\0\u202e😀%_", "æ" * 500, '"><b>', "Hemmelig &"])
def test_words_that_are_looked_for_come_into_no_address(board: Board, words: str) -> None:
    here = f"/w/{board.id}/history"
    board.heading("Tid")
    found = board.visitor.post(here, words=words, kind="sorting", before="9")
    assert (found.status_code, "Location" in found.headers) == (200, False)
    addresses = re.findall(r'(?:href|action|src)="([^"]*)"', found.text)
    assert not any("words" in one or words[:8] in unquote(html.unescape(one)) for one in addresses)
    assert "Nothing" in found.text
    alone = board.visitor.post(here, words=" ", kind="sorting")
    assert (alone.status_code, alone.headers["Location"]) == (303, f"{here}?kind=sorting")
    unfiltered = board.visitor.get(here, query_string={"words": words})
    assert "added the heading" in unfiltered.text  # an address says none


def test_words_are_looked_for_page_by_page(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older page is a press that takes the words along."""
    monkeypatch.setattr(lines, "PER_PAGE", 2)
    here = f"/w/{board.id}/history"
    for name in ("Tid en", "Rom", "Tid to", "Tid tre"):
        board.heading(name)
    seen, page = [], board.visitor.post(here, words="tid", kind="sorting").text
    while True:
        seen += re.findall(r"<q [^>]*>(?:<[^>]*>)?(Tid \w+)", page)
        further = re.findall(r'name="before" value="(\d+)"', page)
        if not further:
            break
        page = board.visitor.post(here, words="tid", kind="sorting", before=further[-1]).text
    assert seen == ["Tid tre", "Tid to", "Tid en"]


def test_a_page_leads_to_the_older_and_the_newest_of_the_same(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "PER_PAGE", 2)
    here, today = f"/w/{board.id}/history", datetime.now(UTC).astimezone().date()
    for name in ("Tid", "Rom", "Ro"):
        board.heading(name)
    who = log(board)[0].label
    chosen = {"who": who, "kind": "sorting", "day": today.isoformat()}
    newest = f"{here}?{urlencode(chosen)}"
    assert board.visitor.post(here, words="", **chosen).headers["Location"] == newest
    page = board.visitor.get(newest).text
    assert re.findall(r'<option value="([^"]+)" selected', page) == [who, "sorting"]
    assert f'value="{today}" min="{today}" max="{today}"' in page
    pages = r'<nav class="row" aria-label="Pages">(.*?)</nav>'
    [(older, says)] = _links(re.findall(pages, page, re.DOTALL)[0])
    assert (says, older) == (
        "Older",
        f"{newest}&before={log(board, **chosen | {'day': today})[1].revision}",
    )
    page = board.visitor.get(older).text
    assert re.findall(r"<q [^>]*>(?:<[^>]*>)?(\w+)", page) == ["Tid"]
    assert _links(re.findall(pages, page, re.DOTALL)[0]) == [(newest, "The newest")]


def _links(text: str) -> list[tuple[str, str]]:
    found = re.findall(r'<a [^>]*href="([^"]*)">([^<]*)</a>', text)
    return [(html.unescape(address), says) for address, says in found]


def test_ones_own_sorting_is_taken_back_as_on_the_board(board: Board) -> None:
    category = board.heading("Tid")
    board.place(board.notes[0], category)
    heading, placed = "added the heading", "placed"
    done = [one for one in log(board, kind="sorting") if not one.undoes]
    by_verb = {one.lines[0].verb: one.operation for one in done}

    def undo(operation: str) -> Any:
        sent = {"undo": operation, "form": "undo", "act": new_id()}
        return board.visitor.post(f"/w/{board.id}/history/undo", **sent)

    refused = undo(by_verb[heading])
    assert refused.status_code == 409
    assert "Mer tid." in refused.text
    assert 'id="problem"' in refused.text
    assert undo(by_verb[placed]).status_code == 303
    assert undo(by_verb[heading]).status_code == 303
    assert undo(by_verb[heading]).status_code == 409
    assert board.texts() == []
    assert log(board)[0].undoes


def test_words_that_were_erased_are_told_as_such(board: Board) -> None:
    board.heading("Hemmelig")
    with board.db.writing() as tx:
        here = tx.get_one(Workshop, board.id)
        lines = tx.scalars(
            select(Change.revision).where(Change.workshop_id == board.id, Change.what == "category")
        ).all()
        erase_lines(
            tx, here, lines, kind="words", reason="person", by="person:1", operation=new_id()
        )
    erased, gone, *_rest = log(board)
    assert erased.lines[0].verb == "erased words for good:"
    assert "erased for good" in gone.lines[0].verb
    page = board.visitor.get(f"/w/{board.id}/history").text
    assert "Hemmelig" not in page
    assert "It holds somebody&#39;s name or health" in page
    assert log(board, kind="erased") == [erased]


def _many(db: Database, board_id: str, count: int) -> None:
    """A long history, as an archive brings one."""
    with db.writing() as tx:
        here = tx.get_one(Workshop, board_id)
        at, first = datetime.now(UTC), here.revision + 1
        tx.execute(
            insert(Change),
            [
                {
                    "workshop_id": board_id,
                    "revision": first + each,
                    "what": "note",
                    "key": f"n{each % 50}",
                    "item": {"text": f"ord {each}", "struck": False},
                    "by": HOUSE if each % 7 else "pair:abc",
                    "operation": f"op{each}",
                    "undoes": None,
                    "at": at,
                    "erased": False,
                }
                for each in range(count)
            ],
        )
        here.revision += count


def test_a_long_log_is_read_page_by_page_each_at_the_same_cost(board: Board) -> None:
    _many(board.db, board.id, 5000)
    asked: list[str] = []
    steps: list[int] = []  # of SQLite's machine, by the thousand: no clock, which tells of this one
    with board.db.reading() as db:
        event.listen(db.get_bind(), "before_cursor_execute", lambda *a: asked.append(a[2]))
        line = db.connection().connection.driver_connection
        assert line
        line.set_progress_handler(lambda: steps.append(1), 1000)
        here, below, seen = db.get_one(Workshop, board.id), None, list[int]()
        while True:
            del asked[:], steps[:]
            found = page_of(db, here, Wanted(below=below))
            assert len(asked) < 16
            assert len(steps) < 100
            seen += [one.revision for one in found.operations]
            if found.older is None:
                break
            below = found.older
        assert seen == sorted(set(seen), reverse=True)
        assert len(seen) >= 5000
        found = page_of(db, here, Wanted(words="ORD 1234"))
        [later, that] = [one.lines[0].rewordings[0] for one in found.operations]
        assert later.before == that.after == "ord 1234"  # its next wording tells of it, too
        assert page_of(db, here, Wanted(who="phones")).operations[0].by == "A phone"


def test_words_that_are_looked_for_are_found_in_no_id(tx: Session, world: World) -> None:
    digits = world.notes[0].uid[:8]
    assert not page_of(tx, world.workshop, Wanted(words=digits)).operations
    assert page_of(tx, world.workshop, Wanted(words=world.notes[0].text)).operations
