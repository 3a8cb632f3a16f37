"""Short lines about what set-up does, and the kind way to stop."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ENDS = 10


class SetupError(SystemExit):
    """Set-up cannot go on; the message names the way out. Python prints it and exits with 1."""


def say(line: str) -> None:
    """One line to the person who started us; stderr, so that exports can be piped from stdout."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what begins, and how many seconds it took when it has ended well."""
    say(f"• {what} …")
    start = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - start:.1f} s")


def follow(command: Sequence[str], cwd: Path, line_seen: Callable[[str], None]) -> list[str] | None:
    """Run `command`, hand each line of its output to `line_seen`.

    Returns None when it went well, else the first and last lines it printed.
    """
    lines: list[str] = []
    with subprocess.Popen(
        command,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            lines.append(line.rstrip())
            line_seen(line)
    # The cause may stand first (npm) or last (pip); the middle is usage and stack.
    short = lines if len(lines) <= 2 * ENDS else [*lines[:ENDS], "…", *lines[-ENDS:]]
    return (short or [f"{command[0]} failed without a word."]) if process.returncode else None
