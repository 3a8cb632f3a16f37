"""What the release says it is made of is what the locks list, and no more is told."""

import json
import re
from typing import Any

import pytest

from cafe.setup import sbom
from tests.setup.conftest import ROOT


def listed(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / sbom.FOLDER / name).read_text(encoding="utf-8"))
    assert found["bomFormat"] == "CycloneDX"
    return found


def packages_in(bom: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one["name"], one["version"]) for one in bom["components"]}


def test_python_is_listed_as_locked() -> None:
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    assert len(pinned) > 30
    found = listed(sbom.PYTHON)
    assert packages_in(found) == pinned, "python3 -m cafe sbom"
    assert {one["purl"] for one in found["components"]} >= {
        f"pkg:pypi/{name}@{version}" for name, version in pinned if name == "flask"
    }


def test_the_browser_s_packages_are_listed_as_locked() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    pinned = {
        (path.rpartition("node_modules/")[2], package["version"])
        for path, package in lock["packages"].items()
        if path and not package.get("dev")
    }
    assert ("lit-html", "3.3.3") in pinned
    found = listed(sbom.BROWSER)
    assert packages_in(found) == pinned, "python3 -m cafe sbom"
    assert all(one["hashes"] for one in found["components"])


def test_the_tool_makes_the_same_again() -> None:
    assert sbom._plain(sbom.of_python(ROOT)) == listed(sbom.PYTHON)


@pytest.mark.parametrize("name", [sbom.PYTHON, sbom.BROWSER])
def test_it_names_no_place_and_no_moment(name: str) -> None:
    text = (
        (ROOT / sbom.FOLDER / name).read_text(encoding="utf-8").replace("http://cyclonedx.org", "")
    )
    assert re.findall(r"https?://[^\"]+|\d{4}-\d\d-\d\dT", text) == []
