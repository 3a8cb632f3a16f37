"""What an archive is made of: texts that are checked, numbers in bounds, not too many things."""

import re
from typing import Annotated, TypeVar

from pydantic import AfterValidator, FailFast, Field

from cafe.core.i18n import _
from cafe.core.limits import LONG, NOTE
from cafe.core.text import clean
from cafe.errors import Invalid

FORMAT = "dialogkafe-archive"
# Photographs lie here in the archive and its zip file.
FOLDER = "posters/"
PHOTO = r"^posters/[A-Za-z0-9][A-Za-z0-9._-]{0,100}$"
UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
CLOCK = r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$"
MEETING = r"^(https://\S+)?$"
BLOCKS = r"^(welcome|lecture|pairs|rounds|vernissage|plenary|evaluation|break|own)$"
PROMPT = r"^([1-9][0-9]{0,3}[A-Z]?)?$"
LATEST = 253_402_300_799_000  # the last moment of the year 9999, ms since 1970
MOST = 9999  # the highest number of a question, table or person, and of dots
FEW_THINGS = 500_000  # commas and opening brackets; see check_things
STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"')


def _checked(limit: int, *, empty: bool = False) -> AfterValidator:
    def check(text: str) -> str:
        try:
            # What only looks empty was taken once, and comes in again as it went out.
            empty_too = empty or bool(text.strip())
            return clean(text, limit=limit, name=_("The text"), empty=empty_too)
        except Invalid as error:
            raise ValueError(error.message) from error

    return AfterValidator(check)


T = TypeVar("T")
# The first thing wrong is told: a file with a million wrong ones is not read to its end.
Many = Annotated[list[T], FailFast()]
Text = Annotated[str, _checked(LONG)]
Blank = Annotated[str, _checked(LONG, empty=True)]
NoteText = Annotated[str, _checked(NOTE)]
NoteId = Annotated[str, Field(pattern=UUID)]
Number = Annotated[int, Field(ge=1, le=MOST)]
Clock = Annotated[str, Field(pattern=CLOCK)]
Meeting = Annotated[str, Field(pattern=MEETING), _checked(LONG, empty=True)]
Letter = Annotated[str, Field(pattern="^[A-Z]$")]


def check_things(data: bytes) -> None:
    """Each thing takes memory before anybody looks at it, however little it says.

    The least that a café writes of one is thirty bytes; only seats are shorter, and they are few.
    """
    most, found = FEW_THINGS + len(data) // 16, _things(data)
    if found > most and found - sum(_things(m[0]) for m in STRING.finditer(data)) > most:
        raise Invalid(_("The file is no archive of a café: it is full of empty things."))


def _things(data: bytes) -> int:
    return data.count(b",") + data.count(b"{") + data.count(b"[")
