"""A checkout in small: the real set-up, an empty lock, and one command that says where it runs."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLI = '''"""Says where it runs."""
import sys
def main(arguments):
    print(sys.prefix, *arguments)
    return 7
'''


@pytest.fixture
def small_checkout(tmp_path: Path) -> Path:
    """A folder where `python -m cafe` sets itself up without a network."""
    root = (tmp_path / "checkout").resolve()
    (root / "cafe").mkdir(parents=True)
    for name in ("__init__.py", "__main__.py"):
        shutil.copy(ROOT / "cafe" / name, root / "cafe" / name)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "cafe" / "setup", root / "cafe" / "setup", ignore=ignore)
    (root / "cafe" / "cli.py").write_text(CLI)
    for lock in ("requirements.txt", "requirements-test.txt"):
        (root / lock).write_text("# nothing\n")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, root / name)
    (root / "pyproject.toml").write_text("")
    (root / "static" / "js" / "wall").mkdir(parents=True)
    (root / "static" / "css").mkdir()
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    return root


def run_cafe(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m cafe …` in `root`, by the Python that the test environment was made from."""
    bare = sys._base_executable  # type: ignore[attr-defined]
    return subprocess.run(
        [bare, "-m", "cafe", *arguments], cwd=root, capture_output=True, text=True, check=False
    )
