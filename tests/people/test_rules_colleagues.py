"""What owners may do with each other."""

from itertools import combinations

import pytest

from cafe.errors import Conflict, Invalid
from cafe.people.colleagues import rules
from cafe.people.rules import CAFE_ROLES


@pytest.mark.parametrize("typed", ["", "Owner", "keeper", "owner ", "eier", "\u202eowner"])
def test_only_a_cafe_has_roles(typed: str) -> None:
    with pytest.raises(Invalid):
        rules.check_role(typed)
    assert [rules.check_role(role) for role in CAFE_ROLES] == list(CAFE_ROLES)


def test_the_higher_of_two_roles_is_kept() -> None:
    assert rules.higher(None, "reader") == "reader"
    for more, less in combinations(CAFE_ROLES, 2):
        assert rules.higher(more, less) == rules.higher(less, more) == more


def test_a_cafe_keeps_an_owner() -> None:
    rules.check_owner_stays(1, "Kafé")
    with pytest.raises(Conflict, match="Kafé") as refused:
        rules.check_owner_stays(0, "Kafé")
    assert refused.value.where == "role"


@pytest.mark.parametrize(
    ("theirs", "owned", "stranger", "runs", "may"),
    [
        ({"a"}, {"a", "b"}, False, False, True),
        ({"a"}, {"a"}, False, False, True),
        ({"a", "c"}, {"a", "b"}, False, False, False),  # the link would open café c too
        (set(), {"a"}, False, False, False),
        ({"a"}, {"a"}, True, False, False),  # reads along in another organisation
        ({"a"}, {"a"}, False, True, False),  # keeps the installation, or runs the organisation
    ],
)
def test_an_owner_takes_over_no_account_that_opens_more(
    theirs: set[str], owned: set[str], stranger: bool, runs: bool, may: bool
) -> None:
    assert rules.may_reset(theirs=theirs, owned=owned, stranger=stranger, runs=runs) is may
