"""The document as a tree without a format, composed once; every writer only walks it.

The order and the labels are those of the 2014 reference report: header line, title, introduction,
signature, then the question sections, and nothing after them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cafe.report.lines import one_line
from cafe.report.material import Asked, Heading, Material, Table
from cafe.report.method import method
from cafe.report.sheet import Sheet, sheet_of
from cafe.texts import _, ngettext, speaking
from cafe.words import place_name

# A heading that ends in one of these has its own end mark and gets no colon.
END_MARKS = "?!.:…"
DRAWN = "bord-"


@dataclass(frozen=True)
class Lead:
    """A paragraph with a bold beginning; the colon belongs to the bold part."""

    label: str
    text: str


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
class Section:
    """A question: heading, the groups' summary, bullets, paragraphs outside the list, posters."""

    number: int
    question: str
    summary: Lead | None
    listed: tuple[Lead, ...]
    unlisted: tuple[Lead, ...]
    pictures: tuple[Picture, ...]

    @property
    def heading(self) -> str:
        """`1. The question?`"""
        return f"{self.number}. {self.question}"


@dataclass(frozen=True)
class Document:
    """The whole summary document, in reading order."""

    language: str
    header: str
    title: str
    intro: tuple[str, ...]
    signature: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every poster in the document, in reading order."""
        return tuple(picture for section in self.sections for picture in section.pictures)


def composed(material: Material) -> Document:
    """The document of `material`, in the workshop's own language."""
    with speaking(material.language):
        paragraphs = method(material) if material.intro is None else material.intro
        return Document(
            language=material.language,
            header=one_line(material.header),
            title=one_line(material.title),
            intro=_said(paragraphs),
            signature=_said(material.signature or ()),
            sections=tuple(_section(asked) for asked in material.questions),
        )


def _said(texts: Iterable[str]) -> tuple[str, ...]:
    lines = (one_line(text) for text in texts)
    return tuple(line for line in lines if line)


def _section(asked: Asked) -> Section:
    listed = tuple(_lead(heading) for heading in asked.headings if heading.listed)
    unlisted = tuple(_lead(heading) for heading in asked.headings if not heading.listed)
    tables = sorted(asked.tables, key=lambda table: table.number)
    return Section(
        number=asked.number,
        question=one_line(asked.text),
        summary=_summary(asked),
        listed=listed,
        unlisted=unlisted,
        pictures=tuple(picture for table in tables for picture in _pictures(asked, table)),
    )


def summary_text(asked: Asked) -> str:
    """The organiser's summary, or the tables' main statements, first table first."""
    if asked.summary is not None:
        return one_line(asked.summary)
    tables = sorted(asked.tables, key=lambda table: table.number)
    return " ".join(_said(table.main_statement or "" for table in tables))


def _summary(asked: Asked) -> Lead | None:
    text = summary_text(asked)
    if not text:
        return None
    if asked.form != "tables":  # two and two, or everybody: not one group
        return Lead(_("Summary:"), text)
    return Lead(
        _("The groups' summary:") if len(asked.tables) > 1 else _("The group's summary:"), text
    )


def _lead(heading: Heading) -> Lead:
    label = one_line(heading.text)
    if not label.endswith(tuple(END_MARKS)):
        label += ":"
    more = heading.elaborated or ((),) * len(heading.entries)
    sentences = map(_elaborated, heading.entries, more)
    return Lead(label, " ".join(_said(sentences)))


def _elaborated(sentence: str, more: tuple[str, ...]) -> str:
    """The sentence as it is printed, and after it, marked, what was added at the table."""
    if not (added := " / ".join(_said(more))):
        return sentence
    marked = _("(Elaborated at the table: %(words)s)", words=added)
    return f"{one_line(sentence)} {marked}"


def _pictures(asked: Asked, table: Table) -> list[Picture]:
    caption = place_name(asked.form, table.number)
    sheet = sheet_of(asked, table)
    drawn = Picture(drawn_file(table.number), caption, _alt(caption, table), sheet)
    photos = [
        Picture(
            photo.file,
            caption,
            one_line(photo.alt) or _("%(table)s: photograph of the poster", table=caption),
        )
        for photo in table.photos
    ]
    # An empty drawing beside a photograph of the real poster would say that nobody spoke.
    return photos if photos and not table.slips else [drawn, *photos]


def drawn_file(number: int) -> str:
    """What the drawn poster of table `number` is called among the pictures."""
    return f"{DRAWN}{number}.png"


def _alt(caption: str, table: Table) -> str:
    named = _("%(table)s, “%(name)s”", table=caption, name=one_line(table.cafe_name or ""))
    return ngettext(
        "%(table)s: poster with %(count)s note",
        "%(table)s: poster with %(count)s notes",
        len(table.slips),
        table=named if table.cafe_name else caption,
    )
