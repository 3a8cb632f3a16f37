"""What text may be: checked, never changed. And what the place is called where it was said.

What is typed or pasted is mended before it is anybody's words (the browser's half does so:
static/js/core/mend.js); here the mended text is only offered, when something is refused.
"""

import re
import unicodedata
from collections.abc import Sequence

from cafe.core.i18n import _
from cafe.errors import Invalid

# Characters: of a text, to name it by; on each side of one that cannot be shown.
SHOWN, AROUND = 60, 12


def clean(text: object, *, limit: int, name: str, lines: bool = True, empty: bool = False) -> str:
    """`text` itself, when it is a string of at most `limit` characters without control characters.

    `name` is what the field is called on the screen; `lines` lets line breaks and tabs through;
    `empty` lets blank text through. Raises Invalid, which says what and where; for a character
    that cannot be shown also which, at what place, and the text without it.
    """
    if not isinstance(text, str):
        raise Invalid(_("%(name)s must be text.", name=name), where=name)
    if not empty and is_blank(text):
        raise Invalid(_("%(name)s is empty. Write something first.", name=name), where=name)
    if len(text) > limit:
        raise Invalid(
            _(
                "%(name)s is too long: %(length)s characters, and there is room for %(limit)s.",
                name=name,
                length=len(text),
                limit=limit,
            ),
            where=name,
        )
    at = forbidden(text, lines=lines)
    if at is not None:
        raise unshowable(text, at, name=name, lines=lines)
    return text


# Letters and marks that are drawn as nothing (Unicode's Default_Ignorable_Code_Point, and Braille's
# blank): a note of them alone hangs on the wall without a word. In JavaScript: core/mend.js.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)


def is_blank(text: str) -> bool:
    """Whether nothing of `text` is seen: blanks, marks without a shape, nothing at all."""
    seen = _UNSEEN.sub("", text)
    return all(one.isspace() or unicodedata.category(one) == "Cf" for one in seen)


def forbidden(text: str, *, lines: bool = True) -> int | None:
    """Where the first control or unpaired surrogate character stands, or None."""
    allowed = "\n\r\t" if lines else ""
    for at, character in enumerate(text):
        if unicodedata.category(character) in ("Cc", "Cs") and character not in allowed:
            return at
    return None


def unshowable(text: str, at: int, *, name: str, lines: bool = True) -> Invalid:
    """The refusal of a text with a character at `at` that cannot be shown; it offers it mended."""
    words = {
        "name": name,
        "code": f"U+{ord(text[at]):04X}",
        "place": at + 1,
        "before": mend(text[max(0, at - AROUND) : at], lines=False),
        "after": mend(text[at + 1 : at + 1 + AROUND], lines=False),
    }
    message = _(
        "%(name)s holds a character that cannot be shown: %(code)s, character %(place)s, "
        "between “%(before)s” and “%(after)s”.",
        **words,
    )
    refused = Invalid(message, where=name)
    refused.typed, refused.mended = text, mend(text, lines=lines)
    return refused


# Line breaks that programs make for their own use: a soft one (U+000B, from presentation programs),
# a page, and Unicode's own. A lone CR is what old machines ended a line with.
_BREAKS = re.compile("\r(?!\n)|[\v\f\x85\u2028\u2029]")
_LINED = re.compile(r"\r\n|[\n\t]")
# PDF viewers put this on the clipboard for the hyphen at a line's end.
_HYPHEN = "\ufffe"
# At the beginning of a text, what programs mark their files with.
_MARK = "\ufeff"


def mend(text: str, *, lines: bool = True) -> str:
    """`text` with what cannot be shown made into what was meant, or left out; all else as it is.

    Odd line breaks become line breaks, or blanks where the field has no lines; a word parted at a
    line's end is one word again; control characters, halves of characters and what Unicode calls
    noncharacters are dropped. Its browser half is held to the same examples (tests/mended.json).
    """
    text = _BREAKS.sub("\n", text).replace(f"{_HYPHEN}\r\n", f"{_HYPHEN}\n")
    if not lines:
        text = _LINED.sub(" ", text)
    shown = [_of(text, at) for at in range(len(text))] if _odd(text) else [text]
    return "".join(shown).lstrip(_MARK)


def _odd(text: str) -> bool:
    return any(_is_odd(character) for character in text)


def _is_odd(character: str) -> bool:
    number = ord(character)
    if number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF:
        return True
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\r\t"


def _of(text: str, at: int) -> str:
    """What is shown of the character at `at`."""
    if not _is_odd(text[at]):
        parted = at > 1 and text[at - 1] == _HYPHEN and text[at] in "\n "
        return "" if parted and _one_word(text, at - 1) else text[at]
    if text[at] != _HYPHEN or _one_word(text, at):
        return ""
    return "-" if text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum() else ""


def _one_word(text: str, at: int) -> bool:
    """Whether the hyphen at `at` parts a word at a line's end: a small letter goes on after it."""
    after = text[at + 1 : at + 3]
    goes_on = after[1:] if after[:1] in ("\n", " ") else after[:1]
    letter = unicodedata.category(goes_on) == "Ll" if goes_on else False
    return letter and unicodedata.category(text[at - 1])[0] == "L" if at else False


def path_of(loc: Sequence[int | str]) -> str:
    """`questions[0].text` from ("questions", 0, "text"); "" for the whole of a body or file."""
    path = ""
    for step in loc:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.lstrip(".")


def short(text: str) -> str:
    """The beginning of a text, to name a thing by."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


def place_name(form: str, number: int) -> str:
    """What people call the table with this number at a question of this form.

    Pairs and plenary have no table to walk to, only a place where what is said is gathered; its
    number is the café's own business. The browser's half: static/js/core/words.js.
    """
    if form == "pairs":
        return _("In pairs")
    return _("Plenary") if form == "plenary" else _("Table %(number)s", number=number)


def who_in_words(by: str) -> str:
    """Who is behind a label such as "table:7", without a name; begins a sentence."""
    match by.partition(":")[0]:
        case "table":
            return _("Another tablet at this table")
        case "person" | "organiser":
            return _("The organiser")
        case "token" | "program":
            return _("Another system")
        case "pair":
            return _("The phone that wrote it")
        case "viewer" | "wall" | "phone":
            return _("A phone at the wall")
        case _:
            return _("Somebody else")
