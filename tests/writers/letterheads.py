"""Word files as organisations have them, and as people send them by mistake."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from cafe.writers.docx import plain

DEFLATED = zipfile.ZIP_DEFLATED
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEAD = "THE HEALTH BOARD"


def saved(file: WordFile) -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def picture(width: int = 3, height: int = 1) -> bytes:
    """A PNG that says it is so large, whatever is in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes((3 * min(width, 3) + 1) * min(height, 3)))
    begin = b"\x89PNG\r\n\x1a\n"
    return begin + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def office(*, full: bool = False) -> WordFile:
    """A letterhead with text of its own; `full`: with all that Word puts beside it."""
    file = docx.Document() if full else plain.opened()
    file.sections[0].header.paragraphs[0].text = HEAD
    file.sections[0].left_margin = Mm(40)
    file.add_paragraph("Dear reader, delete this.")
    file.styles["Heading 1"].font.name = "Garamond"
    return file


def changed(file: bytes, changes: Mapping[str, Callable[[bytes], bytes | None]]) -> bytes:
    """`file` with some of its parts made into others, taken out (None) or put in."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(buffer, "w", DEFLATED) as new:
        for name in old.namelist():
            contents = changes.get(name, bytes)(old.read(name))
            if contents is not None:
                new.writestr(name, contents)
        for name in set(changes) - set(old.namelist()):
            new.writestr(name, changes[name](b"") or b"")
    return buffer.getvalue()


def replaced(*pairs: tuple[str, str]) -> Callable[[bytes], bytes]:
    """Each text of `pairs` in a part made into another; it must be there."""

    def change(contents: bytes) -> bytes:
        text = contents.decode()
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        return text.encode()

    return change


def renamed(styles: Mapping[str, tuple[str, str]]) -> bytes:
    """Styles by their name in Word, with other names and ids, as other programs save them."""
    file = office()
    for name, (new, id) in styles.items():
        element = file.styles[name].element
        old = element.get(qn("w:styleId"))
        element.find(qn("w:name")).set(qn("w:val"), new)
        element.set(qn("w:styleId"), id)
        for other in file.styles.element.iter(qn("w:basedOn"), qn("w:next")):
            if other.get(qn("w:val")) == old:
                other.set(qn("w:val"), id)
    return saved(file)


def by_libreoffice() -> bytes:
    """As it writes its names: not as Word keeps them, and the bullets' numbering is its own."""
    names = {"Heading 1": "Heading 1", "Heading 2": "Heading 2", "Caption": "Caption"}
    return renamed({name: (name, name.replace(" ", "")) for name in names})


def norwegian(nynorsk: bool = False) -> bytes:
    """Names in the language of the screen."""
    caption = "Bilettekst" if nynorsk else "Bildetekst"
    bullets = "Punktmerkt liste" if nynorsk else "Punktmerket liste"
    return renamed(
        {
            "Heading 1": ("Overskrift 1", "Overskrift1"),
            "Heading 2": ("Overskrift 2", "P17"),
            "Title": ("Tittel", "Tittel"),
            "Subtitle": ("Undertittel", "Undertittel"),
            "Caption": (caption, "a1"),
            "List Bullet": (bullets, "a2"),
        }
    )


def by_alias() -> bytes:
    file = saved(office())
    pairs = (
        '<w:name w:val="heading 1"/>',
        '<w:name w:val="HB Hode"/><w:aliases w:val="X,heading 1"/>',
    )
    return changed(file, {"word/styles.xml": replaced(pairs)})


def two_of_one_id() -> bytes:
    """What an earlier program of ours made of LibreOffice's."""
    again = (
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="Heading 1"/></w:style>'
        '<w:style w:type="character" w:styleId="Heading2"><w:name w:val="Odd"/></w:style>'
        "</w:styles>"
    )
    return changed(saved(office()), {"word/styles.xml": replaced(("</w:styles>", again))})


def of_another_kind() -> bytes:
    """A heading that is a style of letters, a list that is one of tables."""
    file = office()
    for name, kind in (
        ("Heading 1", "character"),
        ("List Bullet", "table"),
        ("Caption", "numbering"),
    ):
        file.styles[name].element.set(qn("w:type"), kind)
    return saved(file)


def in_circles() -> bytes:
    file = office()
    styles = file.styles
    styles["Heading 1"].base_style, styles["Heading 2"].base_style = (
        styles["Heading 2"],
        styles["Heading 1"],
    )
    styles["Title"].element.find(qn("w:basedOn")).set(qn("w:val"), "Nowhere")
    return saved(file)


def without_section() -> bytes:
    file = saved(office())
    return changed(
        file,
        {
            "word/document.xml": lambda one: re.sub(
                rb"<w:sectPr.*</w:sectPr>", b"", one, flags=re.DOTALL
            )
        },
    )


def without(part: str) -> bytes:
    """Without a part, and without what leads to it."""
    out = {
        f"word/{part}.xml": lambda _one: None,
        "[Content_Types].xml": lambda one: re.sub(
            rb"<Override [^>]*/%b.xml[^>]*/>" % part.encode(), b"", one
        ),
        "word/_rels/document.xml.rels": lambda one: re.sub(
            rb'<Relationship [^>]*"%b.xml"[^>]*/>' % part.encode(), b"", one
        ),
    }
    return changed(saved(office()), out)


def logo_twice() -> bytes:
    """In head and foot, first, even and all pages; each is the first drawing of its part."""
    file = office()
    section = file.sections[0]
    section.different_first_page_header_footer = True
    file.settings.odd_and_even_pages_header_footer = True
    for story in (
        *(section.header, section.first_page_header, section.even_page_header),
        *(section.footer, section.first_page_footer, section.even_page_footer),
    ):
        story.paragraphs[0].add_run().add_picture(io.BytesIO(picture()), width=Mm(20))
        mark = f'<w:bookmarkStart {nsdecls("w")} w:id="0" w:name="logo"/>'
        story._element.append(parse_xml(mark))
        story._element.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="0"/>'))
    return saved(file)


def as_template() -> bytes:
    kinds = replaced((MAIN, MAIN.replace("document.main", "template.main")))
    return changed(saved(office()), {"[Content_Types].xml": kinds})


def strict() -> bytes:
    """In Strict Open XML, with measures, shares and sides as they are written there."""
    usual, other = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"

    def change(contents: bytes) -> bytes:
        text = contents.decode()
        for room in ("wordprocessingml", "drawingml", "officeDocument"):
            text = text.replace(f"{usual}{room}/2006/", f"{other}{room}/")
        text = text.replace("relationships/extended-properties", "relationships/extendedProperties")
        text = text.replace('w:left="2268"', 'w:left="40mm"').replace(
            'w:w="11906"', 'w:w="595.3pt"'
        )
        text = text.replace("<w:document ", '<w:document w:conformance="strict" ')
        text = re.sub(r'<a:tint val="(\d+)000"', r'<a:tint val="\1%"', text)
        return re.sub(r'(<w:ind [^>]*)w:left="', r'\1w:start="', text).encode()

    file = saved(office())
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
    return changed(file, dict.fromkeys(names, change))


def with_sections(landscape_last: bool = True) -> bytes:
    """The head stands in the first section alone; the next ones inherit it."""
    file = office()
    section = file.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE if landscape_last else WD_ORIENT.PORTRAIT
    if landscape_last:
        section.page_width, section.page_height = section.page_height, section.page_width
    file.add_paragraph("On its side.")
    return saved(file)


def on_its_side() -> bytes:
    file = office()
    section = file.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    return saved(file)


def with_numbered_heads() -> bytes:
    """Its headings count themselves."""
    file = office()
    number = '<w:numPr xmlns:w="{}"><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    place = parse_xml(number.format(nsdecls("w").split('"')[1]))
    file.styles["Heading 1"].element.get_or_add_pPr().insert(0, place)
    return saved(file)


def with_controls() -> bytes:
    """A head with controls whose words lie in another part, the same number twice; it is locked."""
    file = office()
    for _twice in range(2):
        control = (
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:id w:val="77"/><w:placeholder>'
            '<w:docPart w:val="DefaultPlaceholder"/></w:placeholder><w:dataBinding w:xpath="/a"'
            ' w:storeItemID="{0}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Unit of care</w:t></w:r>'
            "</w:p></w:sdtContent></w:sdt>"
        )
        file.sections[0].header._element.append(parse_xml(control.replace("{0}", "{1-2}")))
    for tag in ("documentProtection", "trackRevisions"):
        file.settings.element.insert(0, parse_xml(f"<w:{tag} {nsdecls('w')}/>"))
    return saved(file)


def bare() -> bytes:
    """With the styles in use alone, and no numbering."""
    file = office()
    for style in list(file.styles):
        if style.name not in ("Normal", "Header", "Default Paragraph Font"):
            style.element.getparent().remove(style.element)
    for relation in list(file.part.rels.values()):
        if relation.reltype.endswith("/numbering"):
            del file.part.rels[relation.rId]
    return saved(file)


def elsewhere_in_the_package() -> bytes:
    """Nothing says that the text must lie in word/document.xml."""
    file = saved(office())
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            contents = old.read(name).replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(name.replace("/document.xml", "/document2.xml"), contents)
    return buffer.getvalue()


USABLE: dict[str, Callable[[], bytes]] = {
    "as Word saves it": lambda: saved(office(full=True)),
    "small": lambda: saved(office()),
    "by LibreOffice": by_libreoffice,
    "bokmål": norwegian,
    "nynorsk": lambda: norwegian(nynorsk=True),
    "by alias": by_alias,
    "two of one id": two_of_one_id,
    "of another kind": of_another_kind,
    "in circles": in_circles,
    "without a section": without_section,
    "without styles": lambda: without("styles"),
    "without settings": lambda: without("settings"),
    "bare": bare,
    "logo twice": logo_twice,
    "a template": as_template,
    "strict": strict,
    "sections": with_sections,
    "upright sections": lambda: with_sections(landscape_last=False),
    "landscape": on_its_side,
    "numbered headings": with_numbered_heads,
    "controls": with_controls,
    "elsewhere": elsewhere_in_the_package,
}


def _zip(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", DEFLATED) as package:
        for name, contents in files.items():
            package.writestr(name.replace("__", "/"), contents)
    return buffer.getvalue()


def _locked() -> bytes:
    """A zip's own lock is a mark on each of its files."""
    file = bytearray(saved(office()))
    for at in [found.start() for found in re.finditer(rb"PK\x01\x02", file)]:
        file[at + 8] |= 1
    return bytes(file)


def _types(old: str, new: str) -> bytes:
    return changed(saved(office()), {"[Content_Types].xml": replaced((old, new))})


def _bomb(name: str = "word/document.xml", *, doctype: bool = False) -> bytes:
    """Some forty kB that unpack to five MB of text, wherever it says that they lie."""
    file = saved(office())
    if doctype:
        begin = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]>'
        return changed(file, {name: lambda one: one.replace(b"?>", b"?>" + begin, 1)})
    return changed(
        file, {name: lambda one: one.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 900_000)}
    )


def _disguised() -> bytes:
    """A part with the name of a picture that is read as text."""
    kind = f'<Override PartName="/word/media/a.png" ContentType="{MAIN}"/></Types>'
    file = _types("</Types>", kind)
    return changed(file, {"word/media/a.png": lambda _none: b"<a>" + b"<b/>" * 1_500_000 + b"</a>"})


def _narrow() -> bytes:
    file = office()
    file.sections[0].left_margin = file.sections[0].right_margin = Mm(100)
    return saved(file)


def _huge_picture() -> bytes:
    file = office()
    file.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(picture()), width=Mm(9))
    return changed(saved(file), {"word/media/image1.png": lambda _old: picture(90_000, 90_000)})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
# What it is, and what whoever sends it must be told.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "not word"),
    "PDF": (lambda: b"%PDF-1.7 not Word", "other kind"),
    "RTF": (lambda: b"{\\rtf1 words}", "other kind"),
    "a page": (lambda: b"<html>words</html>", "other kind"),
    "words": (lambda: b"plain words", "not word"),
    "OpenDocument": (
        lambda: _zip(mimetype=b"application/vnd.oasis.opendocument.text"),
        "other kind",
    ),
    "a spreadsheet": (
        lambda: _types(
            MAIN, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        ),
        "other kind",
    ),
    "old Word": (lambda: OLE, "old word"),
    "locked": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "protected"),
    "a locked zip": (_locked, "protected"),
    "cut": (lambda: saved(office())[:20_000], "not word"),
    "a zip of anything": (lambda: _zip(a=b"a"), "not word"),
    "broken text": (
        lambda: changed(saved(office()), {"word/document.xml": lambda _x: b"<w:d"}),
        "not word",
    ),
    "broken styles": (
        lambda: changed(saved(office()), {"word/styles.xml": lambda _x: b"<x/>"}),
        "not word",
    ),
    "macros": (
        lambda: changed(saved(office()), {"word/vbaProject.bin": lambda _x: b"x"}),
        "macros",
    ),
    "a kind with macros": (
        lambda: _types(MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml"),
        "macros",
    ),
    "a template with macros": (
        lambda: _types(MAIN, "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        "macros",
    ),
    "a bomb": (_bomb, "too large"),
    "a bomb in disguise": (_disguised, "too large"),
    "entities": (lambda: _bomb("word/styles.xml", doctype=True), "not word"),
    "no room": (_narrow, "no room"),
    "a huge picture": (_huge_picture, "too large"),
}
