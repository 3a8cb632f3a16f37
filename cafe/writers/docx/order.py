"""Where an element belongs among its brothers: the schema lets them stand in one order only."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# ECMA-376 part 1, 17.3.1.26, 17.3.2.28 (its EG_RPrBase), 17.7.4.17 and 17.6.17.
_ORDERS = {
    "pPr": """
        pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers
        pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE
        autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents
        suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle
        rPr sectPr pPrChange
    """,
    "rPr": """
        rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
        noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u
        effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
    """,
    "style": """
        name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed
        qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr
        tblStylePr
    """,
    "sectPr": """
        headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders
        lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter
        docGrid printerSettings sectPrChange
    """,
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
}
ORDERS = {parent: [qn(f"w:{name}") for name in names.split()] for parent, names in _ORDERS.items()}


def put(parent: Any, child: Any) -> Any:
    """Put `child` into `parent` where the schema wants it, in place of one of its kind."""
    for old in parent.findall(child.tag):
        parent.remove(old)
    order = ORDERS[parent.tag.rpartition("}")[2]]
    after = order[order.index(child.tag) + 1 :]
    for at, brother in enumerate(parent):
        if brother.tag in after:
            parent.insert(at, child)
            return child
    parent.append(child)
    return child


def within(parent: Any, name: str) -> Any:
    """The child `name` ("w:pPr") of `parent`, put there when it is not."""
    found = parent.find(qn(name))
    return put(parent, OxmlElement(name)) if found is None else found
