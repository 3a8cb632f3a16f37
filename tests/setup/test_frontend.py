"""Bundles, manifest, compressed twins: made from the sources, and only when they have changed."""

import gzip
import json
from pathlib import Path

import pytest

from cafe.setup import frontend, packages
from cafe.setup.progress import SetupError
from tests.setup.conftest import ROOT

PAGE = """/** @license kept in a file beside the bundle */
import { greet } from "./greet.js";
import { io } from "socket.io-client";
globalThis.document.title = greet(io);
"""


def _write(root: Path, word: str) -> None:
    (root / "static/js/wall/page.js").write_text(PAGE)
    (root / "static/js/wall/greet.js").write_text(f'export const greet = () => "{word}";\n')
    (root / "static/css/wall.css").write_text("main { color: #333333; }\n")


def _manifest(root: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((root / "static/dist/manifest.json").read_text())
    return found


def test_bundle_holds_its_imports_and_has_a_twin(small_checkout: Path) -> None:
    _write(small_checkout, "Hei vegg")
    frontend.build(small_checkout)
    manifest = _manifest(small_checkout)
    assert set(manifest) == {"js/wall/page.js", "css/wall.css"}
    bundle = small_checkout / "static/dist" / manifest["js/wall/page.js"]
    assert "Hei vegg" in bundle.read_text()
    assert (
        gzip.decompress(bundle.with_name(bundle.name + ".gz").read_bytes()) == bundle.read_bytes()
    )
    assert "@license" in bundle.with_name(bundle.name + ".LEGAL.txt").read_text()


def test_an_edit_gets_a_new_name_and_the_old_one_stays_for_who_has_it(small_checkout: Path) -> None:
    _write(small_checkout, "før")
    frontend.build(small_checkout)
    before = _manifest(small_checkout)
    assert frontend.is_fresh(small_checkout)

    _write(small_checkout, "etter")
    assert not frontend.is_fresh(small_checkout)
    frontend.build(small_checkout)
    after = _manifest(small_checkout)
    assert after["js/wall/page.js"] != before["js/wall/page.js"]
    assert after["css/wall.css"] == before["css/wall.css"]
    assert (small_checkout / "static/dist" / before["js/wall/page.js"]).exists()


def test_a_mistake_is_told_with_its_file_and_line(small_checkout: Path) -> None:
    (small_checkout / "static/js/wall/page.js").write_text("const a = ;\n")
    with pytest.raises(SetupError, match=r"static/js/wall/page\.js:1:10"):
        frontend.build(small_checkout)
    assert not frontend.is_fresh(small_checkout)


def test_documents_get_whole_alphabets(small_checkout: Path) -> None:
    frontend.build(small_checkout)
    fonts = {path.name for path in (small_checkout / "static/dist/fonts").glob("*.ttf")}
    assert len(fonts) == 10
    assert "SourceSans3_400Regular_Italic.ttf" in fonts


def test_packages_are_judged_by_what_npm_wrote_last(tmp_path: Path) -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    (tmp_path / "package-lock.json").write_text(json.dumps(lock))
    (tmp_path / "node_modules").mkdir()
    assert not packages.is_installed(tmp_path, dev=False)

    run_only = {path: item for path, item in lock["packages"].items() if not item.get("dev")}
    record = tmp_path / "node_modules" / ".package-lock.json"
    record.write_text(json.dumps({"packages": run_only}))
    assert packages.is_installed(tmp_path, dev=False)
    assert not packages.is_installed(tmp_path, dev=True)

    del run_only["node_modules/idb"]
    record.write_text(json.dumps({"packages": run_only}))
    assert not packages.is_installed(tmp_path, dev=False)
