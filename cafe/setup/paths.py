"""Where things lie, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def checkout() -> Path | None:
    """The folder with pyproject.toml beside the package, or None when a wheel is installed."""
    root = PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() else None


def _folder(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def static_dir() -> Path:
    """The folder of scripts, styles and `dist/`: `cafe/static` in a wheel, else `static`."""
    return _folder("static")


def templates_dir() -> Path:
    """The folder of Jinja templates: `cafe/templates` in a wheel, else `templates`."""
    return _folder("templates")
