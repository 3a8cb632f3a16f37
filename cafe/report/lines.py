"""Running text: what was typed over several lines, printed on one."""

import re

_BREAKS = re.compile(r"\s*[\r\n\t\v\f\u2028\u2029]+\s*")


def one_line(text: str) -> str:
    """`text` as part of a running paragraph: a line break becomes a space, nothing else changes."""
    return _BREAKS.sub(" ", text).strip()
