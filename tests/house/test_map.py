"""What the house map, the README and `docs/adding.md` name is there under that name."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import ROOT, files, short

# Names of files in backticks, and of folders, which end in a slash.
NAMED = re.compile(r"`([\w/-]+\.(?:py|js|mjs|css|html|json|po|toml)|[\w/-]+/)`")
ROW = re.compile(r"^\| `([\w/]+/)` \|", re.MULTILINE)
# What is no file of ours: the data folder, what lies with a kept document, and an example.
ELSEWHERE = {"instance/", "version.json", "cafe/migrations/versions/v00NN_important.py"}


def _ours() -> list[str]:
    kinds = ("cafe", "static", "templates", "tests", "docs", "deploy")
    return [short(path) for path in files(*(f"{kind}/**/*" for kind in kinds))]


def _missing(text: str, paths: list[str], below: str = "") -> Iterator[str]:
    rooted = [f"/{path}" for path in paths if path.startswith(below)]
    for name in {*NAMED.findall(text)} - ELSEWHERE:
        there = any(
            path.endswith(f"/{name}") or (name.endswith("/") and f"/{name}" in path)
            for path in rooted
        )
        if not there:
            yield name


@pytest.mark.parametrize(
    "document", ["README.md", "SECURITY.md", "cafe/README.md", "docs/adding.md"]
)
def test_what_is_named_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert len(NAMED.findall(text)) > 0
    assert sorted(_missing(text, _ours())) == []


def test_each_room_holds_what_its_row_says() -> None:
    lines = (ROOT / "cafe/README.md").read_text(encoding="utf-8").splitlines()
    rows = {row[1]: line for line in lines if (row := ROW.match(line))}
    assert {"core/", "table/", "live/"} <= rows.keys()
    # A row may send the reader on to another room by its whole path.
    held = {room: re.sub(r"`\w+/\w[\w/.]*`", "", line) for room, line in rows.items()}
    paths = _ours()
    missing = {room: sorted(_missing(line, paths, f"cafe/{room}")) for room, line in held.items()}
    assert {room: names for room, names in missing.items() if names} == {}


def test_a_name_that_is_gone_would_be_found() -> None:
    assert [*_missing("`gone.py`", ["cafe/web/files.py"])] == ["gone.py"]
    assert [*_missing("`files.py` and `web/`", ["cafe/web/files.py"])] == []


def test_every_room_has_its_row() -> None:
    rows = ROW.findall((ROOT / "cafe/README.md").read_text(encoding="utf-8"))
    rooms = {f"{path.parent.name}/" for path in Path(ROOT / "cafe").glob("*/__init__.py")}
    assert rooms - {*rows} == set()
