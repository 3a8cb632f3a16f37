"""A café that nobody has cheated in is accused by no checker (more of them: `-m tests.verify`)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cafe.archive.packing.whole import KONTROLL
from cafe.cli import main
from tests.verify.cafes import repacked


def test_an_honest_cafe_is_not_accused(
    sealed: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Made by random acts and undo, with the seal that was shown."""
    (tmp_path / "cafe.zip").write_bytes(repacked(sealed))
    seal = json.loads(sealed["archive.json"])["seal"]
    assert main(["verify", str(tmp_path / "cafe.zip"), "--seal", seal]) == 0
    checked, unseen = capsys.readouterr().out.split("\n\n")
    told = checked.splitlines()
    assert "Seglet som ble vist" in "".join(told)
    assert all(line.startswith("I orden") for line in told), told
    assert "lagret" in unseen, "what a file alone cannot show is said"
    assert "--seal" not in unseen, "the seal was held against it"
    command = [sys.executable, "-I", "-S", str(KONTROLL / "kontroll.py"), "cafe.zip"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "cafe.zip: i orden, in order\n")
