"""Fixtures for every room's tests; each says in `tests/support/` what it gives."""

import pytest

pytest_plugins = [
    "tests.support.app",
    "tests.support.database",
    "tests.support.programs.postgres",
    "tests.support.programs.valkey",
    "tests.support.browser",
    "tests.support.server",
]

# What a process of its own or a page costs: modules that use it begin first.
SLOW = {"browser", "server", "postgres_server"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put modules that wait for browsers and processes first, so that the end is short ones."""
    slow = {item.path for item in items if SLOW & set(getattr(item, "fixturenames", ()))}
    slow |= {item.path for item in items if "simulation" in item.path.parts}
    items.sort(key=lambda item: ("simulation" not in item.path.parts, item.path not in slow))
