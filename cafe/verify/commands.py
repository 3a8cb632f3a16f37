"""`verify`: whether a zip file, or a café of this installation, is what its archive says."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select
from sqlalchemy.orm import undefer

from cafe.archive.export import export_to, folder_in_zip
from cafe.archive.package import ARCHIVE
from cafe.config import load_settings
from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.model import Database, Version
from cafe.report.versions.store import lines_from
from cafe.verify.checked import Checked
from cafe.verify.checks import Rows, checks

FINE, WRONG = 0, 1


def run(which: str, seal: str = "") -> int:
    """One line a check, and one for each thing that is wrong. 1 unless all is checked and fine."""
    worst = FINE
    try:
        for checked in _checks(which, seal):
            print(*lines(checked), sep="\n", flush=True)
            worst = worst if checked.fine else WRONG
    except MemoryError as error:
        raise Invalid(_("%(name)s is too large.", name=which)) from error
    return worst


def _checks(which: str, seal: str) -> Iterator[Checked]:
    path = Path(which)
    if path.is_file():
        with TemporaryDirectory() as folder:
            yield from checks(_zipped(path, Path(folder)), seal=seal)
        return
    if path.suffix:  # no café's id has one
        raise Invalid(_("There is no file %(path)s.", path=which))
    settings = load_settings()
    db = Database(settings.database)
    with TemporaryDirectory() as folder:
        zipped = Path(folder) / "cafe.zip"
        export_to(db, settings, which, "zip", zipped)
        yield from checks(zipped, _rows(db, which), seal)


def _zipped(path: Path, folder: Path) -> Path:
    """An archive alone is a zip file with nothing beside it: all else cannot be checked."""
    with path.open("rb") as file:
        if not file.read(1).startswith(b"{"):
            return path
    alone = folder / "archive.zip"
    with zipfile.ZipFile(alone, "w") as package:
        package.write(path, ARCHIVE)
    return alone


def _rows(db: Database, workshop_id: str) -> Rows:
    query = select(Version).where(Version.workshop_id == workshop_id)
    with db.reading() as session:
        versions = session.scalars(query.options(undefer(Version.lines)))
        return {folder_in_zip(one): lines_from(one.lines) for one in versions}


def lines(checked: Checked) -> list[str]:
    """What is printed of a check."""
    about = f"{checked.name} ({checked.seen})" if checked.seen else checked.name
    if checked.left:
        return [_("NOT CHECKED  %(name)s: %(why)s", name=about, why=checked.left)]
    if not checked.findings:
        return [_("In order     %(name)s", name=about)]
    wrong = _("WRONG        %(name)s", name=about)
    return [wrong, *(f"             {finding}" for finding in checked.findings)]
