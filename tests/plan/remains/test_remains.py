"""The checklist: facts tick themselves, ticks by hand, own lines, and two who do it at once."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from cafe.model import CafeTable, Change, Database, Invitation, Person, Poster, Version, Workshop
from cafe.plan.actions import set_hosts
from cafe.plan.actions.invitations import answer, invite
from cafe.report.queries_remains import before_the_document
from cafe.web.state import cafe
from tests.sort.world import build, heading, placed
from tests.support.app import Visitor
from tests.support.world import KEY, a_workshop, new_id

Json = dict[str, Any]


class Page:
    """An organiser's page of a café with two tables."""

    def __init__(self, app: Flask, organiser: Visitor) -> None:
        """Nothing is done yet."""
        self.db, self.organiser = cafe(app).db, organiser
        with self.db.reading() as db:
            owner = db.query(Person).one()
        made = a_workshop(self.db, counts=[2], questions=["Hva?"], owner=owner)
        self.id, self.base = made.id, f"/w/{made.id}/remains"

    def lines(self, which: str = "day") -> dict[str, Json]:
        told = self.organiser.get(f"{self.base}/{which}").json or {}
        return {line["key"]: line for line in told["lines"]}

    def send(self, method: str, path: str, **body: object) -> tuple[int, Json]:
        sent = self.organiser.send(method, f"{self.base}/lines{path}", {"act": new_id(), **body})
        return sent.status_code, sent.json or {}


@pytest.fixture
def page(cafe_app: Flask, organiser: Visitor) -> Page:
    return Page(cafe_app, organiser)


def test_facts_tick_themselves(page: Page) -> None:
    before = page.lines()
    with page.db.writing() as tx:
        workshop = tx.get_one(Workshop, page.id)
        workshop.starts, workshop.place = "17:00", " \u200b"
    assert page.lines()["when"]["of"] == [1, 2], "a place that nobody sees is none"
    assert before["questions"]["done"]
    assert before["tables"]["done"]
    assert not before["hosts"]["done"]
    assert before["hosts"]["of"] == [0, 2]
    with page.db.writing() as tx:
        workshop = tx.get_one(Workshop, page.id)
        workshop.starts, workshop.place = "17:00", "Skolen"
        for table in workshop.questions[0].tables:
            who: Any = {"by": "person:1", "operation": new_id()}
            set_hosts(tx, table=table, was=[], hosts=["Ada"], roles={"Ada": "user"}, **who)
            table.rehearsed = table.number == 1
        invite(tx, workshop=workshop, secret_key=KEY)
        for one in tx.query(Invitation):
            answer(tx, invitation=one, yes=True)
    after = page.lines()
    for key in ("when", "hosts", "user-tables", "invited", "answered"):
        assert after[key]["done"], key
    assert (after["rehearsed"]["done"], after["rehearsed"]["of"]) == (False, [1, 2])


def test_ticks_and_own_lines_are_kept_with_who(page: Page) -> None:
    assert page.send("PUT", "/venue", was="open", state="done")[0] == 200
    line = page.lines()["venue"]
    assert line["done"]
    assert line["by"] == "Berit Bakke"
    assert datetime.fromisoformat(line["at"]).tzinfo, "else a browser takes it for its own clock's"
    key = new_id()
    for text in ("Kaffe 🥐", "the same line"):
        assert page.send("POST", "", id=key, list="day", text=text)[0] == 200
    assert page.send("PUT", f"/{key}/text", was="Kaffe 🥐", text="Kaffe og te")[0] == 200
    assert page.send("PUT", f"/{key}", was="open", state="done")[0] == 200
    own = page.lines()[key]
    assert (own["text"], own["done"], own["kind"]) == ("Kaffe og te", True, "own")
    assert key not in page.lines("document")
    assert page.send("PUT", f"/{key}/text", was="Kaffe og te", text="")[0] == 200
    assert key not in page.lines()
    with page.db.reading() as db:
        told = db.query(Change).where(Change.what == "checklist", Change.key == key)
        words = [(one.item or {})["text"] for one in told.order_by(Change.revision)]
    assert words == ["Kaffe 🥐", "Kaffe 🥐", "Kaffe og te", ""], "in the history are those it had"


def test_two_at_once_meet_a_conflict_and_lose_nothing(page: Page) -> None:
    key = new_id()
    page.send("POST", "", id=key, list="document", text="Les")
    assert page.send("PUT", f"/{key}/text", was="Les", text="Les alt")[0] == 200
    status, said = page.send("PUT", f"/{key}/text", was="Les", text="Les høyt")
    assert (status, said["where"], said["now"]) == (409, "was", "Les alt")
    assert page.send("PUT", f"/{key}/text", was="Les", text="Les alt")[0] == 200, (
        "the same is no other"
    )
    page.send("PUT", "/venue", was="open", state="none")
    status, said = page.send("PUT", "/venue", was="open", state="done")
    assert (status, said["now"]) == (409, "none")
    page.send("PUT", f"/{key}/text", was="Les alt", text="")
    with page.db.reading() as db:
        before = db.get_one(Workshop, page.id).revision
    for gone in (key, "x" * 300, "æ\u202e"):  # nothing is there, and nothing shall be
        assert page.send("PUT", f"/{gone}/text", was="", text="")[0] == 200
    with page.db.reading() as db:
        assert db.get_one(Workshop, page.id).revision == before, "nothing to write down"
    assert page.send("PUT", f"/{key}/text", was="Les alt", text="Les nå")[0] == 404
    assert page.send("PUT", f"/{key}", was="open", state="done")[0] == 404


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/when", {"was": "open", "state": "done"}),
        ("PUT", "/venue", {"was": "open", "state": "perhaps"}),
        ("POST", "", {"id": "1", "list": "day", "text": "x"}),
        ("POST", "", {"id": new_id(), "list": "week", "text": "x"}),
        ("POST", "", {"id": new_id(), "list": "day", "text": "x" * 250}),
        ("POST", "", {"id": new_id(), "list": "day", "text": "\u202e\u200b"}),
    ],
)
def test_what_is_none_is_refused_in_words(page: Page, method: str, path: str, body: Json) -> None:
    before = page.lines()
    status, said = page.send(method, path, **body)
    assert status == 422
    assert said["title"]
    assert page.lines() == before


def test_who_has_seen_all_is_told_so_in_few_words(page: Page) -> None:
    first = page.organiser.get(f"{page.base}/day").json or {}
    for which in ("day", "document"):
        again = page.organiser.get(f"{page.base}/{which}?seen={first['revision']}").json
        assert again == {"revision": first["revision"], "same": True}
    for odd in ("-1", "x", "", "9" * 400):
        assert "lines" in (page.organiser.get(f"{page.base}/day?seen={odd}").json or {})


def test_before_the_document(page: Page) -> None:
    lines = page.lines("document")
    assert not any(line["done"] for line in lines.values())
    with page.db.writing() as tx:
        workshop = tx.get_one(Workshop, page.id)
        workshop.signature = {"name": "Kari", "position": "", "month": ""}
        assert tx.query(CafeTable).count() == 2
    assert page.lines("document")["signature"]["done"]


def test_each_fact_before_the_document_is_counted(db: Database) -> None:
    """The café as it grows: what is told of each fact, done of all, and when it is another."""
    none = dict.fromkeys(("decided", "main", "described", "cells", "signature", "final"), (0, 1))
    none |= dict.fromkeys(("placed", "headings"), (0, 0))
    blank = a_workshop(db)
    with db.reading() as session:
        assert before_the_document(session, session.get_one(Workshop, blank.id)) == none
    with db.writing() as tx:
        world = build(tx, texts=("Mer lys", "Mer tid"))
        here = world.workshop
        now = none | dict.fromkeys(("decided", "described", "cells"), (1, 1))
        now |= {"placed": (0, 3), "main": (2, 3)}

        def becomes(**other: tuple[int, int]) -> None:
            nonlocal now
            now |= other
            tx.flush()
            tx.expire_all()
            assert before_the_document(tx, here) == now

        becomes()
        world.elsewhere.tables[0].main_statement = "Kaffe."
        becomes(main=(3, 3))
        first, second = heading(tx, world, "Tid"), heading(tx, world, "Rom")
        becomes(headings=(0, 2))
        placed(tx, world.notes[0], first)
        becomes(headings=(1, 2), placed=(1, 3))
        placed(tx, world.notes[1], second)
        becomes(headings=(2, 2), placed=(2, 3))
        world.notes[1].state = "late"
        becomes(decided=(0, 1), placed=(1, 2), headings=(2, 2))
        world.notes[1].state = "poster"
        photo = Poster(table_id=world.notes[0].table_id, file="a.jpg", alt="")
        tx.add(photo)
        becomes(decided=(1, 1), placed=(2, 3), described=(0, 1))
        photo.alt = "En plakat"
        here.signature = {"name": " ", "position": "", "month": "\u200b"}
        becomes(described=(1, 1))
        here.signature = {"name": "", "position": "Leder", "month": ""}
        becomes(signature=(1, 1))
        version = {"number": 1, "revision": 1, "folder": "a" * 32, "lines": [], "by": "person:1"}
        for final in (False, True):
            kept_at = datetime.now(UTC)
            tx.add(Version(workshop_id=here.id, final=final, kept_at=kept_at, **version))
            becomes(final=(int(final), 1))
