import json
import re

import pytest

from tests.after.archives import an_archive
from tests.after.test_routes import send
from tests.support.app import Visitor


@pytest.fixture
def here(organiser: Visitor) -> str:
    return send(organiser, json.dumps(an_archive()).encode())[1]


def test_the_page_shows_the_document_and_what_is_missing(organiser: Visitor, here: str) -> None:
    page = organiser.get(f"{here}/report").text
    assert '<article class="paper" lang="en">' in page
    assert re.search(r"<strong>Light:</strong> <span id=.*>More light and a chair by the d", page)
    assert f'src="{here}/poster/1.png"' in page
    assert "Question 1: 1 note is neither in the document nor set aside." in page
    assert "the photograph 3-1.jpg is not on this computer" in page


def test_the_introduction_is_worded_and_taken_back(organiser: Visitor, here: str) -> None:
    words = "First <b>line</b>.\r\n\r\nSecond."
    answer = organiser.post(f"{here}/report/intro", form="intro", do="keep", text=words)
    assert answer.status_code == 303
    page = organiser.get(f"{here}/report").text
    assert '<p dir="auto">First &lt;b&gt;line&lt;/b&gt;.</p>' in page
    assert '<p dir="auto">Second.</p>' in page
    organiser.post(f"{here}/report/intro", form="intro", do="made", text=words)
    assert "Second." not in organiser.get(f"{here}/report").text


def test_a_refused_word_stays_in_its_form(organiser: Visitor, here: str) -> None:
    empty = organiser.post(f"{here}/report/intro", form="intro", do="keep", text=" ")
    assert empty.status_code == 422
    assert "The introduction is empty. Write something first." in empty.text
    long = "x" * 20_001
    answer = organiser.post(f"{here}/report/summary/1", form="summary-1", do="keep", text=long)
    assert answer.status_code == 422
    assert long in answer.text


def test_a_summary_is_worded(organiser: Visitor, here: str) -> None:
    answer = organiser.post(f"{here}/report/summary/1", form="summary-1", do="keep", text="Ours!")
    assert answer.status_code == 303
    assert "summary:</strong> Ours!" in organiser.get(f"{here}/report").text
    missing = organiser.post(f"{here}/report/summary/9", form="summary-9", do="keep", text="x")
    assert missing.status_code == 404


@pytest.mark.parametrize(
    ("format", "start"),
    [("docx", b"PK"), ("pdf", b"%PDF"), ("md", b"A GATH"), ("zip", b"PK"), ("xlsx", b"PK")],
)
def test_a_download_is_the_file(organiser: Visitor, here: str, format: str, start: bytes) -> None:
    answer = organiser.get(f"{here}/report.{format}")
    assert answer.status_code == 200
    assert answer.data.startswith(start)
    name = re.escape(here.removeprefix("/w/"))
    assert re.search(rf"attachment; .*{name}\.{format}", answer.headers["Content-Disposition"])


def test_a_format_we_do_not_have_is_told(organiser: Visitor, here: str) -> None:
    answer = organiser.get(f"{here}/report.odt")
    assert answer.status_code == 404
    assert "docx, pdf, html, md, xlsx, csv, json, zip" in answer.text


def test_a_poster_is_drawn_once_for_each_revision(organiser: Visitor, here: str) -> None:
    first = organiser.get(f"{here}/poster/1.png")
    assert first.data.startswith(b"\x89PNG")
    tag = first.headers["ETag"]
    again = organiser.get(f"{here}/poster/1.png", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    organiser.post(f"{here}/report/summary/1", form="summary-1", do="keep", text="Ours!")
    assert organiser.get(f"{here}/poster/1.png").headers["ETag"] != tag
    assert organiser.get(f"{here}/poster/99.png").status_code == 404


def test_pictures_lie_nowhere_else(organiser: Visitor, here: str) -> None:
    for name in ("..%2f..%2fcafe.db", "%2e%2e/cafe.db", "secret.key"):
        assert organiser.get(f"{here}/posters/{name}").status_code == 404


@pytest.mark.parametrize("place", ["report", "report.md", "poster/1.png", "posters/3-1.jpg"])
def test_a_stranger_sees_nothing(here: str, visitor: Visitor, place: str) -> None:
    assert visitor.get(f"{here}/{place}").status_code == 302
