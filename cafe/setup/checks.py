"""The one gate: all that must hold, in order and with its time; all of it runs, then a summary."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from cafe.setup.packages import node
from cafe.setup.progress import say

# A warning that may stay is a warning nobody reads.
BIOME = ("ci", "--colors=off", "--error-on-warnings", ".")

# A test that hangs is a failure, not a wait; in ms.
NODE_TIMEOUT = "--test-timeout=60000"
# What keeps every letter that is typed: `node --test` tries each branch of these. What only a
# browser's own disk does (disk.js) is tried by tests of pages.
KEEPS = ("outbox", "waking", "entries", "drafts", "draft_rows")
BRANCHES = (
    "--experimental-test-coverage",
    "--test-coverage-branches=100",
    *(f"--test-coverage-include=static/js/**/{name}.js" for name in KEEPS),
)
# A module's tests share what they have started; the longest come first (tests/conftest.py), so that
# no process is alone at the end. Three processes and the browsers, servers and jobs that they start
# fill two cores; a fourth gains nothing (docs/measured.md).
SPREAD = ("--dist", "loadscope", "--no-loadscope-reorder", "-n", "3")
# The same drawn examples each time (tests/conftest.py).
SAME = "--hypothesis-profile=gate"
# By the tests' file names: what tries every branch of the rules, and the fast part of pytest.
WHOLE = (
    "tests/*/test_rules*.py",
    "tests/plan/programme/test_rules*.py",
    "tests/plan/hall/test_rules*.py",
    "tests/core/test_*.py",
    "tests/suggest/test_*.py",
)
FAST = ("tests/house/test_*.py", "tests/*/test_actions*.py", "tests/*/test_routes*.py")


LOW = 10  # as `nice` has it


class Check(NamedTuple):
    """A name for the summary and the command that must exit with 0.

    `live` shows it as it runs; those `beside` each other are run two at a time. One that is
    `waiting` most of its time is begun first, and the others have what it leaves of the processor.
    """

    name: str
    command: Sequence[str]
    live: bool = False
    beside: bool = False
    waiting: bool = False


class Result(NamedTuple):
    """How a check went: its exit code and its seconds."""

    name: str
    code: int
    seconds: float


def run(root: Path, arguments: Sequence[str]) -> int:
    """Run the gate, its fast part (`--fast`), mutants (`--mutants`), or pytest with `arguments`.

    Returns the first exit code that is not 0.
    """
    if list(arguments) == ["--fast"]:
        return run_all(root, fast_checks(root))
    if arguments and arguments[0] == "--mutants":
        return run_all(root, mutants(arguments[1:]))
    if arguments:
        return subprocess.run(
            _pytest(arguments), cwd=root, env=_environment(), check=False
        ).returncode
    return run_all(root, checks(root))


def run_all(root: Path, steps: Iterable[Check]) -> int:
    """Run every step, whatever became of the others; return the first exit code that is not 0."""
    steps = list(steps)
    waiting = [step for step in steps if step.waiting]
    others = [step for step in steps if not step.waiting]
    results: list[Result] = []
    with ThreadPoolExecutor(max(1, len(waiting))) as first:
        begun = first.map(partial(_run, root), waiting)
        for beside, some in groupby(others, key=attrgetter("beside")):
            with ThreadPoolExecutor(2 if beside and not waiting else 1) as pool:
                results += pool.map(partial(_run, root, low=bool(waiting)), some)
        results += begun
    say("")
    for name, code, seconds in results:
        say(f"{'ok    ' if code == 0 else 'FAILED'} {name} ({seconds:.1f} s)")
    return next((result.code for result in results if result.code), 0)


def checks(root: Path) -> list[Check]:
    """The steps of the gate; pytest leaves out what has been run to try every branch."""
    done = [f"--ignore={file}" for file in _named(root, WHOLE)]
    return [
        *_without_pytest(root),
        Check("pytest", _pytest([*SPREAD, "-q", SAME, *done]), live=True, waiting=True),
    ]


def fast_checks(root: Path) -> list[Check]:
    """What is answered within a minute: everything but tests of pages, processes and documents."""
    files = _named(root, FAST)
    return [
        *_without_pytest(root),
        Check("pytest", _pytest([*SPREAD, "-q", SAME, *files]), live=True, waiting=True),
    ]


def mutants(names: Sequence[str] = ()) -> list[Check]:
    """Changes each line in turn and looks whether a test notices; hours, unless `names` are few.

    A name may hold `*` ("cafe.suggest.*"). What goes where is said under `tool.mutmut`.
    """
    return [
        Check("mutants", [*_python("mutmut"), "run", *names], live=True),
        Check("survivors", [*_python("mutmut"), "results"], live=True),
        Check("score", [*_python("mutmut"), "export-cicd-stats"], live=True),
    ]


def _without_pytest(root: Path) -> list[Check]:
    """Tools, and the tests of rules and of what is offered, which alone must try every branch.

    Which files these are is said under `tool.coverage` in pyproject.toml. The longest come first,
    so that two cores end at about the same time.
    """
    tests = _named(root, WHOLE)
    beside = {
        "rules": [*_python("coverage"), "run", "-m", "pytest", "-q", SAME, *tests],
        "mypy": [*_python("mypy"), "--strict", "cafe", "tests"],
        "node --test": [node(), "--test", NODE_TIMEOUT, *BRANCHES, *_browserless(root)],
        "tsc": [*_node("typescript/bin/tsc"), "-p", "."],
        "biome": [*_node("@biomejs/biome/bin/biome"), *BIOME],
        "ruff format": [*_python("ruff"), "format", "--check", "."],
        "ruff check": [*_python("ruff"), "check", "."],
    }
    return [
        *(Check(name, command, beside=True) for name, command in beside.items()),
        Check("every branch of the rules", [*_python("coverage"), "report"]),
    ]


def _named(root: Path, patterns: Sequence[str]) -> list[str]:
    found = {file for name in patterns for file in root.glob(name)}
    return sorted(file.relative_to(root).as_posix() for file in found)


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", module]


def _node(program: str) -> list[str]:
    return [node(), f"node_modules/{program}"]


def _pytest(arguments: Sequence[str]) -> list[str]:
    return [*_python("pytest"), *arguments]


def _browserless(root: Path) -> list[str]:
    # Named one by one: an empty list of files would let Node search node_modules for tests.
    found = sorted(
        path.relative_to(root).as_posix() for path in root.glob("tests/js/**/*.test.mjs")
    )
    return found or ["tests/js"]


def _run(root: Path, check: Check, *, low: bool = False) -> Result:
    """`low`: with less right to the processor than others."""
    say(f"• {check.name} …")
    start = time.monotonic()
    with subprocess.Popen(
        check.command,
        cwd=root,
        env=_environment(),
        stdout=None if check.live else subprocess.PIPE,
        stderr=None if check.live else subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        if low:
            _let_others_go_first(process.pid)
        told, _nothing = process.communicate()
    if process.returncode and not check.live:
        say(told)
    seconds = time.monotonic() - start
    say(f"  {check.name}: {'ok' if process.returncode == 0 else 'FAILED'}, {seconds:.1f} s")
    return Result(check.name, process.returncode, seconds)


def _let_others_go_first(pid: int) -> None:
    with suppress(ProcessLookupError):  # it has ended already
        os.setpriority(os.PRIO_PROCESS, pid, LOW)


def _environment() -> Mapping[str, str]:
    return {key: value for key, value in os.environ.items() if not _is_setting(key)}


def _is_setting(key: str) -> bool:
    # A café's own settings in the shell must not decide what the tests see. And the tests start
    # some hundreds of processes: each would compile the whole café anew if it may not be kept.
    cafe = key.startswith("CAFE_") and key != "CAFE_BROWSER"
    return cafe or key == "PYTHONDONTWRITEBYTECODE"
