"""`.venv` from the hashed lock, with only a bare Python: made, filled, stamped, entered."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cafe.setup import stamp
from cafe.setup.lock import one_at_a_time
from cafe.setup.progress import SetupError, follow, say, step

OLDEST = (3, 11)
NAMES = ("python3.14", "python3.13", "python3.12", "python3.11")
# 0 = fit, 3 = too old, 4 = cannot make environments (Debian keeps ensurepip in its own package).
PROBE = f"""import sys
if sys.version_info < {OLDEST}: sys.exit(3)
try: import ensurepip, venv
except ImportError: sys.exit(4)
"""


def ensure(root: Path, arguments: list[str], *, test: bool) -> None:
    """Return inside an up-to-date `.venv`, or never: then the same command goes on in there.

    Raises SetupError with a way out if there is no fit Python or the packages cannot be fetched.
    """
    venv = root / ".venv"
    changed = not _is_ready(root, venv, test)
    if changed:
        with one_at_a_time(root):
            if not _is_ready(root, venv, test):
                _make_ready(root, venv, test)
    if changed or not Path(sys.prefix).samefile(venv):
        program = str(python_in(venv))
        os.execv(program, [program, "-m", "cafe", *arguments])  # noqa: S606


def python_in(venv: Path) -> Path:
    """The interpreter of `venv`."""
    return venv / "bin" / "python"


def _is_ready(root: Path, venv: Path, test: bool) -> bool:
    # The test lock holds the whole run lock, pin for pin, so a test environment also serves `run`.
    locks = ["requirements-test.txt"] if test else ["requirements.txt", "requirements-test.txt"]
    return any(stamp.is_fresh(venv / f".{lock}", _value(root, venv, lock)) for lock in locks)


def _value(root: Path, venv: Path, lock: str) -> str:
    # Where the venv's Python really is belongs to the stamp: a system upgrade that swaps it
    # leaves packages behind that the new one cannot see.
    return stamp.digest(root, [root / lock], also=str(python_in(venv).resolve()))


def _make_ready(root: Path, venv: Path, test: bool) -> None:
    begun = venv / ".begun"
    if begun.exists() or not _works(venv):
        _create(venv)
    begun.touch()
    lock = "requirements-test.txt" if test else "requirements.txt"
    _install(root, venv, lock)
    _see_the_checkout(root, venv)
    stamp.write(venv / f".{lock}", _value(root, venv, lock))
    begun.unlink()


def _works(venv: Path) -> bool:
    python = python_in(venv)
    if not python.exists():
        return False
    check = "import sys, pip; sys.exit(sys.version_info < %r)" % (OLDEST,)  # noqa: UP031
    return (
        subprocess.run([python, "-c", check], stderr=subprocess.DEVNULL, check=False).returncode
        == 0
    )


def _create(venv: Path) -> None:
    python = find_python()
    with step("Making a Python environment in .venv"):
        # Emptied from outside: --clear alone would keep a broken bin/python that it cannot run.
        shutil.rmtree(venv, ignore_errors=True)
        failed = follow([python, "-m", "venv", str(venv)], venv.parent, lambda _line: None)
    if failed:
        raise SetupError("\n".join([*failed, f"{python} could not make an environment in {venv}."]))


def _install(root: Path, venv: Path, lock: str) -> None:
    packages = _packages((root / lock).read_text(encoding="utf-8"))
    count = [0]

    def seen(line: str) -> None:
        new = line.startswith(("Collecting ", "Requirement already satisfied"))
        count[0] += new
        if new and count[0] % 10 == 0:
            say(f"  {count[0]} of {len(packages)}")

    def install(share: Path) -> list[str] | None:
        return follow([str(python_in(venv)), "-m", "pip", "install", *PIP, str(share)], root, seen)

    # Unpacking is a processor's work, and pip's is one's: two at a time take half as long.
    shares = [venv / f".share-{number}.txt" for number in range(2 if len(packages) > 1 else 1)]
    for number, share in enumerate(shares):
        share.write_text("\n".join(packages[number :: len(shares)]) + "\n", encoding="utf-8")
    with step(f"Fetching {len(packages)} Python packages ({lock}; only the first time)"):
        with ThreadPoolExecutor(len(shares)) as pool:
            failed = [line for lines in pool.map(install, shares) for line in lines or ()]
        if failed:
            raise SetupError("\n".join([*failed, "", NO_PACKAGES]))


def _packages(lock: str) -> list[str]:
    """Each package of a lock with its hashes, the lines that belong to it joined."""
    found: list[str] = []
    for line in lock.splitlines():
        if line[:1].isspace() and found:
            found[-1] += f"\n{line}"
        elif line.strip() and not line.startswith("#"):
            found.append(line)
    return found


PIP = (
    *("--disable-pip-version-check", "--no-input", "--progress-bar", "off"),
    *("--require-hashes", "--only-binary", ":all:"),
    "--no-deps",  # the lock names all there is
    "--no-compile",  # Python compiles what it reads; half of what comes is never read
    "-r",
)
NO_PACKAGES = (
    "The Python packages could not be fetched. Is there a network, and does pip know its proxy\n"
    "or mirror (HTTPS_PROXY, pip config)? Run the same command again: it takes up where it can."
)


def _see_the_checkout(root: Path, venv: Path) -> None:
    """Let `.venv/bin/python -m cafe` find the package from any folder."""
    for site in venv.glob("lib/python3.*/site-packages"):
        (site / "dialogkafe-checkout.pth").write_text(f"{root}\n", encoding="utf-8")


def find_python() -> str:
    """A Python that can make the environment: this one if it is fit, else the newest on PATH.

    Raises SetupError that says what to install when there is none.
    """
    # Inside a venv (the half-made one perhaps) the Python it was made from is the one to use.
    own = str(getattr(sys, "_base_executable", "") or sys.executable)
    found = [own, *(path for path in map(shutil.which, NAMES) if path)]
    answers = {path: _probe(path) for path in dict.fromkeys(found)}
    for path, answer in answers.items():
        if answer == 0:
            return path
    lacking = [path for path, answer in answers.items() if answer == 4]
    raise SetupError(_no_venv(lacking[0]) if lacking else _too_old())


def _probe(python: str) -> int:
    try:
        return subprocess.run(
            [python, "-c", PROBE], stderr=subprocess.DEVNULL, check=False
        ).returncode
    except OSError:
        return 127


def _no_venv(python: str) -> str:
    version = "import sys; print('python%d.%d' % sys.version_info[:2])"
    name = subprocess.run(
        [python, "-c", version], stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    return (
        f"{python} comes without its venv module. On Debian and Ubuntu: "
        f"sudo apt-get install {name.strip()}-venv — then run the same command again."
    )


def _too_old() -> str:
    here = ".".join(map(str, sys.version_info[:2]))
    return (
        f"Dialogkafé needs Python 3.11 or newer; this is {here}, and PATH has no python3.11 to\n"
        "python3.14. Install one (Debian 12, Ubuntu 24.04 and newer have it; macOS: python.org or\n"
        "`brew install python@3.13`) and run the same command again."
    )
