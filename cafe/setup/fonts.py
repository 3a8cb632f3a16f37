"""`python3 -m cafe fonts`: the letters of Chinese, Japanese and Korean, fetched before the day.

They are three times as large as all the others together, so nobody gets them without asking. One
package, pinned by its digest; a running café fetches nothing.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from cafe.setup.progress import SetupError, step

MODULE = "manimgx_fonts_cjk"
PINNED = (
    "manimgx-fonts-cjk==2026.9.26.post1"
    " --hash=sha256:05d5584c73877f37427cf0ca8067f5bacea2b596c7be79e8aedd634bb9f2b666\n"
)
FAILED = """
The fonts could not be fetched. Is there a network, and does pip know its proxy or mirror
(HTTPS_PROXY, pip config)? Where the environment has no pip of its own, install
'dialogkafe[cjk]' in the way the café was installed."""


def main() -> int:
    """Fetch them into this environment, once; return an exit code. Raises SetupError."""
    if find_spec(MODULE) is not None:
        print("The letters of Chinese, Japanese and Korean are here already.")
        return 0
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes"]
    with tempfile.TemporaryDirectory() as folder, step("Fetching 20 MB of fonts"):
        lock = Path(folder) / "fonts.txt"
        lock.write_text(PINNED, encoding="utf-8")
        done = subprocess.run(
            [*pip, *options, "-r", str(lock)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SetupError(done.stderr.strip() + FAILED)
    print("Documents and posters have letters for Chinese, Japanese and Korean from now on.")
    return 0
