"""One café for the tests of a file; each sorts a gathering of its own in it."""

import pytest

from tests.support.server import Server, StartServer


@pytest.fixture
def server(running: Server) -> StartServer:
    """Gives the file's café instead of one for the test."""
    return lambda: running
