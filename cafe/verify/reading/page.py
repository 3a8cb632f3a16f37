"""What a web page says: blocks by their tags, links, pictures, and what a browser would run."""

from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from cafe.verify.pieces import Piece
from cafe.verify.reading.markup import MOST_XML, Unreadable, digest

HEADS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
BLOCKS = {*HEADS, "p", "li", "th", "td", "figcaption", "div", "section", "article", "main", "body"}
BLOCKS |= {"ul", "ol", "nav", "figure", "table", "thead", "tbody", "tr", "header", "footer", "head"}
UNSEEN = {"title", "style", "script"}
BLOCKS |= {*UNSEEN, "html"}
# What stands in a block's words already: where a link leads, a picture, where a link may lead to.
READ = {("a", "href"), ("img", "src"), ("img", "alt")}


def read(data: bytes) -> list[Piece]:
    """Every block with words, in the order of the page. Raises Unreadable."""
    if len(data) > MOST_XML:
        raise Unreadable
    try:
        root = html.document_fromstring(data, html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.ParserError, ValueError) as error:
        raise Unreadable from error
    return list(_blocks(root))


def _blocks(root: Any) -> Iterator[Piece]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield Piece("comment", element.text or "")
            continue
        yield from _attributes(element)
        if element.tag in BLOCKS:
            text = "".join(_words(element))
            if text.strip():
                depth = sum(1 for _list in element.iterancestors("ul", "ol"))
                kind = f"{element.tag} {depth}" if depth else element.tag
                place = f"<{element.tag}>" if element.tag in UNSEEN else ""
                yield Piece(kind, " ".join(text.split()), HEADS.get(element.tag, 0), place)


def _attributes(element: Any) -> Iterator[Piece]:
    """Whatever else is said of an element: it may hide words, hold some, or lead them elsewhere."""
    inline = element.tag not in BLOCKS
    for name, value in sorted(element.attrib.items()):
        if (element.tag, name) not in READ and not (inline and name == "id"):
            yield Piece(f"{element.tag} {name}", f"#{value}", place=f"<{element.tag} {name}>")
    if inline and not len(element) and not element.text and element.tag not in ("a", "img", "br"):
        yield Piece(element.tag, f"<{element.tag}>")


def _words(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in BLOCKS:
            yield from _inline(child)
        yield child.tail or ""


def _inline(child: Any) -> Iterator[str]:
    if child.tag == "a":
        yield f"[→ {child.get('href', '')}] "
    elif child.tag == "br":
        yield "\n"
    elif child.tag == "img":
        yield f"[{child.get('alt', '')}: {digest(child.get('src', '').encode())}]"
    elif child.get("id"):
        yield f"[#{child.get('id')}]"
    yield from _words(child)
