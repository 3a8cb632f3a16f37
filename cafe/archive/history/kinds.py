"""What a field of a history's line may say: words, numbers, moments, and what has parts."""

import math
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from cafe.archive.pieces import LATEST, UUID, Clock, Many, NoteId, Piece, Rounds, checked
from cafe.core.i18n import _
from cafe.core.limits import LONG

AT = r"^2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$"
WRITTEN = "%Y-%m-%dT%H:%M:%S.%fZ"
BY = rf"^(organiser|phone|program|house|table:{UUID[1:-1]})$"
LARGEST = 2**31 - 1  # what a revision, or any number of a row, may be
LONGEST = 100 * LONG  # an introduction has paragraphs


def when(at: str) -> datetime:
    """The moment that a line is of. Raises ValueError for a day or an hour that is none."""
    return datetime.strptime(at, WRITTEN).replace(tzinfo=UTC)


def _moment(at: str) -> str:
    try:
        when(at)
    except ValueError as error:
        raise ValueError(_("does not have the form it must have.")) from error
    return at


def _fraction(text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or repr(number) != text:
        raise ValueError(_("must be a number."))
    return text


Moment = Annotated[str, Field(pattern=AT), AfterValidator(_moment)]
Words = Annotated[str, checked(LONGEST, empty=True)]
Id = Annotated[str, Field(pattern=r"^[!-~]{1,36}$")]
Key = Annotated[str, Field(pattern=r"^[!-~]{0,36}$")]
Count = Annotated[int, Field(ge=0, le=LATEST)]
Milliseconds = Annotated[int, Field(ge=0, le=253_402_300_799_000)]  # to the end of year 9999
Place = Annotated[str, Field(max_length=40), AfterValidator(_fraction)]
Letters = Annotated[str, Field(pattern="^[A-Z]{1,2}$")]
Date = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class Part(Piece):
    """Part A, B, … of a question."""

    letter: Letters
    text: Words


class Prompt(Piece):
    """A part that was opened for pairs."""

    letter: Letters
    at_ms: Milliseconds


class Signed(Piece):
    """Who answers for the document."""

    name: Words = ""
    position: Words = ""
    month: Words = ""


class Poster(Piece):
    """A photograph: what is seen on it."""

    alt: Words


class Role(Piece):
    """What a host is there as."""

    host: Words
    role: Words


class Cell(Piece):
    """What is said of a cell on paper."""

    cell: Words
    said: Words


class Block(Piece):
    """A block of the programme."""

    uid: Id
    kind: Words
    title: Words
    minutes: Count
    pinned: Clock = ""
    prompt: Words = ""
    began: Count | None = None


class EvaluationQuestion(Piece):
    """A question of a form that was open."""

    uid: Id
    kind: Words
    text: Words
    choices: Many[Words]


class EvaluationForm(Piece):
    """A form that asks how the day was."""

    audience: Words
    status: Words
    questions: Many[EvaluationQuestion]


class Behind(Piece):
    """A note behind a sentence."""

    note: NoteId
    absorbed: bool


class AgreedRounds(Rounds):
    """How the talk is divided."""


Lines = Many[Words]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Digests = dict[Annotated[str, Field(pattern=r"^versions/(draft|final)-[0-9]{1,9}/$")], Digest]
