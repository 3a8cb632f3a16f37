"""E-mail addresses as people write them, and as mail servers know them. Pure."""

import re
from contextlib import suppress
from unicodedata import normalize

_LETTERS = re.compile(r"[\w.-]+")


def as_mailed(address: str) -> str:
    """`address` with its domain in ASCII (IDNA, RFC 5890), where it has letters of its own.

    What is no domain is left as it is, and what stands before the @: letters outside ASCII there
    are not every mail server's.

    >>> as_mailed("kari@blåbær.no")
    'kari@xn--blbr-roah.no'
    """
    name, at, domain = address.rpartition("@")
    composed = normalize("NFC", domain)
    if at and not composed.isascii() and _LETTERS.fullmatch(composed):
        with suppress(UnicodeError):
            domain = composed.encode("idna").decode()
    return f"{name}{at}{domain}"


def spellings(address: str) -> set[str]:
    """`address` as people write it and as it is mailed: one browser sends the one, one the other.

    >>> sorted(spellings("kari@blåbær.no"))
    ['kari@blåbær.no', 'kari@xn--blbr-roah.no']
    """
    mailed = as_mailed(address)
    name, at, domain = mailed.rpartition("@")
    found = {address, mailed}
    with suppress(UnicodeError):
        found.add(f"{name}{at}{domain.encode('ascii').decode('idna')}")
    return found
