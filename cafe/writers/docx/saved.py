"""The bytes of a Word file, each part packed once and without a moment.

python-docx packs pictures too, which are packed already, and says when it did.
"""

import io
import zipfile
from typing import Any

from docx.document import Document as WordFile
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter

from cafe.writers.still import put_still


class _Zip:
    """What python-docx writes its parts to."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package

    def write(self, name: PackURI, contents: bytes | str) -> None:
        """One part, or what a part is related to."""
        packed = contents.encode() if isinstance(contents, str) else contents
        put_still(self._package, name.membername, packed)


def saved(word: WordFile) -> bytes:
    """`word` as one file; the same each time."""
    package: Any = word.part.package
    writer: Any = PackageWriter
    parts = package.parts
    for part in parts:
        part.before_marshal()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        into = _Zip(file)
        writer._write_content_types_stream(into, parts)
        writer._write_pkg_rels(into, package.rels)
        writer._write_parts(into, parts)
    return buffer.getvalue()
