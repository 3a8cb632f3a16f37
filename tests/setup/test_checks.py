"""The gate says what failed, and goes on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cafe.setup.checks import BRANCHES, KEEPS, LOW, Check, checks, fast_checks, run_all
from cafe.setup.packages import node
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


def test_those_beside_each_other_are_run_two_at_a_time(tmp_path: Path) -> None:
    """A pipe opens when both ends are there: alone, each would wait until its alarm ends it."""
    os.mkfifo(tmp_path / "pipe")
    opens = "import signal; signal.alarm(30); open('pipe', {!r}).close(); open({!r}, 'w')"
    steps = [
        Check("one", _python(opens.format("w", "one")), beside=True),
        Check("other", _python(opens.format("r", "other")), beside=True),
        Check("after", _python("open('one'), open('other')")),
    ]
    assert run_all(tmp_path, steps) == 0


def test_what_waits_is_begun_first_and_the_others_give_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last of the list hears from the first while it runs, and is told of in the end."""
    os.mkfifo(tmp_path / "pipe")
    nice = "import os, signal; signal.alarm(30); open('pipe', 'w').write(str(os.nice(0)))"
    hears = "import signal; signal.alarm(30); open('nice', 'w').write(open('pipe').read())"
    steps = [
        Check("other", _python(nice), beside=True),
        Check("bad", _python("exit(3)")),
        Check("waits", _python(hears), waiting=True),
    ]
    own = os.nice(0)
    assert run_all(tmp_path, steps) == 3
    assert int((tmp_path / "nice").read_text()) >= min(own + 1, LOW)
    summary = capsys.readouterr().err.split("\n\n")[-1]
    assert [line.split()[1] for line in summary.strip().split("\n")] == ["other", "bad", "waits"]


def test_what_the_tests_start_is_compiled_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    code = "import sys; exit(sys.dont_write_bytecode)"
    assert run_all(tmp_path, [Check("kept", _python(code))]) == 0


def test_every_test_is_in_the_gate_once() -> None:
    """What is tried for every branch is left out of the rest, and nothing else is."""
    [rules] = [check for check in checks(ROOT) if check.name == "rules"]
    named = {word for word in rules.command if word.startswith("tests/")}
    left_out = {
        word.removeprefix("--ignore=") for word in checks(ROOT)[-1].command if "--ignore" in word
    }
    assert named == left_out
    assert named


def test_every_tool_of_the_gate_is_there() -> None:
    names = [check.name for check in checks(ROOT)]
    assert names[-1] == "pytest"
    fast = [check.name for check in fast_checks(ROOT)]
    assert fast == names, "the fast gate leaves out tests, no check"
    for check in [*checks(ROOT), *fast_checks(ROOT)]:
        assert Path(check.command[0]).exists() or check.command[0] in os.environ["PATH"]


def test_ci_runs_the_same_gate() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert "python3 -m cafe test" in script
    assert subprocess.run(["sh", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_every_branch_of_the_rules_is_wanted(tmp_path: Path) -> None:
    """A rule that no fast test tries, or a branch of it, fails the gate."""
    rules = tmp_path / "cafe" / "room" / "rules.py"
    rules.parent.mkdir(parents=True)
    rules.write_text("def half(one):\n    if one:\n        return 1\n    return 2\n")
    for package in (rules.parent.parent, rules.parent):
        (package / "__init__.py").touch()
    (tmp_path / "instance").mkdir()
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    (tmp_path / "try_it.py").write_text("from cafe.room.rules import half\nhalf(1)\n")
    steps = [
        Check("some", [sys.executable, "-m", "coverage", "run", "try_it.py"]),
        Check("every branch", [sys.executable, "-m", "coverage", "report"]),
    ]
    assert run_all(tmp_path, steps) == 2
    (tmp_path / "try_it.py").write_text("from cafe.room.rules import half\nhalf(1), half(0)\n")
    assert run_all(tmp_path, steps) == 0


def test_every_branch_of_what_keeps_the_letters_is_wanted() -> None:
    found = [list(ROOT.glob(f"static/js/**/{name}.js")) for name in KEEPS]
    assert [len(files) for files in found] == [1] * len(KEEPS)
    some = Check("some", [node(), "--test", *BRANCHES, "tests/js/core/outbox.test.mjs"])
    assert run_all(ROOT, [some]) == 1
