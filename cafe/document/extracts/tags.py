"""What the tables with a tag said, and when few enough said it that it is not told. Pure.

A tag says something of people: a municipality, a role. So no extract, and nothing that several of
them show together, may be what fewer than `FEW` said.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from cafe.core.i18n import _, ngettext
from cafe.core.limits import FEW
from cafe.document.extracts.choices import folded, mark
from cafe.document.extracts.cut import Choice
from cafe.document.tree import Document


class Heard(NamedTuple):
    """A table that said something in the document: `sentences` by their ids, `main` statement.

    `seated`: who sat there, by the numbers of the seating plan; None where there is no plan.
    """

    number: int
    question: int
    tags: tuple[str, ...]
    sentences: frozenset[str] = frozenset()
    main: bool = False
    seated: frozenset[int] | None = None


class Tag(NamedTuple):
    """A tag: what an extract of it has, and why there is none, "" when there is."""

    choice: Choice
    refused: str


def by_tag(document: Document, tables: Iterable[Heard]) -> list[Tag]:
    """Each tag of tables that said something in the document, in the language spoken now."""
    heard = [one for one in tables if one.main or one.sentences]
    names: dict[str, str] = {}
    tagged: dict[str, list[Heard]] = defaultdict(list)
    for table in heard:
        for tag in {mark(name): name for name in table.tags if folded(name)}.items():
            names.setdefault(*tag)
            tagged[tag[0]].append(table)
    told = may_be_told({key: {one.number for one in some} for key, some in tagged.items()}, heard)
    found = [
        Tag(_choice(document, names[key], some, heard), "" if key in told else _why(some))
        for key, some in tagged.items()
    ]
    return sorted(found, key=lambda tag: tag.choice.name.casefold())


def may_be_told(groups: Mapping[str, Collection[int]], tables: Sequence[Heard]) -> set[str]:
    """The groups of tables of which extracts may be taken, the largest first.

    Whoever lays all of them beside each other and beside the whole document can tell the tables
    apart by which of the extracts they are in: each such part has at least `FEW` behind it.
    """
    told: list[str] = []
    for key in sorted(groups, key=lambda one: (-len(groups[one]), one)):
        parts: dict[tuple[bool, ...], list[Heard]] = defaultdict(list)
        for table in tables:
            parts[tuple(table.number in groups[one] for one in (*told, key))].append(table)
        if all(behind(some) >= FEW for some in parts.values()):
            told.append(key)
    return set(told)


def behind(tables: Iterable[Heard]) -> int:
    """How many stand behind what these tables said: people by the seating plan, else tables."""
    some = list(tables)
    if any(one.seated is not None for one in some):
        return len({seat for one in some for seat in one.seated or ()})
    return len(some)


def _choice(document: Document, name: str, some: Sequence[Heard], heard: Sequence[Heard]) -> Choice:
    """Their sentences; and the summary of a question that none but they said something of."""
    numbers = {one.number for one in some}
    others = [one for one in heard if one.number not in numbers]
    asked = {one.question for one in some} - {one.question for one in others}
    sentences = frozenset(id for one in some for id in one.sentences)
    shared = sentences & {id for one in others for id in one.sentences}
    printed = {
        one.id
        for section in document.sections
        for lead in (*section.listed, *section.unlisted)
        for one in lead.sentences
    }
    told = []
    if there := len(shared & printed):
        words = ngettext(
            "%(count)s of them stands for notes of other tables too.",
            "%(count)s of them stand for notes of other tables too.",
            there,
        )
        told.append(words)
    told.append(_counted(some))
    key = f"tag-{mark(name)}"
    return Choice(
        "tag", name, key, sentences=sentences, summaries=frozenset(asked), told=tuple(told)
    )


def _counted(some: Sequence[Heard]) -> str:
    """How many said it, and what was counted."""
    tables = ngettext("%(count)s table has this tag.", "%(count)s tables have this tag.", len(some))
    if any(one.seated is not None for one in some):
        people = ngettext(
            "By the seating plan %(count)s person sat there.",
            "By the seating plan %(count)s people sat there.",
            behind(some),
        )
        return f"{tables} {people}"
    return tables


def _why(some: Sequence[Heard]) -> str:
    """Why no extract is taken."""
    if behind(some) >= FEW:
        return _("Beside the other extracts it would show what fewer than %(few)s said.", few=FEW)
    if any(one.seated is not None for one in some):
        return _("Fewer than %(few)s people sat at these tables, by the seating plan.", few=FEW)
    return _(
        "Fewer than %(few)s tables have it, and no seating plan tells how many people that is.",
        few=FEW,
    )
