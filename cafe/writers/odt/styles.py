"""How the OpenDocument file looks: the PDF's letters, colours, margins and tints; page numbers."""

from html import escape

from cafe.core.i18n import _, speaking, with_region
from cafe.core.lines import direction, isolated, turns
from cafe.document.edition import draft_mark, line
from cafe.document.tree import Document

BODY, TITLE, SUBTITLE, CAPTION = "Text_20_body", "Title", "Subtitle", "Caption"
CONTENTS_HEADING, CONTENTS = "Contents_20_Heading", "Contents_20_1"
STRONG, BULLETS, FIGURE, CELL = "Strong_20_Emphasis", "List_20_1", "Figure", "Cell"
TYPED, ITEM, KEPT = "Typed", "Typed_20_item", "Text_20_body_20_kept"
EDITION, NOTICE, SUMMARY, MARK, FOOT = "Edition", "Notice", "Summary", "Mark", "Footer"
LINK, ENTRY, TABLE = "Internet_20_link", "Index_20_Link", "Table"
CELLS = {False: "Table_20_Contents", True: "Table_20_Heading"}
FIGURES = "_20_figures"
INK, RUST, GREY, TINT, LINE = "#2b2622", "#5b2a1f", "#55504a", "#f6efe0", "#dccfba"
TEXT, HEADS = "Source Sans 3", "Fraunces"
FROM_RIGHT = "_20_from_20_right"
NEW_PAGE = "Heading_20_1_20_alone"
# Of letters that are set apart, complex writings (Arabic, Hebrew, Indic, Thai) and East Asian ones
# have size and weight of their own.
OTHERS = ("asian", "complex")
_BOLD = 'fo:font-weight="bold" ' + " ".join(f'style:font-weight-{one}="bold"' for one in OTHERS)
_HEAD = f'{_BOLD} fo:color="{RUST}" style:font-name="{HEADS}"'
_MARKED = f'{_BOLD} fo:color="{RUST}" fo:letter-spacing="1.3pt"'
_MARKED += ' fo:text-transform="uppercase"'
_KEEP = 'fo:keep-with-next="always"'
_MIDDLE = 'fo:text-align="center"'
# Name, points, space above and below in points, more of the paragraph, more of its letters.
Look = tuple[str, float, int, int, str, str]
LOOKS: tuple[Look, ...] = (
    (BODY, 11, 0, 6, "", ""),
    (KEPT, 11, 0, 6, _KEEP, ""),
    (ITEM, 11, 0, 2, "", ""),
    (SUBTITLE, 11, 0, 6, "", f'{_BOLD} fo:color="{GREY}"'),
    (TITLE, 22, 13, 12, _KEEP, _HEAD),
    ("Heading_20_1", 14.5, 22, 10, _KEEP, _HEAD),
    ("Heading_20_2", 12, 16, 8, _KEEP, _HEAD),
    (CONTENTS_HEADING, 14.5, 0, 10, f'{_KEEP} fo:break-before="page"', _HEAD),
    (CONTENTS, 11, 0, 6, "", ""),
    (CAPTION, 9.5, 3, 12, _MIDDLE, f'fo:color="{GREY}"'),
    (FIGURE, 11, 8, 2, f'{_KEEP} {_MIDDLE} fo:line-height="100%"', ""),
    (EDITION, 9.5, 0, 6, "", f'fo:color="{GREY}"'),
    (NOTICE, 11, 8, 8, f'fo:border="1.2pt solid {RUST}" fo:padding="7pt"', ""),
    (SUMMARY, 11, 8, 8, f'fo:background-color="{TINT}" fo:padding="8pt" fo:border="none"', ""),
    (MARK, 9, 0, 0, 'fo:text-align="end"', _MARKED),
    (FOOT, 8, 0, 1, "", f'fo:color="{GREY}"'),
    (CELLS[False], 9, 2, 2, "", ""),
    (CELLS[True], 9, 2, 2, "", _BOLD),
    (CELLS[False] + FIGURES, 9, 2, 2, 'fo:text-align="end"', ""),
    (CELLS[True] + FIGURES, 9, 2, 2, 'fo:text-align="end"', _BOLD),
)
OUTLINE = {"Heading_20_1": 1, "Heading_20_2": 2, NEW_PAGE: 1}
STOPS = {CONTENTS: ' style:leader-style="dotted" style:leader-text="."', FOOT: ""}
_FILES = (
    (TEXT, "SourceSans3_400Regular.ttf", ""),
    (TEXT, "SourceSans3_700Bold.ttf", ' svg:font-weight="bold"'),
    (HEADS, "Fraunces_700Bold.ttf", ' svg:font-weight="bold"'),
)
FONTS = tuple(file for _family, file, _cut in _FILES)
FACES = "".join(
    f'<style:font-face style:name="{family}" svg:font-family="&apos;{family}&apos;">'
    "<svg:font-face-src>"
    + "".join(
        f'<svg:font-face-uri xlink:href="Fonts/{file}" xlink:type="simple">'
        '<svg:font-face-format svg:string="truetype"/></svg:font-face-uri>'
        for named, file, _cut in _FILES
        if named == family
    )
    + "</svg:font-face-src></style:font-face>"
    for family in (TEXT, HEADS)
)


# Looks of tables lie beside the text: word processors read none of them elsewhere.
TABLES = (
    f'<style:style style:name="{TABLE}" style:family="table"><style:table-properties'
    ' style:width="160mm" table:align="margins"/></style:style>'
    f'<style:style style:name="{CELL}" style:family="table-cell"><style:table-cell-properties'
    f' fo:border-bottom="0.5pt solid {LINE}" fo:padding="1mm"/></style:style>'
)


def heading(level: int, *, alone: bool = False) -> str:
    """The style of a heading; `alone` begins a page."""
    return NEW_PAGE if alone else f"Heading_20_{level}"


def cell(*, head: bool, figures: bool) -> str:
    """The style of the text of a cell."""
    return CELLS[head] + (FIGURES if figures else "")


def running(style: str, words: str) -> str:
    """`style` for `words`: as they run, from the right or from the left."""
    return f"{style}{FROM_RIGHT}" if turns(words) and direction(words) == "rtl" else style


def all_of(document: Document) -> str:
    """The styles of `document`, and its paper."""
    names = [*(look[0] for look in LOOKS), NEW_PAGE]
    inside = (
        _default(with_region(document.language)),
        _named("Standard", "", ""),
        *map(_style, LOOKS),
        _named(
            NEW_PAGE,
            'style:parent-style-name="Heading_20_1"',
            'fo:break-before="page" fo:margin-top="0pt"',
        ),
        *map(_from_right, names),
        f'<style:style style:name="{STRONG}" style:display-name="Strong Emphasis"'
        f' style:family="text"><style:text-properties {_BOLD}/></style:style>',
        f'<style:style style:name="{LINK}" style:display-name="Internet link" style:family="text">'
        f'<style:text-properties fo:color="{RUST}" style:text-underline-style="solid"/>'
        "</style:style>",
        f'<style:style style:name="{ENTRY}" style:display-name="Index Link" style:family="text">'
        f'<style:text-properties fo:color="{INK}" style:text-underline-style="none"/>'
        "</style:style>",
        _bullets(),
        _typed(),
        _outline(),
    )
    return f"<office:styles>{''.join(inside)}</office:styles>{_paper(document)}"


def _default(tag: str) -> str:
    language, country = tag.split("-")
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties'
        ' fo:line-height="107%" style:writing-mode="page"/><style:text-properties'
        f' style:font-name="{TEXT}" {_size(11)} fo:color="{INK}"'
        f' fo:language="{language}" fo:country="{country}"'
        " style:font-family-complex=\"Arial, 'Noto Sans Arabic', sans-serif\""
        " style:font-family-asian=\"'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif\""
        "/></style:default-style>"
    )


def _named(name: str, about: str, paragraph: str, letters: str = "", inside: str = "") -> str:
    shown = name.replace("_20_", " ")
    level = f' style:default-outline-level="{OUTLINE[name]}"' if name in OUTLINE else ""
    properties = f"<style:text-properties {letters}/>" if letters else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph"'
        f" {about}{level}><style:paragraph-properties {paragraph}>{inside}"
        f"</style:paragraph-properties>{properties}</style:style>"
    )


def _style(look: Look) -> str:
    name, points, above, below, paragraph, letters = look
    stop = ""
    if name in STOPS:
        edge = f'<style:tab-stop style:position="160mm" style:type="right"{STOPS[name]}/>'
        stop = f"<style:tab-stops>{edge}</style:tab-stops>"
    space = f'fo:margin-top="{above}pt" fo:margin-bottom="{below}pt" {paragraph}'
    size = f"{_size(points)} {letters}"
    return _named(name, 'style:parent-style-name="Standard"', space, size, stop)


def _size(points: float) -> str:
    others = " ".join(f'style:font-size-{one}="{points}pt"' for one in OTHERS)
    return f'fo:font-size="{points}pt" {others}'


def _from_right(name: str) -> str:
    level = f' style:default-outline-level="{OUTLINE[name]}"' if name in OUTLINE else ""
    return (
        f'<style:style style:name="{name}{FROM_RIGHT}" style:family="paragraph"'
        f' style:parent-style-name="{name}"{level}><style:paragraph-properties'
        ' style:writing-mode="rl-tb" fo:text-align="right"/></style:style>'
    )


def _bullets() -> str:
    levels = "".join(
        f'<text:list-level-style-bullet text:level="{level}" text:style-name="{STRONG}"'
        ' text:bullet-char="•">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab"'
        f' fo:text-indent="-5mm" fo:margin-left="{5 * level}mm"/></style:list-level-properties>'
        f'<style:text-properties fo:color="{RUST}"/></text:list-level-style-bullet>'
        for level in (1, 2)
    )
    name = f'style:name="{BULLETS}" style:display-name="List 1"'
    return f"<text:list-style {name}>{levels}</text:list-style>"


def _typed() -> str:
    """A list that was typed has its signs in its words, and gets none before them."""
    levels = "".join(
        f'<text:list-level-style-number text:level="{level}" style:num-format="">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="nothing"'
        f' fo:text-indent="-4mm" fo:margin-left="{5 * level}mm"/></style:list-level-properties>'
        "</text:list-level-style-number>"
        for level in (1, 2, 3)
    )
    return f'<text:list-style style:name="{TYPED}">{levels}</text:list-style>'


def _outline() -> str:
    """The questions have their own numbers: a word processor puts none before them."""
    levels = "".join(
        f'<text:outline-level-style text:level="{level}" style:num-format=""/>'
        for level in range(1, 11)
    )
    return f'<text:outline-style style:name="Outline">{levels}</text:outline-style>'


def _paper(document: Document) -> str:
    """A4 with a margin; at its foot which page it is of how many, and which version."""
    with speaking(document.language):
        parts = _("Page %(page)s of %(pages)s", page="§", pages="§").split("§")
    before, between, after = (escape(part) for part in parts)
    number = (
        f'{before}<text:page-number text:select-page="current">1</text:page-number>'
        f"{between}<text:page-count>1</text:page-count>{after}"
    )
    # What its words turn ends with them: the number beside them is read as it is.
    feet = [f"{escape(isolated(document.header))}<text:tab/>{number}"]
    feet += [escape(about)] if (about := line(document)) else []
    foot = "".join(f'<text:p text:style-name="{FOOT}">{words}</text:p>' for words in feet)
    mark = draft_mark(document)
    head = f'<text:p text:style-name="{MARK}">{escape(mark)}</text:p>' if mark else ""
    headed = f"<style:header>{head}</style:header>" if head else ""
    edge = "<style:header-footer-properties"
    return (
        '<office:automatic-styles><style:page-layout style:name="Paper">'
        '<style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"'
        ' style:print-orientation="portrait" fo:margin-top="12mm" fo:margin-bottom="12mm"'
        ' fo:margin-left="25mm" fo:margin-right="25mm"/>'
        f'<style:header-style>{edge} fo:min-height="7mm" fo:margin-bottom="4mm"/>'
        f'</style:header-style><style:footer-style>{edge} fo:min-height="9mm"'
        f' fo:margin-top="4mm" fo:border-top="0.5pt solid {LINE}" fo:padding-top="1mm"/>'
        "</style:footer-style></style:page-layout></office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard"'
        f' style:page-layout-name="Paper">{headed}<style:footer>{foot}</style:footer>'
        "</style:master-page></office:master-styles>"
    )
