"""One reader for each format: from a file's bytes to its pieces, without the library that wrote it.

Raises Unreadable for what is broken; what Python raises over whatever else somebody has put into a
file is in `BROKEN`.
"""

from collections.abc import Callable

from cafe.errors import BROKEN_ZIP
from cafe.verify.pieces import Piece
from cafe.verify.reading import open_document, page, pdf, plain, word

BROKEN = (ValueError, LookupError, TypeError, AttributeError, *BROKEN_ZIP)
READERS: dict[str, Callable[[bytes], list[Piece]]] = {
    "docx": word.read,
    "odt": open_document.read,
    "pdf": pdf.read,
    "html": page.read,
    "md": plain.read_markdown,
    "xlsx": plain.read_xlsx,
    "csv": plain.read_csv,
}
