"""A log-in service that answers what it is told to."""

import threading
from collections.abc import Iterator

import pytest

from tests.people.oidc.odd import Odd


@pytest.fixture
def odd() -> Iterator[Odd]:
    one = Odd()
    thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield one
    one.over.set()
    one.shutdown()
    one.server_close()
    thread.join()
