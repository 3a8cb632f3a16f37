"""A file that cannot be made says because of what: which words, or which photograph, and where.

What a writer falls over is found by writing again with half of the texts, and half of that half.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple, TypeVar

from cafe.core.i18n import _
from cafe.core.text import short
from cafe.document.raw import Raw, RawTable
from cafe.document.tree import Appendix, AppendixPart, Document, Lead, Picture, Section
from cafe.errors import Invalid
from cafe.writers.pictures import present

T = TypeVar("T", Document, Raw)
NAMES = {"docx": "Word", "odt": "OpenDocument", "pdf": "PDF", "html": "HTML", "md": "Markdown"}
NAMES |= {"xlsx": "XLSX", "csv": "CSV"}
# What is no text of a document.
FORM = {"id", "file", "anchor", "language", "date", "stamp"}
STAND_IN = "–"


class NotWritten(Invalid):
    """One file could not be made; the others can."""


class Text(NamedTuple):
    """A text of a document, and where it stands: from the outermost name to the innermost."""

    words: str
    places: tuple[str, ...]


def named(
    format: str, write: Callable[[T, Mapping[str, bytes]], bytes], piece: T, pictures: Any
) -> bytes:
    """`piece` as `write` makes it. Raises NotWritten with the words and the place it fell over."""
    try:
        return write(piece, pictures)
    except (Invalid, MemoryError):  # it is said already, or is nothing of the words
        raise
    except Exception as error:
        raise NotWritten(_why(format, write, piece, pictures)) from error


def _why(format: str, write: Callable[..., bytes], piece: Any, pictures: Any) -> str:
    def falls(some: Any, beside: Any = pictures) -> bool:
        try:
            write(some, beside)
        except MemoryError:
            raise
        except Exception:  # whatever it is: it is what is looked for
            return True
        return False

    name, texts = NAMES[format], texts_of(piece)
    nothing = _with(piece, range(0))
    if falls(nothing):
        return _picture(name, falls, nothing, pictures)
    first, last = _between(texts, lambda some: falls(_with(piece, some)))
    text = texts[first]
    place = ", ".join(text.places)
    if last - first > 1 or not place:
        return _("The %(format)s file could not be made. The other formats can.", format=name)
    return _(
        "The %(format)s file could not be made because of “%(words)s” (%(place)s). "
        "The other formats can.",
        format=name,
        words=short(text.words),
        place=place,
    )


def _between(texts: list[Text], falls: Callable[[range], bool]) -> tuple[int, int]:
    """The narrowest run of texts with which it still falls over."""
    first, last = 0, len(texts)
    while last - first > 1:
        middle = (first + last) // 2
        if falls(range(first, middle)):
            last = middle
        elif falls(range(middle, last)):
            first = middle
        else:
            break
    return first, last


def _picture(name: str, falls: Callable[..., bool], bare: Any, pictures: Any) -> str:
    """Which photograph it is, when it is no text."""
    for section in bare.sections if isinstance(bare, Document) else ():
        for picture in section.pictures:
            alone = {picture.file: pictures[picture.file]} if picture.file in pictures else {}
            if alone and falls(present(bare, alone), alone):
                return _(
                    "The %(format)s file could not be made because of the picture %(file)s "
                    "(question %(number)s). The other formats can.",
                    format=name,
                    file=picture.file,
                    number=section.number,
                )
    return _("The %(format)s file could not be made. The other formats can.", format=name)


def texts_of(piece: Any) -> list[Text]:
    """Every text in `piece`, in order."""
    found: list[Text] = []

    def note(words: str, places: tuple[str, ...]) -> str:
        found.append(Text(words, places))
        return words

    _each(piece, (), note)
    return found


def _with(piece: T, kept: range) -> T:
    """`piece` with the texts of these places, and a dash for each other."""
    at = iter(range(10**9))

    def put(words: str, _places: tuple[str, ...]) -> str:
        return words if next(at) in kept else STAND_IN

    return _each(piece, (), put)  # type: ignore[no-any-return]


def _each(piece: Any, places: tuple[str, ...], put: Callable[[str, tuple[str, ...]], str]) -> Any:
    if isinstance(piece, str):
        return put(piece, places) if piece else piece
    if isinstance(piece, RawTable):
        rows = tuple(
            tuple(_each(cell, (piece.name, *map(str, row[:2])), put) for cell in row)
            for row in piece.rows
        )
        return replace(piece, rows=rows)
    if isinstance(piece, tuple):
        return tuple(_each(one, places, put) for one in piece)
    if not is_dataclass(piece) or isinstance(piece, type):
        return piece
    here = (*places, *_name(piece))
    parts = {one.name: getattr(piece, one.name) for one in fields(piece) if one.name not in FORM}
    return replace(piece, **{name: _each(part, here, put) for name, part in parts.items()})


def _name(piece: Any) -> tuple[str, ...]:
    match piece:
        case Section():
            return (_("question %(number)s", number=piece.number),)
        case Lead():
            return (_("under “%(heading)s”", heading=short(piece.label)),)
        case Picture():
            return (piece.caption,)
        case Appendix() | AppendixPart():
            return (short(piece.heading),)
    return ()
