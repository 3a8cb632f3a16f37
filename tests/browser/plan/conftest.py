"""Who plans."""

import pytest

from tests.support.server import Organiser, Server


@pytest.fixture(scope="module")
def berit(running: Server) -> Organiser:
    """An organiser of the file's café."""
    return running.user()
