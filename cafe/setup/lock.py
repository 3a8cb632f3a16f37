"""One set-up at a time in one checkout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cafe.setup.progress import SetupError


@contextmanager
def one_at_a_time(root: Path) -> Iterator[None]:
    """Two starts at once would fill the same folders; the second waits here for the first."""
    try:
        import fcntl
    except ImportError:
        raise SetupError("Dialogkafé runs on Linux and macOS; on Windows, use WSL.") from None
    path = root / "instance" / ".setup.lock"
    try:
        path.parent.mkdir(exist_ok=True)
        handle = path.open("w", encoding="utf-8")
    except OSError as error:
        raise SetupError(
            f"Something must be set up first, and this account may not write in {path.parent}\n"
            f"({error.strerror}). Run the same command once as the account that owns the folder."
        ) from error
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
