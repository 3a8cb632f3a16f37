"""A café full of words in a data folder of its own: made once, copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cafe.config import Settings
from cafe.model import Database
from tests.archive.ground import sorted_out
from tests.erasure.ground import a_house, opened
from tests.report.samples import brought_in

House = tuple[Database, Settings, str]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder to be copied, and the café's id."""
    folder = tmp_path_factory.mktemp("erasing") / "data"
    folder.mkdir(mode=0o700)
    with a_house(folder) as (db, _settings):
        return folder, brought_in(db, sorted_out())


@pytest.fixture
def house(
    request: pytest.FixtureRequest, built: tuple[Path, str], tmp_path: Path
) -> Iterator[House]:
    """The café in SQLite, or, with a parameter, in PostgreSQL."""
    folder, here = built
    if getattr(request, "param", None):
        with a_house(tmp_path, request.getfixturevalue("postgres_url")) as (db, settings):
            yield db, settings, brought_in(db, sorted_out())
        return
    data = tmp_path / "data"
    shutil.copytree(folder, data)
    with opened(data) as (db, settings):
        yield db, settings, here
