"""Answers put beside what they are about in a published page, whose file stays as it is. Pure."""

import re
from collections.abc import Mapping

END = re.compile(rb"</(li|p|ul)>")
ITEM = b'<li dir="auto">'


def put_beside(page: bytes, blocks: Mapping[str, bytes]) -> tuple[bytes, list[str]]:
    """`page`, a kept document (`writers/html.py`), with each of `blocks` behind the paragraph that
    the sentence of this id stands in; and the ids that stand nowhere in it.
    """
    found = {id: _behind(page, id) for id in blocks}
    pieces, at = [], 0
    for id, place in sorted(found.items(), key=lambda one: one[1]):
        if place >= 0:
            pieces += [page[at:place], blocks[id]]
            at = place
    return b"".join((*pieces, page[at:])), [id for id, place in found.items() if place < 0]


def _behind(page: bytes, id: str) -> int:
    """Where the paragraph with this sentence ends; -1: it is not there.

    In a list of sentences each is an item of its own, and the paragraph is the whole list. What is
    typed is escaped, so that no end of a paragraph can stand in it.
    """
    start = page.find(b'<span id="s-%s">' % id.encode())
    if start < 0:
        return -1
    if page[start - len(ITEM) : start] == ITEM:
        end = page.find(b"</ul>", start)
        return end + len(b"</ul>") if end >= 0 else -1
    end_found = END.search(page, start)
    if end_found is None:
        return -1
    return end_found.start() if end_found[1] == b"li" else end_found.end()
