"""What no rotation plan can do better than, by pigeonholes; the search ends when it is there."""

from collections import Counter
from collections.abc import Sequence
from math import comb


def least_again(people: int, tables: int, rounds: int, questions: Sequence[int] = ()) -> int:
    """How many meetings again no plan can do without (`plan.Met.again`).

    Of any two rounds: those of one table spread over the tables of the other (over all but their
    own while nobody comes back), and where more come than there are tables, some meet again. Of all
    rounds: there are only so many pairs, and all meetings spread over them. With `questions`, the
    question of each table: while nobody gets a question again, its tables fall away too.
    """
    small, over = divmod(people, tables)
    own = [questions.count(one) for one in questions] or [1 if 1 < rounds <= tables else 0] * tables
    more = sorted(spread(small + 1, tables - at) - spread(small, tables - at) for at in own)
    of_two = sum(spread(small, tables - at) for at in own) + sum(more[:over])
    meetings = rounds * (over * comb(small + 1, 2) + (tables - over) * comb(small, 2))
    return max(comb(rounds, 2) * of_two, spread(meetings, comb(people, 2)))


def least_asked(people: int, rounds: int, questions: Sequence[int]) -> int:
    """How often no plan can spare anybody a question again, counted as in `plan.Asked.again`.

    `questions`: that of each table. Each person's rounds spread over the questions; and the seats
    at a question, over all rounds, spread over the people. How many seats a question has depends on
    which tables are one larger: the cheapest way of that is taken, so it is a bound and no plan.
    """
    small, over = divmod(people, len(questions))
    tables = Counter(questions)
    others = {one: len(questions) - count for one, count in tables.items()}
    seats = {
        one: rounds * (count * small + max(0, over - others[one])) for one, count in tables.items()
    }
    most = {one: rounds * (count * small + min(over, count)) for one, count in tables.items()}
    for _seat in range(rounds * people - sum(seats.values())):
        free = [one for one in seats if seats[one] < most[one]]
        seats[min(free, key=lambda one: seats[one] // people)] += 1
    by_seats = sum(spread(count, people) for count in seats.values())
    return max(people * spread(rounds, len(tables)), by_seats)


def spread(things: int, places: int) -> int:
    """How many pairs of things share a place when they spread as evenly as they can."""
    if not places:
        return 0
    small, over = divmod(things, places)
    return over * comb(small + 1, 2) + (places - over) * comb(small, 2)
