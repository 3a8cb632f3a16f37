"""Jobs' processes are forked from one that has read the code in and begun nothing.

Python takes a second to read in the database's tables and what a document is made of: longer than
most jobs work. The process here does so once, begun by a server with its first job and ended with
the server, or when nobody has asked for a while. What it has begun goes on without it.

It hears lines of JSON, `{"words": …, "environment": …}`; with each come two open files: the job's
lock, which lives on in its process, and its log. Nothing is answered, so nobody waits.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from cafe.setup.paths import PACKAGE

IDLE_SECONDS = 600
# What comes at once at most, before it is heard: some lines of two or three kilobytes.
ROOM = 256 * 1024
FILES = 2  # with each line
# What most jobs read in, and at once; and what some do, one by one while nobody asks.
FIRST = ("cafe.cli", "cafe.report.export")
LATER = (
    "cafe.writers.docx",
    "cafe.archive.commands",
    "cafe.erasure.job",
    "cafe.report.versions.keep",
    "cafe.writers.html",
    "cafe.writers.odt",
    "cafe.writers.xlsx",
)
QUIET_SECONDS = 0.5  # the first job shall have the processor


class _Line(NamedTuple):
    """A server's line to its fork server."""

    ours: socket.socket
    process: subprocess.Popen[bytes]


def start(words: Sequence[str], environment: Mapping[str, str], *, alive: int, log: int) -> None:
    """Have `python -m cafe.cli words` run in a process of its own, and do not wait for it.

    `environment` is what differs from this process's own. `alive` and `log` are open files; the
    process keeps the first and writes to the second. One thread at a time (`one_at_a_time`). Raises
    OSError when no process can be begun.
    """
    line = (json.dumps({"words": words, "environment": environment}) + "\n").encode()
    try:
        _send(_of_process(os.getpid()), line, alive, log)
    except (BrokenPipeError, ConnectionResetError):  # it has ended: nobody had asked for a while
        ended = _of_process(os.getpid())
        ended.ours.close()
        ended.process.wait()
        _of_process.cache_clear()
        _send(_of_process(os.getpid()), line, alive, log)


def _send(line: _Line, said: bytes, *files: int) -> None:
    sent = socket.send_fds(line.ours, [said], files)
    line.ours.sendall(said[sent:])


@cache
def _of_process(_pid: int) -> _Line:
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ROOM)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(theirs.fileno()), str(IDLE_SECONDS)],
            cwd=PACKAGE.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            start_new_session=True,  # Ctrl+C stops the server; what is begun is finished
        )
    return _Line(ours, process)


def serve(line: socket.socket, idle: float) -> list[str] | None:
    """Fork for each line, until the other end is closed or nobody asks for `idle` seconds: None.

    In each process that was forked: the words of its command.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended: their folders tell
    said, files, later = b"", list[int](), list(reversed(LATER))
    _read_in(*FIRST)
    while True:
        if not _waits(line, QUIET_SECONDS if later else idle):
            if later:
                _read_in(later.pop())
                continue
            line.shutdown(socket.SHUT_RD)  # who asks from now on is told; what was asked is heard
        more, came, _flags, _address = socket.recv_fds(line, ROOM, 16 * FILES)
        if not more:
            return None
        said, files = said + more, files + came
        while b"\n" in said:
            first, _newline, said = said.partition(b"\n")
            (alive, log), files = files[:FILES], files[FILES:]
            if not os.fork():
                for other in (*files, line.detach()):
                    os.close(other)
                return _become(json.loads(first), alive, log)
            os.close(alive)
            os.close(log)


def _read_in(*modules: str) -> None:
    for name in modules:
        importlib.import_module(name)
    gc.freeze()  # what is never looked at is never copied


def _waits(line: socket.socket, seconds: float) -> bool:
    return bool(select.select([line], [], [], seconds)[0])


def _become(asked: Mapping[str, Any], alive: int, log: int) -> list[str]:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(asked["environment"])
    for number in (1, 2):
        os.dup2(log, number)
    os.close(log)
    os.write(alive, str(os.getpid()).encode())  # for whoever looks: nobody is ended by it
    return list(asked["words"])


def main(arguments: Sequence[str]) -> int:
    """Be the fork server whose line is the open file `arguments[0]`, or a job."""
    with socket.socket(fileno=int(arguments[0])) as line:
        words = serve(line, float(arguments[1]))
    return 0 if words is None else int(importlib.import_module("cafe.cli").main(words))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
