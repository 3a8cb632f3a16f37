"""A café that nobody has cheated in is accused by no checker, whatever was done in it."""

import subprocess
import sys
from pathlib import Path

import pytest

from cafe.archive.export import KONTROLL
from tests.verify.cafes import repacked, verified, wrong
from tests.verify.honest import SEALED, honest_zip


@pytest.mark.parametrize("seed", range(2))
def test_an_honest_cafe_is_not_accused(seed: int, sealed: dict[str, bytes], tmp_path: Path) -> None:
    zipped = repacked(sealed) if seed == SEALED else honest_zip(tmp_path, seed)
    assert wrong(verified(tmp_path, zipped)) == []
    command = [sys.executable, "-I", "-S", str(KONTROLL / "kontroll.py"), "looked-at.zip"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "looked-at.zip: i orden, in order\n")
