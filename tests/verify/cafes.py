"""A café with everything in it, its zip, and zips with one thing changed."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cafe.archive.commands import import_file
from cafe.archive.export import export_to
from cafe.archive.packing.package import MANIFEST, line_digests, packed
from cafe.config import Settings, load_settings
from cafe.model import Base, Database
from cafe.report.versions.keep import keep
from cafe.verify.checked import Checked
from cafe.verify.checks import checks
from tests.archive.archives import with_origins
from tests.archive.test_package import picture
from tests.sort.world import new_id

OPTIONS = ("dots", "opposed", "tables", "contents", "accounts", "notes", "minutes")


def settings_in(folder: Path) -> Settings:
    folder.mkdir()
    return load_settings({"CAFE_DATA_DIR": str(folder)})


def fresh(settings: Settings) -> Database:
    db = Database(settings.database)
    Base.metadata.create_all(db.engine)
    return db


def whole_cafe(folder: Path) -> tuple[Database, Settings, str]:
    """With photographs, sources, appendices, contents and two kept versions."""
    settings = settings_in(folder / "data")
    db = fresh(settings)
    archive = with_origins()
    archive["workshop"]["report_options"] = dict.fromkeys(OPTIONS, True)
    said = {"kind": "focus", "day": "2026-03-04", "took_part": 7}
    first = archive["questions"][0]
    first["origins"][0] |= said
    # Printed beside each other too: the first notes of two sentences.
    sentences = [entry for heading in first["categories"] for entry in heading["entries"]]
    first["opposed"].append([entry["notes"][0] for entry in sentences[:2]])
    file = folder / "in.zip"
    file.write_bytes(packed(json.dumps(archive).encode(), {"3-1.jpg": picture()}))
    here = import_file(db, settings, file)
    keep(db, settings, here, final=False, by="terminal", operation=new_id())
    return db, settings, here


class Zipped(NamedTuple):
    """The café's zip: its files by name, and where the café lies."""

    files: dict[str, bytes]
    settings: Settings
    here: str


def zipped(db: Database, settings: Settings, here: str) -> bytes:
    path = Path(settings.data_dir).parent / f"{here}.zip"
    export_to(db, settings, here, "zip", path)
    return path.read_bytes()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def repacked(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, contents in files.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), contents)
    return buffer.getvalue()


def summed(files: dict[str, bytes]) -> dict[str, bytes]:
    """With a list of digests that says so: whoever changes a file can write that too."""
    about = files[MANIFEST].split(b"\n")[0].decode()
    others = {name: contents for name, contents in files.items() if name != MANIFEST}
    others["archive.lines"] = line_digests(files["archive.json"])
    sums = (f"{hashlib.sha256(others[name]).hexdigest()}  {name}" for name in others)
    return {**others, MANIFEST: "\n".join([about, *sums, ""]).encode()}


def verified(folder: Path, data: bytes) -> list[Checked]:
    path = folder / "looked-at.zip"
    path.write_bytes(data)
    return list(checks(path))


def wrong(found: list[Checked]) -> list[str]:
    """Every finding on one line, and what could not be checked."""
    left = [f"{one.name}: not checked" for one in found if one.left]
    return [*left, *(str(finding) for one in found for finding in one.findings)]
