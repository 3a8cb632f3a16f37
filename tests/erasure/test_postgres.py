"""On PostgreSQL: no row of any table has the words afterwards, and no file of its tables."""

import json
import zipfile
from base64 import b64encode
from io import BytesIO
from pathlib import Path

from PIL import Image
from sqlalchemy import select, text

from cafe.archive.erase import erase_hidden
from cafe.config import Settings
from cafe.core.files import photo_folder, put
from cafe.erasure import rules as kinds
from cafe.erasure.reach import elsewhere
from cafe.model import Answer, Base, CafeTable, Database, Poster, Workshop
from cafe.model.events import publish
from cafe.plan.actions import leave
from cafe.report.versions.keep import keep
from tests.archive.archives import note_id
from tests.archive.ground import sorted_out
from tests.erasure.ground import a_house, erased
from tests.report.samples import brought_in
from tests.support.world import new_id

HOST = "Kari Øverlandsmo"
# Of each kind but photographs: the key and words of a request, and what is gone then.
KINDS = {
    "elaboration": (f"{note_id(2)}.0", "", ("for those who wait",)),
    "note": (note_id(2), "", ("chair by the door",)),
    "answer": ("", "", ("the soup",)),
    "asked": (note_id(80), "", ("How much?", "A lot.")),
    "host": ("", HOST, (HOST,)),
    "words": ("", "Our own", ("Our own",)),
}


def ways_of(words: tuple[str, ...]) -> set[str]:
    """As they are, and as JSON has them."""
    return {*words, *(json.dumps(word)[1:-1] for word in words)}


def rows_with(db: Database, words: tuple[str, ...]) -> list[str]:
    """Every table with a row in which one of `words` stands, in whatever column of it."""
    row = (
        'SELECT count(*) FROM "{}" t, unnest(CAST(:words AS text[])) word '
        "WHERE strpos(to_jsonb(t)::text, word) > 0"
    )
    with db.reading() as session:
        return [
            name
            for name in Base.metadata.tables
            if session.scalar(text(row.format(name)), {"words": list(words)})
        ]


def files_with(db: Database, words: tuple[str, ...], where: str) -> list[str]:
    """The files of this database in which one of `words` stands; none when they lie elsewhere."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        data = Path(connection.scalar(text("SHOW data_directory")) or "")
        which = "SELECT oid FROM pg_database WHERE datname = current_database()"
        name = str(connection.scalar(text(which)))
    folder = data / (f"base/{name}" if where == "base" else where)
    return [
        path.name
        for path in folder.iterdir()
        if path.is_file() and any(one.encode() in path.read_bytes() for one in ways_of(words))
    ]


def hung(db: Database, settings: Settings, here: str) -> bytes:
    """A photograph of noise hangs where the café has one, also in a kept version."""
    with db.reading() as session:
        name = session.scalars(select(Poster.file)).one()
    buffer = BytesIO()
    Image.effect_noise((60, 40), 90).convert("RGB").save(buffer, "JPEG", quality=95)
    put(photo_folder(settings.data_dir, here) / name, buffer.getvalue())
    keep(db, settings, here, final=False, by="person:1", operation=new_id())
    return buffer.getvalue()


def pieces_in(folder: Path, picture: bytes) -> list[str]:
    """The files below `folder` in which some of `picture` lies, as it is or within a PDF or zip."""
    way, packed = picture[200:400], b64encode(picture)[300:500]
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if _has(path.read_bytes(), (way, packed))]


def _has(content: bytes, ways: tuple[bytes, ...]) -> bool:
    if not content.startswith(b"PK"):
        return any(way in content for way in ways)
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return any(_has(packed.read(name), ways) for name in packed.namelist())


def test_a_photograph_is_in_no_file_either(postgres_url: str, tmp_path: Path) -> None:
    """They lie in the data folder, whichever database there is: drawn over, and then gone."""
    with a_house(tmp_path, postgres_url) as (db, settings):
        here = brought_in(db, sorted_out())
        before = hung(db, settings, here)
        assert len(pieces_in(tmp_path, before)) > 2, "the file, and those of the kept version"
        for boxes in (((0, 0, 500, 500),), ()):
            with db.reading() as session:
                key = str(session.scalars(select(Poster.id)).one())
            erased(db, settings, here, "photo", key, boxes=boxes)
            assert pieces_in(tmp_path, before) == []
            assert rows_with(db, ("Seen from the door",)) == [] or boxes
            left = [path.read_bytes() for path in photo_folder(tmp_path, here).iterdir()]
            assert bool(left) is bool(boxes)
            before = left[0] if left else before


def test_whatever_kind_is_erased_is_in_no_row_and_no_file(
    postgres_url: str, tmp_path: Path
) -> None:
    with a_house(tmp_path, postgres_url) as (db, settings):
        here = brought_in(db, sorted_out())
        with db.writing() as tx:
            tables = tx.scalars(select(CafeTable).order_by(CafeTable.id)).all()
            for table in tables:
                table.hosts = [*table.hosts, HOST]
            publish(tx, *tables, by="person:1", operation=new_id())
            found = {"host": str(tables[0].id)}
            (found["answer"],) = tx.scalars(select(Answer.key).where(Answer.text == "the soup"))
            tx.execute(text("ANALYZE"))  # as the server does by itself: it notes some of the texts
        assert {*KINDS, "photo"} == {*kinds.KINDS}
        everything = tuple(word for _key, _words, gone in KINDS.values() for word in gone)
        assert files_with(db, everything, "base")
        for kind, (key, words, gone) in KINDS.items():
            assert rows_with(db, gone), kind
            erased(
                db,
                settings,
                here,
                kind,
                key or found.get(kind, ""),
                words=words,
                ticked=kind == "words",
            )
            assert rows_with(db, gone) == [], kind
        assert files_with(db, everything, "base") == []
        assert files_with(db, everything, "pg_wal")  # which the page says
        with db.reading() as session:
            said = elsewhere(session, session.get_one(Workshop, here), sqlite=False)
        assert any("(WAL)" in one.words for one in said)

        with db.writing() as tx:
            leave(tx, tx.get_one(Workshop, here))
        erase_hidden(db, settings)
        assert rows_with(db, (here, "More light")) == []
        assert files_with(db, ("More light", *everything), "base") == []
