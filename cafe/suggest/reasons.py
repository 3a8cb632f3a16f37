"""Why two notes may say the same, as data that a screen puts into words."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from cafe.suggest.stems import stem, words
from cafe.suggest.vectors import Senses, Vector
from cafe.suggest.wordlists import NEGATIONS, OPPOSITES, TURNED

Kind = Literal["identical", "within", "stems", "kin", "letters"]
Words = tuple[str, str]
IDENTICAL: Kind = "identical"
_MOST = 4
# 1.5 is not 15, and 10 12 is not 1012.
_IN_NUMBER = re.compile(r"(?<=\d)[^\w]+(?=\d)")


class Reason(NamedTuple):
    """Why a pair is offered.

    `kind`: identical texts; one's words within the other; shared stems; kin words; like letters.
    `but`: what identical texts differ in: case, spacing, punctuation.
    `shared`: words of both, the most telling first. `near`: words of the left and the right that
    are of one kin or spelled alike. `opposed`: words that turn one against the other; "" where
    only one side has such a word.
    """

    kind: Kind
    shared: tuple[str, ...] = ()
    near: tuple[Words, ...] = ()
    opposed: tuple[Words, ...] = ()
    but: tuple[str, ...] = ()


class Side(NamedTuple):
    """One of the two notes, as it was read."""

    text: str
    senses: Senses
    vector: Vector


def fingerprint(
    text: str, *, case: bool = False, spacing: bool = False, marks: bool = False
) -> str:
    """What is left of `text` without case, spacing and punctuation; each may be kept.

    Letters, digits and signs that say something (+, €, emoji) stay; where nothing else is said,
    punctuation does ("???").
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = plain if case else plain.casefold()
    plain = _IN_NUMBER.sub("·", plain)
    left = "".join(sign for sign in plain if _says(sign, spacing, marks))
    return left or "".join(sign for sign in plain if _says(sign, spacing, True))


def _says(sign: str, spacing: bool, marks: bool) -> bool:
    kind = unicodedata.category(sign)[0]
    if kind in "ZC":
        return spacing and sign.isspace()
    return marks or sign == "·" or kind != "P"


def reason(left: Side, right: Side) -> Reason:
    """Why `left` and `right` are offered as a pair."""
    if fingerprint(left.text) == fingerprint(right.text):
        return Reason(IDENTICAL, but=tuple(_differ(left.text, right.text)))
    shared = _shared(left, right)
    near = _kin(left, right, shared)
    opposed = tuple(opposites(left.text, right.text))
    if shared:
        kind: Kind = "within" if _within(left.senses, right.senses) else "stems"
    else:
        kind = "kin" if near else "letters"
    return Reason(kind, shared, near or (() if shared else _spelled(left, right)), opposed)


def _differ(one: str, other: str) -> Iterator[str]:
    if fingerprint(one, case=True) != fingerprint(other, case=True):
        yield "case"
    if fingerprint(one, spacing=True) != fingerprint(other, spacing=True):
        yield "spacing"
    if fingerprint(one, marks=True) != fingerprint(other, marks=True):
        yield "punctuation"


def _shared(left: Side, right: Side) -> tuple[str, ...]:
    """The words of both, each once, in the shorter of its two forms."""
    found: list[str] = []
    for name in (name for name in _in_both(left, right) if name[0] not in "#?"):
        said = min(left.senses[name].written, right.senses[name].written, key=len)
        if not any(said in other for other in found):
            found.append(said)
    return tuple(found[:_MOST])


def _kin(left: Side, right: Side, shared: tuple[str, ...]) -> tuple[Words, ...]:
    both = (name for name in _in_both(left, right) if name[0] == "#")
    found = ((left.senses[name].written, right.senses[name].written) for name in both)
    fresh = (two for two in found if stem(two[0]) != stem(two[1]) and not {*two} & {*shared})
    return tuple(dict.fromkeys(fresh))[:_MOST]


def _in_both(left: Side, right: Side) -> list[str]:
    """The features of both, the most telling first."""
    both = (name for name in left.senses if name in right.senses)
    return sorted(both, key=lambda name: (-left.vector[name] * right.vector[name], name))


def _within(left: Senses, right: Senses) -> bool:
    one, other = _plainly(left), _plainly(right)
    return one <= other or other <= one


def _plainly(senses: Senses) -> set[str]:
    return {name for name, sense in senses.items() if sense.strength == 1}


def _spelled(left: Side, right: Side) -> tuple[Words, ...]:
    """The two words that share most of their letters in runs of three."""
    others = sorted({sense.written for sense in right.senses.values()})
    sizes = [len(_runs(word)) for word in others]
    having = defaultdict[str, list[int]](list)
    for at, word in enumerate(others):
        for run in _runs(word):
            having[run].append(at)
    best, two = 0.0, None
    for word in sorted({sense.written for sense in left.senses.values()}):
        own = _runs(word)
        shared = Counter(at for run in own for at in having.get(run, ()))
        for at, many in sorted(shared.items()):
            if (overlap := many / (len(own) + sizes[at] - many)) > best:
                best, two = overlap, (word, others[at])
    return (two,) if two else ()


def _runs(word: str) -> set[str]:
    return {word[at : at + 3] for at in range(len(word) - 2)}


def opposites(left: str, right: str) -> Iterator[Words]:
    """What turns `left` against `right`: ("mer", "mindre"), ("ikke", ""), ("klar", "uklar")."""
    one, other = _stems(left), _stems(right)
    for this, that in _SIDES:
        for near, far in ((this, that), (that, this)):
            here, there = _first(one, near), _first(other, far)
            # "Små kommuner, store avstander" holds both sides itself and turns against nothing.
            if here and there and not (_first(one, far) or _first(other, near)):
                yield here, there
    here, there = _first(one, _NEGATIONS), _first(other, _NEGATIONS)
    if bool(here) != bool(there):
        yield here, there
    turned = {stem(f"u{word}"): word for word in other.values()}
    for short, word in one.items():
        for twin in (other.get(stem(f"u{word}")), turned.get(short)):
            if twin and _un(word, twin):
                yield word, twin


def _stems(text: str) -> dict[str, str]:
    return {stem(word): word for word in reversed(words(text))}


def _first(said: Mapping[str, str], wanted: frozenset[str]) -> str:
    return next((word for short, word in sorted(said.items()) if short in wanted), "")


def _un(word: str, twin: str) -> bool:
    short, long = sorted((word, twin), key=len)
    known = len(short) > 3 or short in _TURNED
    return known and long.startswith("u") and stem(f"u{short}") == stem(long)


def _of(line: str) -> frozenset[str]:
    return frozenset(map(stem, line.split()))


_SIDES = [(_of(left), _of(right)) for left, right in OPPOSITES]
_NEGATIONS = _of(NEGATIONS)
_TURNED = frozenset(TURNED.split())
