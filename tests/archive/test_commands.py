"""Bringing in and writing out, as the command line does it."""

import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from cafe.archive.commands import import_file
from cafe.archive.export import FORMATS, export_to
from cafe.archive.packing.package import packed
from cafe.config import Settings, load_settings
from cafe.errors import Invalid, NotFound
from cafe.model import Database, Organiser, Person, Workshop
from cafe.report.export import WRITERS
from tests.archive.archives import an_archive
from tests.archive.test_package import picture


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"CAFE_DATA_DIR": str(tmp_path / "data")})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "café.zip"
    path.write_bytes(packed(json.dumps(an_archive()).encode(), {"3-1.jpg": picture()}))
    return path


def test_a_zip_keeps_its_photographs(db: Database, settings: Settings, file: Path) -> None:
    here = import_file(db, settings, file)
    assert [p.name for p in (settings.data_dir / "posters" / here).iterdir()] == ["3-1.jpg"]
    out = file.with_name("out.zip")
    export_to(db, settings, here, "zip", out)
    with zipfile.ZipFile(out) as package:
        assert package.namelist() == [
            "archive.json",
            "archive.lines",
            "posters/3-1.jpg",
            "posters/bord-1.png",
            "posters/bord-3.png",
            "notes.xlsx",
            "notes.csv",
            *(f"document.{format}" for format in WRITERS),
            "kontroll.py",
            "kontroll.html",
            "SHA256SUMS",
        ]
        assert json.loads(package.read("archive.json")) == an_archive()


def test_it_belongs_to_the_first_account(db: Database, settings: Settings, file: Path) -> None:
    with db.writing() as tx:
        for name in ("berit", "arne"):
            tx.add(Person(email=f"{name}@example.org", name=name, password_hash="x"))
            tx.flush()
    here = import_file(db, settings, file)
    with db.reading() as session:
        owners = session.scalars(
            select(Person.name).join(Organiser).where(Organiser.workshop_id == here)
        )
        assert owners.all() == ["berit"]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written(db: Database, settings: Settings, file: Path, format: str) -> None:
    out = file.with_name(f"out.{format}")
    export_to(db, settings, import_file(db, settings, file), format, out)
    beginnings = {"pdf": b"%PDF-1.7", "json": b"{\n", "html": b"<!", "csv": b"\xef\xbb\xbf"}
    beginnings |= dict.fromkeys(("docx", "odt", "zip", "package", "xlsx"), b"PK")
    assert out.read_bytes().lstrip().startswith(beginnings.get(format, b"A GATHERING"))
    assert sorted(p.name for p in out.parent.iterdir() if p.is_file()) == [file.name, out.name]


def test_what_cannot_be_done_is_said(db: Database, settings: Settings, file: Path) -> None:
    here = import_file(db, settings, file)
    with pytest.raises(Invalid, match="docx, odt, pdf, html, md, xlsx, csv, json, zip"):
        export_to(db, settings, here, "rtf", file.with_name("out"))
    with pytest.raises(NotFound, match="nobody"):
        export_to(db, settings, "nobody", "json", file.with_name("out"))
    with pytest.raises(Invalid, match="no-such-folder"):
        export_to(db, settings, here, "json", file.with_name("no-such-folder") / "out")
    with pytest.raises(Invalid, match="no-such-file"):
        import_file(db, settings, file.with_name("no-such-file"))


def test_a_failed_import_leaves_no_rows_and_no_pictures(
    db: Database, settings: Settings, file: Path
) -> None:
    (settings.data_dir / "posters").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="posters"):
        import_file(db, settings, file)
    with db.reading() as session:
        assert session.scalars(select(Workshop)).all() == []
