"""Which version a document is: its line, its digest, its properties."""

from dataclasses import replace
from datetime import date

from cafe.core.i18n import speaking
from cafe.document.compose import composed
from cafe.document.edition import (
    called,
    canonical_words,
    digest_of,
    draft_mark,
    line,
    properties,
    title_of,
)
from cafe.document.material import Category
from cafe.document.tree import Document
from tests.report.samples import a_question, material, table

DAY = date(2026, 11, 28)


def a_document(words: str = "More light.", **values: object) -> Document:
    headings = (Category("Light", (words,)), Category("A heading, with more", (words,)))
    about = material(a_question(1, tables=(table(1),), headings=headings))
    return composed(replace(about, **values))  # type: ignore[arg-type]


FINAL = a_document(final=True, number=2, day=DAY, case_number="26/1", commissioner="Elvebyen")


def test_what_nobody_has_kept_is_a_draft() -> None:
    assert (line(a_document()), draft_mark(a_document())) == ("Draft", "Draft")
    kept = a_document(number=3, day=DAY)
    assert line(kept).replace("\xa0", " ") == "Draft 3 · November 28, 2026"
    assert draft_mark(kept) == "Draft"


def test_a_final_version_carries_the_digest_of_its_words() -> None:
    said = line(FINAL).replace("\xa0", " ").split(" · ")
    assert [said[0], said[1], *said[3:]] == [
        "Final version 2",
        "November 28, 2026",
        "Elvebyen",
        "Case 26/1",
    ]
    assert said[2].removeprefix("Digest ").replace(" ", "") == digest_of(FINAL)[:32]
    assert draft_mark(FINAL) == ""


def test_what_was_kept_before_says_nothing() -> None:
    old = replace(FINAL, edition=None)
    assert (line(old), draft_mark(old), properties(old).version) == ("", "", "")


def test_the_digest_is_of_the_words_alone() -> None:
    assert digest_of(FINAL) == digest_of(a_document(number=1, commissioner="Elvebyen"))
    assert digest_of(FINAL) != digest_of(a_document("Less light."))
    with speaking("nn"):
        assert digest_of(FINAL) == digest_of(a_document(commissioner="Elvebyen"))
    section = FINAL.sections[0]
    [picture] = section.pictures
    assert picture.sheet
    field = replace(picture.sheet.fields[0], slips=("another slip",))
    other = replace(picture, sheet=replace(picture.sheet, fields=(field,)))
    poster = replace(FINAL, sections=(replace(section, pictures=(other,)),))
    assert digest_of(poster) != digest_of(FINAL)
    assert ["slip", "bord-1.png", "", "another slip"] in canonical_words(poster)
    photo = replace(picture, sheet=None)
    assert not any(
        kind == "slip"
        for kind, *_rest in canonical_words(
            replace(FINAL, sections=(replace(section, pictures=(photo,)),))
        )
    )


def test_the_title_is_the_cafes_own() -> None:
    assert title_of(FINAL) == "DIALOGUE CAFÉ – SUMMARY – A GATHERING, 17 MAY 2026"
    assert title_of(replace(FINAL, header="SUMMARY")) == "DIALOGUE CAFÉ – SUMMARY"


def test_the_properties() -> None:
    about = properties(FINAL)
    assert about.keywords == ("dialogue café", "Light")
    assert digest_of(FINAL) in about.description
    assert (about.organisation, about.case_number, about.version) == (
        "Elvebyen",
        "26/1",
        "Final version 2",
    )
    assert about.author == "Ada"
    assert properties(replace(FINAL, signature=())).author == "Elvebyen"


def test_a_file_is_called_in_the_cafes_language() -> None:
    with speaking("nn"):
        assert [called(one) for one in ("pdf", "csv", "json", "zip", "package")] == [
            "utkast",
            "lappar",
            "arkiv",
            "alt",
            "for-arkivet",
        ]
