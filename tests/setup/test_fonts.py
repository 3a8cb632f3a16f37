"""The large fonts are fetched by whoever asks, and only those that are meant."""

import sys
import zipfile
from pathlib import Path

import pytest

from cafe.setup import fonts
from cafe.setup.progress import SetupError


def test_nothing_else_comes_under_their_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package of the same name and version from elsewhere is refused by its digest."""
    name, version = fonts.PINNED.split()[0].split("==")
    about = f"{fonts.MODULE}-{version}.dist-info"
    with zipfile.ZipFile(tmp_path / f"{fonts.MODULE}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{fonts.MODULE}/__init__.py", "raise SystemExit('taken in')\n")
        wheel.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FORCE_REINSTALL", "1")  # whoever has the real ones tries it too
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setattr(fonts, "MODULE", "no_such_fonts")
    with pytest.raises(SetupError, match=r"(?s)HASHES.*dialogkafe\[cjk\]"):
        fonts.main()
    assert fonts.MODULE not in sys.modules


def test_who_has_them_fetches_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "MODULE", "json")
    assert fonts.main() == 0
    assert "already" in capsys.readouterr().out
