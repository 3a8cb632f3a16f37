"""What was made from what: a step whose inputs have not changed is not done again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(root: Path, files: Iterable[Path], *, also: str = "") -> str:
    """A hash over `files` below `root`, names and contents, and the word `also`.

    A missing file counts as one; the root does not, so that a moved checkout stays fresh.
    """
    total = hashlib.sha256(also.encode())
    for path in sorted(files):
        content = path.read_bytes() if path.is_file() else b"\0missing"
        name = path.relative_to(root).as_posix()
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def is_fresh(stamp: Path, value: str) -> bool:
    """Whether `stamp` says that the step was last done for `value`."""
    try:
        return stamp.read_text(encoding="utf-8") == value
    except OSError:
        return False


def write(stamp: Path, value: str) -> None:
    """Say that the step has been done for `value`; call it last, so that a break means 'again'."""
    stamp.write_text(value, encoding="utf-8")
