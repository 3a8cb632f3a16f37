"""What an organiser may add to the document's plain form; everything is off until it is chosen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Options:
    """`lists`: sentences as list items under their heading; `elaborations`, `dots`, `tables`: told
    behind each sentence; `contents`: a page of contents; `accounts`, `notes`, `minutes`:
    appendices; `only`: the numbers of the questions in an extract, () for all.
    """

    lists: bool = False
    elaborations: bool = False
    dots: bool = False
    tables: bool = False
    contents: bool = False
    accounts: bool = False
    notes: bool = False
    minutes: bool = False
    only: tuple[int, ...] = ()


PLAIN = Options()
NAMES = tuple(field.name for field in fields(Options) if field.name != "only")
# Kept in a column of its own since before there were others.
APART = "elaborations"


def kept(options: Options) -> dict[str, Any] | None:
    """What is kept with the workshop: only what is chosen; None when nothing is."""
    chosen = {name: value for name, value in asdict(options).items() if value and name != APART}
    if "only" in chosen:
        chosen["only"] = list(options.only)
    return chosen or None


def options_of(stored: Mapping[str, Any] | None, elaborations: bool) -> Options:
    """The options as they were kept."""
    values = dict(stored or {})
    only = tuple(values.pop("only", ()))
    return Options(**values, only=only, elaborations=elaborations)
