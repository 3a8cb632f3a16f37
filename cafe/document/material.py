"""What a document is made from: plain facts and texts, read once, without a database after that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from cafe.core.text import place_name
from cafe.document.options import PLAIN, Options
from cafe.evaluation.shown import Results
from cafe.seal.rules import spoken
from cafe.sort.ledger.sources import Edit, Worded
from cafe.sort.origins.rules import NOTHING_SAID, About, labelled


@dataclass(frozen=True)
class PosterNote:
    """A note that hangs on the poster (struck-out ones do not). `erased`: an empty field."""

    text: str
    part: str | None = None
    id: str = ""
    erased: bool = False


@dataclass(frozen=True)
class VisitorQuestion:
    """What somebody asked about a note at the vernissage; `answer` is "" unless it was written."""

    text: str
    answered: str = "no"
    answer: str = ""


@dataclass(frozen=True)
class Typed:
    """A note as it was typed, and what became of it.

    `status` is the name of a pile of the accounts, or "waiting" and "left" for one that came late,
    "held-waiting" and "held-left" for one that was held for the organiser, "tray-waiting" and
    "tray-left" for one of the silent start; `heading`, `sentence` and `entry` (its id) say where it
    stands, `beside` with how many other notes, `reason` why it does not stand anywhere; `columns`
    is what the spreadsheet has a column for, by the field's name (nouns.py). `gathered`: it came
    from elsewhere, and hangs nowhere. `reworded`: its sentence says other than its notes;
    `earlier`: how it read before. `early`: kept for the organiser while the tables were open.
    """

    id: str
    text: str
    status: str
    kind: str = "keyword"
    elaborations: tuple[str, ...] = ()
    asked: tuple[VisitorQuestion, ...] = ()
    dots: int = 0
    heading: str = ""
    sentence: str = ""
    reason: str = ""
    entry: str = ""
    beside: int = 0
    gathered: bool = False
    reworded: bool = False
    columns: Mapping[str, Any] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()
    early: bool = False


@dataclass(frozen=True)
class Photo:
    """A photograph of the paper poster; `file` is its name in the pictures' folder."""

    file: str
    alt: str = ""


@dataclass(frozen=True)
class Table:
    """One table at one question. `late` notes came after it was closed and wait for a decision.

    `held` wait too: phones' notes that the organiser looks at first; so does what lies in the
    `tray`. `typed` is every note there
    ever was, struck-out, late and held ones too. `hosts`: how many are named; `came_in`: late notes
    that were taken in.
    """

    number: int
    cafe_name: str | None = None
    main_statement: str | None = None
    by_parts: bool = False
    slips: tuple[PosterNote, ...] = ()
    photos: tuple[Photo, ...] = ()
    late: int = 0
    held: int = 0
    tray: int = 0
    typed: tuple[Typed, ...] = ()
    hosts: int = 0
    came_in: int = 0


@dataclass(frozen=True)
class Origin:
    """Where notes came from beside the tables; it has no number, poster or main statement.

    `about`: what it is, when, and how many took part.
    """

    name: str
    typed: tuple[Typed, ...] = ()
    about: About = NOTHING_SAID

    @property
    def labelled(self) -> str:
        """Its name with what is known of it, in the language spoken now."""
        return labelled(self.name, self.about)


@dataclass(frozen=True)
class Behind:
    """What lies behind an entry: its id, what was added to its notes, its tables and its dots.

    `origins`: the names of those that its notes came from; `elsewhere`: all of them did. `worded`:
    what its wording is beside its notes; None when it is not known.
    """

    id: str = ""
    elaborations: tuple[str, ...] = ()
    tables: tuple[int, ...] = ()
    dots: int = 0
    origins: tuple[str, ...] = ()
    elsewhere: bool = False
    worded: Worded | None = None


@dataclass(frozen=True)
class Category:
    """A category with its entries' texts in the organiser's order; `behind` is parallel to them."""

    text: str
    entries: tuple[str, ...] = ()
    listed: bool = True
    behind: tuple[Behind, ...] = ()
    id: str = ""

    @property
    def lines(self) -> list[tuple[str, Behind]]:
        """Each entry with what lies behind it."""
        behind = self.behind or (Behind(),) * len(self.entries)
        return list(zip(self.entries, behind, strict=True))


@dataclass(frozen=True)
class Remark:
    """What a reader of a draft remarked, and what became of it (`readers/rules.py`).

    `about` says what `thing` names: a "sentence" by its entry's id, a "heading" by its category's,
    or nothing but the "question"; `words` are those that stood there.
    """

    about: str
    thing: str
    words: str
    kind: str
    text: str
    outcome: str
    reason: str = ""
    id: str = ""


@dataclass(frozen=True)
class Readers:
    """Of the reading rounds that are over: how many read, and how many remarks need an outcome.

    `open`: the numbers of the drafts whose rounds are not over.
    """

    readers: int = 0
    remarks: int = 0
    open: tuple[int, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question with its tables, origins and headings.

    `unplaced` counts notes that stand nowhere yet, `unsourced` entries with no note behind them;
    `piles` are the question's accounts, how many notes in each. `summaries`: the wordings that
    people gave the summary, oldest first; `opposed`: notes that are opposed to each other and do
    not stand under one heading; `opposites`: the entries, by id, of those that are both in print.
    `remarks`: readers' that have an outcome.
    """

    number: int
    text: str
    form: str = "tables"
    parts: tuple[tuple[str, str], ...] = ()
    summary: str | None = None
    tables: tuple[Table, ...] = ()
    headings: tuple[Category, ...] = ()
    unplaced: int = 0
    unsourced: int = 0
    piles: Mapping[str, int] = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()
    summaries: tuple[Edit, ...] = ()
    opposed: tuple[tuple[str, str], ...] = ()
    remarks: tuple[Remark, ...] = ()
    opposites: tuple[tuple[str, str], ...] = ()

    @property
    def places(self) -> list[Table | Origin]:
        """The tables by number, then the origins."""
        return [*sorted(self.tables, key=lambda table: table.number), *self.origins]


def called(question: Question, place: Table | Origin) -> str:
    """What people call a place at which notes were gathered, in the language spoken now."""
    if isinstance(place, Origin):
        return place.name
    return place_name(question.form, place.number)


@dataclass(frozen=True)
class Past:
    """What only the history tells of how the café was held; nothing where there is none.

    `before`: how many of the questions were there when the tables opened; `added` and `changed`:
    the numbers of those that came, or read otherwise, later. `asked`: the hosts had been asked;
    `main_asked`: the tables were asked for main statements; `talking`: they have not closed yet.
    """

    before: int = 0
    added: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    asked: bool = False
    main_asked: bool = False
    vernissage: bool = False
    talking: bool = False


Parts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AskedAnew:
    """A question's words changed while the tables had them; `corrected`: the answers were in.

    What is then more than a correction is told as such in print (`notices.py`).
    """

    number: int
    at: datetime
    why: str
    was: str
    now: str
    was_parts: Parts = ()
    parts: Parts = ()
    corrected: bool = False


@dataclass(frozen=True)
class Seal:
    """What the room was shown when the tables closed: the whole digest in hex, as eight words."""

    digest: str

    @property
    def words(self) -> tuple[str, ...]:
        """Slow at first: not on the hub."""
        return spoken(bytes.fromhex(self.digest))


Day = date  # beside a field that is called so


@dataclass(frozen=True)
class Material:
    """A whole workshop, as the document needs it. `signature`: name, position, month.

    `evaluation`: what was answered to each form, where that may be shown.
    `final`, `number` and `day`: the version that is being kept; a document that is not is a draft.
    """

    language: str
    header: str
    title: str
    date: date
    commissioner: str = ""
    intro: tuple[str, ...] | None = None
    signature: tuple[str, str, str] | None = None
    questions: tuple[Question, ...] = ()
    asked_anew: tuple[AskedAnew, ...] = ()
    options: Options = PLAIN
    past: Past = Past()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    seal: Seal | None = None
    case_number: str = ""
    final: bool = False
    number: int = 0
    day: Day | None = None
    readers: Readers = Readers()
    evaluation: tuple[Results, ...] = ()
    stamp: str = ""  # the café's id and revision: a spreadsheet that comes back is known by it
