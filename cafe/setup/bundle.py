"""One script per page and one style sheet per room, with the hash of their contents in the name."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import time
from pathlib import Path

from cafe.setup.packages import esbuild
from cafe.setup.progress import SetupError

FONTS = {
    "source-sans-3": ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold"),
    "fraunces": ("600SemiBold", "700Bold"),
    "ibm-plex-sans-arabic": ("400Regular", "700Bold"),
    "noto-sans-math": ("400Regular",),
    "noto-sans-symbols-2": ("400Regular",),
}
COMPRESSED = {".js", ".css", ".json"}
KEPT_SECONDS = 24 * 3600


def entries(static: Path) -> list[Path]:
    """What becomes a bundle: each page's script, each worker, each style sheet."""
    patterns = ("js/*/page.js", "js/*/worker.js", "css/*.css")
    return sorted(path for pattern in patterns for path in static.glob(pattern))


def write_bundles(root: Path) -> dict[str, str]:
    """Bundle every entry of `static/` into `static/dist/`; return {source: bundle}, both relative.

    Raises SetupError with esbuild's own words (file, line) when something cannot be bundled.
    """
    static = root / "static"
    if not entries(static):
        return {}
    meta = static / "dist" / ".meta.json"
    answer = subprocess.run(
        _command(root, meta), cwd=root, stderr=subprocess.PIPE, text=True, check=False
    )
    if answer.returncode:
        raise SetupError(answer.stderr)
    outputs = json.loads(meta.read_text(encoding="utf-8"))["outputs"]
    meta.unlink()
    dist = Path("static/dist")
    return {
        Path(output["entryPoint"]).relative_to("static").as_posix(): name
        for path, output in sorted(outputs.items())
        if "entryPoint" in output
        for name in [Path(path).relative_to(dist).as_posix()]
    }


def _command(root: Path, meta: Path) -> list[str]:
    return [
        esbuild(root),
        *(str(path.relative_to(root)) for path in entries(root / "static")),
        "--bundle",
        "--format=esm",
        "--target=es2022",
        "--minify",
        "--legal-comments=linked",
        "--sourcemap=linked",
        "--sources-content=false",
        "--outbase=static",
        "--outdir=static/dist",
        "--entry-names=[dir]/[name]-[hash]",
        "--asset-names=fonts/[name]-[hash]",
        *(f"--loader:{kind}=file" for kind in (".woff2", ".woff", ".svg", ".png")),
        f"--metafile={meta}",
        "--log-level=warning",
    ]


def copy_fonts(root: Path) -> None:
    """The whole alphabets as TTF (Sámi letters too) for documents and posters, which embed them."""
    target = root / "static" / "dist" / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    for family, weights in FONTS.items():
        package = root / "node_modules" / "@expo-google-fonts" / family
        for weight in weights:
            for font in sorted((package / weight).glob("*.ttf")):
                shutil.copyfile(font, target / font.name)
        shutil.copyfile(package / "LICENSE_FONT", target / f"{family}.LICENSE.txt")


def compress(dist: Path) -> None:
    """A .gz beside each text file, made once instead of once per visitor; same bytes, same .gz."""
    for path in dist.rglob("*"):
        if path.suffix in COMPRESSED:
            path.with_name(path.name + ".gz").write_bytes(
                gzip.compress(path.read_bytes(), 9, mtime=0)
            )


def prune(dist: Path, begun: float) -> None:
    """Drop what this build (begun at `begun`, Unix seconds) did not make, unless it is a day young.

    A café that runs while somebody builds goes on handing out the bundles that it started with.
    """
    for path in dist.rglob("*"):
        if path.is_file() and path.stat().st_mtime < min(begun - 1, time.time() - KEPT_SECONDS):
            path.unlink()
