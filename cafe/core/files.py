"""The files of a café: where they lie in the data folder, and how they are kept, for every room.

A folder on this machine today. Whoever moves them elsewhere (a database, S3) changes this file and
`jobs/folder.py`: other rooms ask here for a place, and write by `put` and `put_all` alone.
"""

import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

ONLY_OWNER = 0o077  # what others may not, as a umask
# What lies at the top of a data folder; what else may be there is not ours.
OURS = ("cafe.db*", "secret.key", "setup-word", "posters", "letterheads", "versions", "makings")


def keep_private(data_dir: Path) -> None:
    """Take away what others may with a data folder that an earlier version or a copy left open.

    What is made from now on needs the process's umask to be ONLY_OWNER. A folder that others use
    too (it is sticky, as /tmp is, or somebody's home) keeps its own rights; our files do not.
    """
    if not data_dir.stat().st_mode & stat.S_ISVTX and data_dir != Path.home():
        _take_away(data_dir)
    for top in (found for name in OURS for found in data_dir.glob(name)):
        _take_away(top)
        if not top.is_symlink():  # what a link leads to is somebody's own arrangement
            for folder, folders, files in os.walk(top):
                for name in (*folders, *files):
                    _take_away(Path(folder, name))


def _take_away(path: Path) -> None:
    mode = path.lstat().st_mode
    if mode & ONLY_OWNER and not stat.S_ISLNK(mode) and path.stat().st_uid == os.geteuid():
        path.chmod(stat.S_IMODE(mode) & ~ONLY_OWNER)


def photo_folder(data_dir: Path, workshop_id: str) -> Path:
    """Where the photographs of a workshop lie, each under its `Poster.file`."""
    return data_dir / "posters" / workshop_id


def letterhead_file(data_dir: Path, workshop_id: str) -> Path:
    """Where the Word template of a workshop lies when it has one."""
    return data_dir / "letterheads" / f"{workshop_id}.docx"


def versions_folder(data_dir: Path, workshop_id: str) -> Path:
    """Where the kept versions of a workshop's document lie, a folder for each."""
    return data_dir / "versions" / workshop_id


def jobs_folder(data_dir: Path, workshop_id: str) -> Path:
    """Where files of a workshop are made in the background, a folder for each."""
    return data_dir / "makings" / workshop_id


def free_for_files(data_dir: Path) -> int:
    """How many bytes are free there. Raises OSError when no file can be made there at all."""
    with tempfile.TemporaryFile(dir=data_dir):
        return shutil.disk_usage(data_dir).free


def forget(data_dir: Path, workshop_id: str) -> None:
    """Take away every file of a workshop that has been deleted."""
    for folder in (photo_folder, versions_folder, jobs_folder):
        shutil.rmtree(folder(data_dir, workshop_id), ignore_errors=True)
    letterhead_file(data_dir, workshop_id).unlink(missing_ok=True)


def put(path: Path, contents: bytes) -> None:
    """Keep `contents` at `path`, in place of what was there: whole or not at all, on the disk.

    Raises OSError when the disk is full; then nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = _beside(path)
    try:
        _write(unfinished, contents)
        unfinished.replace(path)
        _settle(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def put_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Keep `files`, each a name and its contents, as the new folder `folder`; as `put` does."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = _beside(folder)
    unfinished.mkdir()
    try:
        for name, contents in files:
            _write(unfinished / name, contents)
        _settle(unfinished)
        unfinished.rename(folder)
        _settle(folder.parent)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(8)}")


def _write(path: Path, contents: bytes) -> None:
    with path.open("xb") as file:
        file.write(contents)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """The names in `folder` are on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
