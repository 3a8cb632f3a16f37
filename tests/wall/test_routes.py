"""The wall's door: what it shows, and to whom it stays shut."""

import gzip
import io
import json
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select, update

from cafe.app import create_app
from cafe.core.files import photo_folder
from cafe.model import CafeTable, Change, Database, Link, Workshop
from cafe.people.links import code_of, renew_link, token_of
from cafe.table.actions.notes import add_note
from cafe.table.actions.paper import add_photo
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.world import KEY, a_workshop, new_id, tables_of


class Wall(NamedTuple):
    """A visitor at a wall."""

    visitor: Visitor
    db: Database
    workshop: Workshop
    address: str


def wall_link(db: Database, workshop: Workshop) -> Link:
    with db.reading() as session:
        here = Link.workshop_id == workshop.id
        return session.scalars(select(Link).where(here, Link.table_id.is_(None))).one()


@pytest.fixture
def wall(cafe_app: Flask, visitor: Visitor) -> Wall:
    db: Database = cafe_app.extensions["cafe"].db
    workshop = a_workshop(db, counts=(2, 1), stage="vernissage")
    address = f"/v/{token_of(KEY, wall_link(db, workshop).nonce)}"
    return Wall(visitor, db, workshop, address)


def hang_photo(wall: Wall, workshop: Workshop, content: bytes) -> int:
    with wall.db.writing() as tx:
        table = tx.get_one(CafeTable, tables_of(wall.db, workshop)[0].id)
        stage, table.question.workshop.stage = table.question.workshop.stage, "open"
        add_photo(
            tx, table=table, file="a.jpg", alt="Gul plakat", size=1, by="t", operation=new_id()
        )
        table.question.workshop.stage = stage
        tx.flush()
        tx.refresh(table, ["posters"])
        poster_id = int(table.posters[0].id)
    cafe: Any = wall.visitor.client.application.extensions["cafe"]
    folder = photo_folder(cafe.settings.data_dir, workshop.id)
    folder.mkdir(parents=True)
    (folder / "a.jpg").write_bytes(content)
    return poster_id


@pytest.mark.parametrize("page", ["", "/table/2", "/projector"])
def test_pages_open_with_the_link(wall: Wall, page: str) -> None:
    answer = wall.visitor.get(wall.address + page)
    assert answer.status_code == 200
    assert f'data-key="{wall.address.removeprefix("/v/")}"' in answer.text
    assert '<html lang="nb">' in answer.text


@pytest.mark.parametrize("page", ["", "/table/1", "/projector", "/snapshot", "/changes?since=0"])
def test_nothing_opens_without_it(wall: Wall, page: str) -> None:
    assert wall.visitor.get(f"/v/{'0' * 40}{page}").status_code == 404


def test_a_table_that_is_not_there(wall: Wall) -> None:
    answer = wall.visitor.get(f"{wall.address}/table/99?lang=en")
    assert answer.status_code == 404
    assert "There is no table 99" in answer.text


def test_a_hosts_link_or_a_short_code_is_no_link_to_the_wall(wall: Wall) -> None:
    with wall.db.reading() as session:
        host = session.scalars(select(Link).where(Link.table_id.is_not(None))).first()
    assert host is not None
    code = code_of(KEY, wall_link(wall.db, wall.workshop).nonce)
    assert wall.visitor.get(f"/v/{token_of(KEY, host.nonce)}").status_code == 403
    assert wall.visitor.get(f"/v/{code}").status_code == 404


def test_a_renewed_link_shuts_the_old_address(wall: Wall) -> None:
    with wall.db.writing() as tx:
        link = tx.get_one(Link, wall_link(wall.db, wall.workshop).id)
        renew_link(tx, link=link, secret_key=KEY)
    answer = wall.visitor.get(f"{wall.address}/changes?since=0", headers={"Accept": "*/json"})
    assert answer.status_code == 410


def test_the_whole_is_packed_once_and_not_sent_twice(wall: Wall) -> None:
    answer = wall.visitor.get(f"{wall.address}/snapshot")
    body = json.loads(gzip.decompress(answer.data))
    assert [table["number"] for table in body["tables"]] == [1, 2, 3]
    assert all("hosts" not in table for table in body["tables"])
    again = {"If-None-Match": answer.headers["ETag"]}
    assert wall.visitor.get(f"{wall.address}/snapshot", headers=again).status_code == 304
    # Another worker answers alike, and the next program does not.
    other, _live = create_app(cafe(wall.visitor.client.application).settings)
    for program, status in ((cafe(other).program, 304), ("newer", 200)):
        other.extensions["cafe"] = replace(cafe(other), program=program)
        found = Visitor(other).get(f"{wall.address}/snapshot", headers=again)
        assert found.status_code == status
    cafe(other).db.engine.dispose()
    # A backup is brought back, and the café goes on by numbers that were given before.
    news = f"{wall.address}/changes?since={body['revision']}&mark={body['mark']}"
    seen = wall.visitor.get(news).json or {}
    assert (seen["changes"], seen["mark"]) == ([], body["mark"])
    with cafe(wall.visitor.client.application).db.writing() as tx:
        tx.execute(update(Change).values(operation=new_id()))
    assert (wall.visitor.get(news).json or {})["too_old"] is True
    assert wall.visitor.get(f"{wall.address}/snapshot", headers=again).status_code == 200


def test_changes_need_a_number(wall: Wall) -> None:
    answer = wall.visitor.get(f"{wall.address}/changes?since=now", headers={"Accept": "text/json"})
    assert answer.status_code == 422
    headers = {"Accept": "application/json"}
    problem = wall.visitor.get(f"{wall.address}/changes", headers=headers)
    assert problem.mimetype == "application/problem+json"
    assert (problem.json or {})["where"] == "since"


def test_a_note_that_comes_is_the_only_change(wall: Wall) -> None:
    body = json.loads(gzip.decompress(wall.visitor.get(f"{wall.address}/snapshot").data))
    table_id = tables_of(wall.db, wall.workshop)[0].id
    with wall.db.writing() as tx:
        table = tx.get_one(CafeTable, table_id)
        table.question.workshop.stage = "open"
        uid, operation = new_id(), new_id()
        add_note(tx, table=table, uid=uid, kind="keyword", text="tid", by="t", operation=operation)
    news: Any = wall.visitor.get(f"{wall.address}/changes?since={body['revision']}").json
    assert [(c["what"], c["key"]) for c in news["changes"]] == [("note", uid)]
    assert news["now_ms"] > 0


def test_photographs_hang_on_their_own_wall_only(wall: Wall) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "yellow").save(picture, "JPEG")
    mine = hang_photo(wall, wall.workshop, picture.getvalue())
    other = a_workshop(wall.db, counts=(1, 1), stage="vernissage")
    theirs = hang_photo(wall, other, picture.getvalue())
    with wall.visitor.get(f"{wall.address}/photos/{mine}") as shown:
        assert shown.mimetype == "image/jpeg"
        assert shown.data == picture.getvalue()
    assert wall.visitor.get(f"{wall.address}/photos/{theirs}").status_code == 404


def test_the_wall_is_only_read(wall: Wall) -> None:
    for page in ("", "/snapshot", "/changes", "/projector"):
        assert wall.visitor.send("POST", wall.address + page, {}).status_code == 405
