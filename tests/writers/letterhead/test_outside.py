"""A template with everything that Word fetches by itself: none of it is in the document."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from cafe.document.tree import Document
from cafe.writers import docx as word
from tests.writers.letterhead.usable import office, saved

RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = nsdecls("w", "r", "a", "wp", "pic") + (
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
INPUTS = Path(__file__).resolve().parents[3].parent / "shared/inputs"
PAPER = Document("en", "-", "-", ("-",), (), ())


def field(*instructions: str, shown: str = "last shown") -> str:
    """A field in several runs, as Word saves it."""

    def run(inside: str) -> str:
        return f"<w:r>{inside}</w:r>"

    parts = [run(f'<w:instrText xml:space="preserve">{one}</w:instrText>') for one in instructions]
    marks = [run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end")]
    return f"{marks[0]}{''.join(parts)}{marks[1]}{run(f'<w:t>{shown}</w:t>')}{marks[2]}"


# What it is called, its relationship's kind, and the element that points at it in a header.
HEADER = {
    "picture": ("image", '<w:r><w:drawing><a:blip r:link="{id}"/></w:drawing></w:r>'),
    "old": ("image", '<w:r><w:pict><v:shape><v:imagedata r:id="{id}"/></v:shape></w:pict></w:r>'),
    "fill": ("image", '<w:r><w:pict><v:rect><v:fill r:id="{id}"/></v:rect></w:pict></w:r>'),
    "object": (
        "oleObject",
        '<w:r><w:object><o:OLEObject Type="Link" ProgID="Excel" r:id="{id}"/></w:object></w:r>',
    ),
    "video": ("video", '<w:r><w:drawing><a:videoFile r:link="{id}"/></w:drawing></w:r>'),
    "control": ("control", '<w:r><w:object><w:control r:id="{id}"/></w:object></w:r>'),
}
UNRELATED = {
    "place": '<w:r><w:pict><v:shape><v:imagedata src="http://place.away.example/x"'
    ' o:href="http://href.away.example/x"/></v:shape></w:pict></w:r>',
    "included": field(' INCLUDEPICTURE "http://included.away.example/x.png" \\d '),
    "close": field('INCLUDEPICTURE"http://close.away.example/x.png"'),
    "tabbed": field('\tINCLUDETEXT\t"http://tabbed.away.example/x"'),
    "split": field(" INCLUDE", 'TEXT "http://split.away.example/x"'),
    "small": field(' ddeauto excel "http://small.away.example" '),
    "simple": '<w:fldSimple w:instr=" LINK Excel &quot;http://simple.away.example&quot; ">'
    "<w:r><w:t>last shown</w:t></w:r></w:fldSimple>",
    "nested": field(" IF 1=1 ", "").replace(
        "last shown", "</w:t></w:r>" + field(' DDE "http://nested.away.example" ') + "<w:r><w:t>"
    ),
}


def with_everything() -> bytes:
    """A letterhead that fetches in every way we know."""
    file = docx.Document(io.BytesIO(saved(office())))
    header = file.sections[0].header
    for name, (kind, xml) in HEADER.items():
        away = f"http://{name}.away.example/x"
        relation = header.part.relate_to(away, f"{RELATED}/{kind}", is_external=True)
        _hang(file, xml.format(id=relation))
    for xml in UNRELATED.values():
        _hang(file, xml)
    link = header.part.relate_to("http://link.example/x", f"{RELATED}/hyperlink", is_external=True)
    _hang(file, f'<w:hyperlink r:id="{link}"><w:r><w:t>our pages</w:t></w:r></w:hyperlink>')
    _hang(file, field(" PAGE ", shown="7"))
    _settings(file)
    _notes(file)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _hang(file: WordFile, xml: str) -> None:
    paragraph = parse_xml(f"<w:p {NAMES}>{xml}</w:p>")
    file.sections[0].header._element.append(paragraph)


def _settings(file: WordFile) -> None:
    part = file.part.part_related_by(f"{RELATED}/settings")
    for kind, tag in (("attachedTemplate", "attachedTemplate"), ("transform", "saveThroughXslt")):
        away = f"http://{kind}.away.example/x"
        relation = part.relate_to(away, f"{RELATED}/{kind}", is_external=True)
        file.settings.element.append(parse_xml(f'<w:{tag} {NAMES} r:id="{relation}"/>'))
    source = part.relate_to("http://merge.away.example", f"{RELATED}/mailMergeSource", True)
    inside = f'<w:query w:val="SELECT away.example"/><w:dataSource r:id="{source}"/>'
    file.settings.element.append(parse_xml(f"<w:mailMerge {NAMES}>{inside}</w:mailMerge>"))


def _notes(file: WordFile) -> None:
    """A part that python-docx keeps as bytes."""
    xml = (
        f"<w:footnotes {NAMES}><w:footnote w:id='2'><w:p>{UNRELATED['included']}"
        "<w:r><w:drawing><a:blip r:link='rId1'/></w:drawing></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    package = file.part.package
    assert package
    notes = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), package)
    assert notes.relate_to("http://note.away.example/x", f"{RELATED}/image", True) == "rId1"
    file.part.relate_to(notes, f"{RELATED}/footnotes")


def everything(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def hosts(file: bytes) -> set[str]:
    return set(re.findall(r"[\w.]*away\.example", everything(file)))


def test_nothing_is_fetched_when_the_document_is_opened() -> None:
    before = with_everything()
    names = {*HEADER, *UNRELATED, "attachedTemplate", "transform", "merge", "note"}
    assert {host.split(".")[0] for host in hosts(before)} >= names, "the template lacks something"
    written = word.write(PAPER, {}, before)
    assert hosts(written) == set()
    whole = everything(written)
    assert "http://link.example/x" in whole, "a link is pressed by somebody"
    header = docx.Document(io.BytesIO(written)).sections[0].header
    xml = header._element.xml
    assert "our pages" in xml
    assert xml.count("last shown") == whole.count("last shown") >= 4, "what was shown stays"
    assert " PAGE " in xml, "a field of the paper's own stays"
    assert xml.count('"begin"') == xml.count('"end"') == 2
    for relation in header.part.rels.values():
        assert not relation.is_external or relation.reltype.endswith("/hyperlink")
    used = set(re.findall(r'r:(?:id|link|embed|href)="(\w+)"', xml))
    assert used <= set(header.part.rels), "nothing points nowhere"


def test_a_picture_of_the_papers_own_stays() -> None:
    path = INPUTS / "05-logo-i-topp-og-bunn.docx"
    if not path.is_file():
        pytest.skip("the letterhead is not at hand")
    old, new = (
        docx.Document(io.BytesIO(one))
        for one in (path.read_bytes(), word.write(PAPER, {}, path.read_bytes()))
    )
    pictures = [len(list(one.sections[0].header._element.iter(qn("a:blip")))) for one in (old, new)]
    assert pictures[0] == pictures[1] > 0
