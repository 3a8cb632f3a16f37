"""The document as one HTML file that needs nothing else: pictures and styles are inside it."""

import base64
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cafe.report.pictures import Pictures, present
from cafe.report.tree import Document
from cafe.setup.paths import static_dir, templates_dir


def write(document: Document, pictures: Pictures) -> bytes:
    """The document in UTF-8. Everything typed is escaped; nothing is fetched when it is opened."""
    shown = present(document, pictures)
    sources = {picture.file: _inlined(pictures[picture.file]) for picture in shown.pictures}
    # Our own style sheet; `</style` cannot occur in it.
    styles = Markup("<style>{}</style>").format(Markup(_styles()))  # noqa: S704
    template = _templates().get_template("report/document.html")
    # Piece by piece: a single sign beyond Latin-1 would make two bytes of each in the whole text.
    pieces = template.generate(document=shown, sources=sources, styles=styles)
    return b"".join(piece.encode() for piece in pieces)


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(str(templates_dir()))
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _styles() -> str:
    return (static_dir() / "css" / "parts" / "document.css").read_text(encoding="utf-8")


def _inlined(contents: bytes) -> str:
    kinds = {b"\x89PNG": "png", b"<svg": "svg+xml"}
    kind = next((kind for start, kind in kinds.items() if contents.startswith(start)), "jpeg")
    return f"data:image/{kind};base64,{base64.b64encode(contents).decode('ascii')}"
