"""What an organiser may add to the document's plain form; everything is off until it is chosen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from cafe.core.i18n import _
from cafe.document.numbers import listed


@dataclass(frozen=True)
class Options:
    """`breaks`: line breaks and lists as a note has them; `abbreviations`: what short forms mean is
    told where they come first; `marks`: behind a sentence that says other than its notes; `lists`:
    sentences as list items under their heading; `opposed`: those that say opposite things beside
    each other too; `elaborations`, `dots`, `tables`: told behind each sentence; `contents`: a page
    of contents; `accounts`, `notes`, `minutes`, `evaluation`: appendices; `struck`: notes that were
    struck out too, in theirs; `tagged`: readers may take extracts by tables' tags, which changes
    nothing in it; `only`: the numbers of the questions in an extract, () for all.
    """

    marks: bool = False
    lists: bool = False
    opposed: bool = False
    elaborations: bool = False
    dots: bool = False
    tables: bool = False
    contents: bool = False
    accounts: bool = False
    notes: bool = False
    struck: bool = False
    minutes: bool = False
    evaluation: bool = False
    breaks: bool = False
    abbreviations: bool = False
    tagged: bool = False
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


def as_seen(options: Options) -> str:
    """The options in one word each, as a page tells which of them it showed."""
    chosen = [name for name in NAMES if getattr(options, name)]
    return " ".join([*chosen, *map(str, options.only)])


def labels() -> dict[str, str]:
    """What each is called where it is chosen, in the language spoken now."""
    return {
        "marks": _("A mark on sentences that say other than the notes"),
        "lists": _("Each sentence on a line of its own"),
        "opposed": _("Opposite notes beside each other"),
        "elaborations": _("What was elaborated at the tables"),
        "tables": _("Table numbers behind the sentences"),
        "dots": _("Dots behind the sentences"),
        "breaks": _("Line breaks and lists as they were typed"),
        "abbreviations": _("Abbreviations of the café's list written out the first time"),
        "contents": _("A page of contents"),
        "accounts": _("The accounts"),
        "notes": _("Every note as it was typed"),
        "struck": _("Also notes that were struck out"),
        "minutes": _("Minutes of every table"),
        "evaluation": _("The evaluation, word for word"),
        "tagged": _("Extracts by the tables’ tags, for whoever reads it"),
    }


def in_words(options: Options) -> str:
    """What is chosen, for people: "A page of contents; The accounts"."""
    named = labels()
    chosen = [named[name] for name in NAMES if getattr(options, name)]
    if options.only:
        chosen.append(_("Only question %(numbers)s", numbers=listed(options.only)))
    return "; ".join(chosen) or _("nothing beside the plain form")


def options_of(stored: Mapping[str, Any] | None, elaborations: bool) -> Options:
    """The options as they were kept."""
    values = dict(stored or {})
    only = tuple(values.pop("only", ()))
    return Options(**values, only=only, elaborations=elaborations)
