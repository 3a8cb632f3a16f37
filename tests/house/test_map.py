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
CODE = ("cafe", "static/js", "static/css", "templates", "tests")
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


# A file by its folder, as comments send a reader there; and what it is there for.
SENT_TO = re.compile(
    r"(?<![\w/.@<-])((?:[\w-]+/)+[\w-]+\.(?:py|js|css))(?:: ([a-z_]\w*))?(?![\w/])"
)


def _astray(text: str, rooted: dict[str, Path]) -> Iterator[str]:
    for name, what in SENT_TO.findall(text):
        there = [path for known, path in rooted.items() if known.endswith(f"/{name}")]
        word = re.compile(rf"\b{what}\b")
        if not any(word.search(path.read_text(encoding="utf-8")) for path in there):
            yield f"{name}: {what}" if there else name


def test_where_a_comment_sends_a_reader_there_is_something() -> None:
    rooted = {f"/{short(path)}": path for path in files(*(f"{one}/**/*" for one in CODE))}
    readers = files("cafe/**/*.py", "templates/**/*.html")
    found = {short(one): [*_astray(one.read_text(encoding="utf-8"), rooted)] for one in readers}
    assert {name: some for name, some in found.items() if some} == {}
    assert [*_astray("# archive/gone.py, archive/erase.py: emptier", rooted)] == [
        *("archive/gone.py", "archive/erase.py: emptier")
    ]


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
