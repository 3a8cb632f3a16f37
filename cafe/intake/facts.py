"""What of a café must be known to say where a row belongs: plain values. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# A table by its id, or a source by its question's number and its name.
Place = tuple[str, int, str]
MOST_DIGITS = 10  # of a revision


@dataclass(frozen=True)
class TableFacts:
    """A table: `question` is its question's number."""

    id: int
    number: int
    question: int
    form: str = "tables"
    name: str = ""
    main: str = ""

    @property
    def place(self) -> Place:
        """Where its notes hang."""
        return ("table", self.id, "")


@dataclass(frozen=True)
class QuestionFacts:
    """A question, and the letters of its parts."""

    number: int
    text: str
    letters: Sequence[str] = ()


@dataclass(frozen=True)
class NoteFacts:
    """A note that is there. `alone`: the id of the sentence it stands behind alone.

    `wordings`: how it has read, each with the revision from which on.
    """

    uid: str
    table: int
    text: str
    kind: str
    part: str | None
    elaborations: Sequence[str] = ()
    headings: Sequence[str] = ()
    alone: str = ""
    wordings: Sequence[tuple[int, str]] = ()

    def text_at(self, revision: int) -> str | None:
        """What it read at this revision of the café; None when it has changed since and nobody
        knows from what: it came with an archive."""
        then = [text for at, text in self.wordings if at <= revision]
        if then:
            return then[-1]
        return None if self.wordings else self.text


@dataclass(frozen=True)
class CafeFacts:
    """A café: its questions and tables by number, its notes by id, and what hangs where."""

    questions: Mapping[int, QuestionFacts]
    tables: Mapping[int, TableFacts]
    notes: Mapping[str, NoteFacts] = field(default_factory=dict)
    texts: Mapping[Place, Counter[str]] = field(default_factory=dict)
    stage: str = "sorting"
    id: str = ""

    def revision_of(self, stamp: str) -> int | None:
        """The revision of this café that a spreadsheet's stamp tells, None when it tells none."""
        cafe, _blank, revision = stamp.partition(" ")
        known = cafe == self.id and revision.isdecimal() and len(revision) <= MOST_DIGITS
        return int(revision) if known else None


@dataclass(frozen=True)
class Wish:
    """Where a person wants the notes: at their tables or in a source, and what it is called.

    `question`: for rows that name none; `rest`: what has no table goes to the source too.
    `marks`: a text that begins with “= ” is a main statement, with “- ” a keyword.
    """

    to: str = "tables"
    origin: str = ""
    question: int = 0
    rest: bool = False
    marks: bool = False


@dataclass(frozen=True)
class Coming:
    """A note as it will be taken in, from this row."""

    row: int
    place: Place
    text: str
    kind: str
    part: str | None = None
    elaborations: Sequence[str] = ()
    main: bool = False
    heading: str = ""
    reason: str = ""
    uid: str = ""


@dataclass(frozen=True)
class Left:
    """A row, or a part of one, that cannot be taken in: why, and its words."""

    row: int
    why: str
    text: str


@dataclass(frozen=True)
class Edit:
    """A note that is there, and what this row has of it that is something else."""

    row: int
    note: NoteFacts
    text: str
    kind: str
    part: str | None


@dataclass
class Placing:
    """What becomes of each row. `mended`, `guessed`: rows whose odd characters are left out, or
    whose kind is guessed. `differs`: what the file has otherwise and this page does not change.
    `unheaded`: headings that are left out, for nothing is sorted yet."""

    coming: list[Coming] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    differs: list[Left] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    mended: list[int] = field(default_factory=list)
    guessed: list[int] = field(default_factory=list)
    there: list[int] = field(default_factory=list)
    unheaded: int = 0
