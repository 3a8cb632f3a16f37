"""Small numbers as words, as they stand in running text; larger ones as figures."""

from collections.abc import Iterable

from babel.lists import format_list

from cafe.core.i18n import language

_NORDIC = ("to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
_ENGLISH = (
    *("two", "three", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "eleven", "twelve"),
)
_WORDS = {"nb": _NORDIC, "nn": _NORDIC, "en": _ENGLISH}


def in_words(count: int) -> str:
    """`two` to `twelve` in the language spoken now. One has genders: sentences spell it out."""
    words = _WORDS[language()]
    return words[count - 2] if 2 <= count <= len(words) + 1 else str(count)


def listed(numbers: Iterable[int]) -> str:
    """`1, 4 and 8` in the language spoken now."""
    return format_list([str(number) for number in numbers], locale=language())
