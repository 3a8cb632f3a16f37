"""A good start for the rotation plan: people walk through the tables in rows of even steps.

Person i belongs to the row i // tables and begins at place i % tables; in round k the whole row has
walked f(row, k) places on. Sizes are then even in every round. Two people of different rows meet in
round k when their places differ by f(row, k) − f(other, k), so they meet at most once when those
differences are all different: a difference matrix (Colbourn & Dinitz, Handbook of Combinatorial
Designs, VI.17). Over a field f(row, k) = row · k is one, which solves as many tables as a prime
power exactly; for other counts a search over the few steps comes close, long before single people
are moved.
"""

from functools import cache
from itertools import product
from random import Random

Steps = list[list[int]]
Grid = list[list[int]]
# Walking back to a place is worse than meeting anybody again.
STAYING = 1000
WORK = 1_500_000  # elementary steps of the search: about a third of a second
MOST_SWEEPS = 400


def steps_for(rows: int, tables: int, rounds: int, random: Random) -> tuple[Grid, Steps]:
    """(how places are added, for each row its steps per round), few coincidences among them.

    A first row that never moves stands for the tables themselves while rounds ≤ tables, so that
    nobody returns to a table; it is not among the rows given back.
    """
    begun = [
        (plus, search(_straight(times, rows, tables, rounds, random), plus, random))
        for plus, times in (_circle(tables), _field(tables))
    ]
    plus, found = min(begun, key=lambda one: _coincidences(one[1], one[0]))
    return plus, found[1:]


def _straight(times: Grid, rows: int, tables: int, rounds: int, random: Random) -> Steps:
    """Row d walks d places per round; rows that would walk like another begin anyhow."""
    wanted = [
        [times[row][k % tables] for k in range(rounds)] for row in range(min(rows + 1, tables))
    ]
    more = rows + 1 - len(wanted)
    return wanted + [
        [0, *(random.randrange(tables) for _k in range(rounds - 1))] for _ in range(more)
    ]


def search(steps: Steps, plus: Grid, random: Random) -> Steps:
    """`steps` with fewer coincidences: one step at a time is set to the value that costs least.

    Min-conflicts (Minton et al. 1992): sweeps over all steps, ties by lot, the best state kept.
    """
    minus = _differences(plus)
    rounds = len(steps[0])
    sweep = max(1, len(steps) ** 2 * rounds**2)
    best, least = [row[:] for row in steps], _coincidences(steps, plus)
    for _sweep in range(min(MOST_SWEEPS, WORK // sweep)):
        if not least:
            break
        for row in range(1, len(steps)):
            for k in range(1, rounds):
                costs = _costs(steps, row, k, plus, minus)
                low = min(costs)
                steps[row][k] = random.choice([at for at in range(len(plus)) if costs[at] == low])
        cost = _coincidences(steps, plus)
        if cost < least:
            best, least = [row[:] for row in steps], cost
    return best


def _costs(steps: Steps, row: int, k: int, plus: Grid, minus: Grid) -> list[int]:
    """What each value of steps[row][k] would coincide with."""
    costs, mine = [0] * len(plus), steps[row]
    others = [other for other in range(len(mine)) if other != k]
    staying = STAYING if len(mine) <= len(plus) else 0
    for index, theirs in enumerate(steps):
        if index != row:
            weight, at = (1 if index else staying), plus[theirs[k]]
            for other in others:
                costs[at[minus[mine[other]][theirs[other]]]] += weight
    return costs


def _coincidences(steps: Steps, plus: Grid) -> int:
    minus, total = _differences(plus), 0
    staying = STAYING if len(steps[0]) <= len(plus) else 0
    for index, row in enumerate(steps):
        for other in range(index):
            apart = [minus[one][two] for one, two in zip(row, steps[other], strict=True)]
            again = sum(apart[:k].count(value) for k, value in enumerate(apart))
            total += again * (1 if other else staying)
    return total


def _differences(plus: Grid) -> Grid:
    size = range(len(plus))
    minus = [[0] * len(plus) for _ in size]
    for one in size:
        for two in size:
            minus[plus[one][two]][two] = one
    return minus


@cache
def _circle(size: int) -> tuple[Grid, Grid]:
    """Addition and multiplication around a circle of `size` places."""
    places = range(size)
    return (
        [[(x + y) % size for y in places] for x in places],
        [[x * y % size for y in places] for x in places],
    )


@cache
def _field(size: int) -> tuple[Grid, Grid]:
    """Addition and multiplication of the field with `size` elements, of a product of fields else.

    Elements are numbered so that 0 is zero; a product's are pairs, worked on side by side.
    """
    plus, times = [[0]], [[0]]
    for prime, power in _prime_powers(size):
        plus, times = (
            _pairs(old, new) for old, new in zip((plus, times), _galois(prime, power), strict=True)
        )
    return plus, times


def _pairs(old: Grid, new: Grid) -> Grid:
    width = len(new)
    places = range(len(old) * width)
    return [
        [old[x // width][y // width] * width + new[x % width][y % width] for y in places]
        for x in places
    ]


def _prime_powers(size: int) -> list[tuple[int, int]]:
    found, prime = [], 2
    while size > 1:
        power = 0
        while size % prime == 0:
            size, power = size // prime, power + 1
        if power:
            found.append((prime, power))
        prime += 1
    return found


def _galois(prime: int, power: int) -> tuple[Grid, Grid]:
    """The field of prime**power elements: polynomials over Z/prime, written as digits."""
    elements = list(product(range(prime), repeat=power))
    number = {element: at for at, element in enumerate(elements)}
    plus = [
        [number[tuple((x + y) % prime for x, y in zip(one, two, strict=True))] for two in elements]
        for one in elements
    ]
    for tail in elements:  # the first polynomial without zero divisors is irreducible
        times = [[number[_multiply(x, y, tail, prime)] for y in elements] for x in elements]
        if all(0 not in row[1:] for row in times[1:]):
            return plus, times
    raise AssertionError(f"no field of {prime}**{power} elements")


def _multiply(
    one: tuple[int, ...], two: tuple[int, ...], tail: tuple[int, ...], prime: int
) -> tuple[int, ...]:
    """one · two modulo x^n − tail; the highest power stands first."""
    answer = [0] * len(one)
    for digit in one:
        lead, answer = answer[0], [*answer[1:], 0]
        answer = [
            (have + lead * low + digit * mine) % prime
            for have, low, mine in zip(answer, tail, two, strict=True)
        ]
    return tuple(answer)
