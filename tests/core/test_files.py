"""The files of a café, while another process takes some away."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cafe.core import files


def test_what_goes_meanwhile_is_simply_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look whether a file is there and the reading of it."""
    gone, left = tmp_path / "gone", tmp_path / "left"
    look, names = Path.is_file, Path.iterdir

    def is_file(path: Path) -> bool:
        found = look(path)
        gone.unlink(missing_ok=True)
        return found

    def iterdir(path: Path) -> Iterator[Path]:
        found = list(names(path))
        gone.unlink()
        return iter(found)

    monkeypatch.setattr(Path, "is_file", is_file)
    monkeypatch.setattr(Path, "iterdir", iterdir)
    left.write_bytes(b"left")
    ways: list[tuple[Callable[[Path], Any], Any, Any]] = [
        (files.read, b"left", None),
        (lambda path: files.beginning(path, 2), b"le", b""),
        (files.size_of, 4, 0),
        (lambda path: files.mark(path) > 0, True, False),
    ]
    for ask, kept, nothing in ways:
        gone.write_bytes(b"gone")
        files.there(left)  # and now it is not there
        assert (ask(gone), ask(left)) == (nothing, kept)
        assert ask(tmp_path) == nothing
    gone.write_bytes(b"gone")
    assert files.older(tmp_path, -1) == ["left"]
