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


def as_written(address: str) -> str:
    """`address` as people write it, the same however they do: its domain has other widths and
    ligatures too.

    >>> as_written("kari@xn--blbr-roah.no"), as_written("kari@blåbær.no")
    ('kari@blåbær.no', 'kari@blåbær.no')
    """
    name, at, domain = as_mailed(address).rpartition("@")
    with suppress(UnicodeError):
        domain = domain.encode("ascii").decode("idna")
    return f"{name}{at}{domain}"
