"""A café brought in from an archive, for tests that begin with one: brought in once by the form."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.archive.archives import an_archive
from tests.archive.test_routes import send
from tests.support.app import Visitor, with_organiser
from tests.support.ground import Ground, Known


def sorted_out() -> dict[str, Any]:
    """A café whose accounts add up."""
    archive = an_archive()
    first, second = archive["questions"][0]["tables"]
    for note in first["late"]:
        note["decided"] = "left"
    second["notes"][2]["in_main"] = True
    return archive


def brought_in_by_form(name: str, archive: Callable[[], dict[str, Any]]) -> Ground:
    """A ground with the first organiser's café made from `archive()`; `here` is its address."""

    def more(organiser: Visitor) -> Known:
        status, address = send(organiser, json.dumps(archive()).encode())
        assert status == 303, address
        return {"here": address}

    def make(folder: Path) -> Known:
        return with_organiser(folder, more)

    return Ground(name, make)


WITH_ARCHIVE = brought_in_by_form("with-archive", an_archive)
SORTED_OUT = brought_in_by_form("sorted-out", sorted_out)
