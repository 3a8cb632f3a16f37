"""Where the files of a café lie in the data folder, whichever room wrote them."""

import shutil
from pathlib import Path


def photo_folder(data_dir: Path, workshop_id: str) -> Path:
    """Where the photographs of a workshop lie, each under its `Poster.file`."""
    return data_dir / "posters" / workshop_id


def letterhead_file(data_dir: Path, workshop_id: str) -> Path:
    """Where the Word template of a workshop lies when it has one."""
    return data_dir / "letterheads" / f"{workshop_id}.docx"


def versions_folder(data_dir: Path, workshop_id: str) -> Path:
    """Where the kept versions of a workshop's document lie, a folder for each."""
    return data_dir / "versions" / workshop_id


def makings_folder(data_dir: Path, workshop_id: str) -> Path:
    """Where files of a workshop are made in the background, a folder for each."""
    return data_dir / "makings" / workshop_id


def forget(data_dir: Path, workshop_id: str) -> None:
    """Take away every file of a workshop that has been deleted."""
    for folder in (photo_folder, versions_folder, makings_folder):
        shutil.rmtree(folder(data_dir, workshop_id), ignore_errors=True)
    letterhead_file(data_dir, workshop_id).unlink(missing_ok=True)
