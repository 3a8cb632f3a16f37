"""Which letters the bytes of a text file stand for. Pure.

UTF-8 and UTF-16 say what they are. Of the others a file says nothing: the likeliest is taken, and
the person sees how each would read, and chooses. Why no library guesses: charset-normalizer 3.5.3
read “Åpne gymsalen” as Chinese and 20,000 such lines as hp_roman8 (tried in November 2026); what
spreadsheets in Norway save as is a short list.
"""

import codecs
import re
import unicodedata

from cafe.core.i18n import _
from cafe.errors import Invalid

# By their names in Python, the likeliest first. The last is a text that was read wrong once before.
OLD = ("cp1252", "mac_roman", "cp865", "cp1250", "cp1251", "cp1256")
TWICE = "twice"
UNICODE = ("utf-8", "utf-16-le", "utf-16-be")
ALL = (*UNICODE, *OLD, TWICE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = "æøåÆØÅéèêëüöäóòôáàčđŋšŧžÄÖÜÉñç–—“”«»’‘…€§°•· "
_GARBLED = re.compile("Ã[¦¸¥\x85\x86\x98‚…†˜]|â€[“”™œ]|Ã©")
SAMPLE = 40
_PLAIN = " \n\r\t;,|."


def encoding_of(data: bytes) -> tuple[str, bool]:
    """The encoding `data` is in, and whether that is doubtful: a person should see it and others.

    Raises Invalid for bytes that are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, False
    if (wide := _wide(data)) is not None:
        return wide, False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _old(data), True
    return "utf-8", bool(_GARBLED.search(text))


def decoded(data: bytes, encoding: str) -> str:
    """`data` as text, without its mark. Raises Invalid when it cannot be read so."""
    try:
        if encoding == TWICE:
            return _once_more(data.decode("utf-8-sig"))
        if encoding in ALL:
            return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeError:
        pass
    raise Invalid(_("The file cannot be read as %(name)s.", name=name_of(encoding)), where="file")


def readings(data: bytes) -> list[tuple[str, str]]:
    """How `data` may be read, each as an encoding and the first words that tell it from others."""
    found, seen = [], set()
    likeliest, doubtful = encoding_of(data)
    old = (*OLD, TWICE) if likeliest in OLD else (TWICE,)
    others = [name for name in old if doubtful and name != likeliest]
    for name in (likeliest, *others):
        try:
            text = decoded(data, name)
        except Invalid:
            continue
        if text not in seen and (name == likeliest or not _is_odd(text)):
            seen.add(text)
            found.append((name, _telling(text)))
    return found


def name_of(encoding: str) -> str:
    """What people call it."""
    return {
        "utf-8": "UTF-8",
        "utf-16-le": "UTF-16 LE",
        "utf-16-be": "UTF-16 BE",
        "cp1252": _("Windows-1252 (Western Europe)"),
        "mac_roman": _("Macintosh"),
        "cp865": _("DOS (Nordic)"),
        "cp1250": _("Windows-1250 (Central Europe)"),
        "cp1251": _("Windows-1251 (Cyrillic)"),
        "cp1256": _("Windows-1256 (Arabic)"),
        TWICE: _("UTF-8 that was saved twice"),
    }.get(encoding, encoding[:20])


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: read so, there are blanks, line breaks and digits as in any table.

    UTF-8 with stray zero bytes is UTF-8: of Western UTF-16 each other byte is zero, and any other
    is no UTF-8.
    """
    head = data[: 8192 - len(data) % 2]
    if len(data) % 2 or b"\0" not in head:
        return None
    if head.count(0) * 5 < len(head) and _is_utf8(head, data):
        return None
    plain = {name: _plain(head, name) for name in UNICODE[1:]}
    best = max(plain, key=lambda name: plain[name])
    return best if plain[best] >= 0.05 else None


def _is_utf8(head: bytes, data: bytes) -> bool:
    # Arabic in UTF-16 is, byte by byte, letters and control characters.
    if sum(0 < byte < 9 or 13 < byte < 32 for byte in head) * 20 > len(head):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _plain(head: bytes, name: str) -> float:
    text = head.decode(name, "replace")
    if "\0" in text or "\ufffd" in text[:-1]:
        return 0.0
    return sum(one.isascii() and (one.isalnum() or one in _PLAIN) for one in text) / len(text)


def _old(data: bytes) -> str:
    """The likeliest of the encodings of old, by which letters stand in words."""
    if _is_binary(data):
        raise Invalid(
            _(
                "This is not a table that can be read. Save it as XLSX, ODS or CSV, "
                "or copy the cells and paste them here."
            ),
            where="file",
        )
    scored = []
    for at, name in enumerate(OLD):
        try:
            scored.append((_score(data.decode(name)), -at, name))
        except UnicodeDecodeError:
            continue
    return max(scored)[2]


def _is_binary(data: bytes) -> bool:
    head = data[:4096]
    odd = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1a" for byte in head)
    return odd * 20 > len(head)


def _score(text: str) -> float:
    """How much of what is beyond ASCII is likely: letters of here, letters within words."""
    beyond = [(at, one) for at, one in enumerate(text[:200_000]) if one > "\x7f"]
    return sum(_likely(text, at, one) for at, one in beyond) / max(1, len(beyond))


def _likely(text: str, at: int, one: str) -> float:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if one in _WESTERN:
        # A capital within a word is rarely meant.
        return -1.0 if one.isupper() and before.islower() else 3.0
    if not one.isalpha():
        return -2.0 if before.isalpha() and after.isalpha() else -1.0
    script = unicodedata.name(one, "").partition(" ")[0]
    if script in ("CYRILLIC", "ARABIC"):
        beside = [unicodedata.name(near, "").startswith(script) for near in (before, after) if near]
        return 2.0 if any(beside) and not (before.isascii() and before.isalpha()) else -2.0
    return 0.5


def _is_odd(text: str) -> bool:
    return any(unicodedata.category(one) == "Cc" and one not in "\n\r\t" for one in text[:20_000])


def _once_more(text: str) -> str:
    """A text whose UTF-8 was taken for Windows-1252 and saved: the letters that it was."""
    return text.encode("cp1252").decode("utf-8")


def _telling(text: str) -> str:
    """Some words round the first letter beyond ASCII."""
    at = next((at for at, one in enumerate(text) if one > "\x7f"), 0)
    return " ".join(text[max(0, at - SAMPLE // 2) : at + SAMPLE].split())
