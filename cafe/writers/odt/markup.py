"""Text as OpenDocument markup: blanks, tabs and line breaks are elements there."""

import re
from xml.sax.saxutils import escape

from cafe.document.addresses import runs
from cafe.writers.odt import styles
from cafe.writers.uri import uri

_BLANKS = re.compile("^ |(?<= ) +|\t|\n| $")


def escaped(text: str) -> str:
    """`text` as words or as an attribute's value."""
    return escape(text, {'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


def inline(text: str) -> str:
    """`text` inside a paragraph."""
    pieces, at = [], 0
    for found in _BLANKS.finditer(text):
        pieces += [escape(text[at : found.start()]), _blank(found[0])]
        at = found.end()
    return "".join([*pieces, escape(text[at:])])


def _blank(sign: str) -> str:
    if sign in "\t\n":
        return "<text:tab/>" if sign == "\t" else "<text:line-break/>"
    return f'<text:s text:c="{len(sign)}"/>'


def linked(text: str) -> str:
    """`text` inside a paragraph; addresses lead somewhere, and no letter is changed."""
    return "".join(
        f'<text:a xlink:type="simple" xlink:href="{escaped(uri(run.address))}"'
        f' text:style-name="{styles.LINK}">{inline(run.text)}</text:a>'
        if run.address
        else inline(run.text)
        for run in runs(text)
    )


def paragraph(text: str, style: str = styles.BODY, *, lead: str = "") -> str:
    """A paragraph with a bold `lead`; it runs as its words do."""
    bold = f'<text:span text:style-name="{styles.STRONG}">{inline(lead)}</text:span>'
    named = styles.running(style, lead + text)
    return f'<text:p text:style-name="{named}">{bold if lead else ""}{linked(text)}</text:p>'
