"""Where a sheet's headings stand and what its columns are: recognised, or as a person set it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cafe.intake.reading import Sheet
from cafe.intake.recognising import headers, values
from cafe.intake.recognising.headers import Role, Shape

LOOKED_AT = 12  # rows, for the headings
WEIGHED = 200  # rows, for what a column without a heading holds
TEXT_LENGTH = 3  # letters of a cell on an average: less says nothing


@dataclass(frozen=True)
class Layout:
    """`header`: the row of the headings, counted from 1; 0: there are none. A role for each column.

    `shape`: whose table it is by its headings.
    """

    header: int
    roles: Sequence[Role]
    heads: Sequence[str]
    shape: Shape = ""

    def columns(self, role: Role) -> list[int]:
        """Which columns have this role."""
        return [at for at, one in enumerate(self.roles) if one == role]

    def column(self, role: Role) -> int | None:
        """The first of them."""
        return next(iter(self.columns(role)), None)


def layout_of(
    sheet: Sheet, *, header: int | None = None, chosen: Mapping[int, Role] | None = None
) -> Layout:
    """How the sheet is to be understood; `header` and `chosen` are what a person has set."""
    width = sheet.width
    at = _header(sheet.rows) if header is None else max(0, min(header, len(sheet.rows)))
    heads = [*(sheet.rows[at - 1] if at else ()), *([""] * width)][:width]
    roles: list[Role] = headers.roles_of(heads) if at else [""] * width
    below = sheet.rows[at : at + WEIGHED]
    if not at:
        roles = [_by_content(below, column) for column in range(width)]
    if "id" in roles and not _are_ids(below, roles.index("id")):
        roles[roles.index("id")] = ""
    if "text" not in roles and (found := _longest(below, roles)) is not None:
        roles[found] = "text"
    for column, role in (chosen or {}).items():
        if column < width:
            roles[column] = role
    return Layout(at, roles, heads, headers.shape_of(heads) if at else "")


def _header(rows: Sequence[Sequence[str]]) -> int:
    """The row of the headings: the one with most that we know; else what looks like it."""
    width = max(map(len, rows), default=0)
    known = [
        (headers.known_in(row), -at)
        for at, row in enumerate(rows[:LOOKED_AT])
        if headers.shape_of(row) or _is_heading(row, width)
    ]
    return 1 - max(known)[1] if known else _by_look(rows)


def _is_heading(row: Sequence[str], width: int) -> bool:
    """Whether it holds a heading that we know, and no number; a title stands alone in its row.

    In a table of one column only the very word is one: “Forslag om flere benker” is a note.
    """
    cells = [cell for cell in row if not values.is_empty(cell)]
    if any(values.numbered(cell) for cell in cells):
        return False
    if width == 1:
        return any(headers.is_word(cell) for cell in cells)
    found = [cell for cell in cells if headers.strong(headers.role_of(cell))]
    return bool(found) and (len(cells) > 1 or headers.is_word(found[0]))


def _by_look(rows: Sequence[Sequence[str]]) -> int:
    """The first row that is as wide as the table and all short words, each another one."""
    width = max((_filled(row) for row in rows[:WEIGHED]), default=0)
    if width < 2:
        return 0
    for at, row in enumerate(rows[:LOOKED_AT]):
        cells = [cell for cell in row if not values.is_empty(cell)]
        if len(cells) < width:
            continue
        words = all(values.numbered(cell) is None for cell in cells)
        below = rows[at + 1 :][:WEIGHED]
        shorter = max(map(len, cells)) <= 120
        return at + 1 if words and shorter and below and len(set(cells)) == len(cells) else 0
    return 0


def _filled(row: Sequence[str]) -> int:
    return sum(not values.is_empty(cell) for cell in row)


def _by_content(rows: Sequence[Sequence[str]], column: int) -> Role:
    """What a column without a heading is: kinds and tables are known by what stands in it."""
    cells = [row[column] for row in rows if len(row) > column and row[column].strip()]
    if not cells:
        return ""
    if all(values.kind_of(cell) for cell in cells) and len(set(cells)) < len(cells):
        return "kind"
    if all(values.numbered(cell) for cell in cells):
        if all(values.plain(cell).startswith(("spørsmål", "question")) for cell in cells):
            return "question"
        named = all(values.plain(cell).startswith(("bord", "table")) for cell in cells)
        return "table" if named or len(set(cells)) < len(cells) else ""
    return ""


def _are_ids(rows: Sequence[Sequence[str]], column: int) -> bool:
    cells = [row[column] for row in rows if len(row) > column and row[column].strip()]
    return any(values.uid_of(cell) for cell in cells)


def _longest(rows: Sequence[Sequence[str]], roles: Sequence[Role]) -> int | None:
    """The free column with the longest words; None when none has words at all."""
    scored = []
    for column, role in enumerate(roles):
        cells = [row[column] for row in rows if len(row) > column and row[column].strip()]
        if role or not cells:
            continue
        words = [cell for cell in cells if any(map(str.isalpha, cell)) and not values.uid_of(cell)]
        length = sum(map(len, words)) / len(cells)
        if len(words) * 2 >= len(cells) and (length >= TEXT_LENGTH or len(roles) == 1):
            scored.append((length, -column))
    if scored:
        return -max(scored)[1]
    only = [at for at, role in enumerate(roles) if not role]
    return only[0] if len(only) == 1 == len(roles) and rows else None


def best_sheet(sheets: Sequence[Sheet]) -> int:
    """Which sheet to begin with: the first that is shown and whose headings tell of notes."""
    shown = [
        at for at, sheet in enumerate(sheets) if not sheet.hidden and any(map(any, sheet.rows))
    ]
    by_heading = [at for at in shown if (layout := layout_of(sheets[at])).header and layout.shape]
    by_heading += [
        at
        for at in shown
        if any(headers.role_of(head) == "text" for head in layout_of(sheets[at]).heads)
    ]
    return next(iter([*by_heading, *shown]), 0)
