"""Who sits where: what every plan keeps, and what is known to be possible."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cafe.errors import Invalid
from cafe.plan.rotation import plan as rotation
from cafe.plan.rotation.bounds import least_again, least_asked
from cafe.plan.rotation.plan import Asked, Spot, asked, met, one_more, plan
from cafe.plan.rotation.search import Floor, improve
from cafe.plan.rotation.steps import steps_for


def spots(count: int, questions: int = 60) -> list[Spot]:
    """Tables 1 … count, numbered as a café lays them."""
    return [Spot(number + 1, number % questions + 1) for number in range(count)]


def back_at_a_table(seats: list[list[int]]) -> int:
    return sum(len(seats) - len(set(mine)) for mine in zip(*seats, strict=True))


@settings(max_examples=25)
@given(
    people=st.integers(1, 60),
    tables=st.integers(1, 12),
    rounds=st.integers(1, 6),
    questions=st.integers(1, 12),
)
def test_what_every_plan_keeps(people: int, tables: int, rounds: int, questions: int) -> None:
    laid = spots(tables, questions)
    seats = plan(people, laid, rounds, tries=2_000)
    assert [len(row) for row in seats] == [people] * rounds
    for row in seats:
        sizes = [row.count(spot.table) for spot in laid]
        assert sum(sizes) == people
        assert max(sizes) - min(sizes) <= 1
    if rounds <= tables:
        assert back_at_a_table(seats) == 0
    question = {spot.table: spot.question for spot in laid}
    if people >= tables:
        for found in (met(seats), met(seats, question), asked(seats, question)):
            assert found.again >= found.least
    assert plan(people, laid, rounds, tries=2_000) == seats


@pytest.mark.parametrize(
    ("people", "tables", "rounds"),
    [
        (120, 15, 3),  # the usual hall
        (90, 15, 3),
        (97, 13, 5),
        (400, 60, 8),
        (56, 8, 7),  # over a field of eight
        (72, 9, 8),
        (15, 5, 5),
        (16, 4, 5),  # the affine plane of order four: more rounds than tables, one question
    ],
)
def test_nobody_meets_twice_where_that_is_possible(people: int, tables: int, rounds: int) -> None:
    laid = spots(tables, questions=60 if rounds <= tables else 1)
    found = met(plan(people, laid, rounds))
    assert (found.pairs, found.again, found.least) == ({}, 0, 0)


@pytest.mark.parametrize(
    ("people", "tables", "rounds", "least"), [(9, 3, 3, 9), (23, 5, 3, 9), (30, 5, 3, 30)]
)
def test_no_plan_can_do_better(people: int, tables: int, rounds: int, least: int) -> None:
    found = met(plan(people, spots(tables), rounds))
    assert found.again == found.least == least


def test_meetings_are_counted_by_hand() -> None:
    seats = [[1, 1, 2, 2], [1, 1, 2, 2], [1, 1, 1, 2]]
    assert met(seats).pairs == {2: 1, 3: 1}
    assert met(seats).again == 1 + 3


def test_the_bound_by_hand() -> None:
    # Four from each of three tables go to the two others, two and two: two pairs a table.
    assert least_again(12, 3, 2) == 6
    assert least_again(12, 3, 1) == 0
    assert least_again(6, 1, 4) == 15 * 6


def laid_out(counts: tuple[int, ...]) -> list[Spot]:
    """counts[q] tables at question q + 1, numbered on."""
    questions = [at + 1 for at, count in enumerate(counts) for _table in range(count)]
    return [Spot(number + 1, question) for number, question in enumerate(questions)]


def walked(people: int, laid: list[Spot], rounds: int) -> tuple[Asked, int, int]:
    """What is asked again, meetings again, and the least of these in such plans."""
    seats, question = plan(people, laid, rounds), {spot.table: spot.question for spot in laid}
    found = met(seats, question)
    return asked(seats, question), found.again, found.least


def test_the_same_question_is_avoided() -> None:
    # Tables 1 and 8 have question 1, and so on.
    assert walked(98, spots(14, 7), 3) == (Asked(0, 0, 0), 0, 0)


def test_a_question_again_weighs_more_than_a_face_again() -> None:
    # 24 places at the third question's one table: the 13 others get one of the two others twice.
    found, again, least = walked(37, laid_out((2, 2, 1)), 3)
    assert found == Asked(people=13, again=13, least=13)
    assert again < least + 5
    # All go to the other question's three tables: ten spread over three, six times.
    assert walked(60, laid_out((3, 3)), 2) == (Asked(0, 0, 0), 72, 72)
    assert walked(25, laid_out((3, 1, 1)), 3)[0] == Asked(people=20, again=20, least=20)


def test_questions_again_are_counted_by_hand() -> None:
    seats, question = [[1, 1, 3, 3], [2, 3, 3, 1], [1, 2, 1, 2]], {1: 7, 2: 7, 3: 8}
    # 7 7 7 is three pairs of rounds, 7 8 7 one, 8 8 7 one, 8 7 7 one.
    assert asked(seats, question)[:2] == (4, 6)
    assert least_asked(4, 3, [7, 7, 8]) == 4
    assert least_asked(37, 3, [1, 1, 2, 2, 3]) == 13
    assert least_asked(10, 2, [1, 1, 1]) == 10
    assert least_asked(12, 3, [1, 2, 3]) == 0


def test_rows_over_a_field_never_coincide() -> None:
    from random import Random

    plus, steps = steps_for(7, 8, 7, Random(1))
    minus = {(plus[x][y], y): x for x in range(8) for y in range(8)}
    for at, row in enumerate(steps):
        assert len(set(row)) == 7
        for other in steps[:at]:
            apart = [minus[one, two] for one, two in zip(row, other, strict=True)]
            assert len(set(apart)) == 7


def test_the_search_counts_what_it_pays() -> None:
    from random import Random

    floor = Floor([[0, 1, 2, 0, 1, 2, 0, 1], [1, 2, 0, 1, 2, 0, 1, 2]], 3, [0, 1, 0])
    random, shifts = Random(3), 0
    for _try in range(200):
        k, one, two = random.randrange(2), random.randrange(8), random.randrange(8)
        here, there = floor.seats[k][one], floor.seats[k][two]
        if here != there:
            before, dearer = floor.cost(), floor.swap(k, one, two)
            if dearer is not None:
                floor.move(k, one, there)
                floor.move(k, two, here)
                assert floor.cost() == before + dearer
            before, dearer = floor.cost(), floor.shift(k, one, there)
            if dearer is not None:
                floor.move(k, one, there)
                assert floor.cost() == before + dearer
                shifts += 1
    assert shifts > 5
    start = floor.cost()
    better = Floor(improve(floor, 0, random), 3, [0, 1, 0])
    assert better.cost() <= start


@settings(max_examples=25)
@given(people=st.integers(1, 40), tables=st.integers(2, 9), rounds=st.integers(1, 4))
def test_one_more_moves_nobody(people: int, tables: int, rounds: int) -> None:
    laid = spots(tables, 3)
    seats = plan(people, laid, rounds, tries=2_000)
    for _person in range(3):
        more = one_more(seats, laid)
        assert [row[:-1] for row in more] == seats
        for row in more:
            sizes = [row.count(spot.table) for spot in laid]
            assert max(sizes) - min(sizes) <= 1
        seats = more


def test_who_comes_late_meets_new_people_at_new_tables() -> None:
    seats = one_more(plan(104, spots(15), 3), spots(15))
    assert len({row[-1] for row in seats}) == 3
    assert met(seats).again == 0


@pytest.mark.parametrize(
    ("people", "tables", "rounds"),
    [(0, 4, 2), (401, 4, 2), (20, 0, 2), (20, 61, 2), (20, 4, 0), (20, 4, 9), (-3, 4, 2)],
)
def test_nonsense_is_refused(people: int, tables: int, rounds: int) -> None:
    with pytest.raises(Invalid, match=r"\d+"):
        plan(people, spots(tables), rounds)


def test_a_table_is_named_once() -> None:
    with pytest.raises(Invalid):
        plan(8, [Spot(1, 1), Spot(1, 2)], 2)


def test_the_groups_are_in_order() -> None:
    assert rotation.groups([3, 1, 3, 2]) == {1: [1], 2: [3], 3: [0, 2]}
    assert all(a < b for a, b in pairwise(rotation.groups([9, 4, 2, 4])))
