"""One answer in the evaluation goes for good: once, from the evaluation and from kept versions."""

import re

import pytest
from flask import Flask

from cafe.document.tree import Appendix, AppendixPart, Document
from cafe.erasure.gone import Gone
from cafe.erasure.kept import document_without
from cafe.errors import NotFound
from cafe.model import Answer, Change
from cafe.web.state import cafe
from tests.erasure.ground import erased
from tests.evaluation.test_answering import Day, day, phone, sheet
from tests.people.colleagues import colleague
from tests.support.app import Visitor

__all__ = ["day"]
NAMED = "Kari Nes sa for mye"
LINK = re.compile(r'href="([^"]+/erase/answer\?key=[^"]+)"')


def answered(day: Day, *words: str) -> None:
    """A phone for each of these words, and the form is closed."""
    for one in words:
        assert phone(day).send("PUT", day.wall, sheet(day, one)).status_code == 200
    day.does("close")


def test_an_owner_erases_one_of_two_that_say_the_same(
    day: Day, organiser: Visitor, cafe_app: Flask
) -> None:
    assert LINK.findall(organiser.get(day.page).text) == []
    answered(day, NAMED, NAMED, "Suppa")
    assert LINK.findall(colleague(cafe_app, day.id, "editor").get(day.page).text) == []
    links = LINK.findall(organiser.get(f"{day.page}?lang=en").text)
    assert len(links) == 3
    page = organiser.get(f"{links[0]}&lang=en").text
    assert NAMED in page
    assert "Answer to" in page
    assert 'name="tick" value="answer:' in page, "another has said the same"
    assert "checked" not in page.partition("<legend>Why")[0]
    key = links[0].partition("=")[2]
    refused = organiser.post(f"/w/{day.id}/erase/answer", form="plan", key=key)
    assert refused.status_code == 422
    assert NAMED in refused.text
    settings = cafe(cafe_app).settings
    erased(day.db, settings, day.id, "answer", key)
    assert sorted(row.text for row in day.rows(Answer) if row.text) == [NAMED, "Suppa"]
    assert organiser.get(links[0]).status_code == 404
    with pytest.raises(NotFound):
        erased(day.db, settings, day.id, "answer", key)
    told = organiser.get(f"/w/{day.id}/erase?lang=en").text
    assert "An answer in the evaluation" in told
    with day.db.reading() as db:
        assert NAMED not in str([change.item for change in db.query(Change)])


def test_while_a_form_is_open_nobody_is_shown_to_whom_an_answer_belongs(
    day: Day, organiser: Visitor
) -> None:
    answered(day, NAMED)
    (link,) = LINK.findall(organiser.get(day.page).text)
    day.does("open")
    assert LINK.findall(organiser.get(day.page).text) == []
    assert organiser.get(link).status_code == 404


def test_a_kept_version_loses_it_once_and_under_its_question_alone() -> None:
    parts = (
        AppendixPart("Hva var bra?", items=("Ja", "Ja", "Ja visst")),
        AppendixPart("Kommer du igjen?", items=("Ja",)),
    )
    document = Document("nb", "", "", (), (), (), appendices=(Appendix("evaluation", "", parts),))
    gone = Gone(("ja",), answers=frozenset({("hva var bra?", "ja")}))
    (appendix,) = document_without(document, gone).appendices
    left = [part.items for part in appendix.parts]
    assert left[1] == ("Ja",)
    assert left[0][1:] == ("Ja", "Ja visst")
    assert "Ja" not in left[0][0]
