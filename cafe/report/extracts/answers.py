"""What was answered to what an extract has, printed behind it as what it is. Pure."""

from collections.abc import Sequence

from cafe.core.i18n import _, long_date
from cafe.core.lines import isolated, one_line
from cafe.document.tree import Appendix, AppendixPart
from cafe.followup.rules import Answer, Point, sayings, status_name


def answers_to(points: Sequence[tuple[Point, Answer]]) -> tuple[Appendix, ...]:
    """How each of `points` stands, in their order, in the language spoken now."""
    parts = tuple(_part(point, answer) for point, answer in points)
    return (Appendix("answers", _("You said, we do"), parts),) if parts else ()


def _part(point: Point, answer: Answer) -> AppendixPart:
    stands = f"{status_name(answer.status)}, {long_date(answer.day)}"
    said = (isolated(one_line(text)) for text in sayings(answer))
    return AppendixPart(isolated(one_line(point.words)), items=(stands, *said))
