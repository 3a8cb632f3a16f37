"""The files of an OpenDocument text: what it says of itself, its looks, its words, pictures."""

import io
import zipfile
from collections.abc import Mapping

from cafe.core.i18n import with_region
from cafe.document.edition import Properties, properties
from cafe.document.tree import Document
from cafe.setup.paths import static_dir
from cafe.writers.odt import styles
from cafe.writers.odt.markup import escaped
from cafe.writers.still import WHEN

KIND = "application/vnd.oasis.opendocument.text"
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_ROOMS = {
    **{name: f"{OASIS}{name}:1.0" for name in ("office", "style", "text", "table", "meta")},
    "draw": f"{OASIS}drawing:1.0",
    "fo": f"{OASIS}xsl-fo-compatible:1.0",
    "svg": f"{OASIS}svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
ROOMS = " ".join(f'xmlns:{name}="{place}"' for name, place in _ROOMS.items())
PICTURES = {
    b"\x89PNG": "image/png",
    b"<svg": "image/svg+xml",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}


def packed(document: Document, looks: str, body: str, pictures: Mapping[str, bytes]) -> bytes:
    """`body` with the automatic `looks` of its tables and its `pictures`, as one file."""
    faces = f"<office:font-face-decls>{styles.FACES}</office:font-face-decls>"
    automatic = f"<office:automatic-styles>{looks}</office:automatic-styles>"
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    files: dict[str, tuple[str, str | bytes]] = {
        "content.xml": ("text/xml", _root("content", faces + automatic + text)),
        "styles.xml": ("text/xml", _root("styles", faces + styles.all_of(document))),
        "meta.xml": ("text/xml", _root("meta", _meta(document))),
    }
    for name in styles.FONTS:
        font = (static_dir() / "dist" / "fonts" / name).read_bytes()
        files[f"Fonts/{name}"] = ("application/x-font-ttf", font)
    for name, picture in pictures.items():
        kind = next((k for start, k in PICTURES.items() if picture.startswith(start)), "")
        files[f"Pictures/{name}"] = (kind, picture)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(zipfile.ZipInfo("mimetype", WHEN), KIND)  # first, and not compressed
        for name, (kind, contents) in files.items():
            small = kind.startswith("image") and kind != PICTURES[b"<svg"]  # will not get smaller
            how = zipfile.ZIP_STORED if small else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name, WHEN), contents, compress_type=how)
        manifest = _manifest({name: kind for name, (kind, _contents) in files.items()})
        package.writestr(zipfile.ZipInfo("META-INF/manifest.xml", WHEN), manifest)
    return buffer.getvalue()


def _root(name: str, inside: str) -> str:
    tag = f"office:document-{name}"
    return f'{DECLARED}<{tag} {ROOMS} office:version="1.3">{inside}</{tag}>'


def _meta(document: Document) -> str:
    about = properties(document)
    said = {
        "dc:title": about.title,
        "dc:subject": document.header,
        "dc:description": about.description,
        "meta:initial-creator": about.author,
        "dc:creator": about.author,
        "dc:language": with_region(document.language),
    }
    simple = "".join(f"<{tag}>{escaped(words)}</{tag}>" for tag, words in said.items() if words)
    keywords = "".join(f"<meta:keyword>{escaped(one)}</meta:keyword>" for one in about.keywords)
    return f"<office:meta>{simple}{keywords}{_own(about)}</office:meta>"


def _own(about: Properties) -> str:
    """What OpenDocument has no word for."""
    own = {
        "Organisation": about.organisation,
        "Case number": about.case_number,
        "Version": about.version,
    }
    return "".join(
        f'<meta:user-defined meta:name="{name}">{escaped(words)}</meta:user-defined>'
        for name, words in own.items()
        if words
    )


def _manifest(files: Mapping[str, str]) -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{escaped(name)}" manifest:media-type="{kind}"'
        f"{_VERSION if name == '/' else ''}/>"
        for name, kind in {"/": KIND, **files}.items()
    )
    place = f"{OASIS}manifest:1.0"
    root = f'<manifest:manifest xmlns:manifest="{place}" manifest:version="1.3">'
    return f"{DECLARED}{root}{entries}</manifest:manifest>"


_VERSION = ' manifest:version="1.3"'
