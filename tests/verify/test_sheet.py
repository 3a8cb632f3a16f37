"""The package for an archive: the zip with a sheet about it, which `verify` finds in order."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from flask import Flask

from cafe.archive.packing.whole import sheet_about
from cafe.model import Organisation, Workshop
from cafe.verify.checks import _sheet
from cafe.verify.package import Package
from cafe.web.state import cafe as parts
from cafe.writers.sheet import DC, NAMES, facts_of, given_in, sheets
from tests.support.app import Visitor
from tests.support.world import a_workshop
from tests.verify.cafes import Zipped, repacked, summed, verified, wrong

CASE = "2026/1234 <&>"
CALLED = {"folder": "versions/draft-1/", "name": "Til høring", "remark": "Uten <kap. 2>."}
GIVEN = {"controller": "Elvebyen kommune", "basis": "6 (1) e", "versions": [CALLED]}


def packaged(cafe: Zipped) -> dict[str, bytes]:
    archive = json.loads(cafe.files["archive.json"])
    return summed({**cafe.files, **dict(sheets(archive, GIVEN))})


def test_the_package_is_in_order(cafe: Zipped, tmp_path: Path) -> None:
    assert wrong(verified(tmp_path, repacked(packaged(cafe)))) == []


def test_what_kept_versions_are_called_goes_along(cafe: Zipped, tmp_path: Path) -> None:
    archive = json.loads(cafe.files["archive.json"])
    made = dict(sheets(archive, GIVEN))
    assert json.loads(made[NAMES[0]])["versions"] == [CALLED]
    assert ET.fromstring(made[NAMES[1]]).findtext(f"{{{DC}}}relation", "").endswith("<kap. 2>.")
    assert "Til høring – Uten &lt;kap. 2&gt;." in made[NAMES[2]].decode()
    other = {**GIVEN, "versions": [{**CALLED, "folder": "versions/final-9/"}]}
    (tmp_path / "cafe.zip").write_bytes(repacked({**cafe.files, **dict(sheets(archive, other))}))
    found = _sheet(Package(tmp_path / "cafe.zip"), archive).findings
    assert ["versions/final-9/" in one.message for one in found] == [True]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", ["a word", "cut off", "no sheet", "gone"])
def test_a_sheet_that_says_something_else_is_found(
    cafe: Zipped, tmp_path: Path, name: str, how: str
) -> None:
    files = packaged(cafe)
    title = json.loads(files["archive.json"])["workshop"]["title"].encode()
    changed = {
        "a word": files[name].replace(title, title + b" X"),
        "cut off": files[name][:40],
        "no sheet": b"[1, 2]",
    }
    assert files[name] != changed["a word"]
    rest = {one: contents for one, contents in files.items() if one != name}
    (tmp_path / "cafe.zip").write_bytes(
        repacked(rest if how == "gone" else {**rest, name: changed[how]})
    )
    package = Package(tmp_path / "cafe.zip")
    found = _sheet(package, json.loads(files["archive.json"])).findings
    assert name in [one.place for one in found]


def test_it_says_what_an_archivist_asks_for(cafe: Zipped) -> None:
    archive = json.loads(cafe.files["archive.json"])
    archive["workshop"] |= {"case_number": CASE, "final_until": "2040-01-02"}
    made = dict(sheets(archive, GIVEN))
    facts = json.loads(made[NAMES[0]])
    assert facts == facts_of(archive, GIVEN)
    assert (facts["case_number"], facts["final_versions_kept_until"]) == (CASE, "2040-01-02")
    assert facts["extent"]["notes"] > 0
    assert all(facts[name] for name in ("title", "creator", "date", "access", "legal_basis"))
    root = ET.fromstring(made[NAMES[1]])
    assert root.findtext(f"{{{DC}}}identifier") == CASE
    assert "2026/1234 &lt;&amp;&gt;" in made[NAMES[2]].decode()
    assert given_in(made[NAMES[0]]).items() >= GIVEN.items()


def test_the_case_and_who_is_answerable_come_from_where_it_is_kept(
    cafe_app: Flask, visitor: Visitor
) -> None:
    db = parts(cafe_app).db
    here = a_workshop(db).id
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, here)
        workshop.case_number = "2026/77"
        tx.query(Organisation).one().privacy = {"controller": "Elvebyen kommune"}
    with db.reading() as session:
        facts = json.loads(dict(sheet_about(session, session.get_one(Workshop, here)))[NAMES[0]])  # type: ignore[arg-type]
    assert (facts["case_number"], facts["creator"]) == ("2026/77", "Elvebyen kommune")
    assert facts["raw_material_kept_until"]
    assert visitor
