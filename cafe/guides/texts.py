"""The guides as they lie in the package: each is read once."""

import tomllib
from functools import cache
from pathlib import Path

from cafe.guides.rules import ANOTHER, Guide, parsed

HERE = Path(__file__).parent


@cache
def guide(name: str, language: str) -> Guide:
    """The guide `name` (`rules.NAMES`) in `language`."""
    file = HERE / "texts" / language / f"{name}.toml"
    return parsed(name, language, file.read_text(encoding="utf-8"))


@cache
def links() -> dict[str, str]:
    """Where each key leads."""
    return {key: str(value) for key, value in tomllib.loads(_links_text()).items()}


def _links_text() -> str:
    return (HERE / "links.toml").read_text(encoding="utf-8")


def address(key: str, base: str = "") -> str:
    """Where a link leads; another guide of `base`, this installation's own address."""
    if key.startswith(ANOTHER):
        return f"{base}/guides/{key.removeprefix(ANOTHER)}"
    return links()[key] if key else ""
