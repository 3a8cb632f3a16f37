"""Extracts: exactly the chosen lines of the whole, and nothing that fewer than five have said."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cafe.core.i18n import LANGUAGES, speaking
from cafe.core.limits import FEW
from cafe.document.changed import Line, lines_of
from cafe.document.compose import composed
from cafe.document.edition import digest_of, draft_mark, line, properties, short
from cafe.document.extracts.choices import Given, by_heading, by_question, by_who
from cafe.document.extracts.cut import Choice, count, cut, extract_of
from cafe.document.extracts.tags import Heard, behind, by_tag, may_be_told
from cafe.document.material import Behind, Category
from cafe.document.options import Options
from cafe.document.tree import Document
from tests.report.samples import a_question, material, table

DAY = dt.date(2026, 6, 1)
LABELS = ("Light", "Who?", "LIGHT", "Åpen dør")
headings = st.lists(
    st.tuples(st.sampled_from(LABELS), st.integers(0, 3), st.booleans()), max_size=4
)
cafes = st.lists(headings, min_size=1, max_size=4)


def a_document(cafe: Sequence[Sequence[tuple[str, int, bool]]], **options: object) -> Document:
    """Questions with headings of so many sentences, in the list or not; each sentence has an id."""
    questions = []
    for number, found in enumerate(cafe, 1):
        made = []
        for at, (label, many, listed) in enumerate(found):
            ids = [f"{number}-{at}-{one}" for one in range(many)]
            texts = tuple(f"Sentence {id} of it." for id in ids)
            made.append(Category(label, texts, listed, tuple(Behind(id=id) for id in ids)))
        opposed = tuple(combinations([one.id for c in made for one in c.behind], 2))[:2]
        asked = a_question(number, headings=tuple(made), tables=(table(number),))
        questions.append(replace(asked, opposites=opposed))
    chosen = Options(opposed=True, contents=True, accounts=True, **options)  # type: ignore[arg-type]
    return composed(
        material(*questions, options=chosen, final=True, number=1, day=DAY, case_number="26/1")
    )


def said(document: Document) -> list[Line]:
    """The lines of its questions."""
    return [one for one in lines_of(document) if one.spot.startswith("question-")]


def are_in_order(some: Sequence[Line], all: Sequence[Line]) -> bool:
    rest = iter(all)
    return all_there(some, rest)


def all_there(some: Sequence[Line], rest: object) -> bool:
    return all(one in rest for one in some)  # type: ignore[operator]


@given(cafe=cafes, picked=st.sets(st.integers(0, 3)), seed=st.integers(0, 7))
@settings(max_examples=25, deadline=None)
def test_an_extract_is_the_chosen_lines_in_their_order_and_no_other(
    cafe: list[list[tuple[str, int, bool]]], picked: set[int], seed: int
) -> None:
    document = a_document(cafe)
    whole = said(document)
    every = [said(extract_of(document, one, DAY)) for one in by_question(document)]
    assert list(chain.from_iterable(every)) == whole

    for one in by_heading(document):
        mine = said(extract_of(document, one, DAY))
        assert are_in_order(mine, whole)
        labels = {label for _number, label in one.headings}
        assert {line.text for line in mine if line.kind == "heading"} == labels
        under = [line for line in whole if line.id and line.under in labels]
        assert [line for line in mine if line.id] == under

    ids = {line.id for at, line in enumerate(whole) if line.id and at % 8 == seed}
    leads = {
        (n, label) for n, found in enumerate(cafe, 1) for label, _m, _l in found if n in picked
    }
    labelled = frozenset((n, f"{label}:" if label[-1] != "?" else label) for n, label in leads)
    who = by_who([Given("X", labelled), Given(" x", sentences=frozenset(ids))])
    mine = said(extract_of(document, who[0], DAY))
    wanted = [
        line
        for line in whole
        if line.id and (line.id in ids or (int(line.spot.split("-")[1]), line.under) in labelled)
    ]
    assert [line for line in mine if line.id] == wanted
    assert are_in_order(mine, whole)


def test_it_says_first_what_it_is_of_which_version_and_how_much() -> None:
    document = a_document([[("Light", 2, True)], [("Light", 1, False), ("Who?", 3, True)]])
    for language in LANGUAGES:
        whole = replace(document, language=language)
        choice = next(one for one in by_heading(whole) if one.name == "Light")
        extract = extract_of(whole, choice, DAY)
        notice = extract.notices[0]
        assert "«Light»" in notice.text or "“Light”" in notice.text
        assert notice.sentences[1].text.startswith("3 ")
        assert " 6 " in notice.sentences[1].text
        with speaking(language):
            assert short(digest_of(whole)) in line(extract), "the whole one's digest"
        assert properties(extract).title.startswith(notice.label)
    assert (extract.header, extract.title) == (document.header, document.title)
    assert (extract.intro, extract.signature, extract.appendices) == ((), (), ())
    assert extract.sealed is None
    assert digest_of(extract) != digest_of(document)
    assert [section.number for section in extract.sections] == [1, 2]
    assert count(extract.sections) == 3
    assert len(extract.pictures) == 0
    assert len(extract_of(document, by_question(document)[0], DAY).pictures) == 1


def test_what_is_said_of_the_whole_is_said_to_be_that() -> None:
    asked = a_question(1, unplaced=2), a_question(2)
    document = composed(material(*asked))
    extract = extract_of(document, by_question(document)[1], DAY)
    assert [notice.label for notice in extract.notices] == ["Extract:", "Incomplete:"]
    assert "said of the whole document" in extract.notices[0].text
    assert draft_mark(extract) == "Draft"
    assert line(extract) == "Extract: Draft · June 1, 2026"
    assert (
        "said of the whole"
        not in extract_of(a_document([[]]), by_question(a_document([[]]))[0], DAY).notices[0].text
    )


@pytest.mark.parametrize("marks", [True, False])
def test_marks_are_explained_where_one_stands(marks: bool) -> None:
    document = a_document([[("Light", 1, True)]])
    section = document.sections[0]
    lead = section.listed[0]
    text = "Our own.*" if marks else "Our own."
    sentence = replace(lead.sentences[0], text=text)
    marked = replace(section, listed=(replace(lead, sentences=(sentence,)),))
    document = replace(document, explained="* ours", sections=(marked,))
    extract = extract_of(document, by_question(document)[0], DAY)
    assert extract.explained == ("* ours" if marks else "")


def heard(number: int, *tags: str, seated: set[int] | None = None, question: int = 1) -> Heard:
    ids = frozenset({f"1-0-{number % 3}"})
    return Heard(number, question, tags, ids, False, None if seated is None else frozenset(seated))


groups = st.lists(st.sets(st.sampled_from("abcd"), max_size=3), min_size=1, max_size=24)


@given(tagged=groups, seats=st.one_of(st.none(), st.integers(1, 6)), crowd=st.integers(1, 30))
@settings(max_examples=40, deadline=None)
def test_no_extracts_together_show_what_fewer_than_five_said(
    tagged: list[set[str]], seats: int | None, crowd: int
) -> None:
    tables = [
        heard(
            at, seated=None if seats is None else {(at * seats + n) % crowd for n in range(seats)}
        )
        for at in range(len(tagged))
    ]
    members = {tag: {at for at, tags in enumerate(tagged) if tag in tags} for tag in "abcd"}
    members = {tag: some for tag, some in members.items() if some}
    told = may_be_told(members, tables)
    everybody = {one.number for one in tables}
    # Whoever has the extracts may put them together, and take them from each other or the whole.
    found = [everybody, *(members[tag] for tag in told)]
    for one in list(found[1:]):
        found += [one & other for other in found] + [other - one for other in found]
    for some in filter(None, found if told else []):
        assert behind([table for table in tables if table.number in some]) >= FEW


def test_what_is_counted_is_told_and_few_are_refused_in_words() -> None:
    document = a_document([[("Light", 3, True)], [("Who?", 1, True)]])
    with speaking("en"):
        few = [heard(n, "Nes") for n in range(4)] + [heard(n) for n in range(4, 12)]
        [tag] = by_tag(document, few)
        assert tag.refused.startswith("Fewer than 5 tables have it, and no seating plan")
        rest = [heard(n, "Nes ", "nes") for n in range(9)] + [heard(n) for n in range(9, 12)]
        [tag] = by_tag(document, rest)
        assert tag.refused.startswith("Beside the other extracts"), "what is left are three tables"
        silent = [heard(n, "Nes")._replace(sentences=frozenset()) for n in range(9)]
        assert by_tag(document, silent) == [], "who said nothing stands behind nothing"
        seated = [heard(1, "Nes", seated={1, 2, 3}), heard(2, "Nes", seated={1, 2, 3, 4})]
        [tag] = by_tag(document, seated)
        assert tag.refused.startswith("Fewer than 5 people sat")
        seated.append(heard(3, "Nes", seated={5}))
        seated += [heard(n, seated=set(range(9)), question=2) for n in (4, 5)]
        [tag] = by_tag(document, seated)
    assert not tag.refused
    assert tag.choice.told == (
        "2 of them stand for notes of other tables too.",
        "3 tables have this tag. By the seating plan 5 people sat there.",
    )
    extract = extract_of(document, tag.choice, DAY)
    assert [one.number for one in extract.sections] == [1]
    assert extract.sections[0].summary == document.sections[0].summary, "nobody else was asked it"
    shared = Choice("tag", "Nes", "tag-x", sentences=frozenset({"1-0-1"}))
    assert next(cut(document.sections, shared)).summary is None
