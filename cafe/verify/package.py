"""The zip file that is checked, opened without trusting it, and its list of digests."""

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from cafe.archive.packing.package import ARCHIVE, LINES, MANIFEST, MOST_FILES, line_digests
from cafe.core.i18n import _
from cafe.errors import BROKEN_ZIP, Invalid
from cafe.verify.pieces import Finding, shown

# Of one file when it is read as a whole, of all that a zip says it holds.
LARGEST, ALTOGETHER = 1024**3, 16 * 1024**3
PIECE = 1024 * 1024
SHOWN = 5


class Package:
    """A zip file by its names."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises Invalid for one that is broken or would be too large unpacked."""
        try:
            self._zip = zipfile.ZipFile(path)
            files = [file for file in self._zip.infolist() if not file.is_dir()]
        except (*BROKEN_ZIP, OSError) as error:
            raise Invalid(_("The zip file is broken or locked. Export it again.")) from error
        if len(files) > MOST_FILES:
            raise Invalid(_("There are too many files in the zip file."))
        if sum(file.file_size for file in files) > ALTOGETHER:
            raise Invalid(_("Unpacked, the zip file would be too large."))
        self.names = [file.filename for file in files]
        self.comment = self._zip.comment  # a program that unpacks it may show it
        self._sizes = {file.filename: file.file_size for file in files}

    def read(self, name: str) -> bytes | None:
        """A file as a whole; None when it is not there. Raises Invalid."""
        if name not in self._sizes:
            return None
        if self._sizes[name] > LARGEST:
            raise Invalid(_("%(name)s is too large.", name=name), where=name)
        return b"".join(self._pieces(name))

    def digest(self, name: str) -> str:
        """The SHA-256 of a file. Raises Invalid."""
        digest = hashlib.sha256()
        for piece in self._pieces(name):
            digest.update(piece)
        return digest.hexdigest()

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(name) as file:
                while piece := file.read(PIECE):
                    yield piece
        except (*BROKEN_ZIP, OSError) as error:
            raise Invalid(
                _("%(name)s in the zip file is broken.", name=name), where=name
            ) from error

    def about(self) -> str:
        """Which programs wrote it, as its list of digests says."""
        first = (self.read(MANIFEST) or b"").partition(b"\n")[0]
        return first.decode("utf-8", "replace").removeprefix("# ")


def check_digests(package: Package) -> Iterator[Finding]:
    """What is missing, what is there beside it, what was changed. Raises Invalid."""
    names = package.names
    if package.comment:
        said = shown(package.comment.decode("utf-8", "replace"))
        yield Finding("", _("“%(words)s” has been added", words=said))
    sums = _sums(package.read(MANIFEST) or b"")
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Finding(name, _("is there twice"))
    for name in sorted(sums.keys() - {*names}):
        yield Finding(name, _("is missing"))
    for name in sorted({*names} - sums.keys() - {MANIFEST}):
        yield Finding(name, _("is not in the list of digests"))
    for name in sorted(sums.keys() & {*names}):
        if package.digest(name) != sums[name]:
            yield Finding(name, _("is not the file that the digest was made of"))
    yield from check_lines(package.read(ARCHIVE) or b"", package.read(LINES))


def check_lines(archive: bytes, digests: bytes | None) -> Iterator[Finding]:
    """Which lines of the archive are not those that their digests were made of; the first few."""
    if digests is None or line_digests(archive) == digests:
        return
    lines = archive.split(b"\n")
    old, new = digests.split(), line_digests(archive).split()
    first = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    apart = len(new) - len(old)
    last = max(first, len(new) - 1)
    while last > first and new[last] == old[last - apart]:
        last -= 1
    for at in range(first, min(last + 1, first + SHOWN)):
        text = shown(lines[at].decode("utf-8", "replace"))
        message = _("“%(words)s” is not what stood there", words=text)
        place = f"{ARCHIVE}, {_('line %(number)s', number=at + 1)}"
        yield Finding(place, message)


def _sums(manifest: bytes) -> dict[str, str]:
    lines = manifest.decode("utf-8", "replace").splitlines()
    pairs = (line.partition("  ") for line in lines if not line.startswith("#"))
    return {name: digest for digest, _blanks, name in pairs if name}
