"""Facts and clauses, both ways: what is so is told, and of what is not so no word is told."""

import re
from collections.abc import Callable
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cafe.core.i18n import LANGUAGES, speaking
from cafe.document.method import told
from cafe.document.method.facts import Facts
from cafe.document.numbers import in_words

# What each clause is known by in nb, nn and en, and when it is to be there. Written out here once
# more, so that neither the clauses nor their translations are their own judge.
Known = tuple[str, str, str]
CLAUSES: dict[str, tuple[Callable[[Facts], object], Known]] = {
    "before": (
        lambda f: f.before == f.questions,
        ("før bordene åpnet", "før borda opna", "before the tables opened"),
    ),
    "commissioner": (
        lambda f: f.commissioner,
        ("ville høre deltakernes syn", "ville høyre synet", "wanted to hear"),
    ),
    "added": (lambda f: f.added, ("kom til etter", "kom til etter", "added after")),
    "changed": (lambda f: f.changed, ("ordlyden", "ordlyden", "wordings? of")),
    "at tables": (
        lambda f: f.tables,
        ("drøftet ved|hadde ett bord", "drøfta ved|hadde eitt bord", "discussed at|had one table"),
    ),
    "pairs": (lambda f: "pairs" in f.forms, ("to og to", "to og to", "two and two")),
    "plenary": (lambda f: "plenary" in f.forms, ("i fellesskap", "i fellesskap", "everybody")),
    "hosts": (lambda f: f.hosts, ("ledet samtalen", "leidde samtalen", "led the talk")),
    "asked": (lambda f: f.asked, ("på forhånd", "på førehand", "in advance")),
    "notes": (
        lambda f: f.notes and f.tables,
        ("(ble hengt|og hengt) på", "(vart hengt|og hengt|og hengde) på", "put up on"),
    ),
    "paper": (lambda f: f.paper, ("på papir", "på papir", "on paper")),
    "asked for main": (lambda f: f.main_asked, ("i oppdrag", "i oppdrag", "asked to sum up")),
    "main": (
        lambda f: f.main,
        (
            "(samlet samtalen|, og det gjorde)",
            "(samla samtalen|, og det gjorde)",
            "(summed|did so)",
        ),
    ),
    "vernissage": (lambda f: f.vernissage, ("vernissasje", "vernissasje", "vernissage")),
    "visitors": (lambda f: f.visitors, ("det ble stilt", "det vart stilt", "asked about")),
    "answered": (lambda f: f.answered, ("besvart", "fekk svar", "answered")),
    "elaborated": (lambda f: f.elaborated, ("utdypet", "utdjupa", "elaborated")),
    "dots": (lambda f: f.dots, ("prikk", "prikk", "dots? w")),
    "together": (
        lambda f: f.notes and not f.talking,
        ("ført sammen", "førte saman", "brought together"),
    ),
    "posters": (
        lambda f: f.notes and not f.talking,
        ("tatt med som bilde", "(teken|tekne) med som bilete", "along with"),
    ),
    "photographs": (lambda f: f.photographs, ("papirplakat", "papirplakat", "photograph")),
    "headings": (lambda f: f.headings, ("ordnet", "ordna", "is sorted")),
    "doubles": (lambda f: f.absorbed, ("bare én gang", "berre éin gong", "printed once")),
    "nothing else": (
        lambda f: f.headings and not (f.content or f.own or f.summaries),
        ("tolket", "tolka", "interpreted"),
    ),
    "form": (lambda f: f.form, ("i formen", "i forma", "in form")),
    "content": (lambda f: f.content, ("annerledes enn", "annleis enn", "otherwise than")),
    "own": (lambda f: f.own, ("arrangørens eg(en|ne)", "si eiga|sine eigne", "organiser's own")),
    "summaries": (lambda f: f.summaries, ("oppsummering", "oppsummering", "summar(y|ies) under")),
    "first": (lambda f: f.first, ("står først", "står først", "comes? first")),
    "late": (lambda f: f.late, ("tatt inn", "(teken|tekne) inn", "taken in")),
    "left": (lambda f: f.left, ("utelatt", "utelat", "left out")),
    "elsewhere": (lambda f: f.elsewhere, ("i parentes", "i parentes", "in parentheses")),
    "readers": (lambda f: f.readers, ("ble lest av", "vart lese av", "was read by")),
    "remarks": (lambda f: f.remarks, ("leserne hadde", "lesarane hadde", "from the readers")),
    "become notes": (lambda f: f.taken_in, ("er blitt", "er blitt", "ha(s|ve) become")),
    "beside": (
        lambda f: f.stand_beside,
        ("ved siden av teksten", "ved sida av teksten", "printed beside"),
    ),
    "declined": (lambda f: f.not_taken, ("avvist med", "avviste? med", "declined with")),
}
COUNT = st.sampled_from((0, 1, 2, 3, 12, 13, 240))
SOME = st.sampled_from((1, 2, 3, 13))


@st.composite
def a_cafe(draw: st.DrawFn) -> Facts:
    """Any facts that a café can have: no more answers than questions, no hosts without tables."""
    questions = draw(SOME)
    numbers = st.lists(st.integers(1, questions), unique=True, max_size=4).map(sorted).map(tuple)
    place = st.tuples(st.sampled_from(("tables", "pairs", "plenary")), SOME)
    where = tuple((number, *draw(place)) for number in draw(numbers))
    tables = sum(count for _number, form, count in where if form == "tables")
    part = st.sampled_from(sorted({0, min(1, tables), tables // 2, tables}))
    notes, added, visitors = draw(COUNT) if where else 0, draw(numbers), draw(COUNT)
    return Facts(
        questions=questions,
        commissioner=draw(st.sampled_from(("", "NK LMH"))),
        before=draw(st.sampled_from((0, questions - len(added)))),
        added=added,
        changed=draw(numbers),
        where=where,
        hosts=draw(part),
        asked=draw(st.booleans()),
        notes=notes,
        paper=draw(COUNT) if notes else 0,
        main_asked=draw(st.booleans()),
        main=draw(part),
        vernissage=draw(st.booleans()),
        talking=draw(st.booleans()),
        visitors=visitors,
        answered=draw(st.sampled_from(sorted({0, min(1, visitors), visitors // 2, visitors}))),
        elaborated=draw(COUNT),
        dots=draw(COUNT),
        drawn=draw(SOME) if notes else 0,
        photographs=draw(COUNT),
        headings=(headings := draw(COUNT)),
        absorbed=draw(COUNT) if headings else 0,
        form=draw(COUNT) if headings else 0,
        content=draw(COUNT) if headings else 0,
        own=draw(COUNT) if headings else 0,
        first=draw(COUNT),
        summaries=draw(numbers),
        late=draw(COUNT),
        left=draw(COUNT),
        readers=draw(COUNT),
        remarks=draw(COUNT),
        taken_in=draw(COUNT),
        stand_beside=draw(COUNT),
        not_taken=draw(COUNT),
        elsewhere=draw(st.sampled_from(((), ("a form",), ("a form", "a letter")))),
    )


@settings(max_examples=150)
@given(a_cafe())
def test_each_clause_stands_when_it_is_so_and_only_then(facts: Facts) -> None:
    for at, language in enumerate(("nb", "nn", "en")):
        with speaking(language):
            paragraphs = told(facts)
        text = " ".join(paragraphs)
        for name, (so, known) in CLAUSES.items():
            found = re.search(known[at], text, re.IGNORECASE) is not None
            assert found == bool(so(facts)), (name, language, text)
        check_prose(paragraphs)


def check_prose(paragraphs: tuple[str, ...]) -> None:
    """No paragraph is empty, and each is whole sentences with nothing left in them to fill."""
    assert 1 <= len(paragraphs) <= 4
    for text in paragraphs:
        assert re.fullmatch(r"(?:[A-ZÅÆØÉ0-9][^.]*\.(?: |$))+", text), text
        assert not re.search(r"  | [.,]|%|\(\w+\)s|\b0\b", text), text


COUNTED = [
    *("questions", "hosts", "paper", "main", "visitors", "answered", "elaborated", "dots"),
    *("drawn", "photographs", "headings", "form", "content", "own", "first", "late", "left"),
    *("readers", "remarks", "taken_in", "stand_beside", "not_taken"),
]
# Told in the same words of one and of many, or not counted at all.
UNCOUNTED = {"before", "notes", "absorbed", "asked", "main_asked", "vernissage", "talking"}


def test_each_count_is_told_in_the_singular_too() -> None:
    numbers = {field.name for field in fields(Facts) if isinstance(field.default, int)}
    assert {*COUNTED, *UNCOUNTED} == numbers


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COUNTED)
def test_one_is_one_and_two_are_two(name: str, language: str) -> None:
    base = {"questions": 2, "where": ((7, "tables", 3),), "notes": 1, "drawn": 2, "headings": 2}
    base |= {"visitors": 3} if name == "answered" else {}
    with speaking(language):
        one, two = (" ".join(told(Facts(**{**base, name: n}))) for n in (1, 2))  # type: ignore[arg-type]
        words = in_words(2)
    assert one != re.sub(words, "1", two, flags=re.IGNORECASE)
    assert not re.search(r"\b1\b", one), one
