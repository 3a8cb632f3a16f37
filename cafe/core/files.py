"""The files of a café: where they lie, and all that is done with them, for every room.

A place is a path in the data folder today. Whoever moves them elsewhere (a database, S3) changes
this file, `jobs/folder.py` and the sending in `web/files.py`, and a place becomes a key: rooms ask
here for it, and read, keep, list and take away by the functions below alone (tests/house/
test_files.py). Jobs are another matter: their files are one machine's, with locks on them.
"""

import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG

# What is said of a place where nothing is, or no longer: another process may be quicker.
NOTHING = (FileNotFoundError, NotADirectoryError, IsADirectoryError)


def photo_folder(data_dir: Path, workshop_id: str) -> Path:
    """Where the photographs of a workshop lie, each under its `Poster.file`."""
    return data_dir / "posters" / workshop_id


def letterhead_file(data_dir: Path, workshop_id: str) -> Path:
    """Where the Word template of a workshop lies when it has one."""
    return data_dir / "letterheads" / f"{workshop_id}.docx"


def letterhead_page(data_dir: Path, workshop_id: str) -> Path:
    """Where page one on that template lies, as a picture."""
    return letterhead_file(data_dir, workshop_id).with_suffix(".png")


def versions_folder(data_dir: Path, workshop_id: str) -> Path:
    """Where the kept versions of a workshop's document lie, a folder for each."""
    return data_dir / "versions" / workshop_id


def all_jobs(data_dir: Path) -> Path:
    """Where all that is under way lies: jobs, what is being sent, locks between processes."""
    return data_dir / "makings"


def jobs_folder(data_dir: Path, scope: str) -> Path:
    """Where the jobs of a workshop (its id) or of a person lie, a folder for each."""
    return all_jobs(data_dir) / scope


def free_for_files(data_dir: Path) -> int:
    """How many bytes are free there. Raises OSError when no file can be made there at all."""
    with tempfile.TemporaryFile(dir=data_dir):
        return shutil.disk_usage(data_dir).free


def forget(data_dir: Path, workshop_id: str) -> None:
    """Take away every file of a workshop that has been deleted."""
    for folder in (photo_folder, versions_folder, jobs_folder):
        remove_all(folder(data_dir, workshop_id))
    remove(letterhead_file(data_dir, workshop_id))
    remove(letterhead_page(data_dir, workshop_id))


def read(path: Path) -> bytes | None:
    """What is kept at `path`, None when nothing is."""
    with suppress(*NOTHING):
        return path.read_bytes()
    return None


def beginning(path: Path, count: int) -> bytes:
    """The first `count` bytes of what is kept at `path`; nothing when nothing is."""
    with suppress(*NOTHING), path.open("rb") as file:
        return file.read(count)
    return b""


def there(path: Path) -> bool:
    """Whether a file is kept at `path`."""
    return path.is_file()


def mark(path: Path) -> int:
    """A number that is another one when what is kept at `path` is; 0 when nothing is."""
    found = _stat(path)
    return found.st_mtime_ns if found and S_ISREG(found.st_mode) else 0


def size_of(path: Path) -> int:
    """How many bytes are kept at `path`; 0 when nothing is."""
    found = _stat(path)
    return found.st_size if found and S_ISREG(found.st_mode) else 0


def _stat(path: Path) -> os.stat_result | None:
    with suppress(*NOTHING):
        return path.stat()
    return None


def older(folder: Path, seconds: float) -> list[str]:
    """The names in `folder` that have lain there for so many seconds."""
    names = list(folder.iterdir()) if folder.is_dir() else []
    lies = ((path.name, _stat(path)) for path in names)
    return [name for name, found in lies if found and time.time() - found.st_mtime > seconds]


def unfinished(folder: Path, name: str) -> list[str]:
    """What a process that was killed has left in `folder` of writing `name`."""
    return [one for one in older(folder, -1) if one.startswith(f".{name}.")]


def remove(path: Path) -> None:
    """Take away what is kept at `path`, if anything is."""
    path.unlink(missing_ok=True)


def remove_all(folder: Path) -> None:
    """Take away a folder and all that is kept in it, if there is one."""
    shutil.rmtree(folder, ignore_errors=True)


def put(path: Path, contents: bytes) -> None:
    """Keep `contents` at `path`, in place of what was there: whole or not at all, on the disk.

    Raises OSError when the disk is full; then nothing is left behind.
    """
    with written(path) as unfinished:
        _write(unfinished, contents)


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Where somebody else, another process say, writes a new file to the disk; then as `put`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = _beside(path)
    try:
        yield unfinished
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
        remove_all(unfinished)
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
