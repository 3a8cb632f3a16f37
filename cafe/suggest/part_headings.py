"""Headings that a question's parts propose: their own words. Nobody has to take them. Pure."""

from collections.abc import Collection, Iterable

from cafe.core.limits import LINE
from cafe.core.lines import one_line


def proposed(
    parts: Iterable[tuple[str, str]], headings: Iterable[str], said: Collection[str]
) -> list[tuple[str, str]]:
    """(letter, heading) of each of `parts` (letter, words) that proposes a heading, in their order.

    Not of one of which somebody has `said` (letters) yes or no, of one whose words are a heading
    already, or whose words are more than a heading can be: nothing is cut.
    """
    there = {one_line(heading).casefold() for heading in headings}
    found = []
    for letter, words in parts:
        heading = one_line(words)
        known = letter in said or heading.casefold() in there
        if heading and len(heading) <= LINE and not known:
            found.append((letter, heading))
    return found
