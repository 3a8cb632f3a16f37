"""From a bare Python into `.venv`, also when the last try was cut short."""

import ast
import os
import shutil
import sys
from pathlib import Path

import pytest

from cafe.setup import environment
from cafe.setup.progress import SetupError
from tests.setup.conftest import ROOT, run_cafe

BEFORE = ("__init__", "__main__", "setup/__init__", "setup/environment")


def _modules_before_the_environment() -> list[Path]:
    """What is read before it may be a newer Python: those named, and what they import."""
    found = [ROOT / "cafe" / f"{name}.py" for name in BEFORE]
    for path in found:
        tree = ast.parse(path.read_text())
        names = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
        for node in names:
            inner = [alias.name for alias in node.names] if node.module == "cafe.setup" else []
            modules = [f"{node.module}.{name}" for name in inner] or [str(node.module)]
            paths = [ROOT / (module.replace(".", "/") + ".py") for module in modules]
            found += [path for path in paths if path.exists() and path not in found]
    return found


@pytest.mark.parametrize("path", _modules_before_the_environment(), ids=lambda path: path.stem)
def test_old_pythons_can_read_far_enough_to_be_told(path: Path) -> None:
    tree = ast.parse(path.read_text(), feature_version=(3, 8))
    for node in tree.body:
        imported = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        imported += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in imported:
            top = name.split(".")[0]
            assert top in {"cafe", "__future__"} | sys.stdlib_module_names, f"{path}: {name}"


def test_bare_python_comes_to_the_command(small_checkout: Path) -> None:
    first = run_cafe(small_checkout, "backup", "to.zip")
    assert first.stdout == f"{small_checkout}/.venv backup to.zip\n", first.stderr
    assert first.returncode == 7
    assert "Making a Python environment" in first.stderr

    again = run_cafe(small_checkout, "backup")
    assert (again.stdout, again.stderr) == (f"{small_checkout}/.venv backup\n", "")

    _cut_short(small_checkout / ".venv")
    repaired = run_cafe(small_checkout, "backup")
    assert repaired.returncode == 7, repaired.stderr
    assert "Making a Python environment" in repaired.stderr

    (small_checkout / "requirements.txt").write_text("flask==3.1.3\n")  # new, and without a hash
    refused = run_cafe(small_checkout, "backup")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "could not be fetched" in refused.stderr
    assert "Traceback" not in refused.stderr


def _cut_short(venv: Path) -> None:
    """What a plug pulled during `pip install` leaves."""
    (venv / ".requirements.txt").unlink()
    (venv / ".begun").touch()
    for site in venv.glob("lib/python3.*/site-packages"):
        shutil.rmtree(site / "pip")


def test_a_folder_of_somebody_else_is_told_kindly(small_checkout: Path) -> None:
    (small_checkout / "instance").write_text("not a folder, and nobody may make one here")
    answer = run_cafe(small_checkout, "run")
    assert answer.returncode == 1
    assert f"may not write in {small_checkout / 'instance'}" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("exit_code", "words"),
    [(3, "needs Python 3.11 or newer"), (4, "sudo apt-get install python3.")],
)
def test_no_fit_python_is_told_kindly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exit_code: int, words: str
) -> None:
    # Another machine's Python, as seen from here: it answers the probe as Debian's would.
    python = tmp_path / "python3.11"
    real = f'case "$2" in *print*) exec {sys.executable} "$@";; esac'
    python.write_text(f"#!/bin/sh\n{real}\nexit {exit_code}\n")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "_base_executable", str(python))
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + "/nowhere")
    with pytest.raises(SetupError, match=words):
        environment.find_python()
