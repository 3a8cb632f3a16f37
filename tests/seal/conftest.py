"""Seals that are compared are reckoned a thousand times: a million take half a second each."""

import pytest

from cafe.seal import rules


@pytest.fixture
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A seal is said in other words than anywhere else, and in the same by all that this test asks.

    That it is a million, and which words they are then, test_rules.py holds.
    """
    monkeypatch.setattr(rules, "ROUNDS", 1000)
    monkeypatch.setattr(rules, "_said", {})
