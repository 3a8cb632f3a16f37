"""What is kept and damaged: told in words, or as if it were not there; never a fault of ours."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import JSON, literal_column, select, text

from cafe.backup import scheduled
from cafe.backup.gone import entries_in
from cafe.config import load_settings
from cafe.core.files import letterhead_file, photo_folder
from cafe.core.private import OURS
from cafe.erasure import files, job
from cafe.errors import CafeError, Invalid, Unavailable
from cafe.jobs.folder import ABOUT, PROGRESS, RESULT, read_json
from cafe.model import Base, Database, Poster, Workshop
from cafe.model.database.columns import Json
from cafe.people import setup_word
from cafe.report.export import WRITERS, document_as
from cafe.report.versions import store
from cafe.web.state import cafe
from tests.archive.ground import SORTED_OUT
from tests.report.extracts.test_pages import LINK, House
from tests.support.app import Visitor
from tests.support.ground import Ground, Known

DAMAGE = {
    "empty": b"",
    "cut off": b'{"revision": 1, "li',
    "no text": b"\xff\xd8\x00\xfe",
    "nothing": b"null",
    "a number": b"5",
    "a text": b'"x"',
    "a list": b'[["a", "b"]]',
    "an empty thing": b"{}",
    "another thing": b'{"revision": "x", "document": 5, "lines": 7, "fates": {"a": 1}}',
    "endless": b"[" * 200_000,
}


@pytest.fixture
def ground() -> Ground:
    return SORTED_OUT


def versions(app: Flask, organiser: Visitor, here: str) -> None:
    """Every address at which a version is opened."""
    house = House(app, here)
    folder = store.folder_of(house.parts.settings.data_dir, house.id, folder_of(house))
    facts = folder / store.FACTS
    marks = {
        one.rsplit("/", 1)[1] for one in LINK.findall(organiser.get(f"{house.kept}/extracts").text)
    }
    with house.parts.db.reading() as db:
        note = db.execute(text("SELECT uid FROM note LIMIT 1")).scalar()
    fill: dict[str, Any] = {"version_id": house.version, "workshop_id": house.id, "note": note}
    fill |= {"shared": house.web.removeprefix("/d/"), "mark": min(marks), "format": "docx"}
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.arguments & {"shared", "version_id"}
    ]
    urls = app.url_map.bind("")
    asked = [urls.build(rule.endpoint, fill) for rule in rules if rule.arguments <= fill.keys()]
    assert len(asked) > 12, asked
    for name, contents in DAMAGE.items():
        facts.write_bytes(contents)
        for address in asked:
            answer = organiser.get(address)
            assert answer.status_code < 500, f"{name}: {address}"
        for address in (f"{house.kept}/extracts", f"{house.web}/extracts"):
            answer = organiser.get(address)
            assert answer.status_code == 404, f"{name}: {address}"
            assert "version" in answer.text


def folder_of(house: House) -> str:
    with house.parts.db.reading() as db:
        return str(db.execute(text("SELECT folder FROM version")).scalar())


def database(app: Flask, organiser: Visitor, here: str) -> None:
    """A column that holds JSON, or JSON of another shape."""
    for damage in ("[{", '{"a": 1}', "5", "[5]", '[{"uid": "a"}]'):
        with cafe(app).db.writing() as tx:
            tx.execute(text("UPDATE workshop SET programme = :damage"), {"damage": damage})
        answer = organiser.get(here)
        assert (answer.status_code, "damaged" in answer.text) == (503, True), damage


def key(app: Flask, _organiser: Visitor, _here: str) -> None:
    data = cafe(app).settings.data_dir / "another"
    data.mkdir()
    for contents in (b" ", *(DAMAGE[name] for name in ("no text", "nothing", "a text"))):
        (data / "secret.key").write_bytes(contents)
        with pytest.raises(Invalid):
            load_settings({"CAFE_DATA_DIR": str(data)})


def erased(*_all: object) -> None:
    assert not [
        list(entries_in(contents)) for contents in DAMAGE.values() if list(entries_in(contents))
    ]


def backup(app: Flask, _organiser: Visitor, _here: str) -> None:
    data = cafe(app).settings.data_dir
    for contents in (*DAMAGE.values(), b'{"made": 5}', b'{"else": ""}'):
        (data / scheduled.STATE).write_bytes(contents)
        assert scheduled.state(data) == scheduled.State()


def word(app: Flask, _organiser: Visitor, _here: str) -> None:
    data = cafe(app).settings.data_dir
    setup_word.path_of(data).write_bytes(DAMAGE["no text"])
    assert not setup_word.fits(data, "x")
    assert setup_word.fits(data, setup_word.offer(data))


def photographs(app: Flask, _organiser: Visitor, here: str) -> None:
    parts, id = cafe(app), here.removeprefix("/w/")
    with parts.db.reading() as db:
        names = list(db.scalars(select(Poster.file)))
    assert names
    folder = photo_folder(parts.settings.data_dir, id)
    folder.mkdir(parents=True, exist_ok=True)
    for contents in DAMAGE.values():
        with pytest.raises(Invalid):
            files.covered(contents, [(0, 0, 9, 9)])
    for name in names:
        (folder / name).write_bytes(DAMAGE["no text"])
    in_every_format(app, id)


def in_every_format(app: Flask, id: str) -> None:
    """Made, or refused in words."""
    parts = cafe(app)
    with parts.db.reading() as db:
        for format in WRITERS:
            try:
                document_as(db, db.get_one(Workshop, id), format, parts.settings.data_dir)
            except CafeError as error:
                assert error.message  # noqa: PT017 - refused in words is as good


def letterheads(app: Flask, _organiser: Visitor, here: str) -> None:
    id = here.removeprefix("/w/")
    path = letterhead_file(cafe(app).settings.data_dir, id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(DAMAGE["no text"])
    in_every_format(app, id)


def makings(app: Flask, _organiser: Visitor, _here: str) -> None:
    data = cafe(app).settings.data_dir
    folder = data / "makings" / "a"
    folder.mkdir(parents=True)
    for name, contents in DAMAGE.items():
        for file in (ABOUT, PROGRESS, RESULT):
            (folder / file).write_bytes(contents)
            assert isinstance(read_json(folder / file), dict), name
        (folder / job.REQUEST).write_bytes(contents)
        with pytest.raises(CafeError):
            job.taken_request(folder)
        (data / "makings" / f"c{files.NOTED}").write_bytes(contents)
        assert isinstance(files.noted(data, "c"), list), name
        (data / "makings" / f"c{files.TOLD}").write_bytes(contents)
        files.tell(data, "c", 3)
        assert files.told(data)[0][0] == "c", name


# By the code's own list of what lies in a data folder.
KEPT: dict[str, Callable[[Flask, Visitor, str], None] | None] = {
    "cafe.db*": database,
    "secret.key": key,
    "erased.jsonl": erased,
    "backup.json": backup,
    "setup-word": word,
    "posters": photographs,
    "letterheads": letterheads,
    "versions": versions,
    "makings": makings,
    "restoring": None,  # never read back: what is not whole is made anew
}


def test_everything_that_is_kept_is_tried() -> None:
    assert set(KEPT) == set(OURS)


@pytest.mark.parametrize("name", [name for name, tried in KEPT.items() if tried])
def test_damaged_it_is_told_or_as_if_it_were_not_there(
    name: str, cafe_app: Flask, organiser: Visitor, known: Known
) -> None:
    tried = KEPT[name]
    assert tried
    tried(cafe_app, organiser, str(known["here"]))


# What stands inside these the pages take as it is.
UNREAD = {
    "cafe_table.hosts",
    "cafe_table.tags",
    "change.item",
    "entry.words",
    "followup.sentences",
    "organisation.domains",
    "organisation.privacy",
    "question.hints",
    "question.summary_words",
    "version.lines",
    "workshop.abbreviations",
    "workshop.checklist",
    "workshop.privacy",
    "workshop.screen",
    "workshop.seating",
    "workshop.signature",
}


def test_no_column_is_read_in_another_shape_than_it_is_written_in(db: Database) -> None:
    tables = Base.metadata.tables.values()
    kinds: dict[str, Any] = {
        str(column): column.type
        for table in tables
        for column in table.columns
        if isinstance(column.type, JSON | Json)
    }
    assert len(kinds) > 20
    assert all(isinstance(kind, Json) for kind in kinds.values())
    assert {column for column, kind in kinds.items() if kind.shape in (list, dict)} == UNREAD
    with db.reading() as session:
        for column, kind in kinds.items():
            empty = kind.shape()
            said = select(literal_column(f"'{empty}'", kind))
            if not getattr(kind.shape, "__required_keys__", ()):
                assert session.scalar(said) == empty, column
            other, inside = ("{}", "[5]") if empty == [] else ("[]", '{"only": 5}')
            for damage in (other, "5", '"x"', "true", *([inside] if column not in UNREAD else [])):
                with pytest.raises(Unavailable):
                    session.scalar(select(literal_column(f"'{damage}'", kind)))
        rounds = '{"count": 3, "minutes": 12, "change": 2}'
        kind = kinds["workshop.rounds"]
        for damage in (rounds, rounds.replace("12", "true"), rounds.replace("12", "1.5")):
            said = select(literal_column(f"'{damage}'", kind))
            if damage == rounds:
                assert session.scalar(said) == {"count": 3, "minutes": 12, "change": 2}
            else:
                with pytest.raises(Unavailable):
                    session.scalar(said)
