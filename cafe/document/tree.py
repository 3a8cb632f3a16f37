"""The document as a tree without a format: what every writer walks."""

import datetime as dt
from dataclasses import dataclass

from cafe.core.lines import apart
from cafe.document.sentences.lists import Block, run_together
from cafe.document.sheet import Sheet
from cafe.seal.rules import in_groups, spoken

SHORT_BYTES = 8  # of the seal; the accounts have all of it


@dataclass(frozen=True)
class Sentence:
    """One printed sentence. `id` is its entry's, "" when it is no entry: an anchor can be put."""

    text: str
    id: str = ""


@dataclass(frozen=True)
class Lead:
    """A paragraph with a bold beginning; the colon belongs to the bold part.

    The sentences follow as running text, or each as a list item when it is `itemised`. `id` is its
    category's, "" when it is none: an anchor can be put.
    """

    label: str
    sentences: tuple[Sentence, ...]
    itemised: bool = False
    id: str = ""

    @property
    def pieces(self) -> list[str]:
        """The sentences as they stand after the label: none turns another around."""
        return apart((self.label, *(sentence.text for sentence in self.sentences)))[1:]

    @property
    def text(self) -> str:
        """The sentences as running text."""
        return " ".join(self.pieces)

    @property
    def blocks(self) -> list[Block]:
        """The sentences as they are set: running text, and the lists that stand in it."""
        return run_together(self.pieces)

    @property
    def is_paragraph(self) -> bool:
        """Whether all of it is one paragraph, with no list in it."""
        return not self.itemised and all(isinstance(block, str) for block in self.blocks)


@dataclass(frozen=True)
class Picture:
    """A poster: `file` is its name among the pictures, `alt` is for those who cannot see it.

    With a `sheet` it is drawn; without one it is a photograph.
    """

    file: str
    caption: str
    alt: str
    sheet: Sheet | None = None


@dataclass(frozen=True)
class Grid:
    """A table: a row of column headings, and rows that are as long; `words`: texts, no figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: bool = False


@dataclass(frozen=True)
class Opposites:
    """Sentences of a question that say opposite things, two and two beside each other.

    `lead` says what they are; each of them stands under its heading too.
    """

    lead: Lead
    head: tuple[str, str]
    rows: tuple[tuple[Sentence, Sentence], ...]

    @property
    def grid(self) -> Grid:
        """The same as a table of texts."""
        rows = tuple((one.text, other.text) for one, other in self.rows)
        return Grid(self.head, rows, words=True)


@dataclass(frozen=True)
class Section:
    """A question: heading, the groups' summary, bullets, paragraphs outside the list, posters.

    `told`: the tables' own words, when the summary is the organiser's in place of them; `readers`:
    what readers of a draft remarked, where that is printed beside.
    """

    number: int
    question: str
    summary: Lead | None
    listed: tuple[Lead, ...]
    unlisted: tuple[Lead, ...]
    pictures: tuple[Picture, ...]
    told: Lead | None = None
    readers: Lead | None = None
    opposites: Opposites | None = None

    @property
    def summaries(self) -> tuple[Lead, ...]:
        """The summary, what the tables said when it is not that, and what readers remarked."""
        return tuple(lead for lead in (self.summary, self.told, self.readers) if lead)

    @property
    def heading(self) -> str:
        """`1. The question?`"""
        return f"{self.number}. {self.question}"

    @property
    def anchor(self) -> str:
        """What the section is called as the aim of a link."""
        return f"question-{self.number}"


@dataclass(frozen=True)
class AppendixPart:
    """A piece of an appendix: heading, paragraphs, list, table; what is empty is not there."""

    heading: str
    leads: tuple[Lead, ...] = ()
    items: tuple[str, ...] = ()
    grid: Grid | None = None

    @property
    def goes_on(self) -> bool:
        """Whether something stands under the paragraphs that they belong to."""
        return bool(self.items or self.grid)


@dataclass(frozen=True)
class Appendix:
    """What may follow the questions. `anchor` is what it is called as the aim of a link."""

    anchor: str
    heading: str
    parts: tuple[AppendixPart, ...]


@dataclass(frozen=True)
class Edition:
    """Which version of the document it is, and whose. A final one says by a digest what it says.

    `number` is 0, and `day` None, as long as nobody has kept it: then it is a draft. `whole` is
    None unless this is an extract: then it is the digest of the whole document, "" of a draft.
    """

    final: bool = False
    number: int = 0
    day: dt.date | None = None
    organisation: str = ""
    case_number: str = ""
    whole: str | None = None


@dataclass(frozen=True)
class Foot:
    """The seal of a café by its digest in hex. Its words take a third of a second of reckoning, so
    they are not made before somebody prints them.
    """

    label: str
    digest: str

    @property
    def lead(self) -> Lead:
        """What stands at the foot: the words, and the beginning of the digest."""
        digest = bytes.fromhex(self.digest)
        words = f"{' '.join(spoken(digest))} ({in_groups(digest[:SHORT_BYTES])})"
        return Lead(self.label, (Sentence(words),))


@dataclass(frozen=True)
class Document:
    """The whole summary document, in reading order.

    `notices` say under the title what a reader must know first: that it is not complete, or only
    an extract. `explained` says after the introduction what a mark means, "" when none is there.
    `contents` is the heading over the list of contents, "" when there is none.
    `date` is the café's. `sealed` is its seal, where it has one: a `Lead` in a version kept
    before there was a `Foot`.
    `edition` (`edition.py`) is None in what was kept before documents said which version they are.
    """

    language: str
    header: str
    title: str
    intro: tuple[str, ...]
    signature: tuple[str, ...]
    sections: tuple[Section, ...]
    notices: tuple[Lead, ...] = ()
    explained: str = ""
    contents: str = ""
    appendices: tuple[Appendix, ...] = ()
    date: dt.date = dt.date(1980, 1, 1)
    sealed: Foot | Lead | None = None
    edition: Edition | None = None

    @property
    def seal(self) -> Lead | None:
        """What stands at the foot of the last page. Slow at first: not on the hub."""
        return self.sealed.lead if isinstance(self.sealed, Foot) else self.sealed

    @property
    def opening(self) -> tuple[str, ...]:
        """The introduction's paragraphs, and what explains the marks."""
        return (*self.intro, *([self.explained] if self.explained else ()))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every poster in the document, in reading order."""
        return tuple(picture for section in self.sections for picture in section.pictures)

    @property
    def aims(self) -> tuple[Section | Appendix, ...]:
        """What the contents lead to, each with its `heading` and `anchor`."""
        return (*self.sections, *self.appendices) if self.contents else ()
