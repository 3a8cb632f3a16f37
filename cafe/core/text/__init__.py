"""What a text may be when it is somebody's words. And what the place is called where it was said.

What is typed or pasted is mended before anybody has it as words: by the browser, which tells so
(static/js/core/mend.js), and at this door for whoever comes by another way. What an archive brings
in is never changed.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from cafe.core.i18n import _
from cafe.core.text.characters import mend, offered, unclear
from cafe.errors import Invalid

# Characters: of a text, to name it by; on each side of one that cannot be shown.
SHOWN, AROUND = 60, 12


_mended: ContextVar[list[str] | None] = ContextVar("mended", default=None)


@contextmanager
def noticing() -> Iterator[list[str]]:
    """What was mended inside the block, by the fields' names: to be told, once."""
    names: list[str] = []
    token = _mended.set(names)
    try:
        yield names
    finally:
        _mended.reset(token)


def clean(
    text: object,
    *,
    limit: int,
    name: str,
    lines: bool = True,
    empty: bool = False,
    where: str | None = None,
) -> str:
    """What was typed as it is kept: letter for letter, but for what cannot be shown (`mend`).

    `name` is what the field is called on the screen, `where` in its form, when it has one; `lines`
    lets line breaks and tabs through; `empty` takes blank text for none. Raises Invalid, which says
    what and where; for a character of which nobody can tell the meaning also which, at what place,
    and what could be sent instead.
    """
    try:
        return _cleaned(text, limit=limit, name=name, lines=lines, empty=empty)
    except Invalid as error:
        error.where = where or error.where
        raise


def _cleaned(text: object, *, limit: int, name: str, lines: bool, empty: bool) -> str:
    typed = _is_text(text, name)
    mended = mend(typed, lines=lines)
    if found := (_CONTROL if lines else _NO_LINE).search(typed):
        raise unshowable(typed, found.start(), name=name, typed=typed, lines=lines)
    if (at := unclear(mended)) is not None:
        raise unshowable(mended, at, name=name, typed=typed, lines=lines)
    _check_text(mended, limit=limit, name=name, empty=empty)
    if mended != typed and (names := _mended.get()) is not None and name not in names:
        names.append(name)
    return "" if is_blank(mended) else mended  # what nobody sees is nothing


def check_kept(text: str, *, limit: int, name: str, empty: bool = False) -> str:
    """`text` itself, as an archive has it or as it is looked for: nothing in it is mended.

    Raises Invalid as `clean` does; also for control characters, which no café has ever kept.
    """
    _check_text(text, limit=limit, name=name, empty=empty)
    if (found := _NEVER.search(text)) is not None:
        raise unshowable(text, found.start(), name=name, typed=text)
    return text


def _is_text(text: object, name: str) -> str:
    if not isinstance(text, str):
        raise Invalid(_("%(name)s must be text.", name=name), where=name)
    return text


def _check_text(text: str, *, limit: int, name: str, empty: bool) -> None:
    if not empty and is_blank(text):
        raise Invalid(_("%(name)s is empty. Write something first.", name=name), where=name)
    check_length(text, limit=limit, name=name, where=name)


def check_length(text: str, *, limit: int, name: str, where: str) -> None:
    """Raise Invalid when `text`, called `name`, has more characters than there is room for."""
    if len(text) > limit:
        raise Invalid(
            _(
                "%(name)s is too long: %(length)s characters, and there is room for %(limit)s.",
                name=name,
                length=len(text),
                limit=limit,
            ),
            where=where,
        )


# Letters and marks that are drawn as nothing (Unicode's Default_Ignorable_Code_Point, and Braille's
# blank): a note of them alone hangs on the wall without a word. In JavaScript: core/mend.js.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)


def as_seen(text: str) -> str:
    """`text` as people see it, for what is typed again from what stands there.

    Letters are composed, any blanks are one, and what is not drawn is not there: nobody can tell.
    """
    drawn = (one for one in _UNSEEN.sub("", text) if unicodedata.category(one) != "Cf")
    return " ".join(as_drawn("".join(drawn)).split())


def as_drawn(text: str) -> str:
    """A text as it is drawn, however its letters are composed (a text from a Mac, a PDF)."""
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """`text` as it is looked through for words: in small letters, however these are composed."""
    return as_drawn(text).casefold()


def is_blank(text: str) -> bool:
    """Whether nothing of `text` is seen: blanks, marks without a shape, nothing at all."""
    seen = _UNSEEN.sub("", text)
    return all(one.isspace() or unicodedata.category(one) == "Cf" for one in seen)


# What no program means anything by; and what a field of one line has no room for.
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_NO_LINE = re.compile("[\0-\x0a\x0d-\x1f\x7f\ud800-\udfff]")
# Control characters and halves of characters: the database or its JSON cannot hold all of them.
_NEVER = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def unshowable(text: str, at: int, *, name: str, typed: str, lines: bool = True) -> Invalid:
    """The refusal of a text with a character at `at` that cannot be shown; what was `typed` is
    offered as it could be sent."""
    words = {
        "name": name,
        "code": f"U+{ord(text[at]):04X}",
        "place": at + 1,
        "before": offered(text[max(0, at - AROUND) : at], lines=False),
        "after": offered(text[at + 1 : at + 1 + AROUND], lines=False),
    }
    message = _(
        "%(name)s holds a character that cannot be shown: %(code)s, character %(place)s, "
        "between “%(before)s” and “%(after)s”.",
        **words,
    )
    refused = Invalid(message, where=name)
    refused.typed, refused.mended = typed, offered(typed, lines=lines)
    return refused


def path_of(loc: Sequence[int | str]) -> str:
    """`questions[0].text` from ("questions", 0, "text"); "" for the whole of a body or file."""
    path = ""
    for step in loc:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.lstrip(".")


def short(text: str, most: int = SHOWN) -> str:
    """The beginning of a text on one line of at most `most` letters, to name a thing by.

    A letter has all its marks and an emoji is whole, or it is not there.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    end = most - 1
    while end and _goes_on(line, end):
        end -= 1
    return f"{line[: end or most - 1]}…"


# A mark, a joiner, a skin tone; half a flag is another letter. In JavaScript: core/words.js.
_JOINED = re.compile("[\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


def _goes_on(line: str, at: int) -> bool:
    """Whether what stands there is drawn together with what stands before it."""
    before, here = line[at - 1], line[at]
    marked = unicodedata.category(here).startswith("M") or bool(_JOINED.match(here))
    return marked or before == "\u200d" or bool(_FLAG.match(before + here))


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
        case "pair" | "sitting":
            return _("The phone that wrote it")
        case "viewer" | "wall" | "phone":
            return _("A phone at the wall")
        case _:
            return _("Somebody else")
