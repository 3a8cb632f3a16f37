"""A Word file that somebody sent, before anything reads it: what it is, and how much of it.

A document or a template (.dotx), in Word's usual form or in Strict Open XML, comes out as what
python-docx opens; all else is refused by what it is.
"""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from docx.opc.constants import CONTENT_TYPE
from lxml import etree

from cafe.errors import BROKEN_ZIP
from cafe.writers.docx.letterhead.strict import STRICT, transitional

LARGEST, MOST_FILES = 40 * 1024 * 1024, 1000
# Its text lies in memory eighty times as large as in the file; a letterhead has some hundred kB.
LARGEST_TEXT = 4 * 1024 * 1024
MOST_PIXELS = 50_000_000
TYPES, ROOT_RELS = "[Content_Types].xml", "_rels/.rels"
MAIN_RELATION = "/officeDocument"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
TEMPLATE = f"{WORD}template.main+xml"
MACROS = ("vbaproject.bin", "vbadata.xml")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class NoTemplate(ValueError):
    """The file is no Word file that can be used; says why by one of the words below."""


NOT_WORD, WITH_MACROS, TOO_LARGE, PROTECTED = "not word", "macros", "too large", "protected"
OTHER_KIND, OLD_WORD, NO_ROOM = "other kind", "old word", "no room"


def opened_up(data: bytes) -> bytes:
    """`data` as a package of a Word document in the usual form. Raises NoTemplate."""
    parts = _unpacked(data)
    try:
        types = _xml(parts[TYPES])
        main = _main_part(parts)
        kind = _set_kind(types, main)
        parts[TYPES] = etree.tostring(types, encoding="UTF-8", standalone=True)
    except KeyError as error:
        raise NoTemplate(NOT_WORD) from error
    if kind != CONTENT_TYPE.WML_DOCUMENT_MAIN:
        raise NoTemplate(WITH_MACROS if "macroEnabled" in kind else OTHER_KIND)
    _check_xml(parts, types)
    if any(STRICT in contents for contents in parts.values()):
        parts = {name: transitional(name, contents) for name, contents in parts.items()}
    return _packed(parts)


def _unpacked(data: bytes) -> dict[str, bytes]:
    if data.startswith(OLE):
        raise NoTemplate(PROTECTED if ENCRYPTED in data else OLD_WORD)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            files = [file for file in package.infolist() if not file.is_dir()]
            names = {file.filename.lower() for file in files}
            if len(files) > MOST_FILES or sum(file.file_size for file in files) > LARGEST:
                raise NoTemplate(TOO_LARGE)
            if any(file.flag_bits & 1 for file in files):
                raise NoTemplate(PROTECTED)
            if any(name.endswith(MACROS) for name in names):
                raise NoTemplate(WITH_MACROS)
            if len(names) < len(files):
                raise NoTemplate(NOT_WORD)
            if "mimetype" in names and TYPES.lower() not in names:
                raise NoTemplate(OTHER_KIND)  # an OpenDocument text
            _check_amount(package, files)
            return {file.filename: package.read(file) for file in files}
    except (*BROKEN_ZIP, OSError) as error:
        other = data.lstrip()[:5].lower() in (b"%pdf-", b"{\\rtf", b"<!doc", b"<html", b"<?xml")
        raise NoTemplate(OTHER_KIND if other else NOT_WORD) from error


def _check_amount(package: zipfile.ZipFile, files: list[zipfile.ZipInfo]) -> None:
    """How much text there is, before any of it is unpacked: what a part is, its kind says."""
    types = next((file for file in files if file.filename == TYPES), None)
    if types is None:
        raise NoTemplate(NOT_WORD)
    if types.file_size > LARGEST_TEXT:
        raise NoTemplate(TOO_LARGE)
    kinds = _kinds(_xml(package.read(types)))
    text = sum(file.file_size for file in files if _is_text(file.filename, kinds))
    if text > LARGEST_TEXT:
        raise NoTemplate(TOO_LARGE)


def _kinds(types: Any) -> dict[str, str]:
    """The kind of each part by its name, or by its ending, in small letters."""
    return {
        (one.get("PartName", "") or f".{one.get('Extension', '')}").lower(): one.get(
            "ContentType", ""
        ).lower()
        for one in types
        if isinstance(one.tag, str)
    }


def _kind(name: str, kinds: Mapping[str, str]) -> str:
    by_ending = kinds.get(posixpath.splitext(name)[1].lower(), "")
    return kinds.get(f"/{name}".lower(), by_ending)


def _is_text(name: str, kinds: Mapping[str, str]) -> bool:
    """Whether it is read as XML."""
    kind = _kind(name, kinds)
    return kind.endswith("xml") or name.lower().endswith((".xml", ".rels")) or not kind


def _check_xml(parts: Mapping[str, bytes], types: Any) -> None:
    """Each text is XML without a declaration of its own; no picture is larger than a wall."""
    kinds = _kinds(types)
    for name, contents in parts.items():
        if _is_text(name, kinds):
            _xml(contents)
        elif _kind(name, kinds).startswith("image/"):
            _check_picture(contents)


def _check_picture(contents: bytes) -> None:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(contents)) as image:
            width, height = image.size
    except Image.DecompressionBombError as error:
        raise NoTemplate(TOO_LARGE) from error
    except Exception:  # a metafile, a drawing, or broken: Pillow does not know how large
        return
    if width * height > MOST_PIXELS:
        raise NoTemplate(TOO_LARGE)


def _xml(contents: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(contents, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoTemplate(NOT_WORD) from error
    if root.getroottree().docinfo.doctype:
        raise NoTemplate(NOT_WORD)
    return root


def _main_part(parts: Mapping[str, bytes]) -> str:
    """The part that the package is about. Raises KeyError."""
    for relation in _xml(parts[ROOT_RELS]):
        if relation.get("Type", "").endswith(MAIN_RELATION):
            name = unquote(relation.get("Target", "")).lstrip("/")
            name = posixpath.normpath(name)
            _there = parts[name]
            return name
    raise KeyError(MAIN_RELATION)


def _set_kind(types: Any, main: str) -> str:
    """What the main part is; a template is made a document."""
    for one in types:
        if isinstance(one.tag, str) and one.get("PartName", "").lower() == f"/{main}".lower():
            if one.get("ContentType") == TEMPLATE:
                one.set("ContentType", CONTENT_TYPE.WML_DOCUMENT_MAIN)
            return str(one.get("ContentType", ""))
    return _kind(main, _kinds(types))


def _packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, contents in parts.items():
            package.writestr(name, contents)
    return buffer.getvalue()
