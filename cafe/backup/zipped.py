"""The backup as a file: written member by member with their digests, and read so again."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from cafe.backup.manifest import MANIFEST, Manifest, Member, digest, manifest_from, not_ours
from cafe.backup.manifest import not_whole as damaged
from cafe.errors import BROKEN_ZIP

CHUNK = 1024 * 1024
SMALL_ALREADY = (".jpg", ".docx", ".odt", ".xlsx", ".zip", ".pdf")
LONGEST_MANIFEST = 500 * CHUNK


class Writer:
    """Writes members into a zip file, one after the other; what each is stands in `members`."""

    def __init__(self, file: IO[bytes]) -> None:
        """Write into `file`, from its beginning."""
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=5)
        self.members: dict[str, Member] = {}

    def put(self, name: str, pieces: Iterable[bytes], *, rows: bool = False) -> None:
        """Write `pieces` as the member `name`; `rows`: each but the first is one."""
        info = zipfile.ZipInfo(name)
        info.external_attr = 0o600 << 16
        stored = name.endswith(SMALL_ALREADY)
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        sum_, size, count = hashlib.sha256(), 0, -1
        with self._zip.open(info, "w", force_zip64=True) as out:
            for piece in pieces:
                out.write(piece)
                sum_.update(piece)
                size += len(piece)
                count += 1
        self.members[name] = Member(size, sum_.hexdigest(), count if rows else 0)

    def end(self, manifest: Manifest) -> None:
        """Write the manifest, and its digest as the file's comment."""
        contents = manifest.as_bytes()
        self._zip.writestr(zipfile.ZipInfo(MANIFEST), contents)
        self._zip.comment = digest(contents).encode()
        self._zip.close()


class Reader:
    """A backup that is there to be read. `manifest` is what it says of itself."""

    def __init__(self, path: Path, newest: str) -> None:
        """Open it. Raises Invalid when it is none, or one of a shape beyond `newest`; OSError."""
        with path.open("rb"):  # says what is wrong with the path
            pass
        try:
            self._zip = zipfile.ZipFile(path)
            if self._zip.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
                raise not_ours()
            contents = self._zip.read(MANIFEST)
        except (*BROKEN_ZIP, OSError, KeyError, ValueError) as error:
            if getattr(error, "errno", None) is not None:  # the disk's own
                raise
            raise not_ours() from None
        if digest(contents).encode() != self._zip.comment:
            raise damaged(MANIFEST)
        self.manifest = manifest_from(contents, newest)
        there = sorted(self._zip.namelist())
        if there != sorted([MANIFEST, *self.manifest.members]):
            odd = set(there) ^ {MANIFEST, *self.manifest.members} or {there[0]}
            raise damaged(min(odd))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The member `name`, piece by piece. Raises Invalid at its end when it is not whole."""
        wanted, sum_, size = self.manifest.members[name], hashlib.sha256(), 0
        try:
            with self._zip.open(name) as file:
                while piece := file.read(CHUNK):
                    sum_.update(piece)
                    size += len(piece)
                    if size > wanted.bytes:
                        break
                    yield piece
        except (*BROKEN_ZIP, OSError):
            raise damaged(name) from None
        if (size, sum_.hexdigest()) != (wanted.bytes, wanted.sha256):
            raise damaged(name)

    def lines(self, name: str) -> Iterator[bytes]:
        """The member `name`, line by line."""
        rest = b""
        for piece in self.pieces(name):
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
        if rest:
            raise damaged(name)

    def check(self) -> None:
        """Read everything once. Raises Invalid for the first that is not as it was written."""
        for name in self.manifest.members:
            for _piece in self.pieces(name):
                pass

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()


def pieces_of(path: Path) -> Iterator[bytes]:
    """A file, piece by piece. Raises FileNotFoundError."""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def sums(lines: Mapping[str, Iterable[bytes]]) -> Iterator[tuple[str, Member]]:
    """What each table's lines come to, for comparing."""
    for name, each in lines.items():
        sum_, size, count = hashlib.sha256(), 0, -1
        for line in each:
            sum_.update(line)
            size += len(line)
            count += 1
        yield name, Member(size, sum_.hexdigest(), count)
