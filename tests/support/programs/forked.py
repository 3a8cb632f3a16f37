"""Commands of the café, each in a process of its own, forked from one that has imported the code.

Starting Python and importing costs half a second each time and is the same each time: who tries
forty commands does it once. `Forked().run(…)` is as `python -m cafe.cli …` in all else, and
`run("-c", …)` as `python -c …`.
"""

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 60
# What most commands read.
COMMANDS = (
    "cafe.app",
    "cafe.archive.commands",
    "cafe.people.actions",
    "cafe.report.versions",
    "cafe.serve",
)


class Forked:
    """The process that forks. Close it in the end."""

    def __init__(self, *modules: str) -> None:
        """Start it; it has imported `modules`, or else what most commands read."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, *(modules or COMMANDS)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(
        self, *arguments: str, environment: Mapping[str, str], text: str = ""
    ) -> tuple[int, str, str]:
        """Run a command; its exit code, and what it wrote to standard output and error."""
        assert self._process.stdin
        assert self._process.stdout
        asked = {"arguments": arguments, "environment": dict(environment), "text": text}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        code, out, err = json.loads(self._process.stdout.readline())
        return code, out, err

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def main() -> None:
    """Fork for each line that is asked for, and answer with a line."""
    for module in sys.argv[1:]:
        importlib.import_module(module)

    # The standard streams themselves stay untouched, as each child finds them.
    requests, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w", buffering=1)
    for line in requests:
        asked = json.loads(line)
        with contextlib.ExitStack() as stack:
            put, out, err = (stack.enter_context(tempfile.TemporaryFile()) for _each in range(3))
            put.write(asked["text"].encode(errors="surrogateescape"))
            put.seek(0)
            if not (pid := os.fork()):
                for number, file in enumerate((put, out, err)):
                    os.dup2(file.fileno(), number)
                os._exit(_command(asked))
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            said = [_content(file) for file in (out, err)]
        answers.write(json.dumps([code, *said]) + "\n")


def _command(asked: Mapping[str, Any]) -> int:
    """In the child: as the interpreter runs a module, down to the trace of what nobody caught."""
    signal.alarm(SECONDS)
    os.environ.clear()
    os.environ.update(asked["environment"])
    try:
        code = _done(asked["arguments"])
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
        code = 1
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    return int(code) if isinstance(code, int) else bool(code)


def _done(arguments: list[str]) -> object:
    if arguments[0] == "-c":
        sys.argv = ["-c", *arguments[2:]]
        exec(arguments[1], {"__name__": "__main__"})
        return 0
    from cafe import cli

    sys.argv = [str(ROOT / "cafe" / "cli.py"), *arguments]
    return cli.main(arguments)


def _content(file: Any) -> str:
    file.seek(0)
    return str(file.read().decode())


if __name__ == "__main__":
    main()
