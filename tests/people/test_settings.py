"""A setting that cannot be used is named in one line, without what it was set to."""

import subprocess
from pathlib import Path

import pytest

from tests.support.server import COMMAND, ROOT


@pytest.mark.parametrize(
    ("name", "value"), [("CAFE_PORT", "plantet"), ("CAFE_SECURITY_CONTACT", "planted nobody")]
)
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    environment = {"PATH": "/usr/bin:/bin", "CAFE_DATA_DIR": str(tmp_path), name: value}
    done = subprocess.run(
        [COMMAND[0], "-m", "cafe.cli", "user", "list"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"{name}: ")
    assert done.stderr.count("\n") == 1
    assert value not in done.stderr
