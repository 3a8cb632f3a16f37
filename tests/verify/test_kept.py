"""A kept version that says what the café did not say when it was kept is found by the zip alone."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from cafe.core.i18n import speaking
from cafe.document.raw import Raw, RawTable
from cafe.document.tree import Document, Lead, Section, Sentence
from cafe.report.versions.store import FACTS, Kept, facts_in
from cafe.verify.kept import never_said

NOTHING = Raw("", "", (RawTable("", (), ()),))
Sealed = tuple[Kept, dict[str, Any]]


@pytest.fixture(scope="module")
def kept(sealed: dict[str, bytes]) -> Sealed:
    [name] = [name for name in sealed if name.endswith(FACTS)]
    return facts_in(sealed[name]), json.loads(sealed["archive.json"])


def found(kept: Sealed, document: Document | None = None, raw: Raw | None = None) -> list[str]:
    facts, archive = kept
    document, raw = document or facts.document, raw or facts.raw
    assert document
    assert raw
    with speaking("en"):
        return list(map(str, never_said(document, raw, archive, facts.revision, "versions/x/")))


def first(document: Document, change: Callable[[Section], Section]) -> Document:
    """The first section under which something stands, changed."""
    at = next(at for at, one in enumerate(document.sections) if one.listed or one.unlisted)
    sections = [*document.sections]
    sections[at] = change(sections[at])
    return replace(document, sections=tuple(sections))


def leads(change: Callable[[list[Lead]], list[Lead]]) -> Callable[[Document], Document]:
    def of_section(one: Section) -> Section:
        both = change([*one.listed, *one.unlisted])
        return replace(one, listed=tuple(both), unlisted=())

    return lambda document: first(document, of_section)


def said(change: Callable[[str], str]) -> Callable[[Document], Document]:
    """The first sentence, changed."""

    def of_leads(all: list[Lead]) -> list[Lead]:
        at = next(at for at, lead in enumerate(all) if lead.sentences)
        some = [*all[at].sentences]
        some[0] = replace(some[0], text=change(some[0].text))
        return [*all[:at], replace(all[at], sentences=tuple(some)), *all[at + 1 :]]

    return leads(of_leads)


def slip(document: Document) -> Document:
    """A slip of a poster says something else."""

    def of_section(one: Section) -> Section:
        at, picture = next(
            (at, p) for at, p in enumerate(one.pictures) if p.sheet and p.sheet.fields[0].slips
        )
        assert picture.sheet
        field = picture.sheet.fields[0]
        field = replace(field, slips=("Alle er fornøyde.", *field.slips[1:]))
        sheet = replace(picture.sheet, fields=(field, *picture.sheet.fields[1:]))
        pictures = [*one.pictures]
        pictures[at] = replace(picture, sheet=sheet)
        return replace(one, pictures=tuple(pictures))

    sections = tuple(
        of_section(one) if any(p.sheet and p.sheet.fields[0].slips for p in one.pictures) else one
        for one in document.sections
    )
    return replace(document, sections=sections)


SUMMED = Lead("Oppsummering:", (Sentence("Alle er fornøyde."),))
FORGED: dict[str, Callable[[Document], Document]] = {
    "a word of a sentence": said(lambda text: text.replace(text.split()[0], "Aldri", 1)),
    "words in brackets after a true sentence": said(lambda text: f"{text} (alle er fornøyde)"),
    "a mark": said(lambda text: f"{text}*" if not text.endswith("*") else text[:-1]),
    "a sentence gone": leads(
        lambda all: [replace(one, sentences=one.sentences[1:]) for one in all]
    ),
    "a sentence twice": leads(
        lambda all: [replace(one, sentences=(*one.sentences, *one.sentences)) for one in all]
    ),
    "a heading": leads(lambda all: [replace(all[0], label="Ingen klager:"), *all[1:]]),
    "a heading gone": leads(lambda all: all[1:]),
    "the question": lambda d: first(d, lambda one: replace(one, question="Er alt bra?")),
    "the summary": lambda d: first(d, lambda one: replace(one, summary=SUMMED)),
    "what the tables said": lambda d: first(d, lambda one: replace(one, told=SUMMED)),
    "a slip": slip,
    "a question gone": lambda d: replace(d, sections=d.sections[1:]),
    "a question more": lambda d: replace(
        d, sections=(*d.sections, replace(d.sections[0], number=99))
    ),
    "the title": lambda d: replace(d, title="EN SEIER"),
    "the header": lambda d: replace(d, header="En seier"),
    "the signature": lambda d: replace(d, signature=("Ola Ordfører",)),
    "the language": lambda d: replace(d, language={"nb": "en", "nn": "nb", "en": "nn"}[d.language]),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_was_not_there_when_it_was_kept_is_found(kept: Sealed, what: str) -> None:
    facts, _archive = kept
    assert facts.document
    assert found(kept) == []
    forged = FORGED[what](facts.document)
    assert forged != facts.document
    assert found(kept, forged)


def test_a_note_of_its_spreadsheet_is_held_to_the_history(kept: Sealed) -> None:
    raw = kept[0].raw
    assert raw
    notes = raw.tables[0]
    row = (*notes.rows[0][:2], "Alle er fornøyde.", *notes.rows[0][3:])
    changed = replace(raw, tables=(replace(notes, rows=(row, *notes.rows[1:])), *raw.tables[1:]))
    assert found(kept, raw=changed)


def test_what_was_erased_excuses_no_more_than_itself(kept: Sealed) -> None:
    """Nobody can tell how that read, and everybody how the rest did."""
    facts, archive = kept
    at = max(n for n, one in enumerate(archive["history"]) if one["what"] == "note")
    gone = {**archive["history"][at], "item": None, "erased": True}
    history = [*archive["history"][:at], gone, *archive["history"][at + 1 :]]
    assert facts.document
    forged = facts.document
    erased = (facts, {**archive, "history": history})
    assert found(erased) == []
    for name in ("the summary", "what the tables said", "the question", "a sentence twice"):
        forged = FORGED[name](forged)
    forged = FORGED["a slip"](FORGED["a heading"](forged))
    assert found(erased, forged)


def test_a_version_says_only_what_once_stood_in_the_cafe() -> None:
    """Where the history does not tell how it stood just then."""

    def line(what: str, **item: str) -> dict[str, Any]:
        return {"n": 9, "what": what, "item": item}

    history = [
        line("entry", text="More\nlight."),
        line("category", heading="Light"),
        line("table", main_statement="We need it."),
        line("summary", text="All want light."),
    ]

    archive = {"history": history, "seal": "00" * 32, "questions": []}

    def found(sentence: str, label: str = "Light:", summary: str = "We need it.") -> list[str]:
        leads = (Lead(label, (Sentence(sentence, "x"),)),)
        section = Section(3, "?", Lead("Summary:", (Sentence(summary),)), leads, (), ())
        document = Document("en", "", "", (), (), (section,))
        with speaking("en"):
            told = list(map(str, never_said(document, NOTHING, archive, 0, "versions/final-1/")))
        return [one.removeprefix("versions/final-1/, question 3: ") for one in told]

    assert found("More light.") == found("More light.* (Table 3)") == []
    assert found("More light.", summary="All want light.") == []
    assert found("All are content.") == ["“All are content.” never stood in this café"]
    assert found("More light. Never.") == ["“More light. Never.” never stood in this café"]
    assert found("More light.", label="Dark:") == ["“Dark:” never stood in this café"]
    assert found("More light.", summary="We need it. Not.") == [
        "“We need it. Not.” never stood in this café"
    ]
    history.append({"n": 10, "what": "note", "erased": True})
    assert found("All are content.") == []
