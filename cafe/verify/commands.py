"""`verify`: whether a zip file, or a café of this installation, is what its archive says."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select
from sqlalchemy.orm import undefer

from cafe.archive.export import export_to
from cafe.archive.packing.package import ARCHIVE
from cafe.archive.packing.whole import folder_in_zip
from cafe.config import load_settings
from cafe.core.i18n import _
from cafe.core.lines import on_terminal
from cafe.errors import Invalid
from cafe.model import Database, Version
from cafe.report.versions.store import lines_from
from cafe.verify.checked import Checked
from cafe.verify.checks import checks
from cafe.verify.package import Package
from cafe.verify.versions import Rows

FINE, WRONG = 0, 1


def run(which: str, seal: str = "") -> int:
    """One line a check, and one for each thing that is wrong; then what no check can show.

    1 unless all is checked and fine.
    """
    worst = FINE
    try:
        with _zip_of(which) as (path, rows):
            for checked in checks(path, rows, seal):
                print(*lines(checked), sep="\n", flush=True)
                worst = worst if checked.fine else WRONG
            sealed = b'"seal": "' in (Package(path).read(ARCHIVE) or b"")
            print("", *unseen(sealed=sealed, held=bool(seal), at_home=rows is not None), sep="\n")
    except MemoryError as error:
        raise Invalid(_("%(name)s is too large.", name=which)) from error
    return worst


@contextmanager
def _zip_of(which: str) -> Iterator[tuple[Path, Rows | None]]:
    """The zip file, and what the database has of its versions where the café is one of ours."""
    path = Path(which)
    with TemporaryDirectory() as folder:
        if path.is_file():
            yield _zipped(path, Path(folder)), None
            return
        if path.suffix:  # no café's id has one
            raise Invalid(_("There is no file %(path)s.", path=which))
        settings = load_settings()
        db = Database(settings.database)
        zipped = Path(folder) / "cafe.zip"
        export_to(db, settings, which, "zip", zipped)
        yield zipped, _rows(db, which)


def unseen(*, sealed: bool, held: bool, at_home: bool) -> list[str]:
    """What is still to be known of a file in which all is in order, in the user's language.

    `sealed`: it has a seal, which was `held` against one that somebody saw; `at_home`: the database
    told which versions were kept.
    """
    said = [_("A file alone cannot show that:")]
    if not sealed:
        said.append(_("- any of it was written when it says: this café has no seal."))
    elif not held:
        said.append(
            _(
                "- not all of it was written anew, history and seal too: compare with the seal "
                "that the room was shown (--seal)."
            )
        )
    if not at_home:
        said.append(
            _(
                "- its versions are those that were kept, and that none is left out: the café's "
                "own machine knows (verify with its id)."
            )
        )
    said.append(_("- what was typed is what was said: that is known by those who sat there."))
    return said


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
        there = [one for one in versions if not one.withdrawn]
        return {folder_in_zip(one): lines_from(one.lines) for one in there}


def lines(checked: Checked) -> list[str]:
    """What is printed of a check; the file's own words steer no terminal."""
    return [*map(on_terminal, _lines(checked))]


def _lines(checked: Checked) -> list[str]:
    about = f"{checked.name} ({checked.seen})" if checked.seen else checked.name
    if checked.left:
        return [_("NOT CHECKED  %(name)s: %(why)s", name=about, why=checked.left)]
    if not checked.findings:
        return [_("In order     %(name)s", name=about)]
    wrong = _("WRONG        %(name)s", name=about)
    return [wrong, *(f"             {finding}" for finding in checked.findings)]
