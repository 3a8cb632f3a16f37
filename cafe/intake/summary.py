"""What a table would bring, or has brought, in words: for the page and the command line. Pure."""

from collections import Counter
from collections.abc import Sequence

from cafe.core.i18n import _, ngettext
from cafe.core.text import place_name, short
from cafe.intake.facts import CafeFacts, Left, Place, Placing, TableFacts
from cafe.intake.reading import Sheet

KINDS = ("rows", "columns", "merged", "formulas")
MOST_NAMED = 12  # rows or tables in one line
MOST_TABLES = 6  # each in a line of its own


def lines(found: Placing, cafe: CafeFacts) -> list[str]:
    """One line for each kind of thing that becomes of rows."""
    notes = [one for one in found.coming if not one.main]
    mains = len(found.coming) - len(notes)
    told = _notes(found, cafe)
    if mains:
        told.append(ngettext("%(count)s main statement", "%(count)s main statements", mains))
    if headed := [one.heading for one in notes if one.heading and not one.reason]:
        told.append(
            ngettext(
                "%(count)s of them comes under a heading: %(names)s",
                "%(count)s of them come under headings: %(names)s",
                len(headed),
                names=some(list(dict.fromkeys(map(short, headed)))),
            )
        )
    for reason, count in Counter(one.reason for one in notes if one.reason).items():
        told.append(
            ngettext(
                "%(count)s of them comes set aside: %(reason)s",
                "%(count)s of them come set aside: %(reason)s",
                count,
                reason=reason,
            )
        )
    if found.edits:
        told.append(_mended(len(found.edits), cafe.stage))
    if found.there:
        told.append(
            ngettext(
                "%(count)s row is as it is here: nothing is done",
                "%(count)s rows are as they are here: nothing is done",
                len(found.there),
            )
        )
    return [*told, *_remarks(found)]


def _mended(count: int, stage: str) -> str:
    if stage == "sorting":
        return ngettext(
            "%(count)s sentence is reworded as its note reads in the file",
            "%(count)s sentences are reworded as their notes read in the file",
            count,
        )
    return ngettext("%(count)s note gets new words", "%(count)s notes get new words", count)


def _remarks(found: Placing) -> list[str]:
    told = []
    if found.empty:
        told.append(
            ngettext(
                "%(count)s row without a text: %(rows)s",
                "%(count)s rows without a text: %(rows)s",
                len(found.empty),
                rows=some(found.empty),
            )
        )
    if found.mended:
        told.append(
            _(
                "Characters that cannot be shown are left out, or become line breaks: row %(rows)s",
                rows=some(found.mended),
            )
        )
    if found.guessed:
        told.append(
            _(
                "The kind is guessed from the words: row %(rows)s",
                rows=some(found.guessed),
            )
        )
    if found.unheaded:
        told.append(
            ngettext(
                "%(count)s heading is left out: headings come in while the café is being sorted",
                "%(count)s headings are left out: headings come in while the café is being sorted",
                found.unheaded,
            )
        )
    return told


def _by_place(found: Placing) -> Counter[Place]:
    return Counter(one.place for one in found.coming if not one.main)


def _notes(found: Placing, cafe: CafeFacts) -> list[str]:
    """So many in each source, and at each table; of many tables in one line."""
    counts = _by_place(found)
    tables = [one for _number, one in sorted(cafe.tables.items()) if counts[one.place]]
    sources = [_in_source(place, counts[place]) for place in counts if place[0] == "origin"]
    if len(tables) <= MOST_TABLES:
        return [*(_at_table(one, counts[one.place]) for one in tables), *sources]
    count = sum(counts[one.place] for one in tables)
    named = some([one.number for one in tables])
    whole = ngettext(
        "%(count)s note at the tables %(tables)s",
        "%(count)s notes at the tables %(tables)s",
        count,
        tables=named,
    )
    return [whole, *sources]


def _in_source(place: Place, count: int) -> str:
    return ngettext(
        "%(count)s note in the source “%(name)s” at question %(number)s",
        "%(count)s notes in the source “%(name)s” at question %(number)s",
        count,
        name=short(place[2]),
        number=place[1],
    )


def _at_table(table: TableFacts, count: int) -> str:
    return ngettext(
        "%(count)s note: %(table)s, question %(number)s",
        "%(count)s notes: %(table)s, question %(number)s",
        count,
        table=place_name(table.form, table.number),
        number=table.question,
    )


def some(numbers: Sequence[int | str]) -> str:
    """The first of `numbers`, and that there are more."""
    first = ", ".join(map(str, numbers[:MOST_NAMED]))
    return f"{first} …" if len(numbers) > MOST_NAMED else first


def told_of(sheet: Sheet) -> list[str]:
    """What a person should know of how the sheet was read."""
    return [_told(kind, some(sheet.told[kind])) for kind in KINDS if sheet.told.get(kind)]


def _told(kind: str, places: str) -> str:
    match kind:
        case "rows":
            return _("Hidden in the file, and read all the same: row %(rows)s", rows=places)
        case "columns":
            return _(
                "Hidden in the file, and read all the same: column %(columns)s", columns=places
            )
        case "merged":
            return _("Merged cells give their value to each of their rows: %(cells)s", cells=places)
        case _:
            return _(
                "Formulas without a value are read as empty: %(cells)s. Open the file in a "
                "spreadsheet program and save it, and they have one.",
                cells=places,
            )


def left_lines(left: Sequence[Left]) -> list[str]:
    """Each row that is not taken in, with its number, why, and its words."""
    return [
        _("Row %(row)s: %(why)s – %(words)s", row=one.row, why=one.why, words=short(one.text))
        for one in left
    ]
