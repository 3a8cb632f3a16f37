"""What the room is shown of the seal when the tables close, and what a tablet is answered."""

import io
import json
import re
from html import unescape
from typing import Any

import pytest
import segno
from flask import Flask
from sqlalchemy import select, update

from cafe.archive.queries import archive_of
from cafe.archive.schema import as_json
from cafe.model import Change, Person, Workshop
from cafe.model.canonical import leaf_of
from cafe.seal.compare import compare
from cafe.seal.rules import in_groups, spoken
from cafe.web.state import cafe
from tests.report.samples import brought_in
from tests.support.app import Visitor
from tests.support.vernissage import Vernissage, vernissage
from tests.support.world import new_id

pytestmark = pytest.mark.usefixtures("few_rounds")
SALT = "0123456789abcdef" * 2


@pytest.fixture
def hall(cafe_app: Flask) -> Vernissage:
    return vernissage(cafe_app)


def shown(visitor: Visitor, address: str) -> str:
    answer = visitor.get(f"{address}/seal")
    assert answer.status_code == 200
    return unescape(answer.text)


def said_in(page: str) -> list[str]:
    return re.findall(r"<li>(\w+)</li>", page)


def seals_of(hall: Vernissage) -> list[dict[str, Any]]:
    with hall.db.reading() as db:
        return list(db.get_one(Workshop, hall.workshop.id).seals)


def code_of(digest: str) -> str:
    """The dark squares of a QR code that holds it, as segno draws them."""
    out = io.BytesIO()
    segno.make(digest, error="m").save(out, kind="svg", xmldecl=False, border=2, omitsize=True)
    return str(re.findall(r' d="([^"]+)"', out.getvalue().decode())[0])


@pytest.mark.parametrize("number", [None, 1])
def test_the_room_sees_eight_words_and_the_whole_digest(
    visitor: Visitor, hall: Vernissage, number: int | None
) -> None:
    [seal] = seals_of(hall)
    page = shown(visitor, hall.door(number))
    assert said_in(page) == list(spoken(bytes.fromhex(seal["digest"])))
    assert code_of(seal["digest"]) in page
    assert in_groups(bytes.fromhex(seal["digest"])) in page
    # Reckoned once, and kept.
    assert seals_of(hall)[0]["words"].split() == said_in(page)


def test_it_is_gone_while_the_tables_are_open_and_another_one_afterwards(
    visitor: Visitor, hall: Vernissage
) -> None:
    first = said_in(shown(visitor, hall.door()))
    hall.move("open")
    assert said_in(shown(visitor, hall.door())) == []
    hall.move("sorting")
    second = said_in(shown(visitor, hall.door()))
    assert (len(seals_of(hall)), len(second)) == (2, 8)
    assert first != second
    # Going on does not make another, and the words hold.
    hall.move("finished")
    assert said_in(shown(visitor, hall.door())) == second
    assert len(seals_of(hall)) == 2


def test_the_board_has_the_earlier_ones_too(cafe_app: Flask, organiser: Visitor) -> None:
    with cafe(cafe_app).db.reading() as db:
        owner = db.scalars(select(Person)).first()
    hall = vernissage(cafe_app, owner=owner)
    hall.move("open")
    hall.move("vernissage")
    for address in ("day", "day/news"):
        page = organiser.get(f"/w/{hall.workshop.id}/{address}").text
        words = [word for seal in seals_of(hall)[::-1] for word in seal["words"].split()]
        assert [word for word in said_in(page) if word in words] == words
        assert len(words) == 16


def test_a_cafe_whose_tables_never_opened_has_none(visitor: Visitor, hall: Vernissage) -> None:
    with hall.db.writing() as tx:
        here = tx.get_one(Workshop, hall.workshop.id)
        here.seal, here.seals = None, []
    assert shown(visitor, hall.door()).strip() == ""


def test_the_list_is_there_for_everybody(visitor: Visitor) -> None:
    assert len((visitor.get("/seal/words").json or {})["words"]) == 2048


def write(visitor: Visitor, door: str, **more: Any) -> dict[str, Any]:
    body = {"id": new_id(), "kind": "keyword", "text": "lys i «skogen» 💡", "act": new_id()} | more
    first = visitor.send("POST", f"{door}/notes", body)
    again = visitor.send("POST", f"{door}/notes", body)
    assert first.status_code in (200, 202), first.text
    assert (first.json or {}).get("line") == (again.json or {}).get("line")
    return first.json or {}


@pytest.mark.parametrize("stage", ["open", "vernissage"])
def test_who_made_the_salt_can_reckon_the_leaf(
    visitor: Visitor, hall: Vernissage, stage: str
) -> None:
    hall.move(stage)
    line = write(visitor, hall.door(1), salt=SALT)["line"]
    assert line["leaf"] == leaf_of(bytes.fromhex(SALT), line).hex()
    assert line["item"]["text"] == "lys i «skogen» 💡"
    assert line["by"].startswith("table:")
    with hall.db.reading() as db:
        [kept] = db.scalars(select(Change).where(Change.salt == bytes.fromhex(SALT)))
        assert (kept.leaf or b"").hex() == line["leaf"]


def test_without_a_salt_there_is_no_line(visitor: Visitor, hall: Vernissage) -> None:
    assert "line" not in write(visitor, hall.door(1))


@pytest.mark.parametrize("salt", ["", "ab", "g" * 32, SALT.upper(), 7])
def test_what_is_no_salt_is_refused(visitor: Visitor, hall: Vernissage, salt: object) -> None:
    body = {"id": new_id(), "kind": "keyword", "text": "x", "act": new_id(), "salt": salt}
    assert visitor.send("POST", f"{hall.door(1)}/notes", body).status_code == 422


def archived(hall: Vernissage) -> dict[str, Any]:
    with hall.db.reading() as db:
        archive = archive_of(db, db.get_one(Workshop, hall.workshop.id))
        return dict(json.loads(as_json(archive)))


def test_a_cafe_that_comes_in_shows_the_seals_that_it_showed(hall: Vernissage) -> None:
    hall.move("open")
    hall.move("sorting")
    here = brought_in(hall.db, archived(hall))
    with hall.db.reading() as db:
        seals = db.get_one(Workshop, here).seals
    kept = [(seal["revision"], seal["digest"]) for seal in seals_of(hall)]
    assert [(seal["revision"], seal["digest"]) for seal in seals] == kept
    assert len(kept) == 2


def test_what_was_photographed_is_compared_with_the_archive(
    visitor: Visitor, hall: Vernissage
) -> None:
    said = " ".join(said_in(shown(visitor, hall.door())))
    hall.strike("kaffe")  # afterwards: not its affair
    found = compare(archived(hall)["history"], said)
    assert (found.holds, found.of, found.revision) == (True, "cafe", seals_of(hall)[0]["revision"])
    with hall.db.writing() as tx:
        [typed] = tx.scalars(select(Change).where(Change.key == hall.notes["mer lys"]).limit(1))
        item = {**(typed.item or {}), "text": "mindre lys"}
        here = (Change.workshop_id == typed.workshop_id, Change.revision == typed.revision)
        tx.execute(update(Change).where(*here).values(item=item))
    found = compare(archived(hall)["history"], said)
    assert (found.holds, found.broken) == (False, typed.revision)
