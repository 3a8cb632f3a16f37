"""Where words stand in a text, and the text without them. Pure.

The same words in other cases, with other spaces, line breaks or letters that cannot be seen are
the same words, and so are letters put together of two signs.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, get_args
from unicodedata import category, decomposition, normalize

from cafe.core.i18n import _

Key = tuple[str, str]  # what events call a thing: ("entry", its id)
MARK = "[…]"  # stands where words were taken out of a text
# Under these an object holds names of ours: without them nobody could read it any more.
OURS = frozenset({"uid", "id", "kind", "status", "state", "role", "list", "letter", "part"})
OURS |= {"pinned", "prompt"}
Kind = Literal["note", "words", "elaboration", "asked", "answer", "host", "photo"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Reason = Literal["asked", "person", "place", "copyright", "other"]
REASONS: tuple[Reason, ...] = get_args(Reason)
SHORTEST = 2  # letters of what is searched for
# What is drawn as nothing (as core/text has it), and a sign with all that stands over it or becomes
# one letter with it: marks, vowels of Indian writings, the second and third parts of Korean ones.
_DRAWN_AS_NOTHING = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_EVERY = (*range(0x20000), *range(0xE0000, 0xE1000))  # beyond are ideographs alone
_UNSEEN = {at: None for at in _EVERY if category(chr(at)) == "Cf"}
_UNSEEN |= {ord(sign): None for sign in _DRAWN_AS_NOTHING} | dict.fromkeys(range(0xFE00, 0xFE10))
_PAIRS = (decomposition(chr(at)).split() for at in _EVERY)
_SECOND = {int(pair[1], 16) for pair in _PAIRS if len(pair) == 2 and not pair[0].startswith("<")}
_SECOND |= {*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)}
_SECOND |= {at for at in _EVERY if category(chr(at)) in ("Mn", "Me")}
_HIDDEN = re.escape("".join(map(chr, {**_UNSEEN, **dict.fromkeys(sorted(_SECOND))})))
_SIGNS = re.compile(f".[{_HIDDEN}]*", re.DOTALL)


def kind_words(kind: str) -> str:
    """What was erased, in the language spoken now."""
    words = {
        "note": _("A note"),
        "words": _("Words"),
        "elaboration": _("An elaboration"),
        "asked": _("A question from the wall, and its answer"),
        "answer": _("An answer in the evaluation"),
        "host": _("A host's name"),
        "photo": _("A photograph"),
        "box": _("A part of a photograph"),
    }
    return words.get(kind, kind)


def reason_words(reason: str) -> str:
    """Why, in the language spoken now."""
    words = {
        "asked": _("Somebody has asked for it"),
        "person": _("It holds somebody's name or health"),
        "place": _("It was typed in the wrong place"),
        "copyright": _("Copyright"),
        "other": _("Another reason"),
    }
    return words.get(reason, reason)


def folded(text: str) -> str:
    """`text` as it is compared: case, spaces and what cannot be seen make no difference."""
    plain = normalize("NFC", text.translate(_UNSEEN)).casefold()
    return " ".join(plain.split())


def passages_of(texts: Iterable[str]) -> tuple[str, ...]:
    """What to look for to find `texts`, also where a full stop was put behind them; the longest
    first."""
    found = {folded(text).rstrip(" .") for text in texts}
    return tuple(sorted((one for one in found if one), key=lambda one: (-len(one), one)))


def is_one(text: str, passages: Sequence[str]) -> bool:
    """Whether `text` is nothing but one of `passages`."""
    return folded(text).rstrip(" .") in passages


def strings(value: Any, but: Collection[str] = ()) -> Iterator[str]:
    """Every text in a value of a column, however deep; none under the names `but` of an object."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if name not in but:
                yield from strings(each, but)
    elif isinstance(value, Sequence) and not isinstance(value, bytes):
        for each in value:
            yield from strings(each, but)


def says(value: Any, passages: Sequence[str]) -> bool:
    """Whether one of `passages` stands in a text, list or object."""
    return any(
        one in plain for text in strings(value) if (plain := folded(text)) for one in passages
    )


def whole_word(text: str, passages: Sequence[str]) -> bool:
    """Whether one of `passages` stands in `text` with no letter next to it."""
    return any(
        not _inside_word(text, start, end)
        for passage in passages
        for start, end in places_in(text, passage)
    )


def _inside_word(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()


def cut(value: Any, passages: Sequence[str], *, whole: bool = False) -> Any:
    """`value` with `MARK` in place of each of `passages`, in whatever text in it. `whole`: only
    where no letter stands next to them. Names of kinds in an object are nobody's words."""
    if isinstance(value, str):
        for passage in passages:
            value = replaced(value, passage, MARK, whole=whole)
        return value
    if isinstance(value, Mapping):
        return {
            key: each if key in OURS else cut(each, passages, whole=whole)
            for key, each in value.items()
        }
    if isinstance(value, (list, tuple)):
        return type(value)(cut(each, passages, whole=whole) for each in value)
    return value


def replaced(text: str, passage: str, new: str, *, whole: bool = False) -> str:
    """`text` with `new` wherever `passage` (as `folded` gives it) stands; `whole` as in `cut`."""
    if passage not in folded(text):
        return text
    pieces, end = [], 0
    for start, after in places_in(text, passage):
        if whole and _inside_word(text, start, after):
            continue
        pieces += [text[end:start], new]
        end = after
    return "".join((*pieces, text[end:]))


def places_in(text: str, passage: str) -> Iterator[tuple[int, int]]:
    """Where `passage` stands in `text`: from which letter to before which."""
    letters = list(_letters(text))
    plain = "".join(letter for letter, _start, _end in letters)
    start = plain.find(passage)
    while start >= 0:
        after = start + len(passage)
        yield letters[start][1], letters[after - 1][2]
        start = plain.find(passage, after)


def _letters(text: str) -> Iterator[tuple[str, int, int]]:
    """`text` as `folded` gives it, letter by letter, each with where in `text` it is from."""
    blank = True  # nothing stands before the first letter
    for found in _SIGNS.finditer(text):
        start, end = found.span()
        for letter in normalize("NFC", found[0].translate(_UNSEEN)).casefold():
            if not letter.isspace():
                yield letter, start, end
            elif not blank:
                yield " ", start, end
            blank = letter.isspace()


def rest_of(text: str, passages: Sequence[str]) -> str:
    """`text`, which says what others said as well, with `MARK` where one of `passages` stands. Of a
    single word that is where it stands by itself or with its s, as a host's name does: Mat has
    nothing to do with Matlaging. A writing without capitals may have no spaces either, and what is
    written in it goes wherever it stands.
    """
    words = [one for one in passages if " " not in one and one != one.upper()]
    left = cut(text, [one for one in passages if one not in words])
    return str(cut(left, [*(f"{one}s" for one in words), *words], whole=True))


def proposed(text: str, passages: Sequence[str]) -> str:
    """A sentence of several notes without the words of one: what is left of it."""
    left = rest_of(text, passages)
    for between in (f"{MARK}, ", f"{MARK}; ", f", {MARK}", f"; {MARK}"):
        left = left.replace(between, "")
    return left.strip() or MARK
