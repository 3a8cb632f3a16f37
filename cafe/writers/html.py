"""The document as one HTML file that needs nothing else: pictures and styles are inside it."""

import base64
import re
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from html import unescape

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cafe.core.calm import calmly
from cafe.document.addresses import runs
from cafe.document.edition import Properties, line, properties
from cafe.document.sentences.lists import in_blocks
from cafe.document.tree import Document
from cafe.setup.paths import static_dir, templates_dir
from cafe.writers.pictures import Pictures, present

_PICTURE = re.compile(rb'<img src="data:[^;"]*;base64,([^"]*)" alt="([^"]*)"')


def write(document: Document, pictures: Pictures) -> bytes:
    """The document in UTF-8. Everything typed is escaped; nothing is fetched when it is opened."""
    shown = present(document, pictures)
    # The pictures are put in last, as bytes: in a template they would lie in memory many times.
    seal = secrets.token_hex(16)
    places = {picture.file: f"{seal}-{at}-" for at, picture in enumerate(shown.pictures)}
    text = text_of(shown, places)
    return b"".join(_with_pictures(text, seal, [pictures[p.file] for p in shown.pictures]))


def text_of(document: Document, sources: Mapping[str, str]) -> str:
    """The page with its pictures at the addresses in `sources`, by file."""
    # Our own style sheet; `</style` cannot occur in it.
    styles = Markup("<style>{}</style>").format(Markup(_styles()))  # noqa: S704
    template = _templates().get_template("report/document.html")
    about = properties(document)
    told = {"styles": styles, "about": about, "facts": _facts(about)}
    return template.render(document=document, sources=sources, **told)


def pictures_of(page: bytes, document: Document, wanted: Collection[str]) -> dict[str, bytes]:
    """Those of `wanted` that `write` put into a page of `document`, by file: one that was not there
    then is left out. What is typed is escaped, so that no picture can stand in it."""
    there = list(_PICTURE.finditer(page))
    said = [unescape(one[2].decode()) for one in there]
    found: dict[str, bytes] = {}
    at = 0
    for picture in document.pictures:
        if picture.alt in said[at:]:
            at = said.index(picture.alt, at) + 1
            if picture.file in wanted:
                found[picture.file] = base64.b64decode(there[at - 1][1])
    return found


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
