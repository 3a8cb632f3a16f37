"""What became of a note: kept with the version, told at the wall only while it is published."""

import gzip
import json
import os
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.core.files import versions_folder
from cafe.core.i18n import speaking
from cafe.document.note_status import as_typed, pile_words, status_words
from cafe.model import Database, Link, Version, Workshop
from cafe.people.links import token_of
from cafe.report.export import version_to
from cafe.report.versions import store
from cafe.web.state import cafe
from cafe.writers.xlsx import ROOM, _fitting
from tests.archive.archives import Item
from tests.archive.ground import SORTED_OUT, sorted_out
from tests.report.samples import brought_in
from tests.support.app import Visitor
from tests.support.ground import Ground, Known
from tests.support.world import new_id


def notes_of(archive: Item) -> dict[str, str]:
    """Each note's id by its words."""
    tables = [table for question in archive["questions"] for table in question["tables"]]
    return {note["text"]: note["id"] for table in tables for note in table["notes"]}


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        (
            "nb",
            (
                "står i dokumentet under «Lys»",
                "står i dokumentet under «Lys», i én setning sammen med 1 annen lapp",
                "innarbeidet i «Mer lys.»",
                "lagt til side: hører ikke hit",
                "omformulert: «Mer lys.»",
            ),
        ),
        (
            "nn",
            (
                "står i dokumentet under «Lys»",
                "står i dokumentet under «Lys», i éi setning saman med 1 annan lapp",
                "innarbeidd i «Mer lys.»",
                "lagd til side: hører ikke hit",
                "omformulert: «Mer lys.»",
            ),
        ),
        (
            "en",
            (
                "printed under “Lys”",
                "printed under “Lys”, in one sentence with 1 other note",
                "absorbed in “Mer lys.”",
                "set aside: hører ikke hit",
                "reworded: “Mer lys.”",
            ),
        ),
    ],
)
def test_it_is_said_in_words(tag: str, said: tuple[str, ...]) -> None:
    one, two, absorbed, aside, reworded = said

    def words(pile: str, reason: str = "", beside: int = 0, other: bool = False) -> str:
        status = (pile, "Lys", "Mer lys.", reason, "e", beside, other)
        return status_words(as_typed("n", status))

    with speaking(tag):
        assert words("printed") == one
        assert words("printed", beside=1) == two
        assert words("printed", beside=1, other=True) == f"{two}, {reworded}"
        assert words("absorbed", other=True) == absorbed
        assert words("aside", "hører ikke hit") == aside


def test_it_is_kept_with_the_version(db: Database, tmp_path: Path) -> None:
    archive = sorted_out()
    here, ids = brought_in(db, archive), notes_of(archive)
    with db.reading() as session:
        version_to(session, here, tmp_path, tmp_path / "v")
    statuses = store.statuses(tmp_path / "v")
    light = statuses[ids["more light"]]
    assert light[:3] == ("printed", "Light", "More light and a chair by the door.")
    assert light[5] == len(archive["questions"][0]["categories"][0]["entries"][0]["notes"]) - 1
    assert {status[0] for status in statuses.values()} == {"printed", "absorbed", "main", "aside"}


def test_an_extract_tells_of_its_own_questions(db: Database, tmp_path: Path) -> None:
    here = brought_in(db, sorted_out())
    with db.writing() as tx:
        tx.get_one(Workshop, here).report_options = {"only": [2]}
    with db.reading() as session:
        version_to(session, here, tmp_path, tmp_path / "v")
    assert store.statuses(tmp_path / "v") == {}


def test_a_version_from_before_tells_nothing(tmp_path: Path) -> None:
    facts = {"revision": 1, "complete": True, "lines": []}
    (tmp_path / store.FACTS).write_text(json.dumps(facts))
    assert store.statuses(tmp_path) == {}


@pytest.fixture
def ground() -> Ground:
    return SORTED_OUT


@pytest.fixture
def place(known: Known) -> str:
    return str(known["here"])


def wall_of(cafe_app: Flask, place: str) -> str:
    """The wall's address."""
    parts = cafe(cafe_app)
    with parts.db.reading() as db:
        here = place.removeprefix("/w/")
        link = select(Link).where(Link.workshop_id == here, Link.table_id.is_(None))
        return f"/v/{token_of(parts.settings.secret_key, db.scalars(link).one().nonce)}"


def test_the_wall_hears_of_what_is_published(
    organiser: Visitor, visitor: Visitor, place: str, cafe_app: Flask
) -> None:
    wall, ids = wall_of(cafe_app, place), notes_of(sorted_out())
    note = ids["more light"]

    def told() -> Item:
        item: Item = visitor.get(f"{wall}/became/{note}?lang=en").get_json()
        return item

    def published() -> object:
        body = gzip.decompress(visitor.get(f"{wall}/snapshot").data)
        return json.loads(body)["workshop"]["published"]

    untold = {"came": [], "follow": ""}
    nothing = {"words": "", "address": "", **untold}
    assert told() == nothing
    organiser.post(f"{place}/report/versions", **{"form": "keep", "as": "final"})
    with cafe(cafe_app).db.reading() as db:
        [version] = db.scalars(select(Version)).all()
    assert (told(), published()) == (nothing, False)
    where = f"{place}/report/versions/{version.id}/shown"
    organiser.post(where, form="shown", do="show")
    assert published() is True
    first = told()
    assert first["words"].startswith("printed under “Light”")
    page, _hash, anchor = first["address"].partition("#")
    assert f'id="{anchor}">More light' in visitor.get(page).text
    soup = visitor.get(f"{wall}/became/{ids['soup']}").get_json()
    assert soup == {"words": "set aside: on the poster only", "address": "", **untold}
    unknown = new_id()
    assert visitor.get(f"{wall}/became/{unknown}").get_json() == nothing
    assert visitor.get(f"{wall}/became/..%2f..").status_code == 404
    assert organiser.post(where, form="shown", do="no such").status_code == 422
    organiser.post(where, form="shown", do="renew")
    assert visitor.get(page).status_code == 410
    assert visitor.get(told()["address"].partition("#")[0]).status_code == 200
    organiser.post(where, form="shown", do="hide")
    assert (told(), published()) == (nothing, False)
    shown = versions_folder(cafe(cafe_app).settings.data_dir, place.removeprefix("/w/"))
    assert shown.is_dir()
    assert visitor.get(f"/v/wrong/became/{note}").status_code == 404


def test_nynorsk_says_many_notes_otherwise_than_one() -> None:
    piles = ("typed", "absorbed", "aside", "struck", "unplaced")
    with speaking("nn"):
        assert [pile_words(pile) for pile in piles] == [
            "skriven",
            "innarbeidd",
            "lagd til side",
            "stroken ved bordet",
            "ikkje plassert enno",
        ]
        assert [pile_words(pile, 2) for pile in piles] == [
            "skrivne",
            "innarbeidde",
            "lagde til side",
            "strokne ved bordet",
            "ikkje plasserte enno",
        ]


def test_what_is_told_of_a_version_follows_its_file(tmp_path: Path) -> None:
    """When the raw material goes, the file is another one under the same name."""
    folder = tmp_path / "v"
    status = ("printed", "", "Et ord.", "", "", 0, False)
    store.write(folder, [], store.Kept(1, True, [], {"a": status}))
    assert store.statuses(folder)
    facts = folder / store.FACTS
    facts.write_bytes(facts.read_bytes().replace(b"Et ord.", b"Et nytt"))
    os.utime(facts, ns=(1, 1))
    assert store.statuses(folder)["a"][2] == "Et nytt"
    facts.unlink()
    with pytest.raises(FileNotFoundError):
        store.statuses(folder)


def test_a_cell_is_as_long_as_the_format_counts() -> None:
    for text in ("😀" * 20_000, "a" * 40_000, "a" + "😀" * 16_383):
        cell = _fitting(text)
        assert len(cell.encode("utf-16-le")) // 2 <= ROOM
        assert cell == text or len(cell.encode("utf-16-le")) // 2 >= ROOM - 2
