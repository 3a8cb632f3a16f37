"""A kept version without what was erased: every other word stays as it was kept. Pure.

A version is its document as a tree and its raw material as tables. What has an id there is known
by that, anything else by the words it had then.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from cafe.core.i18n import _
from cafe.core.lines import one_line
from cafe.document.note_status import NoteStatus, pile_words
from cafe.document.raw import Cell, Raw, RawTable, Row
from cafe.document.sheet import Field
from cafe.document.tree import (
    AppendixPart,
    Document,
    Grid,
    Lead,
    Picture,
    Section,
    Sentence,
)
from cafe.erasure.gone import Gone, one_erased
from cafe.erasure.rules import folded, rest_of

T = TypeVar("T")
Text = Callable[[str], str]


def then(
    gone: Gone, document: Document, raw: Raw | None, statuses: Mapping[str, NoteStatus]
) -> Gone:
    """`gone` with the words that its things had in this version."""
    whole, some, reads = set(gone.asked), set[str](), dict[str, str]()
    told = {
        entry: sentence
        for uid, (_pile, _under, sentence, _why, entry, *_rest) in statuses.items()
        if ("note", uid) in gone.things
    }
    gone = replace(gone, told=told)
    for row in raw.tables[0].rows if raw else ():
        cells = {str(cell) for cell in row}
        texts = {folded(str(row[2]))}
        if cells & gone.notes:
            whole |= texts
        elif any(("note", cell) in gone.things for cell in cells):
            some |= texts
    for sentence in _sentences(document):
        new = _sentence(sentence, gone).text
        if new != sentence.text and (plain := folded(sentence.text)):
            reads[plain] = new
    # The longest first: what is told behind a sentence goes with it.
    reads = dict(sorted({**gone.reads, **reads}.items(), key=lambda one: -len(one[0])))
    return replace(gone, whole=frozenset(whole - {""}), some=frozenset(some - {""}), reads=reads)


def _sentences(document: Document) -> Iterable[Sentence]:
    for section in document.sections:
        for lead in (*section.listed, *section.unlisted):
            yield from (sentence for sentence in lead.sentences if sentence.id)


KEYS = ("language", "file", "anchor", "id", "date")  # what nobody reads


def document_without(document: Document, gone: Gone) -> Document:
    """The document with what is gone gone; the rest as it was."""
    text = gone.cut if gone.any("workshop") else gone.piece
    return _inside(document, gone, text)


def _inside(value: T, gone: Gone, text: Text) -> T:
    """Whatever the thing is made of, each text read by `text`; what has an id by that."""
    new = {
        one.name: _any(getattr(value, one.name), gone, text)
        for one in fields(value)  # type: ignore[arg-type]
        if one.name not in KEYS
    }
    return replace(value, **new)  # type: ignore[type-var]


def _any(value: Any, gone: Gone, text: Text) -> Any:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, tuple):
        return tuple(_any(one, gone, text) for one in value if not _lost(one, gone))
    if (known := _BY_ID.get(type(value))) is not None:
        return known(value, gone, text)
    return _inside(value, gone, text) if is_dataclass(value) else value


def _lost(value: Any, gone: Gone) -> bool:
    """Whether it is a photograph that is erased."""
    return isinstance(value, Picture) and gone.photos.get(value.file) == ""


def _section(section: Section, gone: Gone, _text: Text) -> Section:
    chosen = ("question", str(section.number)) in gone.things
    new = _inside(section, gone, gone.cut if chosen else gone.piece)
    if chosen or gone.any("table"):
        summary, told = (lead and _cut_lead(lead, gone) for lead in (new.summary, new.told))
        new = replace(new, summary=summary, told=told)
    if chosen:
        new = replace(new, pictures=tuple(_asking(one, gone) for one in new.pictures))
    return new


def _asking(picture: Picture, gone: Gone) -> Picture:
    """A drawn poster on which the question and its parts lose the words; not the notes beneath."""
    if (sheet := picture.sheet) is None:
        return picture
    parts = tuple(replace(one, title=gone.cut(one.title)) for one in sheet.fields)
    return replace(picture, sheet=replace(sheet, question=gone.cut(sheet.question), fields=parts))


def _cut_lead(lead: Lead, gone: Gone) -> Lead:
    sentences = (replace(one, text=gone.cut(one.text)) for one in lead.sentences)
    return replace(lead, sentences=tuple(sentences))


def _slips(part: Field, gone: Gone, text: Text) -> Field:
    new = _inside(part, gone, text)
    erased = {at for at, words in enumerate(part.slips) if folded(words) in gone.whole}
    return replace(new, erased=tuple(sorted(erased | set(part.erased))))


def _lead(lead: Lead, gone: Gone, text: Text) -> Lead:
    new = _inside(lead, gone, text)
    chosen = ("category", lead.id) in gone.things
    return replace(new, label=gone.cut(lead.label) if chosen else lead.label)


def _sentence(sentence: Sentence, gone: Gone, _text: Text | None = None) -> Sentence:
    if not sentence.id:
        return replace(sentence, text=gone.piece(sentence.text))
    if sentence.id in gone.sentences:
        if gone.sentences[sentence.id] is None:
            return replace(sentence, text=one_erased())
        return replace(sentence, text=rest_of(gone.reread(sentence.text), gone.passages))
    if gone.any("remark"):  # readers' words are printed behind it
        sentence = replace(sentence, text=gone.reread(sentence.text))
    if ("entry", sentence.id) in gone.things:
        return replace(sentence, text=gone.cut(sentence.text))
    own = gone.told.get(sentence.id)
    if own is None:
        return sentence
    # What was told with it, elaborations say, is its notes'.
    before, found, after = sentence.text.partition(one_line(own))
    return replace(sentence, text=before + found + gone.cut(after)) if found else sentence


def _picture(picture: Picture, gone: Gone, _text: Text) -> Picture:
    new = _inside(picture, gone, gone.cut if gone.any("table") else gone.piece)
    return replace(new, file=gone.photos.get(picture.file, picture.file))


def _grid(grid: Grid, gone: Gone, _text: Text) -> Grid:
    chosen = gone.any("table", "question", "origin", "workshop", "category")
    return replace(grid, rows=tuple(_row(row, gone, chosen=chosen) for row in grid.rows))


def _part(part: AppendixPart, gone: Gone, text: Text) -> AppendixPart:
    for question, said in gone.answers:
        if folded(part.heading) == question:
            part = _without_one(part, said)
    if not gone.any("table", "question", "origin", "workshop"):
        return _inside(part, gone, text)
    return _inside(part, gone, lambda words: gone.cut(gone.piece(words)))


def _without_one(part: AppendixPart, said: str) -> AppendixPart:
    items = [*part.items]
    at = next((at for at, text in enumerate(items) if folded(text) == said), None)
    if at is not None:
        items[at] = one_erased()
    return replace(part, items=tuple(items))


_BY_ID: dict[type[Any], Callable[[Any, Gone, Text], Any]] = {
    Section: _section,
    Lead: _lead,
    Sentence: _sentence,
    Picture: _picture,
    Field: _slips,
    Grid: _grid,
    AppendixPart: _part,
}


def raw_without(raw: Raw, gone: Gone) -> Raw:
    """The raw material with what is gone gone; each row stays, so that all is still counted."""
    notes, *others = raw.tables
    rows = tuple(_note_row(notes, row, gone) for row in notes.rows)
    chosen = gone.any("table", "question", "category", "origin")
    tables = (
        replace(one, rows=tuple(_row(row, gone, chosen=chosen) for row in one.rows))
        for one in others
    )
    title = gone.cut(raw.title) if gone.any("workshop") else raw.title
    return replace(raw, title=title, tables=(replace(notes, rows=rows), *tables))


def _note_row(table: RawTable, row: Row, gone: Gone) -> Row:
    cells = {str(cell) for cell in row}
    if cells & gone.notes:
        stays = {_("Question no."), _("Table"), _("Kind"), _("Round"), _("Dots"), _("Id")}
        became = {_("What became of it"): pile_words("erased")}
        return tuple(
            cell if name in stays else became.get(name, "")
            for name, cell in zip(table.head, row, strict=True)
        )
    chosen = any(("note", cell) in gone.things for cell in cells)
    return tuple(_cell(cell, gone, chosen=chosen) for cell in row)


def _row(row: Sequence[Any], gone: Gone, *, chosen: bool) -> tuple[Any, ...]:
    """A row of a table; one about a sentence that changes loses the words in all its cells."""
    about = {folded(str(cell)) for cell in row} & set(gone.reads)
    return tuple(_cell(cell, gone, chosen=chosen or bool(about)) for cell in row)


def _cell(cell: Cell, gone: Gone, *, chosen: bool) -> Cell:
    if not isinstance(cell, str):
        return cell
    if chosen:
        return gone.cut(gone.piece(cell))
    # Several questions and answers stand in one cell, a line each.
    return "\n".join(gone.piece(line) for line in cell.split("\n")) if cell else cell


def statuses_without(statuses: Mapping[str, NoteStatus], gone: Gone) -> Mapping[str, NoteStatus]:
    """What became of each note, as the wall tells of it."""
    kept: dict[str, NoteStatus] = {}
    for uid, (pile, heading, sentence, reason, entry, *rest) in statuses.items():
        if uid in gone.notes:
            continue
        mine = ("note", uid) in gone.things or ("entry", entry) in gone.things
        under = gone.cut(heading) if gone.any("category") else heading
        words = (gone.cut(sentence), gone.cut(reason)) if mine else (sentence, reason)
        kept[uid] = cast(NoteStatus, (pile, under, *words, entry, *rest))
    return kept
