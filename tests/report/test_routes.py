import json
import re

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from cafe.archive.export import FORMATS
from cafe.model import Question
from cafe.web.state import cafe
from tests.archive.ground import WITH_ARCHIVE
from tests.report.test_report_jobs import MADE
from tests.sort.world import new_id
from tests.support.app import Visitor
from tests.support.ground import Ground, Known


@pytest.fixture
def ground() -> Ground:
    return WITH_ARCHIVE


@pytest.fixture
def here(known: Known) -> str:
    return str(known["here"])


def test_the_page_shows_the_document_and_what_is_missing(organiser: Visitor, here: str) -> None:
    page = organiser.get(f"{here}/report").text
    assert '<article class="paper" lang="en">' in page
    assert re.search(
        r"<strong id=.*>Light:</strong> <span id=.*>More light and a chair by the d", page
    )
    assert f'src="{here}/poster/1.png"' in page
    assert "Question 1: 1 note is neither in the document nor set aside." in page
    assert "the photograph 3-1.jpg is not on this computer" in page


def worded(organiser: Visitor, address: str, was: str | None, text: object) -> TestResponse:
    return organiser.send("PUT", address, {"act": new_id(), "was": was, "text": text})


def test_the_introduction_is_worded_and_taken_back(organiser: Visitor, here: str) -> None:
    words = "First <b>line</b>.\r\n\r\nSecond."
    answer = worded(organiser, f"{here}/report/intro", None, words)
    assert answer.json == {"revision": 1}
    page = organiser.get(f"{here}/report").text
    begin = '<p class="paper-intro" dir="auto"'
    assert f'{begin} id="introduction">First &lt;b&gt;line&lt;/b&gt;.</p>' in page
    assert f"{begin}>Second.</p>" in page
    stale = worded(organiser, f"{here}/report/intro", None, "Mine.")
    assert stale.status_code == 409
    assert stale.json
    assert stale.json["now"] == {"text": "First <b>line</b>.\n\nSecond."}
    (change,) = stale.json["meanwhile"]["changes"]
    assert (change["by"], change["now"]["text"]) == ("Berit Bakke", stale.json["now"]["text"])
    assert "Berit Bakke has worded this meanwhile." in stale.json["title"]
    worded(organiser, f"{here}/report/intro", stale.json["now"]["text"], None)
    assert "Second." not in organiser.get(f"{here}/report").text


def test_what_no_font_has_is_among_what_is_missing(organiser: Visitor, here: str) -> None:
    assert "that no font here has" not in organiser.get(f"{here}/report").text
    worded(organiser, f"{here}/report/intro", None, "ꀀ")
    page = organiser.get(f"{here}/report").text
    assert "Introduction: in the PDF and on drawn posters a small box stands for" in page
    assert "(ꀀ U+A000)" in page


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        ("intro", " ", "The introduction is empty. Write something first."),
        ("intro", "x" * 20_001, "The introduction is too long: 20001 characters"),
        ("intro", 7, "text has the wrong form."),
        ("summary/1", "", "The summary of question 1 is empty."),
        ("summary/1", "a\x07", "holds a character that cannot be shown: U+0007"),
    ],
)
def test_what_cannot_be_printed_is_told(
    organiser: Visitor, here: str, place: str, text: object, said: str
) -> None:
    answer = worded(organiser, f"{here}/report/{place}", None, text)
    assert answer.status_code == 422
    assert answer.json
    assert said in answer.json["title"]


def test_a_summary_is_worded(organiser: Visitor, here: str) -> None:
    assert worded(organiser, f"{here}/report/summary/1", None, "Ours!").status_code == 200
    assert "summary:</strong> Ours!" in organiser.get(f"{here}/report").text
    assert worded(organiser, f"{here}/report/summary/9", None, "x").status_code == 404


def test_a_summary_is_of_the_question_that_was_meant_wherever_it_is_by_then(
    organiser: Visitor, here: str, cafe_app: Flask
) -> None:
    shown = organiser.get(f"{here}/report").text.partition('id="worded">')[2].partition("<")[0]
    [first, second] = [json.loads(shown)[number]["meant"] for number in ("1", "2")]
    place = {"act": new_id(), "before": first}
    assert organiser.send("PUT", f"{here}/plan/questions/{second}/place", place).status_code == 200
    body = {"act": new_id(), "was": None, "text": "Den første.", "meant": first}
    assert organiser.send("PUT", f"{here}/report/summary/1", body).status_code == 200
    assert (
        organiser.send(
            "PUT", f"{here}/report/summary/1", {**body, "act": new_id(), "meant": new_id()}
        ).status_code
        == 404
    )
    with cafe(cafe_app).db.reading() as db:
        asked = db.scalars(select(Question).order_by(Question.number)).all()
        assert [one.summary for one in asked[:2]] == ["We go on.", "Den første."]


# What a file of each format begins with; as a package it is a zip.
BEGINS = dict.fromkeys(FORMATS, b"PK") | {"pdf": b"%PDF", "json": b"{"}
BEGINS |= {"html": b"<!doctype html>", "csv": b"\xef\xbb\xbf"}


@pytest.mark.parametrize("format", [one for one in FORMATS if one not in MADE])
def test_a_download_is_the_file(organiser: Visitor, here: str, format: str) -> None:
    with organiser.get(f"{here}/report.{format}") as answer:
        assert answer.status_code == 200
        assert answer.data.startswith(BEGINS[format])
        name = f"{here.removeprefix('/w/')}.{'zip' if format == 'package' else format}"
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
        assert answer.headers["Content-Disposition"].endswith(name)


def test_a_format_we_do_not_have_is_told(organiser: Visitor, here: str) -> None:
    answer = organiser.get(f"{here}/report.rtf")
    assert answer.status_code == 404
    assert "docx, odt, pdf, html, md, xlsx, csv, json, zip" in answer.text


def test_a_poster_is_drawn_once_for_each_revision(organiser: Visitor, here: str) -> None:
    first = organiser.get(f"{here}/poster/1.png")
    assert first.data.startswith(b"\x89PNG")
    tag = first.headers["ETag"]
    again = organiser.get(f"{here}/poster/1.png", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    worded(organiser, f"{here}/report/summary/1", None, "Ours!")
    assert organiser.get(f"{here}/poster/1.png").headers["ETag"] != tag
    assert organiser.get(f"{here}/poster/99.png").status_code == 404


def test_pictures_lie_nowhere_else(organiser: Visitor, here: str) -> None:
    for name in ("..%2f..%2fcafe.db", "%2e%2e/cafe.db", "secret.key"):
        assert organiser.get(f"{here}/posters/{name}").status_code == 404


@pytest.mark.parametrize("place", ["report", "report.md", "poster/1.png", "posters/3-1.jpg"])
def test_a_stranger_sees_nothing(here: str, visitor: Visitor, place: str) -> None:
    assert visitor.get(f"{here}/{place}").status_code == 302
