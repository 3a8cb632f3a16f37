"""Which question of an earlier café one is the next of, and what was printed under it. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cafe.document.changed import Line
from cafe.suggest.stems import common, stem, words

# Of all the words that two questions have between them, so many are the same when they are alike.
ALIKE = 0.5


class Asked(NamedTuple):
    """A question: where it was written, what it is a copy of ("" for none), number and words."""

    uid: str
    origin: str
    number: int
    text: str

    @property
    def family(self) -> str:
        """What all copies of one question have in common."""
        return self.origin or self.uid


class Sentence(NamedTuple):
    """A printed sentence with its heading; `id` is its entry's."""

    id: str
    heading: str
    text: str


def earlier_of(question: Asked, others: Sequence[Asked]) -> Asked | None:
    """The one of `others` that `question` is copied from, or else one that is alike in words."""
    copied = [one for one in others if one.family == question.family]
    if copied:
        return copied[0]
    best = max(others, key=lambda one: _likeness(question.text, one.text), default=None)
    return best if best and _likeness(question.text, best.text) >= ALIKE else None


def _likeness(one: str, other: str) -> float:
    mine, theirs = (
        {stem(word) for word in words(text) if not common(word)} for text in (one, other)
    )
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def printed(lines: Iterable[Line], number: int) -> list[Sentence]:
    """The sentences that a kept document printed under question `number`, in its order."""
    spot = f"question-{number}"
    here = (line for line in lines if line.spot == spot and line.kind == "text" and line.id)
    return [Sentence(line.id, line.under, line.text) for line in here]
