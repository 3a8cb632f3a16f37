"""How the OpenDocument file looks, and what it says of itself: styles, language, page numbers."""

from html import escape

from odfdo import Document as TextFile
from odfdo import Element

from cafe.core.i18n import _, speaking, with_region
from cafe.core.lines import direction, turns
from cafe.document.tree import Document

BODY, TITLE, SUBTITLE, CAPTION = "Text_20_body", "Title", "Subtitle", "Caption"
CONTENTS_HEADING, CONTENTS = "Contents_20_Heading", "Contents_20_1"
STRONG, BULLETS, FIGURE, CELL = "Strong_20_Emphasis", "List_20_1", "Figure", "Cell"
FOOT = "Footer"
INK, RUST, GREY = "#2b2622", "#5b2a1f", "#55504a"
# Name, what it is called on the screen, points, colour, space above and below in points.
Look = tuple[str, str, int, str, int, int]
LOOKS: tuple[Look, ...] = (
    ("Standard", "Standard", 11, INK, 0, 0),
    (BODY, "Text body", 11, INK, 0, 8),
    (SUBTITLE, "Subtitle", 11, GREY, 0, 6),
    (TITLE, "Title", 24, RUST, 6, 14),
    ("Heading_20_1", "Heading 1", 15, RUST, 22, 8),
    ("Heading_20_2", "Heading 2", 12, RUST, 14, 6),
    (CONTENTS_HEADING, "Contents Heading", 15, RUST, 0, 8),
    (CONTENTS, "Contents 1", 11, INK, 0, 6),
    (CAPTION, "Caption", 9, GREY, 0, 12),
    (FIGURE, "Figure", 11, INK, 6, 2),
)
BOLD = ("Subtitle", "Title", "Heading_20_1", "Heading_20_2", "Contents_20_Heading")
PAPER = {"fo:page-width": "210mm", "fo:page-height": "297mm"}
PAPER |= dict.fromkeys(("fo:margin-left", "fo:margin-right"), "25mm")
OUTLINE = {"Heading_20_1": 1, "Heading_20_2": 2}
FROM_RIGHT = "_20_from_20_right"
NEW_PAGE = "Heading_20_1_20_alone"


def heading(level: int, *, alone: bool = False) -> str:
    """The style of a heading; `alone` begins a page."""
    return NEW_PAGE if alone else f"Heading_20_{level}"


def running(style: str, words: str) -> str:
    """`style` for `words`: as they run, from the right or from the left."""
    return f"{style}{FROM_RIGHT}" if turns(words) and direction(words) == "rtl" else style


def apply_styles(file: TextFile, document: Document) -> None:
    """Give the file its language, properties, looks and page numbers, and an empty body."""
    file.body.clear()
    file.set_language(with_region(document.language))
    _properties(file, document)
    for look in LOOKS:
        file.insert_style(_style(look))
    for name in (*(look[0] for look in LOOKS), NEW_PAGE):
        file.insert_style(_from_right(name))
    for xml in (_alone(), _strong(), _cell(), _foot()):
        file.insert_style(xml)
    _bullets(file)
    _unnumbered(file)
    _page(file, document.language)


def _properties(file: TextFile, document: Document) -> None:
    file.meta.title, file.meta.subject = document.title, document.header
    file.meta.creator = file.meta.initial_creator = "".join(document.signature[:1])


def _style(look: Look) -> str:
    name, shown, points, colour, above, below = look
    parent = "" if name == "Standard" else ' style:parent-style-name="Standard"'
    level = f' style:default-outline-level="{OUTLINE[name]}"' if name in OUTLINE else ""
    weight = "bold" if name in BOLD else "normal"
    keep = ' fo:keep-with-next="always"' if name in (*BOLD, FIGURE) else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph"'
        f'{parent}{level} style:class="text"><style:paragraph-properties fo:margin-left="0mm"'
        f' fo:margin-top="{above}pt" fo:margin-bottom="{below}pt"{keep}/><style:text-properties'
        ' style:font-name="Calibri" fo:font-family="Calibri, Carlito, sans-serif"'
        " style:font-family-complex=\"Arial, 'Noto Sans Arabic', sans-serif\""
        " style:font-family-asian=\"'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif\""
        f' fo:font-size="{points}pt" fo:font-style="normal" fo:font-weight="{weight}"'
        f' fo:color="{colour}"/></style:style>'
    )


def _from_right(name: str) -> str:
    level = OUTLINE.get(name, 1 if name == NEW_PAGE else 0)
    outline = f' style:default-outline-level="{level}"' if level else ""
    return (
        f'<style:style style:name="{name}{FROM_RIGHT}" style:family="paragraph"'
        f' style:parent-style-name="{name}"{outline}><style:paragraph-properties'
        ' style:writing-mode="rl-tb" fo:text-align="start"/></style:style>'
    )


def _alone() -> str:
    return (
        f'<style:style style:name="{NEW_PAGE}" style:display-name="Heading 1 alone"'
        ' style:family="paragraph" style:parent-style-name="Heading_20_1"'
        ' style:default-outline-level="1"><style:paragraph-properties fo:break-before="page"/>'
        "</style:style>"
    )


def _strong() -> str:
    return (
        f'<style:style style:name="{STRONG}" style:display-name="Strong Emphasis"'
        ' style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    )


def _cell() -> str:
    return (
        f'<style:style style:name="{CELL}" style:family="table-cell"><style:table-cell-properties'
        ' fo:border="0.5pt solid #dccfba" fo:padding="1mm"/></style:style>'
    )


def _foot() -> str:
    return (
        f'<style:style style:name="{FOOT}" style:family="paragraph"'
        ' style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/>'
        "</style:style>"
    )


def _bullets(file: TextFile) -> None:
    levels = "".join(
        f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="•">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab"'
        f' fo:text-indent="-5mm" fo:margin-left="{5 * level}mm"/>'
        "</style:list-level-properties></text:list-level-style-bullet>"
        for level in (1, 2)
    )
    name = f'style:name="{BULLETS}" style:display-name="List 1"'
    file.insert_style(f"<text:list-style {name}>{levels}</text:list-style>")


def _unnumbered(file: TextFile) -> None:
    """The questions have their own numbers; the library's template would put more before them."""
    for level in file.styles.get_elements("//text:outline-level-style"):
        for name in ("style:num-format", "style:num-suffix", "loext:num-list-format"):
            level.set_attribute(name, "")


def _page(file: TextFile, language: str) -> None:
    """A4 with a margin, and at its foot which page it is of how many."""
    with speaking(language):
        parts = _("Page %(page)s of %(pages)s", page="§", pages="§").split("§")
    before, between, after = (escape(part) for part in parts)
    foot = (
        f'<style:footer><text:p text:style-name="{FOOT}">'
        f'{before}<text:page-number text:select-page="current">1</text:page-number>'
        f"{between}<text:page-count>1</text:page-count>{after}</text:p></style:footer>"
    )
    for master in file.styles.get_elements("//style:master-page"):
        master.append(Element.from_tag(foot))
    for layout in file.styles.get_elements("//style:page-layout/style:page-layout-properties"):
        for name, value in PAPER.items():
            layout.set_attribute(name, value)
