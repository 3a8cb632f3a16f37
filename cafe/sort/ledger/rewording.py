"""Whether a sentence says what the notes behind it say, by rules that are written down here.

*Form* is what leaves each note whole and in its own order:

1. Each printed note behind the sentence stands in it as one run: all its words, numbers and signs,
   no other between them, in the note's order. Notes stand in any order; an absorbed note or an
   elaboration may stand there too, whole. Notes with the same words may share one run.
2. A word is the note's when it is spelt alike but for case, inflected, misspelt by one slip
   (`alike.py`), the same word in bokmål and nynorsk, a small number in letters or digits, or an
   abbreviation of the note written out from the café's own list, or from the short one of those
   that everybody writes (m/, kl., pga., 5km), however those are dotted; one of a single word also
   the other way about. 9.30 is 9:30 after kl.
3. Signs that only join or end (`. , ; : ! … – &`) and joining words (og, samt, and) may stand for
   one another, at the same places of the note; where two notes meet, one of `. , ; ! &` or such a
   word. Any other sign counts as a word: quotation marks, brackets, arrows, a question mark, which
   alone may be added to a note that begins as a question.

Inflection is told by endings, without a dictionary: a short word with -e after it is another one
unless it is in a list (`lists.py`), and so are pairs that are known to be two words. What is left
passes as form: an order that reads as its noun (stans, stansen) is spelt as the noun is.

Everything else is *content*: a word more or less, another order of words, a comparison, a present
made past, a doer made one who suffers. So a negation or a number that comes or goes always is, in
whatever language, also as the beginning of a word.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from cafe.sort import rules
from cafe.sort.ledger.alike import alike
from cafe.sort.ledger.lists import ASKING, KNOWN, NEGATING, NUMBER_WORDS, SHORTENED, UNITS
from cafe.sort.ledger.tokens import Token, tokens

# same: as its notes read by themselves; own: no note stands behind it.
Class = Literal["same", "form", "content", "own"]
Read = Callable[[str], list[Token]]
_EVERYBODYS = SHORTENED | UNITS
LONGEST = 2_000  # tokens of a sentence: a longer one is its notes' own, or content


class NoteWords(NamedTuple):
    """A note behind a sentence: its id, its words as typed, and what was added to it."""

    uid: str
    text: str
    absorbed: bool = False
    elaborations: tuple[str, ...] = ()


class Language(NamedTuple):
    """What words are read by: the café's language and its own abbreviations."""

    code: str
    abbreviations: Mapping[str, str]


def class_of(text: str, notes: Sequence[NoteWords], language: Language) -> Class:
    """What the wording `text` is beside its notes; see above."""
    if not notes:
        return "own"
    printed = [note.text for note in notes if not note.absorbed]
    if text == rules.original(printed):
        return "same"
    said = tokens(text)
    if not said or len(said) > LONGEST:
        return "content"
    wanted = [kept for one in printed if (kept := tokens(one))]
    beside = [note.text for note in notes if note.absorbed]
    beside += [more for note in notes for more in note.elaborations]
    return "form" if _covered(said, wanted, list(map(tokens, beside)), language) else "content"


def _covered(
    said: list[Token], wanted: list[list[Token]], beside: list[list[Token]], language: Language
) -> bool:
    """Whether `said` is whole texts one after another, all those `wanted` among them."""
    left = list(range(len(wanted)))
    at = 0
    while at < len(said):
        if at and not said[at].listing:
            return False
        ends = {n: end for n in left if (end := _end(said, at, wanted[n], language))}
        others = [end for text in beside if text and (end := _end(said, at, text, language))]
        if not ends and not others:
            return False
        end = max([*ends.values(), *others])
        left = [n for n in left if ends.get(n) != end]
        at = end
    return not left


def _end(said: list[Token], at: int, text: list[Token], language: Language) -> int:
    """Where `text`, which begins at token `at` of `said`, ends; 0 when it does not stand there."""
    for number, token in enumerate(text):
        size = written_as(said, at, token, language)
        if not size or (number and said[at].joint != token.joint):
            return 0
        at += size
    if text[0].key in ASKING and at < len(said) and said[at].key == "?":
        at += 1
    return at


def written_as(
    said: Sequence[Token], at: int, token: Token, language: Language, read: Read = tokens
) -> int:
    """How many tokens of `said` from `at` on are the note's `token`: 0 when they are not.

    `read` is what `said` was made by.
    """
    if at >= len(said):
        return 0
    here = said[at]
    if here.sort == token.sort == "word":
        if alike(here.key, token.key, language.code):
            return 1
    elif here.key == token.key:
        return 1
    if language.code != "en" and alike(_EVERYBODYS.get(here.key, ""), token.key, language.code):
        return 1  # everybody's abbreviation of what the note has in full
    return _written_out(said, at, read(long_of(token, language)), language)


def _written_out(said: Sequence[Token], at: int, long: list[Token], language: Language) -> int:
    there = said[at : at + len(long)]
    if not long or len(there) < len(long):
        return 0
    pairs = enumerate(zip(there, long, strict=True))
    same = all(
        alike(a.key, b.key, language.code) and (not n or a.joint == b.joint) for n, (a, b) in pairs
    )
    return len(long) if same else 0


def long_of(token: Token, language: Language) -> str:
    """What an abbreviation on a note means by the café's list; "" when it is none.

    A list could call any word an abbreviation: it must be written as one (`tokens`), its letters
    must stand in what it means, in their order, and that must say no negation or number.
    """
    if token.key in _EVERYBODYS and language.code != "en":
        return _EVERYBODYS[token.key]
    if not token.short or token.key in KNOWN:
        return ""
    long = next(filter(None, map(language.abbreviations.get, _spellings(token.text))), "")
    rest = iter(long.casefold())
    if long[:1].casefold() != token.key[0] or not all(letter in rest for letter in token.key):
        return ""
    turning = any(
        one.sort != "word" or one.key in NEGATING or one.key in NUMBER_WORDS for one in tokens(long)
    )
    return "" if turning or len(long) <= len(token.key) else long


def _spellings(short: str) -> list[str]:
    """How a list may spell an abbreviation: in whichever case, with or without its full stop."""
    cases = dict.fromkeys((short, short.upper(), short.lower()))
    return [f"{one}{stop}" for one in cases for stop in ("", ".")]
