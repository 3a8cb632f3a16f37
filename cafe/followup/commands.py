"""What is due, for whoever runs the installation: a line for each (`python3 -m cafe due`)."""

from datetime import date, timedelta

from cafe.core.clock import today
from cafe.core.lines import one_line
from cafe.followup.due import due_words
from cafe.followup.queries import due_everywhere
from cafe.model import Database


def lines_of_due(db: Database, within: int = 0) -> list[str]:
    """Café, kind, since when and what, by tabs; `within`: also what comes due in so many days."""
    days = min(max(0, within), (date.max - today()).days)
    with db.reading() as session:
        found = due_everywhere(session, today() + timedelta(days=days))
        return [
            "\t".join((at.workshop.id, one.kind, one.since.isoformat(), one_line(due_words(one))))
            for at in found
            for one in at.due
        ]
