"""The gate says what failed, and goes on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cafe.setup.checks import Check, checks, run_all
from tests.setup.conftest import ROOT


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_all_run_and_the_first_failure_decides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = [
        Check("good", _python("print('quiet')")),
        Check("bad", _python("print('why'); exit(3)")),
        Check("worse", _python("exit(4)")),
        Check("last", _python("open('ran', 'w')")),
    ]
    assert run_all(tmp_path, steps) == 3
    assert (tmp_path / "ran").exists()
    told = capsys.readouterr().err
    assert "why" in told
    assert "quiet" not in told
    summary = [line.rsplit(" (", 1)[0] for line in told.split("\n\n")[-1].strip().split("\n")]
    assert summary == ["ok     good", "FAILED bad", "FAILED worse", "ok     last"]


def test_settings_of_the_shell_do_not_reach_the_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAFE_DATABASE_URL", "postgresql://production/cafe")
    code = "import os; exit('CAFE_DATABASE_URL' in os.environ)"
    assert run_all(tmp_path, [Check("clean", _python(code))]) == 0


def test_every_tool_of_the_gate_is_there() -> None:
    names = [check.name for check in checks(ROOT)]
    assert names[-1] == "pytest"
    for check in checks(ROOT):
        assert Path(check.command[0]).exists() or check.command[0] in os.environ["PATH"]


def test_ci_runs_the_same_gate() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert "python3 -m cafe test" in script
    assert subprocess.run(["sh", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
