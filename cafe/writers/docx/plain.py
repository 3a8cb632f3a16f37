"""Plain paper: the Word file that a document is printed on where there is no letterhead.

Made here from the first byte, so that nothing of a library's own template is in it. It looks like
the PDF: the same letters (they come along in the file), colours, margins and tints.
"""

import io
import uuid
import zipfile
from functools import cache
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from cafe.setup.paths import static_dir
from cafe.writers.docx.letterhead.names import CANONICAL, STYLES, TABLE
from cafe.writers.docx.numbering import bullets, number

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMES = f'xmlns:w="{W}" xmlns:r="{R}"'
INK, RUST, GREY, TINT, LINE = "2B2622", "5B2A1F", "55504A", "F6EFE0", "DCCFBA"
TEXT, HEADS = "Source Sans 3", "Fraunces"
# Fonts that come along: family, what Word may take instead, which cut, file.
FONTS = (
    (TEXT, "Calibri", "embedRegular", "SourceSans3_400Regular.ttf"),
    (TEXT, "Calibri", "embedBold", "SourceSans3_700Bold.ttf"),
    (HEADS, "Georgia", "embedBold", "Fraunces_700Bold.ttf"),
)
_HEAD = f'<w:rFonts w:ascii="{HEADS}" w:hAnsi="{HEADS}"/><w:b/><w:bCs/><w:color w:val="{RUST}"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"
# Widths on paper: 25 mm on both sides of A4 leave 160 mm for the text.
TEXT_TWIPS = 9071
_BOX = "".join(
    f'<w:{side} w:val="single" w:sz="{{size}}" w:space="{{space}}" w:color="{{colour}}"/>'
    for side in ("top", "left", "bottom", "right")
)


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _gap(above: int, below: int, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{above}" w:after="{below}"{lines}/>'


def _box(fill: str, border: str, size: int, space: int) -> str:
    """A frame round a paragraph, as far inside the margins as it is wide."""
    inside = f'<w:ind w:left="{20 * space}" w:right="{20 * space}"/>'
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    drawn = _BOX.format(size=size, space=space, colour=border)
    return f"<w:pBdr>{drawn}</w:pBdr>{shade}{_gap(160, 160)}{inside}"


# Paragraph's and run's properties of each style, beside what all have.
LOOKS: dict[str, tuple[str, str]] = {
    "Normal": ("", ""),
    "Subtitle": ("", f'<w:b/><w:bCs/><w:color w:val="{GREY}"/>'),
    "Title": (_KEEP + _gap(260, 240), _HEAD + _size(44)),
    "Heading 1": (_KEEP + _gap(440, 200) + '<w:outlineLvl w:val="0"/>', _HEAD + _size(29)),
    "Heading 2": (_KEEP + _gap(320, 160) + '<w:outlineLvl w:val="1"/>', _HEAD + _size(24)),
    "TOC Heading": (_KEEP + _gap(0, 200), _HEAD + _size(29)),
    "toc 1": (_gap(0, 120), ""),
    "List Bullet": ("{bullet}" + _gap(0, 140), ""),
    "List Bullet 2": ("{bullet}" + _gap(0, 100), ""),
    "Caption": (_gap(60, 240) + '<w:jc w:val="center"/>', f'<w:color w:val="{GREY}"/>' + _size(19)),
    "Edition": ("", f'<w:color w:val="{GREY}"/>' + _size(19)),
    "Notice": (_box("", RUST, 10, 7), ""),
    "Summary": (_box(TINT, TINT, 4, 8), ""),
    "Figure": (_KEEP + _gap(160, 40, 240) + '<w:jc w:val="center"/>', ""),
    "Foot": (
        f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_TWIPS}"/></w:tabs>' + _gap(0, 20, 240),
        f'<w:color w:val="{GREY}"/>' + _size(16),
    ),
    "Mark": (
        _gap(0, 0) + '<w:jc w:val="right"/>',
        f'<w:b/><w:bCs/><w:caps/><w:color w:val="{RUST}"/><w:spacing w:val="26"/>' + _size(18),
    ),
    "Cell": (_gap(40, 40, 240), _size(18)),
}
# Called otherwise than they are named here: Word's own.
NAMED = {**CANONICAL, "Foot": "footer", "Cell": "Table Text"}
LEVELS = {"List Bullet": 0, "List Bullet 2": 1}
IDS = {name: name.replace(" ", "") for name in (*LOOKS, "Table Grid", "Hyperlink")}


def _styles() -> str:
    other = 'w:eastAsia="Microsoft YaHei" w:cs="Arial"'  # ours have no such letters
    fonts = f'<w:rFonts w:ascii="{TEXT}" w:hAnsi="{TEXT}" {other}/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:color w:val="{INK}"/>{_size(22)}</w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_gap(0, 110, 257)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    return f"<w:styles {NAMES}>{defaults}{''.join(map(_style, LOOKS))}{_LINK}{_GRID}</w:styles>"


def _style(name: str) -> str:
    paragraph, run = LOOKS[name]
    level = LEVELS.get(name, 0)
    mark = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    paragraph = paragraph.format(bullet=mark) if "{bullet}" in paragraph else paragraph
    first = name == "Normal"
    kind = ' w:default="1"' if first else "" if name in STYLES or name == "Foot" else _CUSTOM
    base = "" if first else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{IDS[name]}">'
        f'<w:name w:val="{NAMED.get(name, name)}"/>{base}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_CUSTOM = ' w:customStyle="1"'
_LINK = (
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    f'<w:rPr><w:color w:val="{RUST}"/><w:u w:val="single"/></w:rPr></w:style>'
)
_GRID = (
    f'<w:style w:type="{TABLE}" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    "<w:tblPr><w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    + '</w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/>'
    '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
# What Word offers whoever works on: these colours and letters. Each list must have its three.
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = {"dk1": INK, "lt1": "FFFFFF", "dk2": RUST, "lt2": TINT, "accent1": RUST, "accent2": GREY}
_COLOURS |= {"accent3": LINE, "accent4": "8A5A3C", "accent5": "4F6B58", "accent6": "3C5A78"}
_COLOURS |= {"hlink": RUST, "folHlink": GREY}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_EDGE = f'<a:ln w="9525">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_THEME = (
    f'<a:theme xmlns:a="{A}" name="Plain"><a:themeElements><a:clrScheme name="Plain">'
    + "".join(f'<a:{n}><a:srgbClr val="{colour}"/></a:{n}>' for n, colour in _COLOURS.items())
    + '</a:clrScheme><a:fontScheme name="Plain">'
    + "".join(
        f'<a:{kind}Font><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/>'
        f"</a:{kind}Font>"
        for kind, face in (("major", HEADS), ("minor", TEXT))
    )
    + f'</a:fontScheme><a:fmtScheme name="Plain"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_EDGE * 3}</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
_BODY = (
    f"<w:document {NAMES}><w:body><w:sectPr>"
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1361" w:right="1417" w:bottom="1474"'
    ' w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>'
)
_SETTINGS = (
    f"<w:settings {NAMES}><w:embedTrueTypeFonts/><w:saveSubsetFonts/>"
    '<w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)


@cache
def _package() -> bytes:
    """The whole file; the same each time."""
    keys, fonts, files = _fonts()
    run = f'<w:rPr><w:color w:val="{RUST}"/></w:rPr>'
    parts: dict[str, tuple[str, str, str]] = {
        "styles.xml": (RELATIONSHIP_TYPE.STYLES, CONTENT_TYPE.WML_STYLES, _styles()),
        "numbering.xml": (
            RELATIONSHIP_TYPE.NUMBERING,
            CONTENT_TYPE.WML_NUMBERING,
            f"<w:numbering {NAMES}>{bullets(1, run=run)}{number(1, 1)}</w:numbering>",
        ),
        "settings.xml": (RELATIONSHIP_TYPE.SETTINGS, CONTENT_TYPE.WML_SETTINGS, _SETTINGS),
        "theme/theme1.xml": (RELATIONSHIP_TYPE.THEME, CONTENT_TYPE.OFC_THEME, _THEME),
        "fontTable.xml": (RELATIONSHIP_TYPE.FONT_TABLE, CONTENT_TYPE.WML_FONT_TABLE, fonts),
    }
    main = CONTENT_TYPE.WML_DOCUMENT_MAIN
    types = "".join(
        f'<Override PartName="/word/{name}" ContentType="{kind}"/>'
        for name, kind in [("document.xml", main), *((n, p[1]) for n, p in parts.items())]
    )
    kinds = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": "application/xml"}
    kinds["odttf"] = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
    endings = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in kinds.items()
    )
    place = "http://schemas.openxmlformats.org/package/2006/content-types"
    files |= {
        "[Content_Types].xml": f'<Types xmlns="{place}">{endings}{types}</Types>',
        "_rels/.rels": _related([(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, "word/document.xml")]),
        "word/document.xml": _BODY,
        "word/_rels/document.xml.rels": _related([(p[0], name) for name, p in parts.items()]),
        "word/_rels/fontTable.xml.rels": _related(keys),
        **{f"word/{name}": part[2] for name, part in parts.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, contents in files.items():
            written = DECLARED + contents if isinstance(contents, str) else contents
            package.writestr(name, written)
    return buffer.getvalue()


def _related(relations: list[tuple[str, str]]) -> str:
    place = "http://schemas.openxmlformats.org/package/2006/relationships"
    inside = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(relations, 1)
    )
    return f'<Relationships xmlns="{place}">{inside}</Relationships>'


def _fonts() -> tuple[list[tuple[str, str]], str, dict[str, Any]]:
    """The fonts that come along: what leads to them, the table of them, and their files.

    ECMA-376 part 1, 17.8.1: the first 32 bytes of each are mixed with its key.
    """
    relations, files, families = [], {}, dict[str, str]()
    instead = {family: other for family, other, _cut, _file in FONTS}
    for at, (family, _other, cut, file) in enumerate(FONTS, 1):
        font = (static_dir() / "dist" / "fonts" / file).read_bytes()
        key = uuid.uuid5(uuid.NAMESPACE_URL, file)
        mixed = bytes(a ^ b for a, b in zip(font[:32], key.bytes[::-1] * 2, strict=True))
        files[f"word/fonts/font{at}.odttf"] = mixed + font[32:]
        relations.append((f"{R}/font", f"fonts/font{at}.odttf"))
        embedded = f'<w:{cut} r:id="rId{at}" w:fontKey="{{{str(key).upper()}}}"/>'
        families[family] = families.get(family, "") + embedded
    table = "".join(
        f'<w:font w:name="{family}"><w:altName w:val="{instead[family]}"/>'
        f'<w:charset w:val="00"/><w:family w:val="auto"/><w:pitch w:val="variable"/>{cuts}</w:font>'
        for family, cuts in families.items()
    )
    return relations, f"<w:fonts {NAMES}>{table}</w:fonts>", files


def opened() -> WordFile:
    """An empty file on plain paper."""
    return docx.Document(io.BytesIO(_package()))
