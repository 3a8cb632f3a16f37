"""An organisation's own Word file as the paper that the document is printed on.

Its letterhead, margins and styles stay; what stands in it is taken out; styles it lacks are added.
"""

import io
from typing import Any, NamedTuple

import docx
from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart

from cafe.writers.docx import plain
from cafe.writers.docx.letterhead.matched import match
from cafe.writers.docx.letterhead.outside import cut_off
from cafe.writers.docx.letterhead.package import NOT_WORD, NoTemplate, opened_up
from cafe.writers.docx.letterhead.paper import only_paper
from cafe.writers.docx.numbering import Numbering

MADE: dict[str, tuple[str, str, type[XmlPart]]] = {
    RELATIONSHIP_TYPE.STYLES: ("/word/styles.xml", CONTENT_TYPE.WML_STYLES, StylesPart),
    RELATIONSHIP_TYPE.SETTINGS: ("/word/settings.xml", CONTENT_TYPE.WML_SETTINGS, SettingsPart),
    RELATIONSHIP_TYPE.NUMBERING: ("/word/numbering.xml", CONTENT_TYPE.WML_NUMBERING, NumberingPart),
}


class Paper(NamedTuple):
    """A Word file without a text, and the id of each style by its name in `names.STYLES`."""

    word: WordFile
    styles: dict[str, str]
    plain: bool = False


def opened(template: bytes) -> Paper:
    """The template without its text, with every style that the document needs.

    Raises NoTemplate.
    """
    try:
        word = docx.Document(io.BytesIO(opened_up(template)))
        word.part.partname = PackURI("/word/document.xml")  # wherever it was
        only_paper(word)
        cut_off(word)
        if _root(word, RELATIONSHIP_TYPE.SETTINGS) is None:
            _made(word, RELATIONSHIP_TYPE.SETTINGS, f"<w:settings {nsdecls('w')}/>")
        styles = match(_styles(word), Numbering(lambda: numbering_of(word)))
        _only_styles_there(word)
    except NoTemplate:
        raise
    except Exception as error:  # what python-docx and lxml raise over a broken file is no one list
        raise NoTemplate(NOT_WORD) from error
    return Paper(word, styles)


def plain_paper() -> Paper:
    """No organisation's own."""
    return Paper(plain.opened(), dict(plain.IDS), plain=True)


def _styles(word: WordFile) -> Any:
    """The root of the styles; with the least there can be where the file has none."""
    least = f"<w:styles {nsdecls('w')}><w:docDefaults/></w:styles>"
    found = _root(word, RELATIONSHIP_TYPE.STYLES)
    if found is not None and found.tag != qn("w:styles"):
        raise NoTemplate(NOT_WORD)
    return _made(word, RELATIONSHIP_TYPE.STYLES, least) if found is None else found


def numbering_of(word: WordFile) -> Any:
    """The root of the numbering part, made where there is none."""
    relation, none = RELATIONSHIP_TYPE.NUMBERING, f"<w:numbering {nsdecls('w')}/>"
    found = _root(word, relation)
    return _made(word, relation, none) if found is None else found


def _only_styles_there(word: WordFile) -> None:
    """A head or foot that asks for a style that is nowhere does without."""
    there = {style.get(qn("w:styleId")) for style in _styles(word).findall(qn("w:style"))}
    for relation in word.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            root: Any = relation.target_part.element
            for asked in list(root.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))):
                if asked.get(qn("w:val")) not in there:
                    asked.getparent().remove(asked)


def _root(word: WordFile, relation: str) -> Any | None:
    """The root of the part that `relation` leads to."""
    for found in word.part.rels.values():
        if found.reltype == relation:
            return found.target_part.element
    return None


def _made(word: WordFile, relation: str, contents: str) -> Any:
    name, kind, make = MADE[relation]
    part = make(PackURI(name), kind, parse_xml(contents), word.part.package)
    word.part.relate_to(part, relation)
    return part.element
