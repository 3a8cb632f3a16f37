"""A café that several browser tests share; each opens a gathering of its own in it."""

from collections.abc import Iterator

import pytest

from tests.browser.tables import Table, open_table
from tests.support.server import Server


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One café for the tests of a file."""
    server = Server(tmp_path_factory.mktemp("cafe"), {})
    server.start()
    yield server
    server.stop()


@pytest.fixture
def table(running: Server) -> Table:
    """A fresh café with one open table."""
    return open_table(running)
