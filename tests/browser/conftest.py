"""A café that several browser tests share; each opens a gathering of its own in it."""

from collections.abc import Iterator

import pytest

from tests.browser.tables import Table, open_table
from tests.support.app import EMPTY
from tests.support.ground import Grounds
from tests.support.server import Server


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, grounds: Grounds) -> Iterator[Server]:
    """One café for the tests of a file."""
    # The name that a hall's own network may have for it (test_table_crash.py).
    folder = tmp_path_factory.mktemp("cafe")
    grounds.lay(EMPTY, folder)
    server = Server(folder, {"CAFE_HOSTS": "cafe.test"}, forked=True)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def table(running: Server) -> Table:
    """A fresh café with one open table."""
    return open_table(running)
