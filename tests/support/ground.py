"""Data folders that many tests begin with: made once by the café itself, then copied for each."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

Known = dict[str, Any]


class Ground(NamedTuple):
    """A name, and what makes the café of that name in an empty folder.

    `make` returns what the tests have to know of it, such as a cookie.
    """

    name: str
    make: Callable[[Path], Known]


class Grounds:
    """Those made so far, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        """Nothing is made yet."""
        self._folder = folder
        self._known: dict[str, Known] = {}

    def lay(self, ground: Ground, to: Path) -> Known:
        """Copy the café into the folder `to`; what is to know of it."""
        made = self._folder / ground.name
        if ground.name not in self._known:
            made.mkdir()
            self._known[ground.name] = ground.make(made)
        shutil.copytree(made, to, dirs_exist_ok=True)
        return self._known[ground.name]
