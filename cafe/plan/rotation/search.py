"""From a good start to a better rotation plan: two change places, or one takes a free place."""

from collections.abc import Sequence
from math import exp
from random import Random

# What it costs that two people meet once more, and that somebody comes back to a table or question.
# A question again is a round lost to who gets it; a face again is not.
MEETING, TABLE, QUESTION = 24, 4, 100
WARM, COLD = 8.0, 0.6
ALONE = 0.5  # how often one person goes to a smaller table, and nobody comes in return
READS = 50_000_000  # looks at who has met whom: the bound on the work, whatever the machine
MOST_TRIES = 600_000


class Floor:
    """Who sits where in each round, who has met whom, and what that costs."""

    def __init__(self, seats: list[list[int]], tables: int, questions: Sequence[int]) -> None:
        """`seats[k][person]` is an index of a table; `questions[table]` an index of a question."""
        self.seats, self.tables, self.questions = seats, tables, questions
        self.people = len(seats[0])
        self.firm = len(seats) <= tables  # then nobody comes back to a table
        self.uneven = self.people % tables > 0
        self.groups: list[list[list[int]]] = [[[] for _ in range(tables)] for _ in seats]
        self.met = [bytearray(self.people) for _ in range(self.people)]
        self.visits = [bytearray(tables) for _ in range(self.people)]
        self.asked = [bytearray(max(questions) + 1) for _ in range(self.people)]
        for groups, at in zip(self.groups, seats, strict=True):
            for person, table in enumerate(at):
                self._seat(person, table, groups[table])

    def _seat(self, person: int, table: int, group: list[int]) -> None:
        for other in group:
            self.met[person][other] += 1
            self.met[other][person] += 1
        group.append(person)
        self.visits[person][table] += 1
        self.asked[person][self.questions[table]] += 1

    def _rise(self, person: int, table: int, group: list[int]) -> None:
        group.remove(person)
        for other in group:
            self.met[person][other] -= 1
            self.met[other][person] -= 1
        self.visits[person][table] -= 1
        self.asked[person][self.questions[table]] -= 1

    def cost(self) -> int:
        """What is still to be wished for; 0 is a plan without any repetition."""
        again = sum(_pairs_in(row) for row in self.met) // 2
        back = sum(_pairs_in(row) for row in self.visits)
        asked = sum(_pairs_in(row) for row in self.asked)
        return MEETING * again + TABLE * back + QUESTION * asked

    def swap(self, k: int, one: int, two: int) -> int | None:
        """How much dearer it is when the two change places in round k; None: not allowed."""
        here, there = self.seats[k][one], self.seats[k][two]
        if self.firm and (self.visits[one][there] or self.visits[two][here]):
            return None
        meetings = self._meetings(k, one, there) + self._meetings(k, two, here)
        meetings -= 2 * self.met[one][two]  # each was counted as if the other stayed
        return MEETING * meetings + self._places(one, here, there) + self._places(two, there, here)

    def shift(self, k: int, one: int, there: int) -> int | None:
        """How much dearer it is when one person goes to a smaller table; None: not allowed."""
        here, groups = self.seats[k][one], self.groups[k]
        if len(groups[here]) <= len(groups[there]) or (self.firm and self.visits[one][there]):
            return None
        return MEETING * self._meetings(k, one, there) + self._places(one, here, there)

    def _meetings(self, k: int, person: int, there: int) -> int:
        """How many more meet again when this person sits with those at the table `there`."""
        known, mine = self.met[person].__getitem__, self.groups[k][self.seats[k][person]]
        return sum(map(known, self.groups[k][there])) - sum(map(known, mine)) + len(mine) - 1

    def _places(self, person: int, here: int, there: int) -> int:
        more = 0
        if not self.firm:
            more += TABLE * (self.visits[person][there] - self.visits[person][here] + 1)
        left, taken = self.questions[here], self.questions[there]
        if left != taken:
            more += QUESTION * (self.asked[person][taken] - self.asked[person][left] + 1)
        return more

    def move(self, k: int, person: int, there: int) -> None:
        """Let this person sit at the table `there` in round k."""
        at, groups = self.seats[k], self.groups[k]
        self._rise(person, at[person], groups[at[person]])
        self._seat(person, there, groups[there])
        at[person] = there

    def content(self, k: int, person: int) -> bool:
        """True when this person repeats nothing in round k: not worth moving."""
        table = self.seats[k][person]
        group = self.groups[k][table]
        return (
            self.asked[person][self.questions[table]] == 1
            and self.visits[person][table] == 1
            and sum(map(self.met[person].__getitem__, group)) == len(group) - 1
        )


def _pairs_in(row: bytearray) -> int:
    return sum(count * (count - 1) // 2 for count in row if count > 1)


def improve(floor: Floor, enough: int, random: Random, most: int = MOST_TRIES) -> list[list[int]]:
    """The best seats found by simulated annealing within at most `most` tries.

    Stops at the cost `enough`. A time limit would make two machines give two plans.
    """
    people, rounds = floor.people, len(floor.seats)
    tries = min(most, READS // (4 * (people // floor.tables + 8)))
    cost = least = floor.cost()
    best = [row[:] for row in floor.seats]
    cooling = (COLD / WARM) ** (1 / tries)
    heat, lot = WARM, random.random
    for _try in range(tries):
        if least <= enough:
            break
        heat *= cooling
        k, one, two = int(lot() * rounds), int(lot() * people), int(lot() * people)
        if floor.seats[k][one] == floor.seats[k][two] or floor.content(k, one):
            continue
        here, there = floor.seats[k][one], floor.seats[k][two]
        alone = floor.uneven and lot() < ALONE
        dearer = floor.shift(k, one, there) if alone else floor.swap(k, one, two)
        if dearer is None or (dearer > 0 and lot() >= exp(-dearer / heat)):
            continue
        floor.move(k, one, there)
        if not alone:
            floor.move(k, two, here)
        cost += dearer
        if cost < least:
            least, best = cost, [row[:] for row in floor.seats]
    return best
