"""The archive's form: what one workshop is as JSON, and everything that makes a file unusable."""

import datetime as dt
import json
from itertools import chain
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from cafe.archive.history.kinds import Moment
from cafe.archive.history.pieces import Line, check_lines
from cafe.archive.links import check_links
from cafe.archive.pieces import (
    MOST,
    UUID,
    Blank,
    Cell,
    Evaluation,
    Gathering,
    Letter,
    Many,
    Meeting,
    NoteId,
    NoteText,
    Number,
    Photo,
    Piece,
    Spot,
    Text,
    check_things,
    checked,
)
from cafe.archive.problems import explained
from cafe.core.i18n import _
from cafe.core.limits import LINE
from cafe.core.text.halves import half_character
from cafe.errors import Invalid
from cafe.plan.rules_rounds import MOST_ROUNDS
from cafe.sort.origins.rules import MOST_TOOK_PART
from cafe.wall.rules import MOST_ON_NOTE

MOST_READERS = 10_000_000


class Part(Piece):
    """Part A, B, … of a question."""

    letter: Letter
    text: Text


SAYS = TypeAdapter[str](NoteText)


class Erasable(Piece):
    """What somebody typed: never blank, but where it was erased for good."""

    id: NoteId
    erased: bool = False
    text: Blank

    @field_validator("text")
    @classmethod
    def _says_something(cls, text: str, more: ValidationInfo) -> str:
        if not more.data.get("erased"):
            return SAYS.validate_python(text)
        if text:
            raise ValueError(_("what was erased for good has no words."))
        return text


class VisitorQuestion(Erasable):
    """What somebody asked about a note at the vernissage."""

    answered: Literal["no", "voice", "written"] = "no"
    answer: NoteText | None = None
    shown: bool = False
    hidden: bool = False
    decided: Literal["waiting", "taken", "left"] | None = None
    reason: NoteText | None = None


class Note(Erasable):
    """A note as it was typed."""

    kind: Literal["keyword", "statement"]
    part: Letter | None
    elaborations: Many[NoteText] = Field(default_factory=list)
    struck: bool = False
    round: Annotated[int, Field(ge=0, le=MOST_ROUNDS)] = 0
    paper: bool = False
    spot: Spot = ""
    joined_into: NoteId | None = None
    in_main: bool = False
    asked: Many[VisitorQuestion] = Field(default_factory=list)
    dots: Annotated[int, Field(ge=0, le=MOST_ON_NOTE)] = 0
    gathered: bool = False


class Late(Erasable):
    """A note that was late, held or in the tray, and what was decided about it."""

    kind: Literal["keyword", "statement"]
    part: Letter | None
    decided: Literal["waiting", "taken", "left", "recalled"] = "waiting"
    paper: bool = False
    spot: Spot = ""
    held: bool = False
    tray: bool = False
    reason: NoteText | None = None


class Role(Piece):
    """What a host is there as."""

    host: Blank
    role: Literal["user", "professional", "other"]


class Table(Piece):
    """One table at one question."""

    number: Number
    cafe_name: Blank | None
    split: bool
    hosts: Many[Blank]
    main_statement: Blank | None
    notes: Many[Note]
    posters: Many[Photo]
    late: Many[Late] = Field(default_factory=list)
    roles: Many[Role] = Field(default_factory=list)
    meeting: Meeting = ""
    tags: Many[Blank] = Field(default_factory=list)
    rehearsed: bool = False
    cells: Many[Cell] = Field(default_factory=list)
    id: NoteId | None = None


class Origin(Piece):
    """Where notes come from beside the tables."""

    id: NoteId
    name: Text
    kind: Literal["", "focus", "questionnaire", "written", "other"] = ""
    day: Annotated[
        str, Field(pattern=r"^$|^2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
    ] = ""
    took_part: Annotated[int, Field(ge=0, le=MOST_TOOK_PART)] = 0
    notes: Many[Note]


class Printed(Piece):
    """A printed sentence and every note behind it; `absorbed`: those it stands for unsaid."""

    text: Text
    notes: Many[NoteId]
    absorbed: Many[NoteId] = Field(default_factory=list)
    words: list[list[int | Text]] | None = None
    id: NoteId | None = None


class Category(Piece):
    """A category with its sentences in order."""

    heading: Text
    listed: bool
    entries: Many[Printed]
    id: NoteId | None = None


class Aside(Piece):
    """A note left out of the text, and why."""

    note: NoteId
    reason: Blank


class Reading(Piece):
    """A reading round of the draft of this number; `cards`: only who had a card could remark."""

    id: NoteId
    draft: Number
    cards: bool = True
    closed: bool = False
    readers: Annotated[int, Field(ge=0, le=MOST_READERS)] = 0
    remarks: Annotated[int, Field(ge=0, le=MOST)] = 0


class Remark(Piece):
    """What a reader of a draft remarked: on which `thing` (a sentence's or heading's id, "" for the
    question), the `words` that stood there, and what became of it.
    """

    id: NoteId
    reading: NoteId
    about: Literal["sentence", "heading", "question"]
    thing: NoteId | Literal[""] = ""
    words: Blank
    kind: Literal["said", "missing", "words"]
    text: Blank = ""
    outcome: Literal["", "taken", "beside", "not"] = ""
    reason: Blank = ""


Pair = Annotated[list[NoteId], Field(min_length=2, max_length=2)]


Hint = Annotated[str, checked(LINE, empty=True)]


class Question(Piece):
    """A question and everything under it."""

    number: Number
    text: Text
    form: Literal["tables", "pairs", "plenary"]
    parts: Many[Part]
    hints: Many[Hint] = Field(default_factory=list)
    tables: Many[Table]
    summary: Blank | None
    summary_words: list[list[int | Text]] | None = None
    categories: Many[Category]
    set_aside: Many[Aside]
    origin: Annotated[str, Field(pattern=f"{UUID}|^$")] = ""
    apart: Many[Pair] = Field(default_factory=list)
    opposed: Many[Pair] = Field(default_factory=list)
    origins: Many[Origin] = Field(default_factory=list)
    remarks: Many[Remark] = Field(default_factory=list)
    id: NoteId | None = None


class Answer(Piece):
    """A dated answer to a heading or sentence; `corrects`: the id of the one before."""

    id: NoteId
    status: Literal["planned", "in_hand", "done", "later", "no"]
    words: Blank = ""
    why: Blank = ""
    responsible: Blank = ""
    due: dt.date | None = None
    day: dt.date
    corrects: NoteId | Literal[""] = ""
    written: Moment


class Answered(Piece):
    """What was answered of a published document, in its words; `sentence`: none of a heading."""

    id: NoteId
    question: Number
    heading: Text
    sentence: NoteId | None = None
    text: Blank = ""
    sentences: Many[NoteId] = Field(default_factory=list)
    version: Number = 1
    answers: Annotated[Many[Answer], Field(min_length=1)]


class Archive(Piece):
    """One workshop."""

    format: Literal["dialogkafe-archive"]
    version: Literal[1]
    workshop: Gathering
    questions: Many[Question]
    readings: Many[Reading] = Field(default_factory=list)
    followup: Many[Answered] = Field(default_factory=list)
    history: Many[Line] = Field(default_factory=list)
    seal: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    evaluation: Many[Evaluation] = Field(default_factory=list)


def read(data: bytes) -> Archive:
    """The archive in `data` (JSON in UTF-8).

    Raises Invalid with the path of the first thing that is wrong, as `questions[0].text`.
    """
    check_things(data)
    try:
        archive = Archive.model_validate_json(data.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        if half := half_character(data, "archive", _("The text")):
            raise Invalid(f"{half.where}: {half.message}", where=half.where) from error
        raise explained(error) from error
    for path, message in chain(check_lines(archive.history), check_links(archive)):
        raise Invalid(f"{path}: {message}", where=path)
    return archive


def as_json(archive: dict[str, Any]) -> bytes:
    """`archive` as its file: the same archive always gives the same bytes."""
    return (json.dumps(archive, indent=1, ensure_ascii=False) + "\n").encode()
