"""A row of a table, and what of it a note is made of. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from cafe.core.i18n import _
from cafe.core.limits import LINE, STATEMENT
from cafe.core.lines import unclosed
from cafe.core.text.characters import offered
from cafe.intake.recognising import values
from cafe.intake.recognising.headers import Role
from cafe.intake.recognising.layout import Layout
from cafe.writers.guard import unguard


class CannotPlace(Exception):
    """Why a row has no place, in words; `no_table`: a source would do."""

    def __init__(self, why: str, *, no_table: bool = False) -> None:
        super().__init__(why)
        self.why, self.no_table = why, no_table


# What is somebody's words: a merged cell says them once, and not in each of its rows.
WORDS = ("text", "main", "elaboration", "reason")


@dataclass(frozen=True)
class Row:
    """A row by its number, its cells, and what its columns are; `ours`: we wrote it; `plain`: CSV.

    `filled`: columns whose value stands in a merged cell above.
    """

    number: int
    layout: Layout
    cells: Sequence[str]
    ours: bool = False
    plain: bool = False
    filled: frozenset[int] = frozenset()

    def cell(self, column: int | None) -> str:
        """What stands there; "" beyond the row's end."""
        if column is None or column >= len(self.cells):
            return ""
        if column in self.filled and self.layout.roles[column] in WORDS:
            return ""  # said once, in the first of the merged cells
        cell = self.cells[column]
        if not self.ours:
            return cell
        return unclosed(unguard(cell) if self.plain else cell)

    def of(self, role: Role) -> str:
        """What stands in the column of this role."""
        return self.cell(self.layout.column(role))

    def all_of(self, role: Role) -> list[str]:
        """What stands in each column of this role, and says something."""
        cells = [self.cell(column) for column in self.layout.columns(role)]
        return [cell for cell in cells if not values.is_empty(cell)]

    def elaborations(self) -> list[str]:
        """What elaborates the note. Raises CannotPlace for what is too long."""
        cells = [offered(cell) for cell in self.all_of("elaboration")]
        if self.layout.shape == "own":
            cells = [line for cell in cells for line in cell.split("\n") if line.strip()]
        elif not self._is_told(why := offered(self.of("reason"))):
            cells.append(why)  # an answer, or longer than a reason may be
        cells = [cell for cell in cells if not values.is_empty(cell)]
        for cell in cells:
            if len(cell) > STATEMENT:
                raise CannotPlace(_("The elaboration: %(why)s", why=too_long(cell, STATEMENT)))
        return cells

    def _is_told(self, why: str) -> bool:
        """Whether the reason that the note comes set aside for has all of `why`."""
        return " ".join(why.split()) in self.reason()

    def heading(self) -> str:
        """The heading it stands under, "" for none. Raises CannotPlace."""
        heading = " ".join(offered(self.of("heading"), lines=False).split())
        if len(heading) > LINE:
            raise CannotPlace(_("The heading: %(why)s", why=too_long(heading, LINE)))
        if values.is_empty(heading):
            return ""
        return heading

    def reason(self) -> str:
        """Why the note comes set aside, "" when it does not."""
        column = self.layout.column("rejected")
        if column is None or not values.rejected(self.cell(column), self.layout.heads[column]):
            return ""
        why = " ".join(offered(self.of("reason"), lines=False).split())
        if self.layout.shape == "own":
            return why[:LINE] or _("set aside in the file")
        began = {
            "polis": _("rejected in Pol.is"),
            "decidim": _("rejected in Decidim"),
        }.get(self.layout.shape, _("rejected in the file"))
        whole = f"{began}: {why}" if why else began
        return whole if len(whole) <= LINE else began


def too_long(text: str, limit: int) -> str:
    """What is said of a text with more characters than `limit`."""
    return _(
        "It is too long: %(length)s characters, and there is room for %(limit)s.",
        length=len(text),
        limit=limit,
    )
