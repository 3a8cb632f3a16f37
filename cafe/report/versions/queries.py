"""Reading the kept versions: what the document's page lists, and two of them side by side."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from cafe.core import files
from cafe.core.i18n import _, speaking
from cafe.core.text import file_names
from cafe.document.changed import Line, lines_of
from cafe.document.edition import called, named
from cafe.document.tree import Edition
from cafe.errors import NotFound
from cafe.model import Version, Workshop, clock_time
from cafe.report.export import KEPT, RAW
from cafe.report.queries import compose
from cafe.report.versions.store import NOT_MADE, folder_of, lines_from
from cafe.sort.queries import names_of

NOW = "now"


@dataclass(frozen=True)
class ListedVersion:
    """A version as it is listed: its name, when it was kept, and by whom."""

    version: Version
    name: str
    at: datetime
    by: str

    @property
    def called(self) -> str:
        """Its own name and remark, as a form says which of them it showed."""
        return as_called(self.version)


def versions_of(db: Session, workshop: Workshop) -> list[ListedVersion]:
    """Every version of the document, the newest first."""
    query = select(Version).where(Version.workshop_id == workshop.id)
    versions = list(db.scalars(query.order_by(Version.id.desc())))
    names = names_of(db, {version.by for version in versions})
    return [
        ListedVersion(one, name_of(one), clock_time(one.kept_at), names.get(one.by, _("somebody")))
        for one in versions
    ]


def last_of(db: Session, workshop_id: str, *, final: bool) -> Version | None:
    """The newest draft, or the newest final version."""
    same = (Version.workshop_id == workshop_id, Version.final.is_(final))
    return db.scalars(select(Version).where(*same).order_by(Version.id.desc()).limit(1)).first()


def published_in(db: Session, workshop_id: str) -> list[Version]:
    """The final versions that everybody may read, the newest first."""
    shown = select(Version).where(Version.workshop_id == workshop_id, Version.shown)
    return list(db.scalars(shown.order_by(Version.id.desc())))


def published_on(version: Version) -> date:
    """The day on which it was published; of one from before that was kept, when it was made."""
    return clock_time(version.shown_at or version.kept_at).date()


def name_of(version: Version) -> str:
    """`Draft 2`, `Final version`, in the language spoken now."""
    if not version.final:
        return _("Draft %(number)s", number=version.number)
    if version.number == 1:
        return _("Final version")
    return _("Final version %(number)s", number=version.number)


def as_called(version: Version) -> str:
    """Its name and remark as a page says which of them it showed."""
    return f"{version.name}\n{version.remark}".strip()


def file_name(db: Session, version: Version, format: str) -> str:
    """What a version's file is called when it is taken away, in the café's language."""
    workshop = db.get_one(Workshop, version.workshop_id)  # its raw material may be gone
    with speaking(workshop.language):
        what = named(Edition(version.final, version.number))
        if format in RAW:
            what = f"{what} {called(format)}"
    return file_names.file_name(workshop.title, workshop.id, what, format)


def the_version(db: Session, workshop_id: str, version_id: int) -> Version:
    """A version of this workshop. Raises NotFound."""
    version = db.get(Version, version_id)
    if version is None or version.workshop_id != workshop_id:
        raise NotFound(_("This café has no such version of the document."))
    return version


def side(db: Session, workshop: Workshop, which: str) -> tuple[str, list[Line]]:
    """What one side of a comparison is called, and says. `which`: a version's id, or `NOW`.

    Raises NotFound.
    """
    if which == NOW:
        return _("As it stands now"), lines_of(compose(db, workshop))
    query = select(Version).where(
        Version.workshop_id == workshop.id,
        Version.id == (int(which) if which.isdecimal() and len(which) < 10 else -1),
    )
    version = db.scalars(query.options(undefer(Version.lines))).first()
    if version is None:
        raise NotFound(_("This café has no such version of the document."))
    return name_of(version), lines_from(version.lines)


def path_of(data_dir: Path, version: Version, format: str) -> Path:
    """Where the version's file lies, if it was kept in this format."""
    return folder_of(data_dir, version.workshop_id, version.folder) / f"document.{format}"


def check_not_withdrawn(version: Version) -> None:
    """Raise NotFound for a version of which nothing is left."""
    if version.withdrawn:
        raise NotFound(withdrawn_words())


def withdrawn_words() -> str:
    """Why nothing is left of a version, in the language spoken now."""
    return _(
        "This version is withdrawn: something in it was erased for good, and its files could not "
        "be made anew without it. Keep the document once more."
    )


def file_of(data_dir: Path, version: Version, format: str) -> Path:
    """The version's file in one of `KEPT`. Raises NotFound."""
    if format not in KEPT:
        formats = ", ".join(KEPT)
        raise NotFound(_("There is no such file. Choose one of %(formats)s.", formats=formats))
    check_not_withdrawn(version)
    path = path_of(data_dir, version, format)
    if not files.there(path):
        why = (files.read(path.with_name(NOT_MADE)) or b"").decode().strip()
        raise NotFound(why or _("The files of this version are not on this computer."))
    return path
