"""Addresses in what people typed: which stretch of a text leads where. No letter is changed. Pure.

Only what is clearly an address, and safe to press: http and https, `www.`, and e-mail; a host of
Latin letters with a dot in it; nobody's name or password before it; no invisible character in it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 2_000
_HOST = r"(?:[a-z0-9à-ɏ](?:[a-z0-9à-ɏ-]{0,61}[a-z0-9à-ɏ])?\.)+[a-zà-ɏ]{2,24}(?![\w-])"
# What never stands in an address: blanks, quotation marks, brackets of markup, what is not seen.
_UNSEEN = "".join(
    (
        "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202f",
        "\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff",
    )
)
# What may end a sentence that was isolated from its neighbours is no part of an address.
_HIDING = _UNSEEN.replace("\u205f-\u206f", "\u205f-\u2065\u206a-\u206f")
_PATH = rf"[^\s<>\"“”„«»‹›|\\^`{{}}\x00-\x1f\x7f-\x9f{_UNSEEN}]"
_ADDRESS = re.compile(
    rf"""(?<![\w@./:-])(?:
        (?P<web>https?://(?:{_HOST}|\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?![\w.])))(?P<port>:\d{{1,5}})?
        (?P<path>[/?\#]{_PATH}*+)?+
      | (?P<www>www\.{_HOST})(?P<way>[/?\#]{_PATH}*+)?+
      | (?:mailto:)?(?P<mail>[a-z0-9][a-z0-9.+_-]{{0,63}}@{_HOST})
    )(?![@{_HIDING}])""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOSING = {")": "(", "]": "["}


class Run(NamedTuple):
    """A stretch of a text; `address` is where it leads, "" when it leads nowhere."""

    text: str
    address: str = ""


def runs(text: str) -> list[Run]:
    """`text` in stretches: joined they are `text`."""
    return [run for run in _runs(text) if run.text]


def _runs(text: str) -> Iterator[Run]:
    at = 0
    for found in _ADDRESS.finditer(text):
        shown = _without_end(found[0])
        if len(shown) > LONGEST:
            continue
        yield Run(text[at : found.start()])
        yield Run(shown, _leads_to(found, shown))
        at = found.start() + len(shown)
    yield Run(text[at:])


def _leads_to(found: re.Match[str], shown: str) -> str:
    if found["mail"]:
        return f"mailto:{found['mail']}"
    return f"https://{shown}" if found["www"] else shown


def _without_end(address: str) -> str:
    """Without the signs that end the sentence it stands in."""
    while address[-1] in ".,;:!?'’…*_" or (
        address[-1] in _CLOSING
        and address.count(address[-1]) > address.count(_CLOSING[address[-1]])
    ):
        address = address[:-1]
    return address
