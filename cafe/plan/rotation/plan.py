"""Who sits where in each round, so that as few as possible meet twice.

The social golfer problem (Harvey 2002; CSPLib prob010) with tables that have names: in order of
weight, tables differ by at most one person in each round; nobody comes back to a table while there
are no more rounds than tables; as few as possible get the same question again; as few pairs as
possible meet again. Pure and the same every time: chance has a fixed seed, and the work is bounded
by steps.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import comb
from random import Random
from typing import NamedTuple

from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.plan.rotation.bounds import least_again, least_asked, spread
from cafe.plan.rotation.search import MEETING, MOST_TRIES, QUESTION, TABLE, Floor, improve
from cafe.plan.rotation.steps import steps_for

MOST_PEOPLE, MOST_TABLES, MOST_ROUNDS = 400, 60, 8
SEED = 2014
RELABELLINGS = 4_000
BEAM = 40
Rounds = list[list[int]]


class Spot(NamedTuple):
    """A table: its number and its question's."""

    table: int
    question: int


class Met(NamedTuple):
    """How often people meet again: `pairs[c]` pairs sit together c times, c ≥ 2.

    `again` counts two rounds in which the same two sit together: a pair that meets twice counts 1,
    three times 3. `least` is what no plan that spares people the same question as this one does
    can do without.
    """

    pairs: dict[int, int]
    again: int
    least: int


class Asked(NamedTuple):
    """How often people get a question again: `people` of them do.

    `again` counts two rounds in which somebody has the same question: twice counts 1, three times
    3. `least` is what no plan can do without.
    """

    people: int
    again: int
    least: int


def plan(people: int, tables: Sequence[Spot], rounds: int, tries: int = MOST_TRIES) -> Rounds:
    """For each round the table number of person 0 … people − 1. Raises Invalid.

    `tries` bounds the search: by default seconds for the largest halls, most often far less.
    """
    check(people, len(tables), rounds)
    if len({spot.table for spot in tables}) < len(tables):
        raise Invalid(_("Two tables have the same number."), where="tables")
    random = Random(SEED)  # noqa: S311 - nothing secret: the same plan every time
    seats = _start(people, tables, rounds, random)
    known = {question: at for at, question in enumerate(sorted({s.question for s in tables}))}
    questions = [known[spot.question] for spot in tables]
    floor = Floor(seats, len(tables), questions)
    enough = _enough(people, len(tables), rounds, questions)
    best = improve(floor, enough, random, tries)
    return [[tables[at].table for at in row] for row in best]


def check(people: int, tables: int, rounds: int) -> None:
    """Raise Invalid unless a plan can be made for so many."""
    for value, most, name in (
        (people, MOST_PEOPLE, _("people")),
        (tables, MOST_TABLES, _("tables")),
        (rounds, MOST_ROUNDS, _("rounds")),
    ):
        if not 1 <= value <= most:
            message = _("A plan is for 1 to %(most)s %(name)s.", most=most, name=name)
            raise Invalid(message, where="people")


def _start(people: int, tables: Sequence[Spot], rounds: int, random: Random) -> list[list[int]]:
    """The rows' walk, with the tables laid along it so that questions seldom come back."""
    size = len(tables)
    plus, steps = steps_for(-(-people // size), size, rounds, random)
    walks = [[plus[i % size][steps[i // size][k]] for i in range(people)] for k in range(rounds)]
    laid = _lay(walks, [spot.question for spot in tables], random)
    return [[laid[place] for place in row] for row in walks]


def _lay(walks: list[list[int]], questions: list[int], random: Random) -> list[int]:
    """Which table lies at each place of the walk: tables change places while it helps."""
    laid, size = list(range(len(questions))), len(questions)
    # How often somebody goes to both places.
    after: list[Counter[int]] = [Counter() for _place in laid]
    for row, later in combinations(walks, 2):
        for here, there in zip(row, later, strict=True):
            after[here][there] += 1
            after[there][here] += 1

    def twice(place: int) -> int:
        mine = questions[laid[place]]
        return sum(times for at, times in after[place].items() if questions[laid[at]] == mine)

    for _try in range(RELABELLINGS if len(set(questions)) < size else 0):
        one, two = random.randrange(size), random.randrange(size)
        before = twice(one) + twice(two)
        laid[one], laid[two] = laid[two], laid[one]
        if twice(one) + twice(two) > before:
            laid[one], laid[two] = laid[two], laid[one]
    return laid


def _enough(people: int, tables: int, rounds: int, questions: Sequence[int]) -> int:
    """A cost that no plan can go below: the search ends there."""
    back = TABLE * people * spread(rounds, tables)
    asked, again = least_asked(people, rounds, questions), least_again(people, tables, rounds)
    if asked:
        return back + QUESTION * asked + MEETING * again
    spared = MEETING * least_again(people, tables, rounds, questions)
    return back + min(QUESTION + MEETING * again, spared)


def met(seats: Rounds, question: Mapping[int, int] | None = None) -> Met:
    """How many pairs meet more than once, and how many meetings again cannot be avoided.

    `question`: of each table's number, where a question again was to be spared.
    """
    together: Counter[tuple[int, int]] = Counter()
    for row in seats:
        for group in groups(row).values():
            together.update(combinations(group, 2))
    times = Counter(count for count in together.values() if count > 1)
    tables = sorted({table for row in seats for table in row})
    again = sum(comb(count, 2) * pairs for count, pairs in times.items())
    spared = question and not asked(seats, question).again
    of_each = [question[table] for table in tables] if question and spared else []
    least = least_again(len(seats[0]), len(tables), len(seats), of_each)
    return Met(dict(sorted(times.items())), again, least)


def asked(seats: Rounds, question: Mapping[int, int]) -> Asked:
    """How many get a question again; `question` of each table's number."""
    again = [
        sum(comb(times, 2) for times in Counter(question[table] for table in walk).values())
        for walk in zip(*seats, strict=True)
    ]
    of_each = [question[table] for table in sorted({table for row in seats for table in row})]
    least = least_asked(len(seats[0]), len(seats), of_each)
    return Asked(sum(map(bool, again)), sum(again), least)


def groups(row: Sequence[int]) -> dict[int, list[int]]:
    """For each table, in order, the people (from 0) who sit there in this round."""
    found: dict[int, list[int]] = {table: [] for table in sorted(set(row))}
    for person, table in enumerate(row):
        found[table].append(person)
    return found


def one_more(seats: Rounds, tables: Sequence[Spot]) -> Rounds:
    """The plan with one more person at the end, at one of `tables`; nobody else moves.

    In each round one of the smallest tables; of all such ways the one that repeats least (a beam
    search over the rounds).
    """
    ways: list[tuple[int, list[Spot], Counter[int]]] = [(0, [], Counter())]
    for row in seats:
        sitting = groups(row)
        sizes = {spot: len(sitting.get(spot.table, ())) for spot in tables}
        smallest = [spot for spot in tables if sizes[spot] == min(sizes.values())]
        longer = [
            (cost + _repeats(path, known, spot, sitting.get(spot.table, [])), [*path, spot], known)
            for cost, path, known in ways
            for spot in smallest
        ]
        ways = [
            (cost, path, known + Counter(sitting.get(path[-1].table, [])))
            for cost, path, known in sorted(longer, key=lambda way: way[:2])[:BEAM]
        ]
    return [[*row, spot.table] for row, spot in zip(seats, ways[0][1], strict=True)]


def _repeats(path: list[Spot], known: Counter[int], spot: Spot, group: list[int]) -> int:
    back = 1_000 * MEETING * path.count(spot)
    asked = sum(before.question == spot.question for before in path)
    return back + MEETING * sum(known[person] for person in group) + QUESTION * asked
