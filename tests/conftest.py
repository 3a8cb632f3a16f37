"""Fixtures for every room's tests; each says in `tests/support/` what it gives."""

pytest_plugins = [
    "tests.support.database",
    "tests.support.postgres",
    "tests.support.valkey",
    "tests.support.browser",
    "tests.support.server",
    "tests.support.app",
]
