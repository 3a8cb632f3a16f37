"""How good a rotation plan is, and how long it takes: python -m tests.bench.rotation."""

import time
from random import Random

from cafe.plan.rotation.plan import Spot, met, plan
from tests.bench.parts.figures import machine, show

SIZES = [
    (120, 15, 3),
    (90, 15, 3),
    (97, 13, 5),
    (75, 10, 4),
    (50, 8, 3),
    (30, 5, 3),
    (23, 5, 3),
    (16, 4, 5),
    (15, 5, 7),
    (120, 15, 8),
    (400, 40, 8),
    (400, 60, 8),
    (400, 4, 8),
]
DRAWS = 20


def by_lot(people: int, tables: int, rounds: int) -> float:
    """Meetings again, on average, when lots are drawn before each round."""
    random, total = Random(1), 0
    for _draw in range(DRAWS):
        seats = []
        for _round in range(rounds):
            row = [person % tables for person in range(people)]
            random.shuffle(row)
            seats.append(row)
        total += met(seats).again
    return total / DRAWS


def measure(people: int, tables: int, rounds: int) -> tuple[str, ...]:
    """One line of the table."""
    laid = [Spot(number + 1, number % (tables // 2 + 1)) for number in range(tables)]
    begun = time.perf_counter()
    seats = plan(people, laid, rounds)
    seconds = time.perf_counter() - begun
    found = met(seats)
    chance = by_lot(people, tables, rounds)
    return (
        f"{people} × {tables} × {rounds}",
        str(found.again),
        str(found.least),
        f"{chance:.0f}",
        f"{seconds:.2f} s",
    )


def main() -> None:
    """Print the table."""
    print(machine())
    head = ("people × tables × rounds", "meet again", "lower bound", "by lot", "time")
    show("Rotation plans", [head, *(measure(*size) for size in SIZES)])


if __name__ == "__main__":
    main()
