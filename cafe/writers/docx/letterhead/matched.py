"""The styles of somebody's Word file made such that the document can use them.

Each style that the document needs is found under whatever name it has, and gets the name by which
Word knows it; what is missing is added. Nothing else of the looks is changed.
"""

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from cafe.writers.docx.letterhead.names import (
    CANONICAL,
    PARAGRAPH,
    STYLES,
    id_of,
    kind_of,
    matching,
    name_of,
    plain,
)
from cafe.writers.docx.numbering import Numbering
from cafe.writers.docx.order import put, within

# What is added where it is missing: paragraph's and run's properties.
_HEAD = '<w:keepNext/><w:spacing w:before="280" w:after="120"/><w:outlineLvl w:val="{}"/>'
_BODY = '<w:spacing w:after="120"/>'
ADDED: dict[str, tuple[str, str]] = {
    "Normal": ("", ""),
    "Title": (_BODY, '<w:b/><w:sz w:val="48"/>'),
    "Subtitle": (_BODY, ""),
    "Heading 1": (_HEAD.format(0), '<w:b/><w:sz w:val="30"/>'),
    "Heading 2": (_HEAD.format(1), '<w:b/><w:sz w:val="24"/>'),
    "TOC Heading": (_BODY, '<w:b/><w:sz w:val="30"/>'),
    "toc 1": (_BODY, ""),
    "List Bullet": (_BODY, ""),
    "List Bullet 2": (_BODY, ""),
    "Caption": (_BODY, '<w:sz w:val="18"/>'),
}
OURS = "Dialogkafé "
# What no program has a style for.
OWN: dict[str, tuple[str, str]] = {
    "Edition": (_BODY, '<w:sz w:val="19"/>'),
    "Foot": ('<w:spacing w:before="0" w:after="20"/><w:jc w:val="center"/>', '<w:sz w:val="16"/>'),
    "Mark": ('<w:spacing w:after="0"/><w:jc w:val="right"/>', '<w:b/><w:caps/><w:sz w:val="18"/>'),
    "Cell": ('<w:spacing w:before="40" w:after="40"/>', '<w:sz w:val="18"/>'),
    "Figure": (
        '<w:keepNext/><w:spacing w:before="120" w:after="40" w:line="240" w:lineRule="auto"/>',
        "",
    ),
}
LEVELS = {"Heading 1": 0, "Heading 2": 1}
# These have their own numbers: a letterhead's would put more before them.
UNNUMBERED = ("Title", "Subtitle", "Heading 1", "Heading 2", "TOC Heading", "toc 1", "Caption")
BULLETS = {"List Bullet": 0, "List Bullet 2": 1}
GRID = (
    "<w:tblPr><w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr>"
)


def match(root: Any, numbering: Numbering) -> dict[str, str]:
    """Make the styles part `root` whole; the id of each style by its name in `names.STYLES`."""
    _only_one_each(root)
    _mend_links(root)
    ids: dict[str, str] = {}
    for key, (kind, _names) in STYLES.items():
        styles = root.findall(qn("w:style"))
        found = matching(styles, key)
        if found is None and key == "Normal":
            found = _unstyled(styles)
        _free_name(root, CANONICAL[key], found)
        if found is None:
            found = _added(root, key, kind, ids.get("Normal", ""))
        _call(found, CANONICAL[key])
        ids[key] = id_of(found)
    _default(root, ids["Normal"])
    for key in OWN:
        ids[key] = id_of(_added(root, f"{OURS}{key}", PARAGRAPH, ids["Normal"]))
    for key, level in LEVELS.items():
        _outline(root, ids[key], level)
    for key in UNNUMBERED:
        _unnumber(root, ids[key])
    for key, level in BULLETS.items():
        if inherited(root, ids[key], "w:numPr") is None:
            numbering.give(_by_id(root, ids[key]), level)
    return ids


def inherited(root: Any, id: str, name: str) -> Any | None:
    """What a paragraph of the style `id` gets as `name` ("w:numPr"): its own or of what it is."""
    seen: set[str] = set()
    while id and id not in seen:
        seen.add(id)
        style = _by_id(root, id)
        if style is None:
            return None
        found = style.find(f"{qn('w:pPr')}/{qn(name)}")
        if found is not None:
            return found
        base = style.find(qn("w:basedOn"))
        id = "" if base is None else base.get(qn("w:val"), "")
    return None


def _unstyled(styles: list[Any]) -> Any | None:
    """The style of a paragraph that says none."""
    said = (one for one in styles if one.get(qn("w:default")) in ("1", "true", "on"))
    return next((one for one in said if kind_of(one) == PARAGRAPH), None)


def _by_id(root: Any, id: str) -> Any | None:
    return next((one for one in root.findall(qn("w:style")) if id_of(one) == id), None)


def _only_one_each(root: Any) -> None:
    """No two styles have one id: the first is meant. Nor one name: the others get one of theirs."""
    ids: set[str] = set()
    names: set[str] = set()
    for style in root.findall(qn("w:style")):
        id, named = id_of(style), f"{kind_of(style)} {plain(name_of(style))}"
        if not id or id in ids:
            root.remove(style)
            continue
        if named in names:
            _rename(style, f"{name_of(style)} ({id})")
        ids.add(id)
        names.add(named)


def _mend_links(root: Any) -> None:
    """A style leads to others that are there; what it is of is of its kind and is not itself."""
    styles = {id_of(style): style for style in root.findall(qn("w:style"))}
    for id, style in styles.items():
        for link in style.findall(qn("w:next")) + style.findall(qn("w:link")):
            if link.get(qn("w:val")) not in styles:
                style.remove(link)
        seen, at = {id}, style
        while (base := at.find(qn("w:basedOn"))) is not None:
            of = base.get(qn("w:val"), "")
            if of in seen or of not in styles or kind_of(styles[of]) != kind_of(at):
                at.remove(base)
                break
            seen.add(of)
            at = styles[of]


def _free_name(root: Any, name: str, owner: Any | None) -> None:
    """Take `name` from any style but `owner`: one of another kind cannot have it too."""
    for style in root.findall(qn("w:style")):
        if style is not owner and plain(name_of(style)) == plain(name):
            _rename(style, f"{name_of(style)} ({kind_of(style)})")


def _rename(style: Any, name: str) -> None:
    said = OxmlElement("w:name")
    said.set(qn("w:val"), name)
    put(style, said)


def _call(style: Any, name: str) -> None:
    """Give `style` Word's own name; the one that people know it by stays beside it."""
    old = name_of(style)
    if old == name:
        return
    _rename(style, name)
    if old and plain(old) != plain(name):
        aliases = within(style, "w:aliases")
        said = aliases.get(qn("w:val"), "")
        aliases.set(qn("w:val"), f"{said},{old}" if said else old)


def _added(root: Any, key: str, kind: str, base: str) -> Any:
    taken = {id_of(style) for style in root.findall(qn("w:style"))}
    wanted = key.replace(" ", "")
    id = next(one for at in range(len(taken) + 1) if (one := wanted + str(at or "")) not in taken)
    of = f'<w:basedOn w:val="{base}"/>' if base and kind == PARAGRAPH else ""
    if kind == PARAGRAPH:
        own, run = (ADDED | OWN)[key.removeprefix(OURS)]
        inside = f"<w:qFormat/><w:pPr>{own}</w:pPr><w:rPr>{run}</w:rPr>"
    else:
        inside = GRID
    style = parse_xml(
        f'<w:style {nsdecls("w")} w:type="{kind}"><w:name w:val="{CANONICAL.get(key, key)}"/>'
        f"{of}{inside}</w:style>"
    )
    style.set(qn("w:styleId"), id)
    root.append(style)
    return style


def _default(root: Any, normal: str) -> None:
    """What a paragraph without a style is of: one style, and that is Normal."""
    for style in root.findall(qn("w:style")):
        if kind_of(style) == PARAGRAPH:
            style.attrib.pop(qn("w:default"), None)
            if id_of(style) == normal:
                style.set(qn("w:default"), "1")


def _outline(root: Any, id: str, level: int) -> None:
    """A heading is one for those who find their way by headings, whatever it was before."""
    there = inherited(root, id, "w:outlineLvl")
    if there is None or there.get(qn("w:val")) != str(level):
        mark = OxmlElement("w:outlineLvl")
        mark.set(qn("w:val"), str(level))
        put(within(_by_id(root, id), "w:pPr"), mark)


def _unnumber(root: Any, id: str) -> None:
    """Neither by the style nor by what it is of: 0 is no numbering (ECMA-376 part 1, 17.9.18)."""
    style: Any = _by_id(root, id)
    for own in style.findall(f"{qn('w:pPr')}/{qn('w:numPr')}"):
        own.getparent().remove(own)
    if inherited(root, id, "w:numPr") is not None:
        none = parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>')
        put(within(style, "w:pPr"), none)
