"""Many days, in several processes; each fault with its seed, and how to see that day again."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

from cafe.setup.packages import node
from tests.simulation.cafe import Answer, simulated

HERE = Path(__file__).parent


@dataclass
class Told:
    """What came out of many days."""

    days: int = 0
    faults: dict[int, list[str]] = field(default_factory=dict)
    digests: dict[int, str] = field(default_factory=dict)
    happened: Counter[str] = field(default_factory=Counter)
    longest: int = 0

    def add(self, other: "Told") -> None:
        """Take up what another process tells."""
        self.days += other.days
        self.faults |= other.faults
        self.digests |= other.digests
        self.happened.update(other.happened)
        self.longest = max(self.longest, other.longest)


class Cafe(Protocol):
    """What a simulation asks of a café."""

    def begin(self) -> Answer:
        """As it was at first: {"base", "table", "token"}."""

    def request(self, method: str, url: str, *, body: object, token: str, dies: bool) -> Answer:
        """{"status", "headers", "text"}, or {"dead": true}; `dies`: the server ends meanwhile."""

    def organise(self, what: str) -> Answer:
        """A stage, or "renew" the link: {"base"}."""

    def tell(self) -> Answer:
        """What it holds."""


def days(
    first: int, count: int, *, bug: str = "", until_found: bool = False, aloud: bool = False
) -> Told:
    """The days of `count` seeds from `first` on, in this process."""
    options = [*(["--bug", bug] if bug else []), *(["--aloud"] if aloud else [])]
    options += ["--first"] if until_found else []
    with tempfile.TemporaryDirectory() as folder, simulated(Path(folder)) as cafe:
        return lived(cafe, first, count, options)


def lived(cafe: Cafe, first: int, count: int, options: Sequence[str] = ()) -> Told:
    """The days of these seeds at `cafe`. Raises RuntimeError when the simulation itself fails."""
    command = [node(), str(HERE / "node" / "run.mjs"), str(first), str(count), *options]
    told = Told()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        for line in process.stdout:
            answer = _do(cafe, json.loads(line), told)
            process.stdin.write(json.dumps(answer) + "\n")
            process.stdin.flush()
    if process.returncode:
        raise RuntimeError(f"the simulation broke down near seed {first + told.days}")
    return told


def _do(cafe: Cafe, asked: dict[str, Any], told: Told) -> Any:
    what = asked.pop("do")
    if what == "begin":
        return cafe.begin()
    if what == "request":
        asked.setdefault("body", None)
        return cafe.request(asked.pop("method"), asked.pop("url"), **asked)
    if what == "organise":
        return cafe.organise(asked["what"])
    if what == "tell":
        return cafe.tell()
    if what == "day":
        told.days += 1
        told.digests[asked["seed"]] = asked["digest"]
        if asked["faults"]:
            told.faults[asked["seed"]] = asked["faults"]
    else:
        told.happened.update(asked["happened"])
        told.longest = asked["longest"]
    return {}


def bugs() -> list[str]:
    """The bugs that can be planted."""
    names = (
        "import('./node/bugs.mjs').then(({BUGS}) => console.log(JSON.stringify(Object.keys(BUGS))))"
    )
    told = subprocess.run([node(), "-e", names], cwd=HERE, capture_output=True, check=True)
    return list(json.loads(told.stdout))


def found(bug: str, *, most: int = 2000) -> tuple[int, list[str]] | None:
    """The first seed up to `most` that finds this bug, and what it says."""
    told = days(0, most, bug=bug, until_found=True)
    return next(iter(told.faults.items()), None)


def many(first: int, count: int, *, processes: int = 2, bug: str = "") -> Told:
    """The same in several processes."""
    size = max(1, min(250, -(-count // processes)))
    starts = range(first, first + count, size)
    told = Told()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        work = partial(_stretch, end=first + count, size=size, bug=bug)
        for one in pool.map(work, starts):
            told.add(one)
    return told


def _stretch(start: int, *, end: int, size: int, bug: str) -> Told:
    return days(start, min(size, end - start), bug=bug)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and return 0 when all held."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000, help="how many days")
    parser.add_argument("--first", type=int, default=0, help="the first day's seed")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, help="one day, told as it goes")
    parser.add_argument("--bug", default="", help="with this bug planted")
    parser.add_argument("--bugs", action="store_true", help="plant each bug, until it is found")
    given = parser.parse_args(arguments)
    if given.bugs:
        return _all_bugs()
    if given.seed is not None:
        told = days(given.seed, 1, bug=given.bug, aloud=True)
    else:
        told = many(given.first, given.seeds, processes=given.processes, bug=given.bug)
    print(report(told, given.bug))
    return 1 if told.faults else 0


def _all_bugs() -> int:
    missed = 0
    for bug in bugs():
        seen = found(bug)
        missed += seen is None
        print(f"{bug}: " + (f"seed {seen[0]}: {'; '.join(seen[1])[:100]}" if seen else "NOT FOUND"))
    return missed


def report(told: Told, bug: str = "") -> str:
    """In words: what happened how often, and each fault with the way to see it again."""
    lines = [f"{told.days} days; the outbox was empty after {told.longest} ms at the latest"]
    lines += [f"  {kind}: {times}" for kind, times in sorted(told.happened.items())]
    planted = f" --bug {bug}" if bug else ""
    for seed, faults in sorted(told.faults.items())[:20]:
        lines.append(f"seed {seed}: {'; '.join(faults)}")
        lines.append(f"  again: {sys.executable} -m tests.simulation --seed {seed}{planted}")
    return "\n".join([*lines, f"{len(told.faults)} days with faults"])
