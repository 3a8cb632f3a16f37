"""Which heading a note most likely goes under, learned from what is placed and the headings' words.

Half from each of two ways of learning (classifying.py), on stems, pieces of compounds and kin words
alone: runs of letters gained nothing. Nothing is ever applied.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cafe.suggest.classifying import Shares, Taught, count, spread
from cafe.suggest.vectors import WEIGHTS, Text, read
from cafe.suggest.wordlists import ABBREVIATIONS

_STEMS_ONLY = WEIGHTS._replace(letters=0.0)


class Placed(NamedTuple):
    """A note and the id of a heading it stands under; one that stands under two is given twice."""

    note: Text
    heading: str


def suggest(
    placed: Iterable[Placed],
    headings: Mapping[str, str],
    unplaced: Iterable[Text],
    *,
    abbreviations: Mapping[str, str] = ABBREVIATIONS,
    asked: str = "",
    beside: Iterable[str] = (),
) -> dict[str, list[tuple[str, float]]]:
    """For each of `unplaced` all headings with their likelihoods (they add up to 1), best first.

    `headings` are the texts by id, in the organiser's order, which also breaks ties. `asked` as in
    `read`; `beside` are notes of other questions, through whose words notes meet here. Without
    headings there is nothing to suggest.
    """
    waiting = list(unplaced)
    known = [one for one in placed if one.heading in headings]
    if not headings or not waiting:
        return {}
    names = [Text(key, text) for key, text in headings.items()]
    here = [*names, *(one.note for one in known), *waiting]
    reading = read(
        [*here, *(Text("", text) for text in beside)],
        abbreviations=abbreviations,
        asked=asked,
        weights=_STEMS_ONLY,
    )
    order = {key: at for at, key in enumerate(headings)}
    labels = [*order.values(), *(order[one.heading] for one in known)]
    vectors = reading.vectors
    taught = Taught(vectors[: len(here)], labels, len(names), vectors[len(here) :])
    both = zip(waiting, spread(taught), count(taught), strict=True)
    return {note.id: _ranked(list(order), one, other) for note, one, other in both}


def _ranked(headings: list[str], one: Shares, other: Shares) -> list[tuple[str, float]]:
    halves = ((a + b) / 2 for a, b in zip(one, other, strict=True))
    # Rounded for the order only, so that ties fall as the organiser's headings stand.
    return sorted(zip(headings, halves, strict=True), key=lambda pair: -round(pair[1], 9))
