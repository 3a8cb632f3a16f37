"""Each check of a zip file, in order: what was looked at, what is wrong, what could not be seen."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from cafe.archive.packing.package import ARCHIVE, LINES, MANIFEST, Brought, opened
from cafe.archive.packing.whole import CHECKERS, KONTROLL, VERSIONS, made_by
from cafe.archive.pieces import FOLDER
from cafe.archive.schema import as_json
from cafe.core.i18n import _, ngettext
from cafe.errors import Invalid
from cafe.nouns import Item
from cafe.report.export import RAW, WRITERS
from cafe.report.versions.store import FACTS, NOT_MADE, PAPER
from cafe.verify.anew import Made, as_kept, brought_in, documents, spreadsheets
from cafe.verify.checked import Checked
from cafe.verify.files import compared, without_ids
from cafe.verify.ledgers import of_history, of_seal, of_words
from cafe.verify.package import Package, check_digests
from cafe.verify.paths import first_difference
from cafe.verify.pieces import Finding
from cafe.verify.reading import BROKEN
from cafe.verify.reading.markup import unpacked, xml
from cafe.verify.versions import Rows, of_versions
from cafe.writers.sheet import NAMES as SHEETS
from cafe.writers.sheet import given_in, sheets

STAMP = re.compile(r"[A-Za-z0-9-]{1,40} [0-9]{1,12}")


def checks(path: Path, rows: Rows | None = None, seal: str = "") -> Iterator[Checked]:
    """Every check of the zip file at `path`, one by one; `seal` is one that somebody has seen.

    Raises Invalid for a file that is no zip file, or is too large to be looked at.
    """
    package = Package(path)
    if MANIFEST in package.names:
        found = tuple(check_digests(package))
        seen = ngettext("%(count)s file", "%(count)s files", len(package.names))
        yield Checked(_("Digests"), found, seen=seen)
    else:
        yield Checked(_("Digests"), left=_("there is no %(name)s in it", name=MANIFEST))
    with TemporaryDirectory() as scratch:
        photos, data = Path(scratch) / "photos", Path(scratch) / "data"
        photos.mkdir()
        data.mkdir(mode=0o700)
        try:
            brought = opened(path, as_kept, into=photos)
            made = brought_in(brought, data)
        except Invalid as error:
            place = error.where if error.where in package.names else ARCHIVE
            yield Checked(_("Archive"), (Finding(place, error.message),))
            return
        yield _archive(package, made)
        yield from _documents(package, brought, made)
        archive = json.loads(package.read(ARCHIVE) or b"")
        yield from of_versions(package, brought, archive, rows, Path(scratch))
        yield _known(package, brought, made)
        if _has_sheet(package):
            yield _sheet(package, archive)
        yield of_history(archive)
        if seal:
            yield of_seal(archive, seal)
        yield of_words(made.strange, made.sentences)


def _archive(package: Package, made: Made) -> Checked:
    """What came in goes out again as the very same file."""
    written, name = package.read(ARCHIVE) or b"", _("Archive")
    notes = sum(len(t["notes"]) for q in made.archive["questions"] for t in q["tables"])
    seen = ngettext("%(count)s note", "%(count)s notes", notes)
    if as_json(made.archive) == written:
        return Checked(name, seen=seen)
    place, message = first_difference(made.archive, written)
    place = f"{ARCHIVE}, {place}" if place else ARCHIVE
    return Checked(name, (Finding(place, message),), seen=seen)


def _documents(package: Package, brought: Brought, made: Made) -> Iterator[Checked]:
    by = package.about()
    exactly = by == made_by()
    paper = package.read(PAPER)
    for name in (f"document.{format}" for format in WRITERS):
        if name not in package.names:
            yield Checked(name, left=_("it is not in the zip file"))
    posters, written = documents(made.document, brought.photos, paper, package.names)
    for name, should in written:
        yield _one(name, should, package.read(name), exactly=exactly, by=by)
    stamp = _stamp(package.read("notes.xlsx") or b"")
    for name, should in spreadsheets(made.raw, stamp, "notes"):
        yield _one(name, should, package.read(name), exactly=exactly, by=by)
    yield _posters(package, posters, exactly=exactly)


def _one(name: str, should: bytes, says: bytes | None, *, exactly: bool, by: str) -> Checked:
    if says is None:
        return Checked(name, left=_("it is not in the zip file"))
    if name.endswith(".html"):  # what it numbers by is another in each installation
        should, says = without_ids(should), without_ids(says)
    found = tuple(compared(name, should, says, to_the_byte=exactly))
    if found or exactly or should == says:
        return Checked(name, found)
    why = _("its words and links are in order, how it looks is not known: %(by)s wrote it", by=by)
    return Checked(name, left=why)


def _posters(package: Package, posters: Mapping[str, bytes], *, exactly: bool) -> Checked:
    name, seen = _("Posters"), ngettext("%(count)s poster", "%(count)s posters", len(posters))
    found = []
    if posters and not {FOLDER + file for file in posters} & {*package.names}:
        return Checked(name, left=_("they are not in the zip file"))
    for file, should in posters.items():
        says = package.read(FOLDER + file)
        if says is None:
            found.append(Finding(FOLDER + file, _("is missing")))
        elif says != should and exactly:
            found.append(Finding(FOLDER + file, _("is not the poster that the notes draw")))
    if not exactly and not found:
        left = _("another version of the program drew them: %(name)s", name=package.about())
        return Checked(name, left=left)
    return Checked(name, tuple(found), seen=seen)


def _stamp(spreadsheet: bytes) -> str:
    """Of which café and revision a spreadsheet says that it is: the archive does not tell."""
    try:
        words = "".join(xml(unpacked(spreadsheet)["docProps/custom.xml"]).itertext())
    except BROKEN:
        return ""
    return words if STAMP.fullmatch(words) else ""


def _has_sheet(package: Package) -> bool:
    return any(name in package.names for name in SHEETS)


def _sheet(package: Package, archive: Item) -> Checked:
    """The sheet for an archive says of the café what the archive itself does, three times alike.

    What only whoever kept the café knows, who is answerable, is taken from the sheet.
    """
    check, found = _("Sheet for the archive"), []
    try:
        given = given_in(package.read(SHEETS[0]) or b"")
    except ValueError:
        return Checked(check, (Finding(SHEETS[0], _("is not a sheet that can be read")),))
    for one in given["versions"]:
        if one["folder"] + FACTS not in package.names:
            message = _("names a version that is not in the zip file: %(name)s", name=one["folder"])
            found.append(Finding(SHEETS[0], message))
    for name, should in sheets(archive, given):
        if package.read(name) != should:
            found.append(Finding(name, _("says something else than the archive")))
    return Checked(check, tuple(found))


def _known(package: Package, brought: Brought, made: Made) -> Checked:
    """Nothing lies in the zip file that no check has looked at."""
    drawn = (p.file for p in made.document.pictures if p.sheet)
    known = {
        ARCHIVE,
        LINES,
        MANIFEST,
        PAPER,
        NOT_MADE,
        *CHECKERS,
        *(FOLDER + file for file in (*brought.photos, *drawn)),
    }
    known |= {*SHEETS} if _has_sheet(package) else set()
    known |= {f"document.{format}" for format in WRITERS} | {f"notes.{format}" for format in RAW}
    kept = {FACTS, PAPER, NOT_MADE, *(f"document.{format}" for format in (*WRITERS, *RAW))}
    strange = [
        name
        for name in package.names
        if name not in known
        and not (name.startswith(VERSIONS) and name.count("/") == 2 and name.split("/")[2] in kept)
    ]
    found = [Finding(name, _("belongs to nothing in the archive")) for name in strange]
    # Another version of the program lays its own beside.
    for name in CHECKERS if package.about() == made_by() else ():
        if (there := package.read(name)) is not None and there != (KONTROLL / name).read_bytes():
            found.append(Finding(name, _("is not the checker that this program writes")))
    return Checked(_("Files beside these"), tuple(found))
