"""What `round_robin_checks.py` checks, in a process of its own.

The server's green threads belong to the process that has them: with them in ours, a browser's test
that comes after waits for ever.
"""

import subprocess
import sys
from pathlib import Path

CHECKS = Path(__file__).with_name("round_robin_checks.py")


def test_one_address_waits_for_a_few_requests_of_another() -> None:
    plain = ("-p", "no:xdist", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plain, str(CHECKS)],
        cwd=CHECKS.parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout
