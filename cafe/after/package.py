"""The archive with its pictures, as one zip file: packed, and opened without trusting it."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cafe.after.archive import FOLDER, Archive, read
from cafe.errors import BROKEN_ZIP, Invalid
from cafe.table.photos import smaller
from cafe.texts import _

ARCHIVE = "archive.json"
LARGEST_ARCHIVE = 50 * 1024 * 1024
LARGEST_PICTURE = 40 * 1024 * 1024
# When a picture was put in says nothing, and the same café shall give the same bytes.
WHEN = (1980, 1, 1, 0, 0, 0)
Shrink = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Brought:
    """What came in: the archive, and its photographs by file name, re-encoded."""

    archive: Archive
    photos: Mapping[str, bytes]


def packed(
    archive: bytes, pictures: Mapping[str, bytes], beside: Mapping[str, bytes] | None = None
) -> bytes:
    """`archive` (JSON) and `pictures` by file name as a zip file, other files `beside` them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        _put(package, ARCHIVE, archive, zipfile.ZIP_DEFLATED)
        for file in sorted(pictures):
            _put(package, FOLDER + file, pictures[file], zipfile.ZIP_STORED)
        for file, contents in (beside or {}).items():
            _put(package, file, contents, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _put(package: zipfile.ZipFile, name: str, contents: bytes, how: int) -> None:
    package.writestr(zipfile.ZipInfo(name, WHEN), contents, compress_type=how)


def opened(data: bytes, shrink: Shrink = smaller) -> Brought:
    """What `data` holds: an archive as JSON, or a zip of one and its photographs.

    `shrink` re-encodes a picture, and raises ValueError when it is none. Raises Invalid.
    """
    if not data.startswith(b"PK\x03\x04"):
        return Brought(read(data), {})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            archive = read(_member(package, ARCHIVE, LARGEST_ARCHIVE))
            return Brought(archive, _photos(package, archive, shrink))
    except BROKEN_ZIP as error:
        raise Invalid(_("The zip file is broken or locked. Export it again.")) from error


def _member(package: zipfile.ZipFile, name: str, largest: int) -> bytes:
    try:
        with package.open(name) as member:
            contents = member.read(largest + 1)
    except KeyError as error:
        raise Invalid(_("The zip file has no %(name)s in it.", name=name), where=name) from error
    if len(contents) > largest:
        raise Invalid(_("%(name)s is too large.", name=name), where=name)
    return contents


def _photos(package: zipfile.ZipFile, archive: Archive, shrink: Shrink) -> dict[str, bytes]:
    """The photographs that the archive names; a missing one is missing, an impostor is refused."""
    there = set(package.namelist())
    files = [p.file for asked in archive.questions for t in asked.tables for p in t.posters]
    found = {}
    for file in files:
        if file in there:
            contents = _member(package, file, LARGEST_PICTURE)
            try:
                found[file.removeprefix(FOLDER)] = shrink(contents)
            except ValueError as error:
                raise Invalid(
                    _("%(name)s is not a picture that can be read.", name=file), where=file
                ) from error
    return found
