"""What an archive is made of: texts, numbers in bounds, and what is said of the gathering."""

import datetime as dt
import re
from typing import Annotated, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, FailFast, Field, model_validator

from cafe.core.cells.form import LAST_SHEET
from cafe.core.i18n import _
from cafe.core.limits import LONG, NOTE
from cafe.core.text import check_kept
from cafe.errors import Invalid
from cafe.evaluation.rules import MOST_CHANGED, MOST_CHOICES, MOST_SHEETS
from cafe.nouns import WORKSHOP
from cafe.plan.rotation import plan as rotation
from cafe.plan.rules_facts import MOST_SILENT
from cafe.plan.rules_rounds import LONGEST_CHANGE_MINUTES, LONGEST_ROUND_MINUTES, MOST_ROUNDS
from cafe.table.rules_paper import CELL, SPOT
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
TICK = r"^[a-z][a-z-]{0,39}$"
# On one line of its own with a sign between, as people edit it.
SHORT = r"^[^=\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+$"
LATEST = 253_402_300_799_000  # the last moment of the year 9999, ms since 1970
MOST = 9999  # the highest number of a question, table or person
FEW_THINGS = 500_000  # commas and opening brackets; see check_things
STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"')


def checked(limit: int, *, empty: bool = False) -> AfterValidator:
    """Asks of a text what a café can keep: an archive's words come in as they are."""

    def check(text: str) -> str:
        try:
            # What only looks empty was taken once, and comes in again as it went out.
            empty_too = empty or bool(text.strip())
            return check_kept(text, limit=limit, name=_("The text"), empty=empty_too)
        except Invalid as error:
            raise ValueError(error.message) from error

    return AfterValidator(check)


T = TypeVar("T")
# The first thing wrong is told: a file with a million wrong ones is not read to its end.
Many = Annotated[list[T], FailFast()]
Text = Annotated[str, checked(LONG)]
Blank = Annotated[str, checked(LONG, empty=True)]
Short = Annotated[str, Field(pattern=SHORT), checked(LONG)]
NoteText = Annotated[str, checked(NOTE)]
NoteId = Annotated[str, Field(pattern=UUID)]
Number = Annotated[int, Field(ge=1, le=MOST)]
Clock = Annotated[str, Field(pattern=CLOCK)]
Meeting = Annotated[str, Field(pattern=MEETING), checked(LONG, empty=True)]
Letter = Annotated[str, Field(pattern="^[A-Z]$")]
Spot = Annotated[str, Field(pattern=f"^(?:{SPOT})?$")]


def check_things(data: bytes) -> None:
    """Each thing takes memory before anybody looks at it, however little it says.

    The least that a café writes of one is thirty bytes; only seats are shorter, and they are few.
    """
    most = FEW_THINGS + len(data) // 16
    # What stands in words is no thing, and to find the words takes a while. But a name with its
    # value are two strings at most, so half as many as there are strings are things for certain.
    certain = (data.count(b'"') - data.count(b'\\"')) // 4
    found = _things(data)
    if found > most and (certain > most or found - _things_in_words(data) > most):
        raise Invalid(_("The file is no archive of a café: it is full of empty things."))


def _things_in_words(data: bytes) -> int:
    return sum(_things(match[0]) for match in STRING.finditer(data))


def _things(data: bytes) -> int:
    return data.count(b",") + data.count(b"{") + data.count(b"[")


class Piece(BaseModel):
    """Nothing unknown, and nothing turned into something else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Photo(Piece):
    """A photograph of the paper poster; `sheet`: the number of one with numbered cells."""

    file: Annotated[str, Field(pattern=PHOTO)]
    alt: Blank
    id: NoteId | None = None
    sheet: Annotated[int, Field(ge=1, le=LAST_SHEET)] | None = None
    parts: Annotated[int, Field(ge=0, le=9)] = 0


class Cell(Piece):
    """What is said of a cell of a sheet that no note was typed from."""

    cell: Annotated[str, Field(pattern=f"^(?:{CELL})$")]
    said: Literal["empty", "illegible", "same"]


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
    """Who sits where: for each round the table number of person 1, 2, … As many as can be planned
    here: of a plan it is reckoned how many pairs meet again, which takes the square of them.
    """

    people: Annotated[int, Field(ge=1, le=rotation.MOST_PEOPLE)]
    rounds: Annotated[Many[Many[Number]], Field(max_length=rotation.MOST_ROUNDS)]

    @model_validator(mode="after")
    def _everybody_sits(self) -> Self:
        if not self.rounds or any(len(row) != self.people for row in self.rounds):
            raise ValueError(_("each round must have a table for each person."))
        return self


class ReportOptions(Piece):
    """What the document has beside its plain form."""

    marks: bool = False
    lists: bool = False
    opposed: bool = False
    dots: bool = False
    tables: bool = False
    contents: bool = False
    accounts: bool = False
    notes: bool = False
    struck: bool = False
    minutes: bool = False
    evaluation: bool = False
    breaks: bool = False
    abbreviations: bool = False
    tagged: bool = False
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

    ticks: dict[Annotated[str, Field(pattern=TICK)], Said] = {}
    own: Many[OwnLine] = []


DATES = ("raw_until", "final_until")


class Gathering(Piece):
    """The workshop itself."""

    title: Text
    document_title: Text
    language: Literal["nb", "nn", "en"]
    date: dt.date
    intro: list[Text] | None
    signature: Signature | None
    commissioner: Blank = ""
    case_number: Blank = ""
    stage: Literal["planning", "open", "vernissage", "sorting", "finished"] = "sorting"
    rounds: Rounds | None = None
    dots: Annotated[int, Field(ge=0, le=MOST_DOTS)] = 0
    silent: Annotated[int, Field(ge=0, le=MOST_SILENT)] = 0
    dots_hidden: bool = False
    phones: Literal["open", "held", "paused"] = "open"
    print_elaborations: bool = False
    codes: bool = True
    report_options: ReportOptions | None = None
    abbreviations: dict[Short, Text] | None = None
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
    raw_until: dt.date | None = None
    final_until: dt.date | None = None
    series: Series | None = None
    goal: Blank = ""
    programme: Many[Block] = []

    def days_to_come(self, today: dt.date) -> dict[str, dt.date | None]:
        """Until when it is kept, by DATES. A day that has passed was another copy's: what comes in
        is kept as if nobody had chosen one.
        """
        days = {name: getattr(self, name) for name in DATES}
        return {name: day if day and day >= today else None for name, day in days.items()}

    def values(self, today: dt.date) -> dict[str, object]:
        """What the row of a café is made of."""
        values = WORKSHOP.values(self) | self.days_to_come(today)
        for name in ("signature", "rounds", "seating", "checklist"):
            piece = getattr(self, name)
            values[name] = piece and piece.model_dump(exclude_unset=True)  # what it says, no more
        chosen = self.report_options
        values["report_options"] = (chosen and chosen.model_dump(exclude_defaults=True)) or None
        return values


class EvaluationQuestion(Piece):
    """A question of a form, with every answer: words, or the number of a step or a choice.

    `held`: which of them, from 0, are not yet counted in what is shown.
    """

    id: NoteId
    kind: Literal["text", "scale", "choice"]
    text: Text
    choices: Annotated[list[Text], Field(max_length=MOST_CHOICES)] = []
    gone: bool = False
    words: Many[NoteText] = []
    numbers: Many[Annotated[int, Field(ge=1, le=MOST_CHOICES)]] = []
    held: Many[Annotated[int, Field(ge=0)]] = []


class Evaluation(Piece):
    """A form, and how many have answered it: on devices, on paper."""

    audience: Literal["participants", "hosts"]
    status: Literal["planned", "open", "closed"]
    devices: Annotated[int, Field(ge=0, le=MOST_SHEETS)] = 0
    paper: Annotated[int, Field(ge=0, le=MOST_SHEETS)] = 0
    questions: Annotated[list[EvaluationQuestion], Field(max_length=MOST_CHANGED)] = []
