"""One café with everything in it, made once for all who look."""

import pytest

from tests.verify.cafes import Zipped, members, whole_cafe, zipped
from tests.verify.honest import SEALED, honest_zip


@pytest.fixture(scope="session")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Zipped:
    db, settings, here = whole_cafe(tmp_path_factory.mktemp("cafe"))
    files = members(zipped(db, settings, here))
    db.engine.dispose()
    return Zipped(files, settings, here)


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The zip of a café that was opened here, so that its history is sealed."""
    return members(honest_zip(tmp_path_factory.mktemp("sealed"), SEALED))
