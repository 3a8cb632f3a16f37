"""Pictures in the text: a poster is drawn in lines where Word shows them, with a PNG beside."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from cafe.document.tree import Picture
from cafe.writers.docx.page import Page
from cafe.writers.pictures import Pictures, lines_of

MM = 36000  # EMU
TALL, CAPTION = 115 * MM, 15 * MM
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
# [MS-ODRAWXML] 2.3.1.19: by this Word knows that the lines come after.
KNOWN_BY = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
NAMES = nsdecls("w", "wp", "a", "pic", "r")


def add_picture(page: Page, picture: Picture, pictures: Pictures) -> None:
    """`picture` and its caption; `pictures` has it, and in lines, where it is drawn, beside."""
    relation, (across, down) = page.picture(pictures[picture.file])
    tall = min(TALL, page.height // 2 - CAPTION)  # two on a page
    wide = min(page.width, tall * across // down)
    lines = _lines(page, picture, pictures)
    shape = parse_xml(_SHAPE.format(cx=wide, cy=max(1, wide * down // across), lines=lines))
    shape.find(f".//{qn('a:blip')}").set(qn("r:embed"), relation)
    about = shape.find(f".//{qn('wp:docPr')}")
    about.set("name", picture.caption)
    about.set("descr", picture.alt)
    place = page.paragraph("", "Figure", keep=True)
    place.append(shape)
    page.paragraph(picture.caption, "Caption")


def _lines(page: Page, picture: Picture, pictures: Pictures) -> str:
    drawing = pictures.get(lines_of(picture.file))
    if drawing is None:
        return ""
    package: Any = page.word.part.package
    name = PackURI(f"/word/media/{lines_of(picture.file)}")
    there = (one.target_part for one in page.word.part.rels.values() if not one.is_external)
    part = next((one for one in there if one.partname == name), None)
    part = part or Part(name, "image/svg+xml", drawing, package)
    relation = page.word.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    return (
        f'<a:extLst><a:ext uri="{KNOWN_BY}"><asvg:svgBlip xmlns:asvg="{SVG}"'
        f' r:embed="{relation}"/></a:ext></a:extLst>'
    )


_SHAPE = (
    f"<w:r {NAMES}><w:drawing>"
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="1" name=""/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
    "</wp:cNvGraphicFramePr><a:graphic>"
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    "<a:blip>{lines}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)
