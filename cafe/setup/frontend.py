"""`static/dist/`: packages, bundles, fonts and texts, made when their sources have changed."""

from __future__ import annotations

import json
import time
from pathlib import Path

from cafe.setup import bundle, packages, stamp
from cafe.setup.lock import one_at_a_time
from cafe.setup.progress import step


def build(root: Path, *, dev: bool = False) -> None:
    """Bring `static/dist/` and the compiled catalogues up to date; `dev` adds the test tools.

    Raises SetupError when a package cannot be fetched or a source cannot be bundled.
    """
    if packages.is_installed(root, dev=dev) and is_fresh(root):
        return
    with one_at_a_time(root):
        packages.ensure(root, dev=dev)
        if not is_fresh(root):
            with step("Building pages and texts"):
                _make(root)


def is_fresh(root: Path) -> bool:
    """Whether the last build was made from what lies there now."""
    return stamp.is_fresh(root / "static" / "dist" / ".stamp", _value(root)) and all(
        po.with_suffix(".mo").exists() for po in _catalogues(root)
    )


def _value(root: Path) -> str:
    folders = [root / "static" / "js", root / "static" / "css", root / "cafe" / "setup"]
    kinds = {".js", ".css", ".svg", ".png", ".woff2", ".json", ".py"}
    sources = [path for folder in folders for path in folder.rglob("*") if path.suffix in kinds]
    files = [*sources, *_catalogues(root), root / "package-lock.json"]
    return stamp.digest(root, files)


def _catalogues(root: Path) -> list[Path]:
    return sorted((root / "cafe" / "translations").glob("*/LC_MESSAGES/messages.po"))


def _make(root: Path) -> None:
    value = _value(root)  # taken first: what is edited during the build is built next time
    begun = time.time()
    dist = root / "static" / "dist"
    dist.mkdir(parents=True, exist_ok=True)
    manifest = bundle.write_bundles(root)
    bundle.copy_fonts(root)
    for po in _catalogues(root):
        _write_texts(po, root / "static")
    _write_json(dist / "manifest.json", manifest)
    bundle.compress(dist)
    bundle.prune(dist, begun)
    stamp.write(dist / ".stamp", value)


def _write_texts(po: Path, static: Path) -> None:
    from cafe.setup import catalogues  # Babel takes a tenth of a second to load

    catalogues.compile_catalogue(po)
    texts = catalogues.browser_texts(po, static / "js")
    _write_json(static / "dist" / "texts" / f"{po.parent.parent.name}.json", texts)


def _write_json(path: Path, content: object) -> None:
    """Whole or not at all: a running café may read it at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(
        json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        encoding="utf-8",
    )
    fresh.replace(path)
