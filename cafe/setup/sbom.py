"""What the release is made of, for machines: CycloneDX lists of the locks, made by kept tools.

`python3 -m cafe sbom` writes them anew when a lock has changed; wheels carry them (PEP 770).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cafe.setup import packages
from cafe.setup.progress import SetupError

FOLDER = "docs/sbom"
PYTHON, BROWSER = "python.cdx.json", "browser.cdx.json"
# Where a package may be fetched is everybody's own matter, and changes from run to run.
LEFT_OUT = {"externalReferences", "description", "serialNumber", "timestamp", "tools"}


def main(root: Path) -> int:
    """Write both lists into `docs/sbom/`."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, found in ((PYTHON, of_python(root)), (BROWSER, of_browser(root))):
        text = json.dumps(_plain(found), indent=1, sort_keys=True, ensure_ascii=False)
        (folder / name).write_text(text + "\n", encoding="utf-8")
        print(f"{FOLDER}/{name}: {len(found['components'])}")
    return 0


def of_python(root: Path) -> dict[str, Any]:
    """What runs on the server: requirements.txt."""
    project = ["--pyproject", str(root / "pyproject.toml"), "--output-reproducible"]
    tool = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements"]
    return _made([*tool, *project, str(root / "requirements.txt")], root)


def of_browser(root: Path) -> dict[str, Any]:
    """What the bundles are made of: package-lock.json without the test tools."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with TemporaryDirectory() as name:
        # npm lists only what has a version; ours stands in pyproject.toml alone.
        folder = Path(name) / project["name"]
        folder.mkdir()
        lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
        ours = json.loads((root / "package.json").read_text(encoding="utf-8"))
        ours["version"] = project["version"]
        # Its own `--omit dev` also leaves out what a test tool has in common with the pages.
        lock["packages"] = {
            path: one for path, one in lock["packages"].items() if not one.get("dev")
        }
        for one in (ours, lock["packages"][""]):
            one.pop("devDependencies", None)
        (folder / "package.json").write_text(json.dumps(ours), encoding="utf-8")
        (folder / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
        asked = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]
        return _made([*packages.npm(), *asked], folder)


def _made(command: list[str], folder: Path) -> dict[str, Any]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(done.stderr)
    return dict(json.loads(done.stdout))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if key not in LEFT_OUT}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
