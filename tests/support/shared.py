"""One café for the tests of a file, each with a gathering of its own in it."""

import pytest

from tests.support.server import Server, StartServer


@pytest.fixture
def server(running: Server) -> StartServer:
    """Gives the file's café where a test asks for one; for folders whose `conftest` takes it."""
    return lambda: running
