"""Days at a table, from seeds: nothing typed is lost or doubled, and nothing stalls.

Here are enough of them for every kind of trouble to come many times; a thousand and more are what
`python -m tests.simulation --seeds 1000` is for.
"""

import pytest

from tests.simulation.command import days, found, many, report

# Every kind of trouble, and every kind of thing that people do: each must be tried often enough.
KINDS = (
    """
add; paste; edit; strike; statement; half a note; reload; browser killed; slow disk; full disk;
disk full; disk asked twice; clock jumps; two tablets; link renewed; the new link; stage vernissage;
stage open; lost; hung; answer lost; answer hung; doubled; overtaken; 502; stranger; server killed
""".replace("\n", " ")
    .strip()
    .split("; ")
)


DAYS, OFTEN = 120, 12


def test_many_days() -> None:
    told = many(0, DAYS)
    assert told.days == DAYS
    assert not told.faults, report(told)
    assert {kind: told.happened[kind] for kind in KINDS if told.happened[kind] < OFTEN} == {}


def test_a_day_from_a_seed_is_the_same_day_again() -> None:
    all_four, alone = days(40, 4), days(42, 1)
    assert len(set(all_four.digests.values())) == 4
    assert alone.digests[42] == all_four.digests[42]


@pytest.mark.parametrize(
    "bug",
    ["shared pending", "cleared by another transaction", "an answer takes away what follows"],
)
def test_a_bug_is_found_and_its_day_can_be_seen_again(bug: str) -> None:
    seen = found(bug)
    assert seen, f"{bug} was not found"
    seed, faults = seen
    again = days(seed, 1, bug=bug)
    assert again.faults == {seed: faults}
    assert f"-m tests.simulation --seed {seed} --bug" in report(again, bug)
    assert not days(seed, 1).faults
