"""The archive's form: what one workshop is as JSON, and everything that makes a file unusable."""

import datetime as dt
import json
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, FailFast, Field, ValidationError

from cafe.archive.links import check_links
from cafe.archive.problems import explained
from cafe.archive.weight import check_things
from cafe.core.i18n import _
from cafe.core.limits import LONG, NOTE
from cafe.core.text import clean
from cafe.errors import Invalid
from cafe.plan.rules_rounds import LONGEST_CHANGE_MINUTES, LONGEST_ROUND_MINUTES, MOST_ROUNDS
from cafe.wall.rules import MOST_DOTS

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


class Piece(BaseModel):
    """Nothing unknown, and nothing turned into something else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Signature(Piece):
    """Who answers for the document."""

    name: Blank
    position: Blank
    month: Blank


class Rounds(Piece):
    """How the talk is divided; minutes."""

    count: Annotated[int, Field(ge=1, le=MOST_ROUNDS)]
    minutes: Annotated[int, Field(ge=1, le=LONGEST_ROUND_MINUTES)]
    change: Annotated[int, Field(ge=0, le=LONGEST_CHANGE_MINUTES)]


class Seating(Piece):
    """Who sits where: for each round the table number of person 1, 2, …"""

    people: Number
    rounds: Many[Many[Number]]


class ReportOptions(Piece):
    """What the document has beside its plain form."""

    lists: bool = False
    dots: bool = False
    tables: bool = False
    contents: bool = False
    accounts: bool = False
    notes: bool = False
    minutes: bool = False
    only: Many[Number] = []


class Series(Piece):
    """The cafés of one network that this is one of."""

    uid: NoteId
    name: Text


class Block(Piece):
    """A block of the programme; `prompt`: a question of pairs and its part, as "3B"."""

    id: NoteId
    kind: Annotated[str, Field(pattern=BLOCKS)]
    title: Text
    minutes: Annotated[int, Field(ge=0, le=1440)]
    pinned: Clock = ""
    prompt: Annotated[str, Field(pattern=PROMPT)] = ""
    began: Annotated[int, Field(ge=0, le=LATEST)] | None = None


class Gathering(Piece):
    """The workshop itself."""

    title: Text
    document_title: Text
    language: Literal["nb", "nn", "en"]
    date: dt.date
    intro: list[Text] | None
    signature: Signature | None
    commissioner: Blank = ""
    stage: Literal["planning", "open", "vernissage", "sorting", "finished"] = "sorting"
    rounds: Rounds | None = None
    dots: Annotated[int, Field(ge=0, le=MOST_DOTS)] = 0
    phones: Literal["open", "held", "paused"] = "open"
    print_elaborations: bool = False
    codes: bool = True
    report_options: ReportOptions | None = None
    abbreviations: dict[str, Text] | None = None
    seating: Seating | None = None
    name: Blank = ""
    network: Blank = ""
    starts: Clock = ""
    ends: Clock = ""
    place: Blank = ""
    purpose: Blank = ""
    participants: Blank = ""
    background: Blank = ""
    series: Series | None = None
    goal: Blank = ""
    programme: Many[Block] = []


class Part(Piece):
    """Part A, B, … of a question."""

    letter: Letter
    text: Text


class VisitorQuestion(Piece):
    """What somebody asked about a note at the vernissage."""

    id: NoteId
    text: NoteText
    answered: Literal["no", "voice", "written"] = "no"
    answer: NoteText | None = None
    shown: bool = False
    hidden: bool = False
    decided: Literal["waiting", "taken", "left"] | None = None
    reason: NoteText | None = None


class Note(Piece):
    """A note as it was typed."""

    id: NoteId
    kind: Literal["keyword", "statement"]
    part: Letter | None
    text: NoteText
    elaborations: Many[NoteText] = []
    struck: bool = False
    round: Annotated[int, Field(ge=0, le=MOST_ROUNDS)] = 0
    paper: bool = False
    joined_into: NoteId | None = None
    in_main: bool = False
    asked: Many[VisitorQuestion] = []
    dots: Annotated[int, Field(ge=0, le=MOST)] = 0


class Late(Piece):
    """A note that came after its table was closed or was held, and what was decided about it."""

    id: NoteId
    kind: Literal["keyword", "statement"]
    part: Letter | None
    text: NoteText
    decided: Literal["waiting", "taken", "left"] = "waiting"
    paper: bool = False
    held: bool = False
    reason: NoteText | None = None


class Photo(Piece):
    """A photograph of the paper poster."""

    file: Annotated[str, Field(pattern=PHOTO)]
    alt: Blank


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
    late: Many[Late] = []
    roles: Many[Role] = []
    meeting: Meeting = ""
    tags: Many[Blank] = []
    rehearsed: bool = False


class Printed(Piece):
    """A printed sentence and every note behind it; `absorbed`: those it stands for unsaid."""

    text: Text
    notes: Many[NoteId]
    absorbed: Many[NoteId] = []


class Category(Piece):
    """A category with its sentences in order."""

    heading: Text
    listed: bool
    entries: Many[Printed]


class Aside(Piece):
    """A note left out of the text, and why."""

    note: NoteId
    reason: Blank


Pair = Annotated[list[NoteId], Field(min_length=2, max_length=2)]


class Question(Piece):
    """A question and everything under it."""

    number: Number
    text: Text
    form: Literal["tables", "pairs", "plenary"]
    parts: Many[Part]
    tables: Many[Table]
    summary: Blank | None
    categories: Many[Category]
    set_aside: Many[Aside]
    origin: Annotated[str, Field(pattern=f"{UUID}|^$")] = ""
    apart: Many[Pair] = []
    opposed: Many[Pair] = []


class Archive(Piece):
    """One workshop."""

    format: Literal["dialogkafe-archive"]
    version: Literal[1]
    workshop: Gathering
    questions: Many[Question]


def read(data: bytes) -> Archive:
    """The archive in `data` (JSON in UTF-8).

    Raises Invalid with the path of the first thing that is wrong, as `questions[0].text`.
    """
    check_things(data)
    try:
        archive = Archive.model_validate_json(data.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        raise explained(error) from error
    for path, message in check_links(archive):
        raise Invalid(f"{path}: {message}", where=path)
    return archive


def as_json(archive: dict[str, Any]) -> bytes:
    """`archive` as its file: the same archive always gives the same bytes."""
    return (json.dumps(archive, indent=1, ensure_ascii=False) + "\n").encode()
