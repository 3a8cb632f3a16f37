"""What is erased is gone: from every column, line, file, kept version and export."""

import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import String, cast, func, select, update

from cafe.archive.packing.whole import folder_in_zip
from cafe.archive.queries import archive_of
from cafe.config import Settings
from cafe.core.files import jobs_folder, photo_folder
from cafe.document.completeness import unaccounted
from cafe.erasure.job import Doing, erase
from cafe.erasure.queries import searched
from cafe.erasure.registry import SHREDDERS
from cafe.erasure.request import Request
from cafe.model import Base, CafeTable, Change, Database, Note, Poster, Version, Workshop
from cafe.model.database.columns import Json
from cafe.model.events import publish
from cafe.model.note import notes_in_any_state
from cafe.report.queries import material_of
from cafe.report.versions.keep import keep
from cafe.report.versions.store import FACTS, digest_of
from cafe.sort.queries import accounts_of_workshop
from cafe.wall.queries import fares
from tests.archive.archives import note_id
from tests.archive.ground import sorted_out
from tests.erasure.ground import a_house, a_row_in_each, erased, exports_holding, holding
from tests.report.samples import brought_in
from tests.support.world import new_id

WORD = "Zyxq Wværtsen"
House = tuple[Database, Settings, str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A café that is sorted, with a photograph, a kept draft and final version."""
    folder = tmp_path_factory.mktemp("erasing")
    archive = sorted_out()
    late = {"id": note_id(6), "kind": "keyword", "part": None, "text": "keys", "decided": "taken"}
    archive["questions"][0]["tables"][1]["late"] = [late]
    with a_house(folder) as (db, settings):
        here = brought_in(db, archive)
        photos = photo_folder(folder, here)
        photos.mkdir(parents=True)
        Image.effect_noise((60, 40), 90).convert("RGB").save(photos / "3-1.jpg", quality=95)
        keep(db, settings, here, final=True, by="person:1", operation=new_id())
        yield db, settings, here


GONE: list[str] = []  # what the exports are looked through for, once


def gone(house: House, word: str) -> None:
    GONE.append(word)
    assert holding(house[1].data_dir, word) == []


def accounts(house: House) -> dict[str, int]:
    db, _settings, here = house
    with db.reading() as session:
        workshop = session.get_one(Workshop, here)
        found = accounts_of_workshop(session, workshop)
        assert found.balance
        assert unaccounted(material_of(session, workshop)) == []
        return {name: len(pile) for name, pile in vars(found).items()}


def _a_note_goes_with_all_that_was_made_of_it(house: House) -> None:
    db, settings, here = house
    assert "versions" in str(holding(settings.data_dir, "chair by the door"))
    before = accounts(house)
    erased(db, settings, here, "note", note_id(2))
    gone(house, "chair by the door")
    gone(house, "for those who wait")  # its elaboration
    after = accounts(house)
    assert (after["typed"], after["erased"]) == (before["typed"], 1)
    assert after["printed"] == before["printed"] - 1
    with db.reading() as session:
        version = session.scalars(select(Version)).one()
        line = session.scalars(select(Change).where(Change.what == "erased")).one()
    folder = settings.data_dir / "versions" / here
    assert [one.name for one in folder.iterdir()] == [version.folder]
    assert "erased for good" in (folder / version.folder / "document.csv").read_text()
    told = line.item or {}
    assert (told["kind"], told["reason"]) == ("note", "person")


def _a_question_from_the_wall_goes_with_its_answer(house: House) -> None:
    db, settings, here = house
    erased(db, settings, here, "asked", note_id(80))
    gone(house, "How much?")
    gone(house, "A lot.")
    with db.reading() as session:  # the phone that asked hears of it, and drops what it keeps
        [told] = fares(session, session.get_one(Workshop, here), [note_id(80)])
    assert (told["answer"], told["erased"]) == (None, True)


def _a_host_s_name_goes_from_every_table(house: House) -> None:
    db, settings, here = house
    with db.writing() as tx:
        for table in tx.scalars(select(CafeTable)).all():
            table.hosts = [*table.hosts, "Kari Øverlandsmo"]
            publish(tx, table, by="person:1", operation=new_id())
        first = min(table.id for table in tx.scalars(select(CafeTable)))
    erased(db, settings, here, "host", str(first), words="Kari Øverlandsmo", ticked=False)
    gone(house, "Kari Øverlandsmo")


def _a_short_name_takes_nothing_out_of_other_words(house: House) -> None:
    db, settings, here = house
    said = {
        "tags": ["Bodø", "Bos hjørne"],
        "main_statement": "Boliger for Bo, og et bo.",
        "cafe_name": "A til Å",
    }
    with db.writing() as tx:
        first, second, *_others = tx.scalars(select(CafeTable).order_by(CafeTable.id))
        before = {name: getattr(first, name) for name in ("hosts", *said)}
        for name, value in said.items():
            setattr(first, name, value)
        first.hosts, second.hosts = ["Bo", "Bodil", "A"], ["Bo Berg", "Bo"]
        publish(tx, first, second, by="person:1", operation=new_id())
        at, other = str(first.id), second.id
    for name in ("Bo", "A"):
        erased(db, settings, here, "host", at, words=name, ticked=False)
    with db.writing() as tx:
        first, second = tx.get_one(CafeTable, int(at)), tx.get_one(CafeTable, other)
        left = [first.hosts, first.tags, first.main_statement, first.cafe_name]
        assert left == [
            ["Bodil"],
            ["Bodø", "[…] hjørne"],
            "Boliger for […], og et […].",
            "[…] til Å",
        ]
        assert second.hosts == ["[…] Berg"]
        for name, value in {**before, "hosts": []}.items():
            setattr(first, name, value)
        second.hosts = []
        publish(tx, first, second, by="person:1", operation=new_id())


def _a_field_over_a_photograph_leaves_nothing_beneath(house: House) -> None:
    db, settings, here = house
    folder = photo_folder(settings.data_dir, here)
    [before] = folder.iterdir()
    old, key = before.read_bytes(), _photo(db)
    erased(db, settings, here, "photo", key, boxes=((0, 0, 500, 500), (900, 900, 100, 100)))
    [after] = folder.iterdir()
    assert (after.name != before.name, _photo(db) != key) == (True, True)
    with Image.open(after) as image:
        left = image.convert("L").crop((0, 0, 30, 20)).getextrema()
        rest = image.convert("L").crop((32, 0, 60, 20)).getextrema()
    assert left[1] - left[0] < 40 < rest[1] - rest[0]  # type: ignore[operator]
    packed = zlib.compress(old)[:64]
    assert all(
        old[200:400] not in path.read_bytes() and packed not in path.read_bytes()
        for path in settings.data_dir.rglob("*")
        if path.is_file()
    )
    erased(db, settings, here, "photo", _photo(db))
    assert list(folder.iterdir()) == []
    gone(house, "Seen from the door")


def _photo(db: Database) -> str:
    with db.reading() as session:
        return str(session.scalars(select(Poster.id)).one())


def _words_go_from_every_column_that_can_hold_some(house: House) -> None:
    db, settings, here = house
    with db.writing() as tx:
        a_row_in_each(tx, here)
        for name, columns in searched().items():
            table = Base.metadata.tables[name]
            for row in tx.execute(select(table)).all():
                new = {one: _planted(one, getattr(row, one), table.c[one].type) for one in columns}
                if name in ("note", "asked") and row.erased:
                    continue
                pk = [column == getattr(row, column.name) for column in table.primary_key]
                tx.execute(update(table).where(*pk).values(**new))
        tx.expire_all()
        workshop = tx.get_one(Workshop, here)
        tables = tx.scalars(select(CafeTable)).all()
        notes = tx.scalars(notes_in_any_state().where(Note.erased.is_(False))).all()
        publish(tx, workshop, *tables, *notes, by="person:1", operation=new_id())
    keep(db, settings, here, final=False, by="person:1", operation=new_id())
    job = jobs_folder(settings.data_dir, here) / new_id()
    job.mkdir(parents=True)
    (job / "file.csv").write_text(f"x;{WORD}")
    assert holding(settings.data_dir, WORD)
    everywhere = {f"{name}.{one}" for name, columns in searched().items() for one in columns}
    first = WORD.split(maxsplit=1)[0].lower()
    assert everywhere - {*texts_with(db, first)} == {"cafe_table.meeting"}, "test_registry tries it"
    erased(db, settings, here, "words", words=WORD.upper())
    for word in (WORD, WORD.lower()):
        gone(house, word)
    assert texts_with(db, first) == []


ASKED = {"uid": note_id(62), "kind": "choice", "text": WORD, "choices": [WORD, "b"], "gone": False}


def _planted(column: str, value: Any, kind: Any) -> Any:
    """`value` with the word in it, in the form that the column has."""
    shapes: dict[str, Any] = {
        "hosts": ["Ada", WORD],
        "roles": [{"host": WORD, "role": "user"}],
        "parts": [{"letter": "A", "text": f"why {WORD}"}],
        "signature": {"name": WORD, "position": "x", "month": "y"},
        "abbreviations": {"ZW": WORD},
        "checklist": {"own": [{"id": note_id(1), "list": "day", "text": WORD, "state": "open"}]},
        "programme": [{**one, "title": WORD} for one in value or []]
        if column == "programme"
        else 0,
        "taken": value and {**value, "text": WORD} if column == "taken" else 0,
        "meeting": value,
        "aside_reason": value and f"because {WORD}",
        "privacy": {"purpose": WORD},
        "evaluation": {"hosts": {"status": "open", "questions": [ASKED]}},
    }
    if column in shapes or not isinstance(kind, Json):
        return shapes.get(column, f"a {WORD}\nb")
    return [WORD.lower()] if kind.shape() == [] else {"a": WORD.lower()}


def texts_with(db: Database, word: str) -> list[str]:
    """The columns in which `word` (small plain letters: as JSON has them) stands, of all."""
    found = []
    with db.reading() as session:
        for name in SHREDDERS:
            table, column = name.split(".")
            here = func.lower(cast(Base.metadata.tables[table].c[column], String))
            if session.scalar(select(func.count()).where(here.contains(word))):
                found.append(name)
    return found


def _no_export_has_any_of_it(house: House) -> None:
    db, settings, here = house
    assert len(GONE) > 5
    assert exports_holding(db, settings, here, GONE) == []


def _the_history_tells_how_each_version_reads(house: House) -> None:
    """So that no other word of one can be changed, and be taken for an erasing."""
    db, settings, here = house
    with db.reading() as session:
        erasings = select(Change.item).where(Change.what == "erased").order_by(Change.revision)
        told = [item["versions"] for item in session.scalars(erasings) if item]
        folders = {folder_in_zip(one): one.folder for one in session.scalars(select(Version))}
    facts = {
        name: (settings.data_dir / "versions" / here / folder / FACTS).read_bytes()
        for name, folder in folders.items()
    }
    assert told[-1] == {name: digest_of(one) for name, one in facts.items()}
    assert told[-1].keys() == {"versions/final-1/", "versions/draft-1/"}
    assert told[0]["versions/final-1/"] != told[-1]["versions/final-1/"], "words went in between"


def _the_archive_comes_in_again_with_its_empty_fields(house: House) -> None:
    db, _settings, here = house
    with db.reading() as session:
        archive = archive_of(session, session.get_one(Workshop, here))
    again = brought_in(db, archive)
    with db.reading() as session:
        assert (
            archive_of(session, session.get_one(Workshop, again))["questions"]
            == archive["questions"]
        )


def _the_same_operation_erases_once(house: House) -> None:
    db, settings, here = house
    request, operation = Request("words", "", "other", "Statement"), new_id()
    for _time in range(2):
        erase(Doing(db, settings, here, request, "person:1", operation))
    with db.reading() as session:
        lines = select(func.count()).where(Change.operation == operation, Change.what == "erased")
        assert session.scalar(lines) == 1


def test_whatever_kind_is_erased_is_gone_from_everywhere(house: House) -> None:
    """Each kind in turn in one café; its exports are written once, at the end."""
    _a_note_goes_with_all_that_was_made_of_it(house)
    _a_question_from_the_wall_goes_with_its_answer(house)
    _a_host_s_name_goes_from_every_table(house)
    _a_short_name_takes_nothing_out_of_other_words(house)
    _a_field_over_a_photograph_leaves_nothing_beneath(house)
    _words_go_from_every_column_that_can_hold_some(house)
    _no_export_has_any_of_it(house)
    _the_history_tells_how_each_version_reads(house)
    _the_archive_comes_in_again_with_its_empty_fields(house)
    _the_same_operation_erases_once(house)
