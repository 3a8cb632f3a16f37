"""Waiting for a condition, never for a time."""

import socket
import threading
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
BETWEEN_LOOKS = 0.02


def wait_for(look: Callable[[], Found], *, what: str, seconds: float = 60.0) -> Found:
    """Look until `look()` gives something true, and return that. AssertionError names `what`."""
    pause = threading.Event()
    deadline = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} s in vain: {what}")
        pause.wait(BETWEEN_LOOKS)
    return found


def becomes(look: Callable[[], object], wanted: object) -> None:
    """Look until `look()` is `wanted`: what a page shows may be on its way to the café still."""
    deadline = time.monotonic() + 60
    while (seen := look()) != wanted and time.monotonic() < deadline:
        threading.Event().wait(BETWEEN_LOOKS)
    assert seen == wanted


def free_port() -> int:
    """A TCP port on 127.0.0.1 that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody accepts connections on 127.0.0.1:`port`."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
