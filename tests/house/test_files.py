"""Sizes, the map, and what must not be in any file."""

import ast
import re
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.sources import ROOT, files, modules, short
from tests.house.test_imports import room_of

LONGEST = 300
OURS = (
    "cafe/**/*.py",
    "static/js/**/*.js",
    "static/css/**/*.css",
    "templates/**/*",
    "tests/**/*.py",
    "tests/**/*.mjs",
)
DISK = {
    *("open", "read_bytes", "read_text", "write_bytes", "write_text", "touch", "stat", "mkdir"),
    *("is_file", "is_dir", "exists", "iterdir", "glob", "unlink", "rename", "rmtree", "link"),
    *("send_file", "send_from_directory", "NamedTemporaryFile"),
}
# Rooms in which a file is not a café's: everything else goes by core/files.py and web/files.py.
OF_THEIR_OWN = {
    "cafe.api.commands": "the paths that a person named",
    "cafe.archive.erase": "a lock between processes",
    "cafe.archive.commands": "scratch, until it is kept",
    "cafe.archive.export": "the path that a person named",
    "cafe.archive.kontroll.kontroll": "what a person named, far from any café",
    "cafe.archive.packing.package": "scratch, and the path that a person named",
    "cafe.erasure.files": "jobs' folders, words between processes, and a picture in memory",
    "cafe.guides.texts": "ours, in the package",
    "cafe.intake.commands": "the path that a person named",
    "cafe.intake.reading.structure": "a workbook in memory",
    "cafe.people.setup_word": "the installation's, before there is a café",
    "cafe.seal.rules": "ours, the list of words",
    "cafe.verify.anew": "a picture in memory",
    "cafe.verify.checks": "scratch",
    "cafe.verify.commands": "scratch, and the path that a person named",
    "cafe.verify.reading.pdf": "a file in memory",
    "cafe.verify.package": "the zip file that a person named",
    "cafe.table.photos": "a picture's beginning in memory",
    "cafe.table.routes.offline": "ours, as it was built",
    "cafe.writers.letters.cmap": "ours, the fonts",
    "cafe.writers.docx.letterhead.package": "a file in memory",
    "cafe.writers.docx.plain": "ours, the fonts",
    "cafe.writers.html": "ours, as it was built",
    "cafe.writers.odt.package": "ours, the fonts",
    "cafe.writers.pictures": "a picture's beginning in memory",
    "cafe.writers.typesetting": "scratch, and our templates",
}


def test_rooms_keep_files_by_one_interface() -> None:
    touching = {
        name
        for name, path in modules().items()
        if room_of(name)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in DISK
    }
    assert touching == OF_THEIR_OWN.keys()


def test_no_file_is_long() -> None:
    # A migration is written once and never read as code again; it may be as long as the schema.
    paths = [path for path in files(*OURS) if "/migrations/versions/" not in path.as_posix()]
    lengths = {short(path): path.read_text(encoding="utf-8").count("\n") for path in paths}
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_the_map_shows_every_place() -> None:
    house_map = (ROOT / "cafe" / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"`([\w/]+(?:\.py)?)/?`", house_map))
    shown = {name.strip("/") for name in shown}
    there = {
        path.name
        for path in (ROOT / "cafe").iterdir()
        if (path.suffix == ".py" and path.name != "__init__.py") or (path / "__init__.py").exists()
    }
    assert there - shown == set(), "add them to cafe/README.md"


def test_the_map_shows_nothing_that_is_gone() -> None:
    house_map = (ROOT / "cafe" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]+?) \|", house_map, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    assert named
    assert [name for name in named if not (ROOT / "cafe" / name).exists()] == []


def _locks() -> list[Path]:
    return files(
        "requirements*.txt", "package-lock.json", "package.json", ".npmrc", "pyproject.toml"
    )


@pytest.mark.parametrize("path", _locks(), ids=short)
def test_no_lock_names_a_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # npm's lock repeats whom to thank ("funding"); that is no place packages come from.
    text = re.sub(r'"funding": (\{[^}]*\}|\[[^]]*\]|"[^"]*")', "", text)
    assert (
        re.findall(r"(?:https?|git\+\w+|ssh)://\S+|\"resolved\"|--(?:extra-)?index-url", text) == []
    )


def test_the_test_lock_holds_the_run_lock() -> None:
    pins = [
        set(re.findall(r"^[\w.-]+==\S+", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-test.txt")
    ]
    assert pins[0]
    assert pins[0] <= pins[1]


def test_the_run_lock_has_what_its_packages_need() -> None:
    lock = (ROOT / "requirements.txt").read_text()
    lines = re.findall(r"^([\w.-]+==[^\\\n]+)", lock, re.MULTILINE)
    pins = [pin for pin in map(Requirement, lines) if not pin.marker or pin.marker.evaluate()]
    locked = {canonicalize_name(pin.name) for pin in pins}
    needed = {
        canonicalize_name(need.name): pin.name
        for pin in pins
        for need in map(Requirement, requires(pin.name) or ())
        if not need.marker or need.marker.evaluate({"extra": ""})
    }
    assert {need: by for need, by in needed.items() if need not in locked} == {}


def test_every_pin_has_a_hash() -> None:
    for name in ("requirements.txt", "requirements-test.txt"):
        entries = re.split(r"^(?=\w)", (ROOT / name).read_text(), flags=re.MULTILINE)
        bare = [entry.split()[0] for entry in entries if "==" in entry and "sha256:" not in entry]
        assert bare == []


def test_no_test_waits_for_a_time() -> None:
    pattern = re.compile(r"(?<!def )\bsleep\(|wait_for_timeout|setTimeout\(")
    # tests/bench paces its load by the clock: there, time is what is measured.
    paths = [
        path
        for path in files("tests/**/*.py", "tests/**/*.mjs")
        if not short(path).startswith("tests/bench/") and path != Path(__file__)
    ]
    found = [
        f"{short(path)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_every_setting_is_documented() -> None:
    from cafe.config import PREFIX, Settings

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `(\w+)` \|", readme, re.MULTILINE))
    settings = {PREFIX + name.upper() for name in Settings.model_fields}
    assert settings - rows == set()
    assert {row for row in rows if row.startswith(PREFIX)} - settings == set()
