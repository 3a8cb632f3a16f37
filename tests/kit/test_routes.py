"""The print kit's page and its files, as an organiser fetches them."""

import io
import json
import re
import zipfile
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from werkzeug.http import parse_options_header

from cafe.model import CafeTable, Note, Question, Workshop
from cafe.web.state import cafe
from tests.archive.archives import a_note, a_table, an_archive
from tests.archive.ground import WITH_ARCHIVE
from tests.archive.test_routes import send
from tests.kit.test_kit import links, sizes
from tests.support.app import Visitor
from tests.support.ground import Ground, Known
from tests.support.world import new_id
from tests.writers.pdf_text import text_of

FILES = [
    "cards.pdf",
    "guide-nb.pdf",
    "guide-nn.pdf",
    "guide-en.pdf",
    "posters-blank.pdf",
    "posters-filled.pdf",
    "poster-1-blank.pdf",
    "poster-1-filled.pdf",
    "cells-1.pdf",
    "posters-blank.zip",
    "posters-filled.zip",
    "poster-1-blank.png",
    "poster-1-filled.png",
]
KINDS = {"pdf": "application/pdf", "png": "image/png", "zip": "application/zip"}


@pytest.fixture
def ground() -> Ground:
    return WITH_ARCHIVE


@pytest.fixture
def here(known: Known) -> str:
    return str(known["here"])


def test_the_page_lists_what_there_is(organiser: Visitor, here: str) -> None:
    page = organiser.get(f"{here}/kit").text
    listed = re.findall(rf'href="{here}/kit/([^"]+)"', page)
    assert set(FILES) <= set(listed)
    names = set()
    for file in listed:
        answer = organiser.get(f"{here}/kit/{file}")
        name = file.partition("?")[0]
        assert (answer.status_code, answer.mimetype) == (200, KINDS[name[-3:]]), file
        told = parse_options_header(answer.headers["Content-Disposition"])[1]["filename"]
        names.add(told)
        assert re.fullmatch(rf"a-gathering-17-may-2026-.+-{here[3:]}{name[-4:]}", told)
    assert len(names) == len(listed), "each has a name of its own"


class Marked:
    """A café in which a character that no font here has stands in one place at a time."""

    def __init__(self, app: Flask) -> None:
        self._db = cafe(app).db

    def put(self, kind: Any, name: str, value: object) -> object:
        """Have this in the first row's column; what was there."""
        with self._db.writing() as tx:
            one = tx.scalars(select(kind).order_by(kind.id)).first()
            before = getattr(one, name)
            setattr(one, name, value)
            return before


ASKED: dict[str, Any] = {"uid": new_id(), "kind": "choice", "gone": False}
PRINTED: dict[tuple[Any, str], list[object]] = {
    (Workshop, "title"): ["ꡀ"],
    (Workshop, "evaluation"): [
        {"hosts": {"status": "planned", "questions": [{**ASKED, **words}]}}
        for words in ({"text": "ꡀ", "choices": ["Ja"]}, {"text": "Hva?", "choices": ["Ja", "ꡀ"]})
    ],
    (Question, "text"): ["ꡀ"],
    (Question, "parts"): [[{"letter": "A", "text": "ꡀ"}]],
    (CafeTable, "cafe_name"): ["ꡀ"],
    (CafeTable, "main_statement"): ["ꡀ"],
    (CafeTable, "meeting"): ["https://example.org/ꡀ"],
    (Note, "text"): ["ꡀ"],
}


def test_what_cannot_be_printed_is_named_with_its_place(
    organiser: Visitor, here: str, cafe_app: Flask
) -> None:
    assert "Characters that cannot be printed" not in organiser.get(f"{here}/kit").text
    marked = Marked(cafe_app)
    for (kind, name), values in PRINTED.items():
        for value in values:
            before = marked.put(kind, name, value)
            page = organiser.get(f"{here}/kit").text
            found = re.findall(rf'<a href="{here}/([^"]+)">([^<]+ꡀ[^<]+)</a>', page)
            assert len(found) == 1, (name, found)
            page, _mark, place = found[0][0].partition("#")
            assert "small box" in found[0][1], name
            if page != "plan":  # which scripts draw
                assert f'id="{place}"' in organiser.get(f"{here}/{page}").text, name
            marked.put(kind, name, before)


def test_the_cards_are_in_order_and_open_the_tables(organiser: Visitor, here: str) -> None:
    pdf = organiser.get(f"{here}/kit/cards.pdf").data
    numbers = re.findall(r"TABLE(\d+)KAF", text_of(pdf))
    assert numbers == sorted(numbers, key=int)
    *tables, wall = [
        re.sub(r"^http://[^/]+", "", link)
        for link in links(pdf)
        if "/room/" not in link and "/silent/" not in link  # where it meets, and its tray
    ]
    assert "https://example.org/room/3" in links(pdf)  # where table 3 meets
    assert len(tables) == len(numbers) > 1
    assert all(re.fullmatch(r"/t/[0-9a-f]{40}", table) for table in tables)
    assert wall.startswith("/v/")
    for door in (*tables, wall):
        assert organiser.get(door).status_code == 200
    trays = [link for link in links(pdf) if "/silent/" in link]
    assert sizes(pdf) == [(210, 297)] * -(-(len(numbers) + len(trays) + 1) // 2)


@pytest.mark.parametrize("file", ["guide-de.pdf", "posters-pink.pdf", "poster-99-blank.pdf"])
def test_what_there_is_not(organiser: Visitor, here: str, file: str) -> None:
    assert organiser.get(f"{here}/kit/{file}").status_code == 404


@pytest.mark.parametrize("place", ["kit", "kit/cards.pdf", "kit/posters-filled.pdf"])
def test_a_stranger_prints_nothing(here: str, visitor: Visitor, place: str) -> None:
    assert visitor.get(f"{here}/{place}").status_code == 302


def test_pairs_write_by_the_walls_link(organiser: Visitor) -> None:
    archive = an_archive()
    place = a_table(9, a_note(9, "a walk together"), main_statement=None, cafe_name=None)
    archive["questions"][1] |= {"form": "pairs", "tables": [place]}
    here = send(organiser, json.dumps(archive).encode())[1]
    cards = links(organiser.get(f"{here}/kit/cards.pdf").data)
    *places, wall = [link for link in cards if "/silent/" not in link]
    assert places[-1] == f"{wall}/pairs/{archive['questions'][1]['number']}"
    assert organiser.get(re.sub(r"^http://[^/]+", "", places[-1])).status_code == 200
    page = organiser.get(f"{here}/kit").text
    assert "poster-9-blank.pdf" not in page
    assert "poster-9-filled.pdf" in page


def test_each_poster_is_a_picture_of_a_sheet_of_a3(organiser: Visitor, here: str) -> None:
    packed = organiser.get(f"{here}/kit/posters-filled.zip").data
    alone = organiser.get(f"{here}/kit/poster-1-filled.png").data
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        names = file.namelist()
        assert len(names) == len(set(names)) == len(pictured(organiser, here))
        assert alone in map(file.read, names)
    with Image.open(io.BytesIO(alone)) as picture:
        wide, high = picture.size
        colours = picture.convert("RGB").getcolors(wide * high) or []
    assert (wide, high) == (2480, 1754)
    assert len(colours) > 100


def pictured(organiser: Visitor, here: str) -> set[str]:
    return set(re.findall(r"poster-\d+-filled\.png", organiser.get(f"{here}/kit").text))


def test_a_table_that_has_written_more_than_a_sheet_holds_has_each_sheet_as_a_picture(
    organiser: Visitor,
) -> None:
    archive = an_archive()
    notes = [a_note(900 + at, f"{at} {'a walk together, ' * 20}") for at in range(10)]
    archive["questions"][0]["tables"].append(a_table(9, *notes))
    here = send(organiser, json.dumps(archive).encode())[1]
    kit = f"{here}/kit"
    page = organiser.get(kit).text
    assert page.count(f'href="{kit}/poster-9-filled.pdf"') == 1
    listed = re.findall(rf'href="{kit}/(poster-9-filled\.png[^"]*)"', page)
    assert len(listed) == len(set(listed)) > 1
    pictures = {organiser.get(f"{kit}/{one}").data for one in listed}
    assert len(pictures) == len(sizes(organiser.get(f"{kit}/poster-9-filled.pdf").data))
    with zipfile.ZipFile(io.BytesIO(organiser.get(f"{kit}/posters-filled.zip").data)) as file:
        mine = [name for name in file.namelist() if "table-9" in name or "bord-9" in name]
        assert {file.read(name) for name in mine} == pictures
        assert len(mine) == len(set(mine)) == len(listed)
    for none in ("0", str(len(listed) + 1), "x", "9" * 5000):
        assert organiser.get(f"{kit}/poster-9-filled.png?sheet={none}").status_code == 404
