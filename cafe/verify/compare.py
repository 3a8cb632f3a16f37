"""What differs between what a file should say and what it says, and where. Pure."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from cafe.core.i18n import _
from cafe.verify.pieces import Piece, shown

# Findings told of one file, pieces compared one by one, words of a piece compared word by word.
MOST, WINDOW, WORDS = 20, 3000, 1500
NONE = "–"


def differences(should: Sequence[Piece], says: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """(place, message) of each piece of `says` that is not as in `should`; the first `MOST`."""
    for count, found in enumerate(_differences(should, says)):
        if count == MOST:
            yield "", _("and more that differs")
            return
        yield found


def _differences(should: Sequence[Piece], says: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    first, last = _alike(should, says)
    old, new = should[first : len(should) - last], says[first : len(says) - last]
    around = (should[first - 1] if first else None), None
    before, after = old[:WINDOW], new[:WINDOW]
    matcher = SequenceMatcher(None, [p[:3] for p in before], [p[:3] for p in after], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone, come = before[a:b], after[c:d]
        for was, now in zip(gone, come, strict=False):
            yield was.place or now.place, _changed(was, now)
        for was in gone[len(come) :]:
            yield was.place, _("“%(words)s” is missing", words=shown(was.text))
        for now in come[len(gone) :]:
            place = now.place or (around[0].place if around[0] else "")
            yield place, _("“%(words)s” has been added", words=shown(now.text))
    if len(old) > WINDOW or len(new) > WINDOW:
        yield "", _("and more that differs")


def _alike(one: Sequence[Piece], other: Sequence[Piece]) -> tuple[int, int]:
    """How many pieces are the same at the beginning, and after that at the end."""
    first, most = 0, min(len(one), len(other))
    while first < most and one[first][:3] == other[first][:3]:
        first += 1
    last = 0
    while last < most - first and one[-1 - last][:3] == other[-1 - last][:3]:
        last += 1
    return first, last


def _changed(was: Piece, now: Piece) -> str:
    if was.text == now.text:
        return _(
            "“%(words)s” is now “%(kind)s” instead of “%(before)s”",
            words=shown(now.text),
            kind=now.kind or NONE,
            before=was.kind or NONE,
        )
    before, after = changed_words(was.text, now.text)
    return _("“%(was)s” is now “%(now)s”", was=before, now=after)


def changed_words(was: str, now: str) -> tuple[str, str]:
    """The words that differ, with one beside them where only some came or went."""
    old, new = was.split(" "), now.split(" ")
    if max(len(old), len(new)) > WORDS:
        return _visible(was, now)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    ranges = [step[1:] for step in steps if step[0] != "equal"]
    a, b, c, d = ranges[0][0], ranges[-1][1], ranges[0][2], ranges[-1][3]
    if a == b or c == d:  # one side would be empty
        a, c = max(0, a - 1), max(0, c - 1)
        b, d = min(len(old), b + 1), min(len(new), d + 1)
    return _visible(" ".join(old[a:b]), " ".join(new[c:d]))


def _visible(was: str, now: str) -> tuple[str, str]:
    """Both, cut off; written by numbers where nobody would see what differs."""
    if shown(was) == shown(now) or not (was.isprintable() and now.isprintable()):
        at = next((n for n, (x, y) in enumerate(zip(was, now, strict=False)) if x != y), 0)
        was, now = was[max(0, at - 10) :], now[max(0, at - 10) :]
        return shown(ascii(was)[1:-1]), shown(ascii(now)[1:-1])
    return shown(was), shown(now)
