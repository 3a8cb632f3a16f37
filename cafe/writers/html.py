"""The document as one HTML file that needs nothing else: pictures and styles are inside it."""

import base64
import re
import secrets
from collections.abc import Iterator, Sequence
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cafe.core.calm import calmly
from cafe.document.addresses import runs
from cafe.document.edition import Properties, line, properties
from cafe.document.sentences.lists import in_blocks
from cafe.document.tree import Document
from cafe.setup.paths import static_dir, templates_dir
from cafe.writers.pictures import Pictures, present


def write(document: Document, pictures: Pictures) -> bytes:
    """The document in UTF-8. Everything typed is escaped; nothing is fetched when it is opened."""
    shown = present(document, pictures)
    # The pictures are put in last, as bytes: in a template they would lie in memory many times.
    seal = secrets.token_hex(16)
    places = {picture.file: f"{seal}-{at}-" for at, picture in enumerate(shown.pictures)}
    # Our own style sheet; `</style` cannot occur in it.
    styles = Markup("<style>{}</style>").format(Markup(_styles()))  # noqa: S704
    template = _templates().get_template("report/document.html")
    about = properties(document)
    facts = _facts(about)
    text = template.render(document=shown, sources=places, styles=styles, about=about, facts=facts)
    return b"".join(_with_pictures(text, seal, [pictures[p.file] for p in shown.pictures]))


def _facts(about: Properties) -> list[tuple[str, str]]:
    """What programs look for in a page's head, by Dublin Core's names where it has one."""
    facts = {
        "author": about.author,
        "keywords": ", ".join(about.keywords),
        "description": about.description,
        "dcterms.publisher": about.organisation,
        "dcterms.identifier": about.case_number,
        "dcterms.hasVersion": about.version,
    }
    return [(name, words) for name, words in facts.items() if words]


def _with_pictures(text: str, seal: str, pictures: Sequence[bytes]) -> Iterator[bytes]:
    for at, piece in enumerate(re.split(rf"{seal}-(\d+)-", text)):
        yield piece.encode() if at % 2 == 0 else _inlined(pictures[int(piece)])


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(str(templates_dir()))
    templates = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"calmly": calmly, "edition": line, "runs": runs, "blocks": in_blocks}
    return templates


@cache
def _styles() -> str:
    return (static_dir() / "css" / "parts" / "document.css").read_text(encoding="utf-8")


def _inlined(contents: bytes) -> bytes:
    kinds = {b"\x89PNG": b"png", b"<svg": b"svg+xml"}
    kind = next((kind for start, kind in kinds.items() if contents.startswith(start)), b"jpeg")
    return b"data:image/%s;base64,%s" % (kind, base64.b64encode(contents))
