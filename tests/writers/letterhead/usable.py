"""Word files as organisations have them, and as people send them by mistake."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from cafe.writers.docx import plain
from tests.writers.letterhead.pixels import picture

DEFLATED = zipfile.ZIP_DEFLATED
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEAD = "THE HEALTH BOARD"


def saved(file: WordFile) -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


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
    none = re.compile(rb"<w:sectPr.*</w:sectPr>", re.DOTALL)
    return changed(saved(office()), {"word/document.xml": lambda one: none.sub(b"", one)})


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
    kinds = (MAIN, MAIN.replace("document.main", "template.main"))
    return changed(saved(office()), {"[Content_Types].xml": replaced(kinds)})


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
