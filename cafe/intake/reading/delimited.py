"""CSV, TSV and pasted tables: text into rows. Pure.

Python's own `csv` drops a stray quote, and with an unclosed one takes the rest of the file for one
cell. Here a quote opens a cell only when it is closed before a delimiter or a line's end (RFC 4180,
2.5-2.7); any other quote is a letter.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import cast

from cafe.intake.reading.book import MOST_COLUMNS, MOST_ROWS

DELIMITERS = (";", "\t", ",", "|")
NONE = ""  # one cell in a line
LOOKED_AT = 40  # rows
EVEN = 0.75  # of them are as long as each other; titles and ragged ones are not
# A spreadsheet's own word for it, in the first line.
_SAID = re.compile(r"sep=(.)(?:\r\n|\r|\n)", re.IGNORECASE)
_END = re.compile("\r\n|\r|\n")
Known = Callable[[Sequence[str]], int]


def rows_of(text: str, delimiter: str, most: int | None = None) -> list[list[str]]:
    """The rows of `text`, empty ones too; `most`: no more than so many.

    Of what is too large to be brought in (`book.checked`) the rest is counted, and not read.
    """
    if said := _SAID.match(text):
        text = text[said.end() :]
    stop = re.escape(delimiter) if delimiter else r"(?!)"
    cell = re.compile(
        rf'(?:"((?:[^"]++|"")*+)"|([^\r\n{re.escape(delimiter)}]*+))({stop}|\r\n|\r|\n|\Z)'
    )
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(text):
        # A quote that nothing closes is a letter, so it matches anywhere.
        found = cast("re.Match[str]", cell.match(text, at))
        quoted, plain, end = found.groups()
        rows[-1].append(plain if plain is not None else quoted.replace('""', '"'))
        at = found.end()
        if not end:
            break
        if end != delimiter:
            if most is not None and len(rows) >= most:
                break
            if len(rows) > MOST_ROWS:
                return rows + [[]] * len(_END.findall(text, at))
            rows.append([])
        elif len(rows[-1]) > MOST_COLUMNS:
            line = _END.search(text, at)
            stops = line.start() if line else len(text)
            rows[-1] += [""] * (1 + text.count(delimiter, at, stops))
            at = line.end() if line else len(text) + 1
            rows.append([])
    return _without_end(rows)


def _without_end(rows: list[list[str]]) -> list[list[str]]:
    """Without what follows the last line break; a row of one empty cell is empty."""
    if rows[-1] in ([], [""]):
        rows.pop()
    return [[] if row == [""] else row for row in rows]


def delimiter_of(text: str, known: Known = lambda _row: 0) -> str:
    """What parts the cells of a row; "" when each line is one cell.

    The rows that it makes are as long as each other; `known` tells how many of a row's cells are
    headings that we know, which outweighs it. A comma in a sentence parts nothing.
    """
    if (said := _SAID.match(text)) and said[1] in DELIMITERS:
        return said[1]
    scored = []
    for place, delimiter in enumerate(DELIMITERS):
        rows = [row for row in rows_of(text, delimiter, LOOKED_AT) if any(row)]
        some = [row[:MOST_COLUMNS] for row in rows[:10] if len(row) > 1]
        headings = max(map(known, some), default=0)
        width, count = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
        even = count / len(rows) if width > 1 else 0.0
        if headings or (even >= EVEN and _parts(rows, delimiter)):
            scored.append((headings, even, -place, delimiter))
    return max(scored)[3] if scored else NONE


def _parts(rows: list[list[str]], delimiter: str) -> bool:
    """Whether the delimiter parts cells, not halves of sentences: a blank follows in those."""
    if delimiter == "\t":
        return True
    after = [cell for row in rows for cell in row[1:]]
    blank = sum(cell.startswith(" ") for cell in after)
    return len(rows) > 1 and (delimiter == "|" or blank * 3 < len(after))


def written(rows: Sequence[Sequence[str]], delimiter: str = ";") -> str:
    """`rows` as CSV: a cell is quoted where it must be."""
    must = re.compile(f'["\r\n{re.escape(delimiter)}]')
    lines = (
        delimiter.join(
            '"' + cell.replace('"', '""') + '"' if must.search(cell) else cell for cell in row
        )
        for row in rows
    )
    return "".join(f"{line}\r\n" for line in lines)
