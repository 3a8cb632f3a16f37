"""Whether a kept version says what the café said when it was kept, as its history tells. Pure.

Who has the zip alone does not know which versions were kept. But a sealed history knows how all of
the café stood at the version's revision (`past.py`): what is composed of that must be the same.
Where it does not reach so far, each sentence, heading and summary must have stood there some time.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple, Self, TypeVar, cast

from cafe.core.i18n import _
from cafe.core.lines import one_line
from cafe.document.changed import lines_of
from cafe.document.note_status import NoteStatus
from cafe.document.raw import Raw
from cafe.document.sentences import unwritten
from cafe.document.tree import AppendixPart, Document, Lead, Section
from cafe.nouns import Item
from cafe.suggest.wordlists import ABBREVIATIONS
from cafe.verify.past import Erased
from cafe.verify.pieces import Finding, shown

# What stands behind a sentence: the mark of the organiser's own words, and what is in brackets.
_BEHIND = re.compile(r"\*?( \(.*\))?", re.DOTALL)
Pieces = Counter[tuple[str, str]]  # where each stands, and its words


class Said(NamedTuple):
    """What a version says, or should: its document, its raw material, what became of the notes, and
    whether its accounts add up.
    """

    document: Document
    raw: Raw
    statuses: Mapping[str, NoteStatus]
    complete: bool

    def without(self, name: str) -> Self:
        """The same but for an appendix."""
        some = tuple(one for one in self.document.appendices if one.anchor != name)
        return self._replace(document=replace(self.document, appendices=some))


def told_otherwise(should: Said, says: Said, folder: str) -> Iterator[Finding]:
    """What a version `says` and the café did not, by its history, and what it leaves out."""
    one, other = _pieces(should), _pieces(says)
    found = [
        (where, _("“%(words)s” did not stand there when it was kept", words=shown(text)))
        for where, text in other - one
    ]
    found += [
        (where, _("“%(words)s” stood there when it was kept", words=shown(text)))
        for where, text in one - other
    ]
    if not found and _shape(should.document) != _shape(says.document):
        found.append(("", _("stands in another order than when it was kept")))
    if not found and should.complete != says.complete:
        found.append(("", _("its accounts did not add up so when it was kept")))
    for where, message in found:
        yield Finding(f"{folder}, {where}" if where else folder, message)


def held_to_erasings(
    found: list[Finding], erased: Erased, digest: str | None, folder: str
) -> tuple[list[Finding], str]:
    """What of `found` no erasing has made, and why that could not be looked at.

    How words read that are gone nobody can tell, nor how much hung on them: a heading stands in the
    rows of all its notes. So each erasing writes into the history how each version reads from then
    on, and that is what it must be, to the letter: `digest` is that of its file.
    """
    should = erased.digests.get(folder)
    if should is not None and should != digest:
        message = _("is not what was left of it when words were erased for good")
        return [Finding(folder, message), *found], ""
    if not found or (should is not None and erased.things):
        return [], ""
    if not erased.things or (erased.told and digest is not None):
        return found, ""
    left = _(
        "%(count)s places are otherwise than the history tells; words were erased for good before "
        "it was written down how a version reads without them",
        count=len(found),
    )
    return [], left


def _pieces(said: Said) -> Pieces:
    document, raw = said.document, said.raw
    found: Pieces = Counter()
    for line in lines_of(_without_pictures(document)):
        found[_place(line.spot), f"{line.kind} {line.under} {line.text}".strip()] += 1
    for section in document.sections:
        found += _slips(section)
    found["", f"language: {document.language}"] += 1
    found["", f"{seal.label} {seal.text}" if (seal := document.seal) else ""] += 1
    if document.edition:
        found["", document.edition.organisation] += 1
        if document.edition.whole is not None:  # an extract, and none is kept
            found["", f"{_('Extract')} {document.edition.whole}".strip()] += 1
    found[raw.tables[0].name if raw.tables else "", raw.title] += 1
    for table in raw.tables:
        found.update((table.name, " | ".join(map(str, row))) for row in (table.head, *table.rows))
    for uid, (pile, heading, sentence, reason, _id, *more) in said.statuses.items():
        found[uid, " | ".join(map(str, (pile, heading, sentence, reason, *more)))] += 1
    return found


def _place(spot: str) -> str:
    name, _dash, number = spot.partition("-")
    return _("question %(number)s", number=number) if name == "question" else spot


def _without_pictures(document: Document) -> Document:
    sections = tuple(replace(section, pictures=()) for section in document.sections)
    return replace(document, sections=sections)


def _shape(document: Document) -> Document:
    """How all of it hangs together, without ids; lists of notes go by no order."""
    bare = _without_ids(_without_pictures(document))
    appendices = tuple(
        replace(one, parts=tuple(_sorted(part) for part in one.parts)) for one in bare.appendices
    )
    return replace(bare, appendices=appendices, sealed=None, edition=None)


def _sorted(part: AppendixPart) -> AppendixPart:
    grid = part.grid and replace(part.grid, rows=tuple(sorted(part.grid.rows)))
    leads = tuple(sorted(part.leads, key=lambda lead: (lead.label, lead.text)))
    return replace(part, items=tuple(sorted(part.items)), leads=leads, grid=grid)


T = TypeVar("T")


def _without_ids(value: T) -> T:
    """Ids of sentences and headings are others in each installation."""
    if isinstance(value, tuple):
        return cast(T, tuple(map(_without_ids, value)))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    inside = {one.name: _without_ids(getattr(value, one.name)) for one in fields(value)}
    return replace(value, **(inside | {"id": ""} if "id" in inside else inside))


def _slips(one: Section) -> Counter[tuple[str, str]]:
    """What stands on each drawn poster: in which order slips hung is not told. One on which nobody
    wrote is not drawn beside a photograph, so it is nothing.
    """
    found: Counter[tuple[str, str]] = Counter()
    for picture in one.pictures:
        sheet = picture.sheet
        slips = (
            [(field.title, text) for field in sheet.fields for text in field.slips] if sheet else []
        )
        if sheet and slips:
            where = f"{picture.file} {picture.caption}"
            found.update((f"{where} {title}", text) for title, text in slips)
            found.update((where, text) for text in (picture.alt, sheet.name, sheet.table))
            found.update((where, text) for text in (sheet.label, sheet.question))
            found.update((where, field.title) for field in sheet.fields)
    return found


def never_at_all(document: Document, archive: Item, folder: str) -> Iterator[Finding]:
    """What is printed under the questions and no line of the history ever had.

    Nothing is found where it tells nothing of them, or something was erased: then nobody can tell.
    """
    history: list[Mapping[str, Any]] = archive.get("history", [])
    whats = {line["what"] for line in history if line.get("item")}
    sorted_out = any(question["categories"] for question in archive["questions"])
    if any(line.get("erased") for line in history) or (sorted_out and "category" not in whats):
        return
    if not archive.get("seal") and "category" not in whats:
        return
    texts, headings = (
        {unwritten(one, _meanings(archive)) for one in _ever(archive, "entry", "text")},
        _ever(archive, "category", "heading"),
    )
    for one in document.sections:
        place = f"{folder}, {_('question %(number)s', number=one.number)}"
        strange = [*_sentences((*one.listed, *one.unlisted), texts, headings, _meanings(archive))]
        for lead in one.summaries:
            strange += _summed_up(lead.text, archive)
        for words in strange:
            message = _("“%(words)s” never stood in this café", words=shown(words))
            yield Finding(place, message)


def _sentences(
    leads: Iterable[Lead], texts: set[str], headings: set[str], meanings: set[str]
) -> Iterator[str]:
    for lead in leads:
        if not {lead.label, lead.label.removesuffix(":")} & headings:
            yield lead.label
        for sentence in lead.sentences:
            text = one_line(unwritten(sentence.text, meanings))
            ends = (text[len(one) :] for one in texts if text.startswith(one))
            if not any(map(_BEHIND.fullmatch, ends)):
                yield sentence.text


def _meanings(archive: Item) -> set[str]:
    """What short forms meant by the lists that the café ever had: the house's before its own."""
    lines = (line.get("item") or {} for line in archive["history"] if line["what"] == "workshop")
    ever = {long for item in lines for _short, long in item.get("abbreviated") or ()}
    own = archive["workshop"].get("abbreviations") or {}
    return {*ever, *own.values(), *ABBREVIATIONS.values()}


def _summed_up(text: str, archive: Item) -> list[str]:
    """`text`, unless it is a summary that somebody wrote, or tables' main statements in a row."""
    rest = text
    for statement in sorted(_ever(archive, "table", "main_statement"), key=len, reverse=True):
        rest = rest.replace(statement, "")
    written = _ever(archive, "summary", "text")
    return [] if text in written or not rest.strip() else [text]


def _ever(archive: Item, what: str, field: str) -> set[str]:
    """Every text that things of this kind ever had, on one line."""
    items = (line.get("item") or {} for line in archive["history"] if line["what"] == what)
    return {one_line(item[field]) for item in items if item.get(field)}
