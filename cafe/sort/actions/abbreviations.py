"""What an organiser does with the café's own abbreviations."""

from sqlalchemy.orm import Session

from cafe.model import Workshop, events, record
from cafe.model.commands import once
from cafe.sort.abbreviations import abbreviations_of, from_lines
from cafe.sort.guards import check_not_finished


@once(None)
def set_abbreviations(
    tx: Session, *, workshop: Workshop, text: str, by: str, operation: str
) -> None:
    """Keep the list typed as `text`: what is printed by it, and the words that are accounted for.

    Raises Invalid as `from_lines`; Conflict when the café is finished.
    """
    check_not_finished(workshop, where="abbreviations")
    found = from_lines(text)
    if [*abbreviations_of(workshop).items()] == [*found.items()]:  # their order is somebody's too
        return
    workshop.abbreviations = found
    item = events.body(workshop)
    record(tx, workshop, what="workshop", key=workshop.id, item=item, by=by, operation=operation)
