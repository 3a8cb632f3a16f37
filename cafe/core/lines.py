"""What was typed over several lines, as it is printed on one: sentences, headings, names."""

import re
from collections.abc import Iterable

_BREAKS = re.compile(r"\s*[\r\n\t\v\f\u2028\u2029]+\s*")


def one_line(text: str) -> str:
    """`text` as part of a running paragraph: a line break becomes a space, nothing else changes."""
    return _BREAKS.sub(" ", text).strip()


def nonempty(texts: Iterable[str]) -> tuple[str, ...]:
    """Each of `texts` on one line; those that say nothing are left out."""
    lines = (one_line(text) for text in texts)
    return tuple(line for line in lines if line)
