"""Everything that a zip file holds, made anew from its archive alone or from a version's facts."""

import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from sqlalchemy.orm import Session

from cafe.archive.commands import bring_in
from cafe.archive.packing.package import Brought
from cafe.archive.pieces import DATES
from cafe.archive.queries import archive_of
from cafe.archive.schema import Archive, as_json, read
from cafe.config import load_settings
from cafe.core.i18n import _
from cafe.core.limits import PICTURE_SIDE
from cafe.document.completeness import unaccounted
from cafe.document.compose import composed, extract
from cafe.document.note_status import NoteStatus, kept_statuses
from cafe.document.raw import Raw, raw_of
from cafe.document.tree import Document
from cafe.model import Base, Database, Entry, Question, Workshop
from cafe.model.canonical import other_id
from cafe.model.change import HOUSE
from cafe.nouns import Item
from cafe.report.export import RAW, WRITERS, in_every_format
from cafe.report.queries import material_of, questions_of
from cafe.sort.worded import strange_summaries, strange_words
from cafe.verify.past import archive_at
from cafe.writers.pictures import drawn
from cafe.writers.poster import PRINT


@dataclass(frozen=True)
class Made:
    """A café brought in anew: its archive as it goes out, its document, its raw material.

    `strange`: the place and text of each of its `sentences` whose words are kept as others'.
    """

    archive: Item
    document: Document
    raw: Raw
    statuses: Mapping[str, NoteStatus]
    complete: bool
    strange: list[tuple[str, str]]
    sentences: int


def brought_in(brought: Brought, folder: Path) -> Made:
    """The café of an archive, by a fresh database in `folder`. Raises Invalid."""
    settings = load_settings({"CAFE_DATA_DIR": str(folder)})
    db = Database(settings.database)
    try:
        Base.metadata.create_all(db.engine)
        here = bring_in(db, settings, brought, person_id=None)
        with db.writing() as tx:  # also days that have passed, which no café takes on
            row = tx.get_one(Workshop, here)
            for name in DATES:
                setattr(row, name, getattr(brought.archive.workshop, name))
        with db.reading() as session:
            workshop = session.get_one(Workshop, here)
            material = material_of(session, workshop)
            archive = archive_of(session, workshop)
            entries = _entries(questions_of(session, workshop))
            strange = _strange(session, workshop, entries, brought.archive)
        document, raw = composed(material), raw_of(material)
        statuses = kept_statuses(extract(material))
        complete = not unaccounted(material)
        return Made(archive, document, raw, statuses, complete, strange, len(entries))
    finally:
        db.engine.dispose()


def _strange(
    db: Session, workshop: Workshop, entries: dict[Entry, str], archive: Archive
) -> list[tuple[str, str]]:
    """Place and text of each sentence and summary whose words are not told as they must be.

    Whoever writes one in a sealed café has its words kept; what was there before may have none.
    """
    lines = [line for line in archive.history if line.leaf is not None and line.by != HOUSE]
    written = {line.key for line in lines if line.what == "entry"}
    wrote = {one.id for one in entries if other_id(one.id, workshop.id) in written}
    strange = [
        (entries[one], one.text) for one in strange_words(db, workshop, list(entries), wrote)
    ]
    summed = {line.key for line in lines if line.what == "summary"}
    return strange + [
        (_("question %(number)s, summary", number=one.number), one.summary or "")
        for one in strange_summaries(db, workshop, workshop.questions, summed)
    ]


def as_it_was(archive: Item, revision: int, scratch: Path) -> tuple[Made, bool] | None:
    """The café at an earlier revision, and whether it is known how it was evaluated by then; None:
    not told.

    `scratch` is a folder for it alone. Raises Invalid when what the history tells is no café.
    """
    then = archive_at(archive, revision)
    if then is None:
        return None
    with TemporaryDirectory(dir=scratch) as folder:
        made = brought_in(Brought(read(as_json(then.archive)), {}), Path(folder))
    return made, then.evaluated


def _entries(questions: list[Question]) -> dict[Entry, str]:
    """Every sentence, and where it stands."""
    return {
        entry: _(
            "question %(number)s, under “%(heading)s”",
            number=question.number,
            heading=category.heading,
        )
        for question in questions
        for category in question.categories
        for entry in category.entries
    }


def documents(
    document: Document, photos: Mapping[str, bytes], template: bytes | None, names: Collection[str]
) -> tuple[dict[str, bytes], Iterator[tuple[str, bytes]]]:
    """The posters drawn anew, and each of `names` (`document.md`), written when it is asked for."""
    posters = drawn(document, ppi=PRINT)
    formats = [format for format in WRITERS if f"document.{format}" in names]
    files = in_every_format(document, photos, posters, template, formats=formats)
    return posters, ((f"document.{format}", contents) for format, contents in files)


def spreadsheets(raw: Raw, stamp: str, name: str) -> Iterator[tuple[str, bytes]]:
    """`notes.xlsx` and `notes.csv` (or as `name` says), of the café and revision in `stamp`."""
    stamped = replace(raw, stamp=stamp)
    return ((f"{name}.{format}", write(stamped)) for format, write in RAW.items())


def as_kept(picture: bytes) -> bytes:
    """A photograph as it lies in a café, not made anew. Raises ValueError for another file."""
    try:
        with Image.open(io.BytesIO(picture), formats=("JPEG",)) as image:
            size = max(image.size)
    except Exception as error:  # what Pillow raises over a broken file is no one list
        raise ValueError("not a picture") from error
    if size > PICTURE_SIDE:
        raise ValueError("larger than a café keeps")
    return picture
