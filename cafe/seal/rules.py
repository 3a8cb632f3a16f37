"""A seal in words: eight of 2,048, so that a hall can read it aloud and photograph it.

Eight words are 88 bits. Taken from the digest as it is, a twin with the same words could be
prepared on one graphics card; so each try is made dear, by 10^6 rounds of PBKDF2 (RFC 8018, with
HMAC-SHA256). The whole digest stands in the QR code beside the words.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

ROUNDS = 10**6
SALT = b"dialogkafe/seal/1"  # one for all: the same digest is said alike everywhere
COUNT = 8
_BITS = 11  # 2,048 words

_SHORT = 4  # letters that tell a word from all others
_GROUP = 4  # hex digits that a person reads at once

_MOST = 512
_said: dict[bytes, tuple[str, ...]] = {}


@cache
def words() -> tuple[str, ...]:
    """The list, in order: the word of a number is the one at its place."""
    lines = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))


def spoken(digest: bytes) -> tuple[str, ...]:
    """The eight words of a digest. It takes a third of a second at first, by intention: not on the
    hub."""
    said = _said.get(digest) or _reckoned(digest)
    remember(digest, said)
    return said


def remember(digest: bytes, said: tuple[str, ...]) -> None:
    """The words of `digest`, as they were reckoned and kept before: `spoken` knows them."""
    if len(_said) >= _MOST:
        _said.clear()
    _said[digest] = said


def _reckoned(digest: bytes) -> tuple[str, ...]:
    stretched = hashlib.pbkdf2_hmac("sha256", digest, SALT, ROUNDS, COUNT * _BITS // 8)
    number = int.from_bytes(stretched)
    places = (number >> _BITS * (COUNT - 1 - k) & len(words()) - 1 for k in range(COUNT))
    return tuple(words()[place] for place in places)


def heard(text: str) -> tuple[str, ...]:
    """The words that somebody typed, in any case and with anything between; each may be cut short
    to its first four letters.

    Raises LookupError with what is no word of the list, ValueError when they are not eight.
    """
    typed = re.findall(r"[^\W\d_]+", text.casefold())
    known = {word[:_SHORT]: word for word in words()}
    for one in typed:
        if len(one) < _SHORT or not known.get(one[:_SHORT], "").startswith(one):
            raise LookupError(one)
    if len(typed) != COUNT:
        raise ValueError(len(typed))
    return tuple(known[one[:_SHORT]] for one in typed)


def in_groups(digest: bytes) -> str:
    """The digest in hex, in groups that a person can read."""
    text = digest.hex()
    return " ".join(text[k : k + _GROUP] for k in range(0, len(text), _GROUP))
