"""What lies in a data folder: every kind of file names its shredder, nothing is left half written,
and a café that is deleted leaves none of its words."""

import os
import secrets
from fnmatch import fnmatch
from pathlib import Path

from PIL import Image
from sqlalchemy import select

from cafe.archive.erase import erase_hidden
from cafe.backup.gone import NAME
from cafe.core.files import all_jobs, letterhead_file, photo_folder, put, versions_folder
from cafe.erasure.files import tell, told
from cafe.erasure.registry import FILES
from cafe.jobs.folder import UPLOAD, put_json
from cafe.model import Version, Workshop
from cafe.plan.actions import leave
from cafe.report.versions import store
from cafe.report.versions.keep import keep
from tests.archive.archives import note_id
from tests.archive.ground import sorted_out
from tests.erasure.conftest import House
from tests.erasure.ground import a_house, erased, holding
from tests.report.samples import brought_in
from tests.support.world import new_id

WORD = "chair by the door"


def nameless(data_dir: Path) -> list[str]:
    """The files of a data folder that the registry does not know."""
    there = (os.fspath(one.relative_to(data_dir)) for one in data_dir.rglob("*") if one.is_file())
    return [path for path in there if not any(fits(path, pattern) for pattern in FILES)]


def fits(path: str, pattern: str) -> bool:
    """Step by step: a star stands for one name."""
    steps, wanted = path.split("/"), pattern.split("/")
    return len(steps) == len(wanted) and all(map(fnmatch, steps, wanted))


def left_behind(data_dir: Path, here: str) -> None:
    """What processes leave that are killed, and what lies there for an hour; all has the words."""
    words = WORD.encode()
    folder = versions_folder(data_dir, here)
    put(folder / f".{secrets.token_hex(16)}.{secrets.token_hex(8)}" / "document.md", words)
    put(folder / secrets.token_hex(16) / "document.md", words)
    put(all_jobs(data_dir) / here / new_id() / "file.csv", words)
    look = all_jobs(data_dir) / "person-1" / new_id()
    put(look / "sheet.json", words)
    put_json(look / "name.json", {"cafe": here})
    put(photo_folder(data_dir, here) / ".1-1.jpg.0f", words)
    os.utime(photo_folder(data_dir, here) / ".1-1.jpg.0f", (0, 0))


def test_what_others_left_half_done_goes_with_the_words_and_a_deleted_cafe_leaves_none(
    tmp_path: Path,
) -> None:
    with a_house(tmp_path) as (db, settings):
        here, other = brought_in(db, sorted_out()), brought_in(db, sorted_out())
        photos = photo_folder(tmp_path, here)
        photos.mkdir(parents=True)
        Image.new("RGB", (60, 40)).save(photos / "3-1.jpg")
        keep(db, settings, here, final=True, by="person:1", operation=new_id())
        put(letterhead_file(tmp_path, here), b"a template")
        put(all_jobs(tmp_path) / f"{UPLOAD}1", b"")
        left_behind(tmp_path, here)
        assert nameless(tmp_path) == []
        assert nameless(tmp_path.parent) != []  # it can fail
        erased(db, settings, here, "note", note_id(2))
        with db.reading() as session:
            [kept] = session.scalars(select(Version.folder))
        assert [one.name for one in versions_folder(tmp_path, here).iterdir()] == [kept]
        # The other café says the same and goes on saying it, in the database alone.
        assert {name.partition("-")[0] for name in holding(tmp_path, WORD)} == {"cafe.db"}

        left_behind(tmp_path, here)
        for one in (here, other):
            with db.writing() as tx:
                leave(tx, tx.get_one(Workshop, one))
        erase_hidden(db, settings)
        for word in (WORD, "More light", "Our own"):
            assert holding(tmp_path, word) == [], word
        for gone in (here, other):  # whoever restores an older backup must know what went since
            assert holding(tmp_path, gone) == [NAME], gone


def test_of_two_erasings_in_a_row_the_first_is_told_too(tmp_path: Path) -> None:
    for first in (10, 20):
        tell(tmp_path, "abc", first)
    assert (told(tmp_path), told(tmp_path)) == ([("abc", 10)], [])


def test_a_version_that_cannot_be_made_anew_is_withdrawn(house: House) -> None:
    db, settings, here = house
    tmp_path = settings.data_dir
    keep(db, settings, here, final=True, by="person:1", operation=new_id())
    with db.writing() as tx:
        version = tx.scalars(select(Version)).one()
        version.shown = True
        facts = store.folder_of(tmp_path, here, version.folder) / store.FACTS
    facts.write_text('{"revision": 1, "complete": true, "lines": "of another kind"')
    erased(db, settings, here, "note", note_id(2))
    with db.reading() as session:
        version = session.scalars(select(Version)).one()
        assert (version.withdrawn, version.shown) == (True, False)
        assert version.number == 1
    assert holding(tmp_path, WORD) == []
    assert list(versions_folder(tmp_path, here).iterdir()) == []
