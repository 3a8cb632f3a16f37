"""The archive's form: what one workshop is as JSON, and everything that makes a file unusable."""

import datetime as dt
import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cafe.archive.links import check_links
from cafe.archive.pieces import (
    BLOCKS,
    LATEST,
    MOST,
    PHOTO,
    PROMPT,
    UUID,
    Blank,
    Clock,
    Letter,
    Many,
    Meeting,
    NoteId,
    NoteText,
    Number,
    Text,
    check_things,
)
from cafe.archive.problems import explained
from cafe.errors import Invalid
from cafe.plan.rules_rounds import LONGEST_CHANGE_MINUTES, LONGEST_ROUND_MINUTES, MOST_ROUNDS
from cafe.wall.rules import MOST_DOTS


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


class Said(Piece):
    """What was said of a line of a checklist."""

    state: Literal["open", "done", "none"]


class OwnLine(Said):
    """An organiser's own line."""

    id: NoteId
    list: Literal["day", "document"]
    text: Text


class Checklist(Piece):
    """What was said by hand of what remains, and own lines."""

    ticks: dict[str, Said] = {}
    own: Many[OwnLine] = []


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
    checklist: Checklist | None = None
    letter: Blank = ""
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
