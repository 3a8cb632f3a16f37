"""The export in a process of its own: long documents are written while the walls go on."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from cafe.config import PREFIX, Settings
from cafe.setup.paths import PACKAGE


def made(settings: Settings, workshop_id: str, format: str) -> bytes:
    """The workshop in `format` as the bytes of one file."""
    with TemporaryDirectory(prefix="cafe-") as folder:
        file = Path(folder) / "file"
        write_to(settings, workshop_id, format, file)
        return file.read_bytes()


def write_to(settings: Settings, workshop_id: str, format: str, path: Path) -> None:
    """Write the workshop to `path`. Raises RuntimeError, with nothing at `path`, when it fails."""
    done = subprocess.run(
        command("export", workshop_id, "--format", format, "--output", str(path)),
        env=environment(settings),
        cwd=PACKAGE.parent,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"export failed: {done.stderr.decode(errors='replace')[-2000:]}")


def command(*words: str) -> list[str]:
    """A command of ours, by this installation."""
    return [sys.executable, "-m", "cafe.cli", *words]


def environment(settings: Settings) -> dict[str, str]:
    """The process's own, with every setting as this server has it."""
    values = settings.model_dump(mode="json")
    return {**os.environ, **{PREFIX + name.upper(): str(value) for name, value in values.items()}}
