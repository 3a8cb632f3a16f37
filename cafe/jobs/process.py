"""A command of ours in a process of its own."""

import os
import sys

from cafe.config import PREFIX, Settings


def command(*words: str) -> list[str]:
    """A command of ours, by this installation."""
    return [sys.executable, "-m", "cafe.cli", *words]


def environment(settings: Settings) -> dict[str, str]:
    """The process's own, with every setting as this server has it."""
    values = settings.model_dump(mode="json", exclude_none=True)
    return {**os.environ, **{PREFIX + name.upper(): str(value) for name, value in values.items()}}
