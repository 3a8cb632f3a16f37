"""Fixtures for every room's tests; each says in `tests/support/` what it gives."""

import gc
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cafe.core import i18n
from cafe.jobs import fork_server

pytest_plugins = [
    "tests.support.app",
    "tests.support.database",
    "tests.support.programs.postgres",
    "tests.support.programs.provider",
    "tests.support.programs.valkey",
    "tests.support.browser",
    "tests.support.server",
]

# Else each run compiles every test anew, and each of some hundred processes the whole café.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A slow machine is no fault of what is tried on it.
settings.register_profile(
    "any machine", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")
# The gate tries the same examples each time: what fails there was changed. Whoever runs tests by
# name tries others each time, and what that finds becomes an @example.
settings.register_profile("gate", parent=settings(), derandomize=True, database=None)

# Rooms whose tests take longest, the longest first: what waits for a package, a server, a job. What
# is in none of them takes milliseconds, and fills the end.
FIRST = ["simulation", "setup", "server", "browser", "jobs", "web", "live", "report", "sort"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the rooms that take longest first, so that the end is short modules."""
    here = Path(__file__).parent
    rooms = {item.path: item.path.relative_to(here).parts[0] for item in items}
    items.sort(key=lambda item: FIRST.index(room) if (room := rooms[item.path]) in FIRST else 99)


def pytest_collection_finish() -> None:
    """What is there now stays: Python need not look through all of it again and again.

    Nor through what is new after each 700 things: that is a seventh of what a test of routes takes.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


def pytest_sessionfinish() -> None:
    """What this process had its jobs forked from ends with it."""
    if fork_server._of_process.cache_info().currsize:
        line = fork_server._of_process(os.getpid())
        line.ours.close()
        line.process.wait()


def pytest_runtest_setup() -> None:
    """Each test begins in the language a café begins in, whatever the one before it spoke."""
    i18n.speak(i18n.DEFAULT)


@pytest.fixture
def oslo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The hall's clock."""
    monkeypatch.setenv("TZ", "Europe/Oslo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
