"""How many things a file holds, looked at before they are made."""

import re

from cafe.core.i18n import _
from cafe.errors import Invalid

FEW_THINGS = 500_000  # commas and opening brackets; see check_things
STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"')


def check_things(data: bytes) -> None:
    """Each thing takes memory before anybody looks at it, however little it says.

    The least that a café writes of one is thirty bytes; only seats are shorter, and they are few.
    """
    most, found = FEW_THINGS + len(data) // 16, _things(data)
    if found > most and found - sum(_things(m[0]) for m in STRING.finditer(data)) > most:
        raise Invalid(_("The file is no archive of a café: it is full of empty things."))


def _things(data: bytes) -> int:
    return data.count(b",") + data.count(b"{") + data.count(b"[")
