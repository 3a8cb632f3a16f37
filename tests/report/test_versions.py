"""The document as it was kept: whole, unchanged, numbered; shown only when somebody says so."""

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.core.files import photo_folder
from cafe.core.i18n import speaking
from cafe.document.changed import Line
from cafe.errors import Conflict
from cafe.model import Change, Database, Version, Workshop
from cafe.people.links import version_token
from cafe.report import letterhead
from cafe.report.actions.versions import keep_version
from cafe.report.export import KEPT, version_to
from cafe.report.versions import store
from cafe.report.versions.queries import name_of, versions_of
from cafe.report.versions.store import Kept
from cafe.web.state import cafe
from tests.archive.archives import an_archive
from tests.archive.ground import SORTED_OUT, sorted_out
from tests.archive.test_routes import send
from tests.report.samples import brought_in
from tests.support.app import Visitor
from tests.support.ground import Ground, Known
from tests.support.world import new_id

LINES = [Line("text", "", "", "Hello."), Line("text", "question-1", "Light:", "Lamp.", "e1")]
WHOLE = Kept(7, True, LINES)


@pytest.fixture
def here(db: Database) -> str:
    return brought_in(db, sorted_out())


def keep(db: Database, here: str, *, final: bool = False, operation: str = "") -> Version | None:
    with db.writing() as tx:
        return keep_version(
            tx,
            workshop=tx.get_one(Workshop, here),
            final=final,
            folder="f" * 32,
            kept=WHOLE._replace(revision=tx.get_one(Workshop, here).revision),
            by="person:1",
            operation=operation or new_id(),
        )


def test_drafts_and_final_versions_are_numbered_apart(db: Database, here: str) -> None:
    for final in (False, False, True, False, True):
        keep(db, here, final=final)
    with db.reading() as session, speaking("nb"):
        listed = versions_of(session, session.get_one(Workshop, here))
        names = ["Sluttversjon 2", "Utkast 3", "Sluttversjon", "Utkast 2", "Utkast 1"]
        assert [one.name for one in listed] == names
        assert session.scalars(select(Change.by)).all() == ["person:1"] * 5
        version = session.get_one(Version, listed[0].version.id)
        assert store.lines_from(version.lines) == LINES


def test_the_same_act_keeps_once(db: Database, here: str) -> None:
    operation = new_id()
    first = keep(db, here, operation=operation)
    assert first is not None
    assert keep(db, here, operation=operation) is None
    with db.writing() as tx:  # another process kept the same moment meanwhile
        how = {"folder": "g" * 32, "by": "person:2", "operation": new_id()}
        same = WHOLE._replace(revision=first.revision)
        workshop = tx.get_one(Workshop, here)
        assert keep_version(tx, workshop=workshop, final=False, kept=same, **how) is None


def test_what_does_not_add_up_is_not_final(db: Database, here: str) -> None:
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, here)
        short = WHOLE._replace(complete=False)
        how = {"folder": "f", "by": "person:1", "operation": new_id()}
        with pytest.raises(Conflict):
            keep_version(tx, workshop=workshop, final=True, kept=short, **how)
        draft = keep_version(tx, workshop=workshop, final=False, kept=short, **how)
        assert draft is not None


def test_the_files_are_whole_or_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "versions" / "abc"
    store.write(folder, [("document.md", b"one"), ("document.csv", b"two")], WHOLE)
    assert store.read(folder) == WHOLE
    assert (folder / "document.md").read_bytes() == b"one"
    with pytest.raises(OSError, match=r"document\.md"):
        store.write(
            tmp_path / "versions" / "abd", [("document.md", b"1"), ("document.md", b"2")], WHOLE
        )
    assert [path.name for path in folder.parent.iterdir()] == ["abc"]


@pytest.mark.parametrize("which", ["db", "postgres_db"])
def test_every_format_is_of_the_same_moment(
    request: pytest.FixtureRequest, which: str, tmp_path: Path
) -> None:
    db: Database = request.getfixturevalue(which)
    here = brought_in(db, sorted_out())
    with db.reading() as session:
        version_to(session, here, tmp_path, tmp_path / "v")
    assert {path.name for path in (tmp_path / "v").iterdir()} == {
        *(f"document.{format}" for format in KEPT),
        store.FACTS,
    }
    kept = store.read(tmp_path / "v")
    assert kept.complete
    text = (tmp_path / "v" / "document.md").read_text(encoding="utf-8")
    assert kept.lines[1].text in text
    assert keep(db, here, final=True) is not None


@pytest.fixture
def ground() -> Ground:
    return SORTED_OUT


@pytest.fixture
def place(known: Known) -> str:
    return str(known["here"])


def kept_folder(cafe_app: Flask) -> Path:
    return cafe(cafe_app).settings.data_dir / "versions"


def fetched(visitor: Visitor, address: str) -> bytes:
    with visitor.get(address) as answer:
        assert answer.status_code == 200
        return bytes(answer.data)


def versions(cafe_app: Flask) -> list[Version]:
    with cafe(cafe_app).db.reading() as db:
        return list(db.scalars(select(Version).order_by(Version.id)))


def test_a_version_keeps_its_bytes(organiser: Visitor, place: str, cafe_app: Flask) -> None:
    answer = organiser.post(f"{place}/report/versions", **{"form": "keep", "as": "draft"})
    assert answer.status_code == 303, answer.text
    [version] = versions(cafe_app)
    where = f"{place}/report/versions/{version.id}"
    first = {format: fetched(organiser, f"{where}.{format}") for format in KEPT}
    assert first["pdf"].startswith(b"%PDF")
    assert zipfile.is_zipfile(BytesIO(first["docx"]))
    assert b"<!doctype html>" in first["html"]
    words = {"act": new_id(), "was": None, "text": "Ours!"}
    assert organiser.send("PUT", f"{place}/report/summary/1", words).status_code == 200
    assert b"Ours!" not in first["md"]
    assert {format: fetched(organiser, f"{where}.{format}") for format in KEPT} == first
    with organiser.get(f"{where}.docx") as word:
        name = f"draft-1-{place.removeprefix('/w/')}.docx"
        assert name in word.headers["Content-Disposition"]
    assert organiser.get(f"{where}.json").status_code == 404
    page = organiser.get(f"{place}/report/changes").text
    assert "From “Draft 1” to “As it stands now”" in page
    assert '<ins><span class="sr-only"> [new:</span>Ours!<span' in page
    assert organiser.get(f"{place}/report/changes?before=999").status_code == 404


def test_sent_twice_it_is_kept_once(organiser: Visitor, place: str, cafe_app: Flask) -> None:
    form = {"form": "keep", "as": "draft", "act": new_id()}
    for _time in range(2):
        assert organiser.post(f"{place}/report/versions", **form).status_code == 303
    assert len(versions(cafe_app)) == 1
    assert len(list(kept_folder(cafe_app).rglob("document.pdf"))) == 1


def test_final_waits_for_the_accounts(organiser: Visitor, cafe_app: Flask) -> None:
    place = send(organiser, json.dumps(an_archive()).encode())[1]
    page = organiser.get(f"{place}/report").text
    assert "It can be kept as final when the accounts add up." in page
    assert 'value="final"' not in page
    answer = organiser.post(f"{place}/report/versions", **{"form": "keep", "as": "final"})
    assert answer.status_code == 409
    assert "This cannot be the final version yet" in answer.text
    assert versions(cafe_app) == []
    assert not list(kept_folder(cafe_app).rglob("*.pdf"))


def test_a_failed_export_leaves_nothing(organiser: Visitor, place: str, cafe_app: Flask) -> None:
    kept_folder(cafe_app).write_text("in the way")
    answer = organiser.post(f"{place}/report/versions", **{"form": "keep", "as": "draft"})
    assert answer.status_code == 409
    assert "its process ended too early. Try again." in answer.text
    assert versions(cafe_app) == []


def test_a_final_version_is_shown_and_taken_off(
    organiser: Visitor, visitor: Visitor, place: str, cafe_app: Flask
) -> None:
    organiser.post(f"{place}/report/versions", **{"form": "keep", "as": "final"})
    [version] = versions(cafe_app)
    where = f"{place}/report/versions/{version.id}"
    assert "/d/" not in organiser.get(f"{place}/report").text
    assert organiser.post(f"{where}/shown", form="shown", do="show").status_code == 303

    def address() -> str:
        key = cafe(cafe_app).settings.secret_key
        return f"/d/{version_token(key, versions(cafe_app)[0].nonce or '')}"

    first = address()
    assert first in organiser.get(f"{place}/report").text
    answer = visitor.get(first)
    assert f'<a href="{first}/privacy">' in answer.text
    told = (
        rb"<meta name=.robots[^<]*<style.*?</style>|<header class=.*?</header>|<footer.*?</footer>"
    )
    as_kept = re.sub(told, b"", answer.data, flags=re.DOTALL)
    assert as_kept.split() == fetched(organiser, f"{where}.html").split()
    assert 'id="s-' in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'sha256-" in policy
    assert "script-src 'none'" in policy
    assert "unsafe" not in policy
    again = visitor.get(first, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    organiser.post(f"{where}/shown", form="shown", do="renew")
    assert address() != first
    assert visitor.get(address()).status_code == 200
    organiser.post(f"{where}/shown", form="shown", do="hide")
    for old in (first, address()):
        gone = visitor.get(old)
        assert gone.status_code == 410
        assert "No document is shown at this address any more." in gone.text
    assert visitor.get("/d/nothing").status_code == 404


def test_others_have_no_right(
    organiser: Visitor, visitor: Visitor, place: str, cafe_app: Flask
) -> None:
    organiser.post(f"{place}/report/versions", **{"form": "keep", "as": "final"})
    [version] = versions(cafe_app)
    where = f"{place}/report/versions/{version.id}"
    other = send(organiser, json.dumps(an_archive()).encode())[1]
    assert organiser.get(f"{other}/report/versions/{version.id}.md").status_code == 404
    foreign = organiser.post(f"{other}/report/versions/{version.id}/shown", do="show")
    assert foreign.status_code == 404
    for address in (f"{where}.md", f"{place}/report/changes"):
        assert visitor.get(address).status_code == 302
    for address in (f"{where}/shown", f"{place}/report/versions"):
        assert visitor.post(address, do="show").status_code in (302, 303)
    assert len(versions(cafe_app)) == 1
    assert not versions(cafe_app)[0].shown


def test_a_deleted_cafe_leaves_no_file(organiser: Visitor, place: str, cafe_app: Flask) -> None:
    organiser.post(f"{place}/report/versions", **{"form": "keep", "as": "draft"})
    title = sorted_out()["workshop"]["title"]
    data_dir, here = cafe(cafe_app).settings.data_dir, place.removeprefix("/w/")
    letterhead.keep(data_dir, here, b"paper", b"page one")
    photo_folder(data_dir, here).mkdir(parents=True, exist_ok=True)
    (photo_folder(data_dir, here) / "3-1.jpg").write_bytes(b"photo")
    assert list(kept_folder(cafe_app).rglob("document.pdf"))
    assert organiser.post(f"{place}/delete", form="delete", title=title).status_code == 303
    assert versions(cafe_app) == []
    assert list(kept_folder(cafe_app).iterdir()) == []
    assert letterhead.read(data_dir, here) is None
    assert not photo_folder(data_dir, here).exists()


def test_names_of_versions() -> None:
    with speaking("nb"):
        assert name_of(Version(final=False, number=2)) == "Utkast 2"
        assert name_of(Version(final=True, number=1)) == "Sluttversjon"
