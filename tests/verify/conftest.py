"""One café with everything in it, made once for all who look."""

import pytest

from tests.verify.cafes import Zipped, members, whole_cafe, zipped


@pytest.fixture(scope="session")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Zipped:
    db, settings, here = whole_cafe(tmp_path_factory.mktemp("cafe"))
    files = members(zipped(db, settings, here))
    db.engine.dispose()
    return Zipped(files, settings, here)
