"""What this process has met so far that no font here could draw: a job tells of it at its end."""

from collections.abc import Iterable

_met: set[str] = set()


def meet(characters: Iterable[str]) -> None:
    """These had to be drawn as a small box."""
    _met.update(characters)


def met() -> str:
    """All of them, in order."""
    return "".join(sorted(_met))
