"""A document cut to a choice: the same tree, with the chosen lines where they stood. Pure."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cafe.core.i18n import _, ngettext, speaking
from cafe.document.edition import digest_of
from cafe.document.tree import Appendix, Document, Edition, Lead, Opposites, Section, Sentence
from cafe.document.words import MARK

Heading = tuple[int, str]  # its question's number, and its label as it is printed


@dataclass(frozen=True)
class Choice:
    """What an extract has. `kind` and `name` say what was chosen, `key` names it in an address.

    `questions` stand in it whole, by number; of others the `headings` with all that stands under
    them, the `sentences` by their ids, and the `summaries`. `told`: what must be known beside it,
    in the document's language.
    """

    kind: str
    name: str
    key: str
    questions: frozenset[int] = frozenset()
    headings: frozenset[Heading] = frozenset()
    sentences: frozenset[str] = frozenset()
    summaries: frozenset[int] = frozenset()
    told: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What was chosen, in the language spoken now."""
        match self.kind:
            case "question":
                return _("Question %(name)s", name=self.name)
            case "heading":
                return _("What stands under the heading “%(name)s”.", name=self.name)
            case "tag":
                return _("What tables with the tag “%(name)s” said.", name=self.name)
            case _who:
                return _("What “%(name)s” sees to.", name=self.name)


def extract_of(
    document: Document, choice: Choice, day: dt.date, beside: Sequence[Appendix] = ()
) -> Document:
    """`document` cut to `choice`, which it says on its first page; `day` is when a draft that
    nobody has kept was cut, `beside` what stands behind it that is no part of the document.
    """
    sections = tuple(cut(document.sections, choice))
    with speaking(document.language):
        notice = _notice(document, sections, choice)
    marked = any(MARK in one.text for lead in leads_in(sections) for one in lead.sentences)
    return replace(
        document,
        notices=(notice, *document.notices),
        intro=(),
        signature=(),
        explained=document.explained if marked else "",
        contents=document.contents if len(sections) + len(beside) > 1 else "",
        sections=sections,
        appendices=tuple(beside),
        sealed=None,
        edition=_edition(document, day),
    )


def _edition(document: Document, day: dt.date) -> Edition:
    """The whole document's, with its digest: an extract has none of its own."""
    edition = document.edition or Edition()
    whole = digest_of(document) if edition.final else ""
    return replace(edition, whole=whole, day=edition.day or day)


def cut(sections: Iterable[Section], choice: Choice) -> Iterator[Section]:
    """What of `sections` was chosen, in their order; a section that has nothing is not there."""
    for section in sections:
        if section.number in choice.questions:
            yield section
        elif (some := _some(section, choice)) is not None:
            yield some


def _some(section: Section, choice: Choice) -> Section | None:
    listed, unlisted = (
        tuple(cut for lead in leads if (cut := _of_lead(section.number, lead, choice)))
        for leads in (section.listed, section.unlisted)
    )
    told = section.number in choice.summaries
    found = replace(
        section,
        summary=section.summary if told else None,
        told=section.told if told else None,
        readers=None,
        listed=listed,
        unlisted=unlisted,
        pictures=(),
        opposites=_opposites(section.opposites, (*listed, *unlisted)),
    )
    return found if listed or unlisted or found.summaries else None


def _of_lead(number: int, lead: Lead, choice: Choice) -> Lead | None:
    if (number, lead.label) in choice.headings:
        return lead
    sentences = tuple(one for one in lead.sentences if one.id and one.id in choice.sentences)
    return replace(lead, sentences=sentences) if sentences else None


def _opposites(opposites: Opposites | None, leads: Sequence[Lead]) -> Opposites | None:
    """The pairs of which both are there."""
    there = {one.id for lead in leads for one in lead.sentences if one.id}
    rows = opposites.rows if opposites else ()
    both = tuple(row for row in rows if {one.id for one in row} <= there)
    return replace(opposites, rows=both) if opposites and both else None


def leads_in(sections: Iterable[Section]) -> list[Lead]:
    """The headings of `sections` with their sentences, in the order of print."""
    return [lead for section in sections for lead in (*section.listed, *section.unlisted)]


def count(sections: Iterable[Section]) -> int:
    """How many sentences stand under headings."""
    return sum(len(lead.sentences) for lead in leads_in(sections))


def _notice(document: Document, sections: Sequence[Section], choice: Choice) -> Lead:
    """What is said first: that this is an extract, of what, and how much of it."""
    some, all = count(sections), count(document.sections)
    said = [
        choice.words,
        ngettext(
            "%(count)s of the %(all)s sentences under headings in the whole document, "
            "word for word and in its order.",
            "%(count)s of the %(all)s sentences under headings in the whole document, "
            "word for word and in its order.",
            some,
            all=all,
        ),
        *choice.told,
    ]
    if document.notices:
        said.append(
            _("What follows here, up to the first question, is said of the whole document.")
        )
    return Lead(_("Extract:"), tuple(map(Sentence, said)))
