"""Which files belong to an installation's rows."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Table, select

from cafe.core import files
from cafe.model import HIDDEN


def named_by_rows(
    connection: Connection, tables: dict[str, Table], data_dir: Path
) -> Iterator[tuple[str, bool]]:
    """Each photograph, Word template and folder of a kept version, as a place in the data folder.

    And whether it must be there: not of a café that is just coming or going, nor a template.
    """
    workshop, table = tables["workshop"].c, tables["cafe_table"].c
    poster, version = tables["poster"].c, tables["version"].c
    hidden = set(connection.scalars(select(workshop.id).where(workshop.stage.in_(HIDDEN))))
    photographs = select(table.workshop_id, poster.file).where(poster.table_id == table.id)
    for cafe, name in connection.execute(photographs.order_by(table.workshop_id, poster.file)):
        path = files.photo_folder(data_dir, cafe) / name
        yield _place(data_dir, path), cafe not in hidden
    kept = select(version.workshop_id, version.folder).order_by(version.workshop_id, version.folder)
    for cafe, name in connection.execute(kept.where(version.folder != "")):  # one that is withdrawn
        path = files.versions_folder(data_dir, cafe) / name
        yield _place(data_dir, path), cafe not in hidden
    for cafe in connection.scalars(select(workshop.id).order_by(workshop.id)):
        for path in (files.letterhead_file, files.letterhead_page):
            yield _place(data_dir, path(data_dir, cafe)), False


def _place(data_dir: Path, path: Path) -> str:
    return path.relative_to(data_dir).as_posix()


def in_place(data_dir: Path, place: str) -> list[str]:
    """The file at `place`, or all files in the folder there; none when there is nothing."""
    path = data_dir / place
    if path.is_dir():
        return sorted(f"{place}/{one.name}" for one in path.iterdir() if one.is_file())
    return [place] if path.is_file() else []


def unnamed(data_dir: Path, named: set[str]) -> list[str]:
    """Files and versions' folders in the data folder that are in none of `named`."""
    patterns = ("posters/*/*", "versions/*/*", "letterheads/*")
    there = (path for pattern in patterns for path in data_dir.glob(pattern))
    return sorted(place for path in there if (place := _place(data_dir, path)) not in named)
