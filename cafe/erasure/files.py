"""The files that go with an erasure: noted before it is done, taken away after, whatever happens.

The note names files and no words. Whoever finds one after a crash takes away what no row names.
"""

import json
import shutil
from collections.abc import Collection
from pathlib import Path

from cafe.core import files
from cafe.jobs.folder import CANCELLED, folders, read_json

NOTED = ".erasing"  # how such a note is called, behind the café's id
TOLD = ".told"


def note(data_dir: Path, workshop_id: str, names: Collection[str]) -> None:
    """On the disk: of these files and folders, those without a row are to go."""
    before = set(noted(data_dir, workshop_id))
    content = json.dumps(sorted(before | set(names))).encode()
    files.put(_path(data_dir, workshop_id), content)


def noted(data_dir: Path, workshop_id: str) -> list[str]:
    """What `note` put there."""
    content = files.read(_path(data_dir, workshop_id))
    return list(json.loads(content)) if content else []


def all_noted(data_dir: Path) -> list[str]:
    """The cafés in which an erasure was begun, and its files may not be gone yet."""
    folder = files.all_jobs(data_dir)
    return sorted(path.name.removesuffix(NOTED) for path in folder.glob(f"*{NOTED}"))


def forget(data_dir: Path, workshop_id: str) -> None:
    """All is gone."""
    files.remove(_path(data_dir, workshop_id))


def take_away(data_dir: Path, workshop_id: str, known: Collection[str]) -> None:
    """Take away what was noted and is in none of the rows, which name `known`."""
    photos = files.photo_folder(data_dir, workshop_id)
    versions = files.versions_folder(data_dir, workshop_id)
    for name in noted(data_dir, workshop_id):
        if name not in known:
            files.remove(photos / name) if name.endswith(".jpg") else files.remove_all(
                versions / name
            )


def end_jobs(data_dir: Path, workshop_id: str) -> None:
    """Whatever was being made of the café, or lies there made, is dropped: it may hold the words.

    Also tables of notes that somebody looks at before they are taken in. A process that is at it
    finds its folder gone, and ends.
    """
    for folder in folders(files.jobs_folder(data_dir, workshop_id)):
        _end(folder)
    for scope in folders(files.all_jobs(data_dir)):
        if scope.name.startswith("person-"):
            for folder in folders(scope):
                if read_json(folder / "name.json").get("cafe") == workshop_id:
                    _end(folder)


def _end(folder: Path) -> None:
    try:
        (folder / CANCELLED).touch()
    except OSError:
        return
    shutil.rmtree(folder, ignore_errors=True)


def tell(data_dir: Path, workshop_id: str, first: int) -> None:
    """Leave word for the server: it announces what this process has changed since revision
    `first`."""
    files.put(files.all_jobs(data_dir) / f"{workshop_id}{TOLD}", str(first).encode())


def told(data_dir: Path) -> list[tuple[str, int]]:
    """Each café that there is word of, and since which revision; each is given once."""
    found = []
    for path in files.all_jobs(data_dir).glob(f"*{TOLD}"):
        content = files.read(path)
        files.remove(path)
        if content:
            found.append((path.name.removesuffix(TOLD), int(content)))
    return found


def _path(data_dir: Path, workshop_id: str) -> Path:
    return files.all_jobs(data_dir) / f"{workshop_id}{NOTED}"
