"""A table from the command line: the same counts and lists as on the page, and exit codes."""

from pathlib import Path

import pytest

from cafe.cli import main
from cafe.core.i18n import speaking
from cafe.errors import Conflict, Invalid, NotFound
from cafe.intake.commands import ALL_IN, SOME_LEFT, Asked, import_table
from cafe.model import Database
from tests.intake.tables import SAMPLES
from tests.support.world import a_workshop


@pytest.fixture
def here(db: Database) -> str:
    return a_workshop(db, counts=(2, 2), stage="sorting").id


def brought(db: Database, name: str, asked: Asked) -> tuple[int, list[str]]:
    with speaking("en"):
        return import_table(db, SAMPLES / name, asked, by="terminal")


def test_a_file_comes_in_as_a_source_with_its_counts(db: Database, here: str) -> None:
    asked = Asked(here, "Pol.is", 2)
    look = brought(db, "polis-shape.csv", Asked(here, "Pol.is", 2, look=True))
    lines = [
        "4 notes in the source “Pol.is” at question 2",
        "1 of them comes set aside: rejected in Pol.is",
        "1 row without a text: 5",
    ]
    assert look == brought(db, "polis-shape.csv", asked) == (ALL_IN, lines)
    code, again = brought(db, "polis-shape.csv", asked)
    assert code == SOME_LEFT
    assert sum("This note is there already." in line for line in again) == 4


def test_rows_that_are_left_are_listed(db: Database, here: str) -> None:
    code, lines = brought(db, "innlimt-tabell.tsv", Asked(here))
    assert code == SOME_LEFT
    assert lines == [
        "2 notes: Table 3, question 1",
        "Row 4: There is no table “10”. – Tredje rad",
    ]


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        (Asked("@", question=9), Invalid, "There is no question “9”"),
        (Asked("nowhere"), NotFound, "There is no café"),
        (Asked("@", " ", 1), Conflict, "Give the source a name first"),
    ],
)
def test_what_cannot_be_done_is_said(
    db: Database, here: str, asked: Asked, error: type[Exception], says: str
) -> None:
    asked = Asked(asked.into.replace("@", here), asked.origin, asked.question)
    with pytest.raises(error, match=says):
        brought(db, "polis-shape.csv", asked)


def test_a_file_that_is_not_there_is_said(db: Database, here: str) -> None:
    with pytest.raises(Invalid, match="cannot be read"):
        brought(db, "nothing.csv", Asked(here))


def test_before_the_tables_open_they_take_nothing_in(db: Database) -> None:
    planned = a_workshop(db, counts=(2, 2)).id
    with pytest.raises(Conflict, match="while the tables are open"):
        brought(db, "innlimt-tabell.tsv", Asked(planned))


def test_the_command_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAFE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LANG", "en")
    file = str(SAMPLES / "polis-shape.csv")
    assert main(["import", file, "--into", "nowhere", "--origin", "x"]) == 1
