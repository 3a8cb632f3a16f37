"""Each kept version: what it says of itself, its files, and what the café said when it was kept."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cafe.archive.packing.package import Brought
from cafe.archive.packing.whole import VERSIONS, made_by
from cafe.core.i18n import _
from cafe.document.changed import Line, lines_of
from cafe.document.tree import Edition
from cafe.errors import Invalid
from cafe.nouns import Item
from cafe.report.export import WRITERS
from cafe.report.versions.store import FACTS, PAPER, Kept, digest_of, facts_in
from cafe.verify.anew import as_it_was, documents, spreadsheets
from cafe.verify.checked import Checked
from cafe.verify.files import compared
from cafe.verify.kept import Said, held_to_erasings, never_at_all, told_otherwise
from cafe.verify.package import Package
from cafe.verify.past import erased_after
from cafe.verify.pieces import Finding

# The lines that the database has of each kept version, by the folder it has in the zip.
Rows = Mapping[str, list[Line]]


def of_versions(
    package: Package, brought: Brought, archive: Item, rows: Rows | None, scratch: Path
) -> Iterator[Checked]:
    """Each version that lies in the zip, or that the database has (`rows`: its lines)."""
    there = dict.fromkeys(
        name.rpartition("/")[0] + "/" for name in package.names if name.startswith(VERSIONS)
    )
    for folder in dict.fromkeys([*there, *(rows or {})]):
        try:
            row = None if rows is None else rows.get(folder, [])
            yield _version(package, folder, brought, archive, scratch, row=row)
        except (ValueError, LookupError, TypeError) as error:
            place = folder + (FACTS if not isinstance(error, Invalid) else "")
            yield Checked(folder, (Finding(place, _("cannot be read")),))


def _version(
    package: Package,
    folder: str,
    brought: Brought,
    archive: Item,
    scratch: Path,
    *,
    row: Iterable[Line] | None,
) -> Checked:
    facts = package.read(folder + FACTS)
    if facts is None:
        return Checked(folder, left=_("there is no %(name)s in it", name=FACTS))
    kept = facts_in(facts)
    if kept.document is None or kept.raw is None:
        return Checked(folder, left=_("it was kept before versions could be written anew"))
    found, left = _told_otherwise(kept, facts, archive, folder, scratch)
    if _otherwise_named(kept.document.edition, folder):
        message = _("it says that it is another version than its folder is called after")
        found.append(Finding(folder + FACTS, message))
    if lines_of(kept.document) != kept.lines:
        found.append(Finding(folder + FACTS, _("its lines are not its document's")))
    if row is not None and list(row) != kept.lines:
        found.append(Finding(folder + FACTS, _("its lines are not those that were kept")))
    photos = {p.file: brought.photos.get(p.file) for p in kept.document.pictures if not p.sheet}
    there = {file: photo for file, photo in photos.items() if photo is not None}
    here = {name.removeprefix(folder) for name in package.names if name.startswith(folder)}
    _posters, written = documents(kept.document, there, package.read(folder + PAPER), here)
    exactly = package.about() == made_by()
    missing = [f"document.{format}" for format in WRITERS if f"document.{format}" not in here]
    found += [Finding(folder + name, _("is missing")) for name in missing]
    for name, should in (*written, *spreadsheets(kept.raw, kept.raw.stamp, "document")):
        says = package.read(folder + name)
        if says is None:
            found.append(Finding(folder + name, _("is missing")))
        else:
            found += compared(folder + name, should, says, to_the_byte=exactly)
    return Checked(folder, tuple(found), left="" if found else left)


def _told_otherwise(
    kept: Kept, facts: bytes, archive: Item, folder: str, scratch: Path
) -> tuple[list[Finding], str]:
    """Whether it says what the café said at its revision, as the history tells; and why that could
    not be looked at.
    """
    if kept.document is None or kept.raw is None:
        return [], ""
    if (was := as_it_was(archive, kept.revision, scratch)) is None:
        found = [*never_at_all(kept.document, archive, folder)]
    else:
        should, evaluated = was
        one = Said(should.document, should.raw, should.statuses, should.complete)
        other = Said(kept.document, kept.raw, kept.statuses, kept.complete)
        if not evaluated:
            one, other = (said.without("evaluation") for said in (one, other))
        found = [*told_otherwise(one, other, folder)]
    erased = erased_after(archive.get("history", []), kept.revision)
    return held_to_erasings(found, erased, digest_of(facts), folder)


def _otherwise_named(edition: Edition | None, folder: str) -> bool:
    """Whether what a version says that it is is not what it lies under."""
    if edition is None:  # from before it was said
        return False
    return folder != f"{VERSIONS}{'final' if edition.final else 'draft'}-{edition.number}/"
