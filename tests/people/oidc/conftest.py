"""A log-in service that answers what it is told to."""

import threading
from collections.abc import Iterator

import pytest

from cafe.people.oidc import provider
from tests.people.oidc.odd import Odd


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> Iterator[Odd]:
    # Whoever tries what is slow sets these anew; else no slow machine is taken for a slow service.
    for name in ("PATIENCE_SECONDS", "GOODBYE_SECONDS"):
        monkeypatch.setattr(provider, name, 60.0)
    monkeypatch.setattr(provider, "EACH_SECONDS", (60.0, 60.0))
    one = Odd()
    thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield one
    one.over.set()
    one.shutdown()
    one.server_close()
    thread.join()
