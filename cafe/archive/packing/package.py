"""The archive with its pictures, as one zip file: packed, and opened without trusting it."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO

from cafe.archive.pieces import FOLDER
from cafe.archive.schema import Archive, read
from cafe.core.i18n import _
from cafe.core.shrink import smaller
from cafe.errors import BROKEN_ZIP, Invalid
from cafe.jobs.worker import Progress, quiet
from cafe.writers.still import WHEN

ARCHIVE = "archive.json"
LARGEST_ARCHIVE = 100 * 1024 * 1024
LARGEST_PICTURE = 40 * 1024 * 1024
# A picture twice for each of many tables, and what lies beside; a bomb has millions.
MOST_FILES = 50_000
# The SHA-256 of every other file in the zip, as `sha256sum -c` reads them.
MANIFEST = "SHA256SUMS"
# A short digest of each line of the archive: it holds one text a line, so the place is named.
LINES, SHORT = "archive.lines", 8
STORED = (".png", ".jpg", ".jpeg", ".docx", ".odt", ".xlsx")
PIECE, LARGE = 1024 * 1024, 1024 * 1024 * 1024
Shrink = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Brought:
    """What came in: the archive, and its photographs by file name, re-encoded."""

    archive: Archive
    photos: Mapping[str, bytes]


class OnDisk(Mapping[str, bytes]):
    """Photographs as files in a folder: read when they are asked for, one by one."""

    def __init__(self, folder: Path) -> None:
        """Those in `folder`."""
        self._folder = folder

    def __getitem__(self, file: str) -> bytes:
        """The photograph `file`. Raises KeyError."""
        try:
            return (self._folder / file).read_bytes()
        except FileNotFoundError:
            raise KeyError(file) from None

    def __iter__(self) -> Iterator[str]:
        """Their names."""
        return iter(sorted(path.name for path in self._folder.iterdir()))

    def __len__(self) -> int:
        """How many there are."""
        return len(list(self._folder.iterdir()))


def packed(archive: bytes, pictures: Mapping[str, bytes]) -> bytes:
    """`archive` (JSON) and `pictures` by file name as a zip file, with the manifest."""
    buffer = io.BytesIO()
    posters = ((FOLDER + file, pictures[file]) for file in sorted(pictures))
    pack(buffer, chain([(ARCHIVE, archive)], posters))
    return buffer.getvalue()


def line_digests(archive: bytes) -> bytes:
    """What lies in `LINES` beside `archive`."""
    digests = (hashlib.sha256(line).hexdigest()[:SHORT] for line in archive.split(b"\n"))
    return "".join(f"{digest}\n" for digest in digests).encode()


def pack(into: IO[bytes], files: Iterable[tuple[str, bytes | Path]], about: str = "") -> None:
    """`files` by name as a zip file, and at its end the manifest of them, `about` at its head.

    The same files always give the same bytes. One is in memory at a time.
    """
    sums = [f"# {about}"] if about else []
    with zipfile.ZipFile(into, "w") as package:
        for name, contents in files:
            sums.append(f"{_put(package, name, contents)}  {name}")
        _put(package, MANIFEST, "".join(f"{line}\n" for line in sums).encode())


def _put(package: zipfile.ZipFile, name: str, contents: bytes | Path) -> str:
    """The digest of what was put in."""
    file = zipfile.ZipInfo(name, WHEN)
    stored = name.endswith(STORED)  # they are packed already
    file.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    digest = hashlib.sha256()
    with (
        contents.open("rb") if isinstance(contents, Path) else io.BytesIO(contents) as source,
        package.open(file, "w", force_zip64=_large(contents)) as target,
    ):
        while piece := source.read(PIECE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def _large(contents: bytes | Path) -> bool:
    size = contents.stat().st_size if isinstance(contents, Path) else len(contents)
    return size > LARGE


def opened(
    data: bytes | Path,
    shrink: Shrink = smaller,
    *,
    into: Path | None = None,
    progress: Progress = quiet,
) -> Brought:
    """What `data` holds: an archive as JSON, or a zip of one and its photographs.

    `shrink` re-encodes a picture, and raises ValueError when it is none; the photographs lie in
    the folder `into` when there is one, else in memory. Raises Invalid.
    """
    with data.open("rb") if isinstance(data, Path) else io.BytesIO(data) as file:
        if file.read(4) != b"PK\x03\x04":
            file.seek(0)
            return Brought(read(file.read()), {})
        try:
            with zipfile.ZipFile(file) as package:
                if len(package.infolist()) > MOST_FILES:
                    raise Invalid(_("There are too many files in the zip file."))
                archive = read(_member(package, ARCHIVE, LARGEST_ARCHIVE))
                progress("pictures", 0, 0)
                found = _photos(package, archive, shrink)
                return Brought(archive, dict(found) if into is None else _laid(found, into))
        except (*BROKEN_ZIP, OSError) as error:
            if getattr(error, "errno", None) is not None:  # the disk's, where photographs are laid
                raise
            raise Invalid(_("The zip file is broken or locked. Export it again.")) from error


def _laid(photos: Iterable[tuple[str, bytes]], folder: Path) -> OnDisk:
    for file, contents in photos:
        (folder / file).write_bytes(contents)
    return OnDisk(folder)


def _member(package: zipfile.ZipFile, name: str, largest: int) -> bytes:
    try:
        size = package.getinfo(name).file_size  # never more than this is unpacked
        if size <= largest:
            return package.read(name)
    except KeyError as error:
        raise Invalid(_("The zip file has no %(name)s in it.", name=name), where=name) from error
    raise Invalid(_("%(name)s is too large.", name=name), where=name)


def _photos(
    package: zipfile.ZipFile, archive: Archive, shrink: Shrink
) -> Iterator[tuple[str, bytes]]:
    """The photographs that the archive names; a missing one is missing, an impostor is refused."""
    there = set(package.namelist())
    files = [p.file for asked in archive.questions for t in asked.tables for p in t.posters]
    for file in files:
        if file in there:
            contents = _member(package, file, LARGEST_PICTURE)
            try:
                yield file.removeprefix(FOLDER), shrink(contents)
            except ValueError as error:
                raise Invalid(
                    _("%(name)s is not a picture that can be read.", name=file), where=file
                ) from error
