"""What stands on a table's poster: the same sheet for the picture and for the PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cafe.core.i18n import _
from cafe.core.lines import one_line
from cafe.core.text import place_name
from cafe.document.material import PosterNote, Question, Table
from cafe.document.note_status import pile_words

# What a poster holds so that it can be read in print, in signs; a slip's paper takes some too.
ROOM, FRAME = 2_600, 14


@dataclass(frozen=True)
class Field:
    """A part of the poster with the slips that hang there; `erased` are the numbers of those whose
    words were erased for good: grey, and they say so."""

    title: str
    slips: tuple[str, ...]
    erased: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A poster's texts: café name on top, a card with the question, fields of slips."""

    name: str
    table: str
    label: str
    question: str
    fields: tuple[Field, ...]


def sheet_of(question: Question, table: Table) -> Sheet:
    """The poster of `table`, in the language spoken now."""
    return Sheet(
        name=one_line(table.cafe_name or ""),
        table=place_name(question.form, table.number).upper(),
        label=_("Question %(number)s:", number=question.number),
        question=one_line(question.text),
        fields=_fields(question, table),
    )


def _fields(question: Question, table: Table) -> tuple[Field, ...]:
    """The whole poster, or one field for each part and one for slips that belong to none."""
    if not (table.by_parts and question.parts):
        return (_field("", table.slips),)
    letters = [letter for letter, _text in question.parts]
    rest = [slip for slip in table.slips if slip.part not in letters]
    fields = tuple(
        _field(f"{letter} – {one_line(text)}", [s for s in table.slips if s.part == letter])
        for letter, text in question.parts
    )
    return (*fields, _field("", rest)) if rest else fields


def _field(title: str, slips: Sequence[PosterNote]) -> Field:
    words = tuple(pile_words("erased") if slip.erased else one_line(slip.text) for slip in slips)
    return Field(title, words, tuple(at for at, slip in enumerate(slips) if slip.erased))


def continued(sheet: Sheet) -> tuple[Sheet, ...]:
    """`sheet`, or several when more hangs on it than can be read: the slips in their order, and one
    that is too long goes on on the next."""
    room = ROOM // len(sheet.fields)
    packs = [list(_packs(field, room)) for field in sheet.fields]
    count = max(map(len, packs))
    if count == 1:
        return (sheet,)
    return tuple(
        replace(
            sheet,
            table=f"{sheet.table} ({at + 1}/{count})",
            fields=tuple(
                _with(field, pack[at] if at < len(pack) else [])
                for field, pack in zip(sheet.fields, packs, strict=True)
            ),
        )
        for at in range(count)
    )


Slip = tuple[str, bool]  # its words, and whether they were erased


def _with(field: Field, slips: Sequence[Slip]) -> Field:
    erased = tuple(at for at, (_words, gone) in enumerate(slips) if gone)
    return replace(field, slips=tuple(words for words, _gone in slips), erased=erased)


def _packs(field: Field, room: int) -> Iterator[list[Slip]]:
    """The slips in packs that have room; at least one, which may be empty."""
    pack: list[Slip] = []
    left = room
    for at, words in enumerate(field.slips):
        for piece in _pieces(words, room - FRAME):
            if pack and len(piece) + FRAME > left:
                yield pack
                pack, left = [], room
            pack.append((piece, at in field.erased))
            left -= len(piece) + FRAME
    yield pack


def _pieces(words: str, most: int) -> Iterator[str]:
    """`words` cut between words into pieces of at most `most` letters, each told to go on."""
    begin = ""
    while len(words) > most:
        cut = words.rfind(" ", most // 2, most - 4)
        end = cut if cut > 0 else most - 4
        yield f"{begin}{words[:end]} …"
        begin, words = "… ", words[end:].lstrip(" ")
    yield f"{begin}{words}"
