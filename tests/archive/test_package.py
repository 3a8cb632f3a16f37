"""The archive with its pictures: packed, opened, and never trusted."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from cafe.archive.packing.package import OnDisk, opened, packed
from cafe.backup.manifest import MANIFEST
from cafe.backup.zipped import Reader
from cafe.errors import Invalid
from cafe.intake.reading.workbook import read_workbook
from cafe.verify.package import Package
from cafe.writers.docx.letterhead.package import NoTemplate, opened_up
from tests.archive.archives import an_archive


def picture(kind: str = "PNG", size: tuple[int, int] = (3000, 40)) -> bytes:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken in the hall"
    Image.new("RGB", size, "teal").save(buffer, kind, exif=exif)
    return buffer.getvalue()


def zipped(**files: bytes) -> bytes:
    return packed(json.dumps(an_archive()).encode(), files)


def test_photographs_come_in_upright_small_and_without_what_the_camera_noted() -> None:
    brought = opened(zipped(**{"3-1.jpg": picture(), "bord-1.png": picture()}))
    assert list(brought.photos) == ["3-1.jpg"]
    with Image.open(io.BytesIO(brought.photos["3-1.jpg"])) as image:
        assert (image.format, image.width) == ("JPEG", 2000)
        assert not image.getexif()


def test_a_photograph_that_is_asked_for_and_is_not_there_is_none(tmp_path: Path) -> None:
    """As a kept version does whose photograph was taken down since."""
    (tmp_path / "1-1.jpg").write_bytes(b"x")
    assert (OnDisk(tmp_path).get("1-1.jpg"), OnDisk(tmp_path).get("1-2.jpg")) == (b"x", None)


def test_a_photograph_that_is_not_there_is_only_missing() -> None:
    brought = opened(zipped())
    assert brought.photos == {}
    assert brought.archive.questions[0].tables[1].posters[0].file == "posters/3-1.jpg"


@pytest.mark.parametrize("contents", [b"", b"#!/bin/sh\nrm -rf /", b"<svg onload=alert(1)>"])
def test_what_is_no_picture_is_refused(contents: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        opened(zipped(**{"3-1.jpg": contents}))
    assert refused.value.where == "posters/3-1.jpg"


def test_a_zip_without_an_archive_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("notes.json", "{}")
    with pytest.raises(Invalid) as refused:
        opened(buffer.getvalue())
    assert refused.value.where == "archive.json"


def test_a_zip_cut_short_is_refused() -> None:
    whole = zipped(**{"3-1.jpg": picture()})
    for length in (4, 100, len(whole) // 2, len(whole) - 1):
        with pytest.raises(Invalid):
            opened(whole[:length])


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cafe.archive.packing.package.LARGEST_ARCHIVE", 1000)
    with pytest.raises(Invalid) as refused:
        opened(packed(b" " * 1001, {}))
    assert refused.value.where == "archive.json"


def test_the_same_cafe_gives_the_same_bytes() -> None:
    assert zipped(**{"3-1.jpg": b"x"}) == zipped(**{"3-1.jpg": b"x"})


# Each way that a zip file says it is packed in, and a name that says it is UTF-8 and is none.
METHODS = (0, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 99, "name")


def garbled(name: str, how: int | str) -> bytes:
    """A zip file that holds `name`, and is not what it says of it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, b"{} " * 99)
    data = bytearray(buffer.getvalue())
    for head, flags, method, at in ((b"PK\3\4", 6, 8, 30), (b"PK\1\2", 8, 10, 46)):
        begin = data.index(head)
        if isinstance(how, int):
            data[begin + method : begin + method + 2] = how.to_bytes(2, "little")
        else:
            data[begin + flags + 1] |= 8
            data[begin + at : begin + at + 2] = b"\xff\xfe"
    if how == zipfile.ZIP_DEFLATED:
        begin = data.index(name.encode()) + len(name)
        data[begin : begin + 6] = b"\xff" * 6
    return bytes(data)


@pytest.mark.parametrize("how", METHODS)
def test_a_zip_with_garbled_contents_is_told(how: int | str, tmp_path: Path) -> None:
    """By whoever reads zip files: each says that the file is broken, and none falls."""
    file = tmp_path / "a.zip"

    def lies(name: str) -> Path:
        file.write_bytes(garbled(name, how))
        return file

    with pytest.raises(Invalid, match=r"broken or locked|ødelagt"):
        opened(garbled("archive.json", how))
    with pytest.raises(Invalid, match=r"broken|ødelagt"):
        Package(lies("archive.json")).read("archive.json")
    with pytest.raises(Invalid, match=r"no backup|ingen sikkerhetskopi"):
        Reader(lies(MANIFEST), newest="0")
    with pytest.raises(Invalid, match=r"broken|ødelagt"):
        read_workbook(garbled("content.xml", how))
    with pytest.raises(NoTemplate):
        opened_up(garbled("[Content_Types].xml", how))
