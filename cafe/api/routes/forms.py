"""What travels by the interface: the forms of its answers and questions, read by everybody.

The promise of `/api/v1`: what stands here stays. New keys and routes may come beside it, so whoever
reads passes over what it does not know.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from cafe.web.limits.numbers import MOST

Stage = Literal["planning", "open", "vernissage", "sorting", "finished"]
Role = Literal["editor", "sorter", "reader"]
Number = Annotated[int, Field(ge=0, le=MOST)]


class Cafe(BaseModel):
    """A café in the list. `role`: what the token may be there; `revision` grows by changes."""

    id: str
    title: str
    name: str
    date: date
    language: Literal["nb", "nn", "en"]
    stage: Stage
    role: Role
    revision: Number


class Cafes(BaseModel):
    """Some of the token's cafés by their ids; `next` is where the rest is asked for."""

    cafes: list[Cafe]
    next: str | None


class Part(BaseModel):
    """A part of a question."""

    letter: str
    text: str


class Table(BaseModel):
    """A table. `number` is its own, not its question's."""

    number: Number
    name: str | None
    main_statement: str | None
    notes: Number


class Origin(BaseModel):
    """Where notes come from beside the tables; `id` is a UUID."""

    id: str
    name: str
    notes: Number


class Question(BaseModel):
    """A question; `form`: talked over at tables, in pairs or in plenary. `notes` that hang."""

    number: Number
    id: str
    text: str
    form: Literal["tables", "pairs", "plenary"]
    parts: list[Part]
    tables: list[Table]
    origins: list[Origin]


class WholeCafe(Cafe):
    """A café in short: its questions, and where notes can be added. Without the notes."""

    questions: list[Question]


class Document(BaseModel):
    """The document as it was kept at one moment. Drafts and final ones are numbered apart.

    `name` and `remark` are an organiser's own words of it, "" for none; `address`: where a final
    version is shown to everybody, null while it is not.
    """

    id: Number
    final: bool
    number: Number
    name: str
    remark: str
    kept_at: datetime
    formats: list[str]
    address: str | None


class Documents(BaseModel):
    """Some of the café's kept documents, the newest first; `next` is where the rest is."""

    documents: list[Document]
    next: str | None


class JobStatus(BaseModel):
    """A file that is being made. `file`: where it is fetched once it is `ready`."""

    id: str
    state: Literal["waiting", "making", "ready", "failed", "cancelled"]
    done: Number
    of: Number
    words: str
    address: str
    file: str | None


class TakenRow(BaseModel):
    """What became of the row at this place: it is `in` as the note `note` (none: it is the main
    statement), or was refused, and `why`; `mended` could be sent in place of what `where` names, or
    is the text of a row that is in, where it held what cannot be shown."""

    row: Number
    state: Literal["in", "refused"]
    note: str | None = None
    why: str | None = None
    where: str | None = None
    mended: str | None = None


class Taken(BaseModel):
    """What became of each row, and the café's number after it."""

    rows: list[TakenRow]
    revision: Number


class Undone(BaseModel):
    """The operation that was taken back, and the café's number after it."""

    operation: str
    revision: Number


class Message(BaseModel):
    """Something that another system was told, or is to be told. `document`: none in a trial."""

    id: str
    status: Literal["waiting", "sent", "failed"]
    tries: Number
    why: str
    at: datetime
    document: Number | None


class Webhook(BaseModel):
    """Where the café says that its document was published; null: nobody is told."""

    address: str | None
    last: list[Message]


class Said(BaseModel):
    """What one answer says, of its day. `due`: by when `responsible` means to be through."""

    id: str
    status: Literal["planned", "in_hand", "done", "later", "no"]
    words: str
    why: str
    responsible: str
    due: date | None
    day: date


class Answer(Said):
    """An answer that holds; `was`: what it said before it was corrected, the last first."""

    was: list[Said]


class Answered(BaseModel):
    """A heading, or a sentence under it, with its answers, the latest first. `printed`: it stands
    in the document that is published now."""

    id: str
    question: Number
    heading: str
    sentence: str | None
    printed: bool
    answers: list[Answer]


class Followup(BaseModel):
    """What came of it; `unanswered`: how many headings have no answer."""

    unanswered: Number
    answered: list[Answered]


class Problem(BaseModel):
    """What went wrong (RFC 9457). `type` is its kind, `title` says it in your language, `where` is
    the field or place, `now` what is there instead."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    where: str | None = None
    now: object = None


class Page(BaseModel):
    """Which part of a list: at most `limit`, those behind the one with the id `after`."""

    model_config = ConfigDict(extra="ignore")

    after: Annotated[str, Field(max_length=36)] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class AsFile(BaseModel):
    """As which file."""

    model_config = ConfigDict(extra="ignore")

    format: Literal["json", "zip"] = "json"


class OldPage(Page):
    """Which part of a list whose newest comes first: those older than `after`."""

    after: Annotated[str, Field(pattern=r"^\d{0,9}$")] = ""
