"""A sealed café, once for all that is done beside its history."""

from collections.abc import Iterator

import pytest

from cafe.model import Database
from tests.sealed.beside import a_sealed_cafe


@pytest.fixture(scope="session")
def sealed() -> Iterator[tuple[Database, str]]:
    """A café in which each field says something, sealed, in the stage of sorting."""
    db, here = a_sealed_cafe()
    yield db, here
    db.engine.dispose()
