"""What the columns and delimiters are called on the page, and the rows that were left, as CSV."""

from collections.abc import Mapping, Sequence

from cafe.core.i18n import _
from cafe.core.lines import closed
from cafe.intake.reading.delimited import written
from cafe.intake.recognising.headers import Role
from cafe.writers.guard import guard


def role_words(role: Role) -> str:
    """What a column of this role is called."""
    return {
        "text": _("Note"),
        "table": _("Table"),
        "question": _("Question"),
        "part": _("Part"),
        "kind": _("Kind"),
        "heading": _("Heading"),
        "main": _("Main statement"),
        "elaboration": _("Elaboration"),
        "rejected": _("Rejected"),
        "reason": _("Reason"),
        "id": _("Id"),
        "": _("not used"),
    }[role]


def delimiter_words(mark: str) -> str:
    """What stands between the cells of a row."""
    return {
        ";": _("semicolon"),
        "\t": _("tab"),
        ",": _("comma"),
        "|": _("vertical bar"),
        "": _("nothing: one note on each line"),
    }[mark]


def left_csv(
    heads: Sequence[str],
    left: Sequence[tuple[int, str, str]],
    cells: Mapping[int, Sequence[str]],
) -> str:
    """The rows that were not taken in as they were, each once, and why: to be mended and sent
    again."""
    whys: dict[int, list[str]] = {}
    for row, why, _text in left:
        whys.setdefault(row, []).append(why)
    width = max([len(heads), *(len(cells[row]) for row in whys)], default=0)
    rows = [[*_padded(heads, width), _("Row"), _("Why it was not taken in")]]
    for row, some in whys.items():
        rows.append([*_padded(cells[row], width), str(row), " ".join(dict.fromkeys(some))])
    return written([[guard(closed(cell)) for cell in row] for row in rows])


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *([""] * (width - len(cells)))]
