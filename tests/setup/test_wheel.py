"""The wheel runs alone: no checkout, no Node, in any language."""

import os
import re
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.setup.conftest import ROOT
from tests.support.server import Server


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    # The environment has the build backend from the hashed lock: nothing is fetched.
    options = ["--no-deps", "--no-index", "--no-build-isolation", "-w", str(folder), "."]
    subprocess.run([*pip, *options], cwd=ROOT, check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel; its dependencies are lent by the test environment."""
    venv = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    site = next(venv.glob("lib/python3.*/site-packages"))
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(venv)]
    subprocess.run(
        [*pip, "install", "--quiet", "--no-index", "--no-deps", "--force-reinstall", str(wheel)],
        check=True,
    )
    return venv / "bin" / "dialogkafe"


@pytest.fixture
def cafe(installed: Path, tmp_path: Path) -> Iterator[Server]:
    one = Server(tmp_path, {}, program=[installed])
    one.start()
    yield one
    one.stop()


def test_wheel_holds_what_is_needed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for pattern in (
        r"cafe/static/dist/manifest\.json",
        r"cafe/static/dist/js/.+\.js\.gz",
        r"cafe/static/dist/fonts/SourceSans3_400Regular\.ttf",
        r"cafe/templates/base\.html",
        r"cafe/translations/nn/LC_MESSAGES/messages\.mo",
        r"dialogkafe-[\d.]+\.dist-info/sboms/python\.cdx\.json",
        r"dialogkafe-[\d.]+\.dist-info/sboms/browser\.cdx\.json",
        r"cafe/migrations/versions/\w+\.py",
        r"cafe/migrations/script\.py\.mako",
        r"cafe/py\.typed",
    ):
        assert any(re.fullmatch(pattern, name) for name in names), pattern
    assert not [name for name in names if name.startswith(("tests/", "instance/"))]


def test_installed_alone_it_serves_pages_and_bundles(cafe: Server) -> None:
    asked = urllib.request.Request(cafe.url, headers={"Accept-Language": "nn"})
    with urllib.request.urlopen(asked) as answer:
        page = answer.read().decode()
    assert '<html lang="nn"' in page
    addresses = re.findall(r'(?:href|src)="(/static/dist/[^"]+)"', page)
    assert addresses
    for address in addresses:
        with urllib.request.urlopen(cafe.url + address) as answer:
            assert answer.status == 200
            assert "immutable" in answer.headers["Cache-Control"]


def test_without_a_data_folder_it_says_so(installed: Path, tmp_path: Path) -> None:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("CAFE_")}
    answer = subprocess.run(
        [installed, "user", "list"],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "CAFE_DATA_DIR" in answer.stderr
