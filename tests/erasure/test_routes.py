"""The pages of erasing: what goes is shown, and a press does it, once."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from cafe.core.files import photo_folder
from cafe.erasure.queries import places
from cafe.erasure.rules import passages_of
from cafe.model import Note, Version, VisitorQuestion, Workshop, record
from cafe.model.events import publish
from cafe.model.note import notes_in_any_state
from cafe.web.state import cafe
from tests.archive.archives import note_id
from tests.archive.ground import SORTED_OUT
from tests.support.app import Visitor
from tests.support.ground import Ground, Known
from tests.support.world import new_id


@pytest.fixture
def ground() -> Ground:
    """Each test has a café that is sorted."""
    return SORTED_OUT


def sent(organiser: Visitor, here: str, kind: str, **form: object) -> tuple[int, str]:
    """The press: the status, and where it leads or what it says."""
    words = {"form": "plan", "act": new_id(), "reason": "person", **form}
    answer = organiser.post(f"{here}/erase/{kind}", **words)
    return answer.status_code, answer.headers.get("Location", answer.text)


def test_a_note_is_shown_with_all_that_goes_and_then_it_goes(
    organiser: Visitor, known: Known, cafe_app: Flask
) -> None:
    here = known["here"]
    found = organiser.post(f"{here}/erase", words="CHAIR by").text
    assert "stands in" in found
    chosen = organiser.post(f"{here}/erase/words", do="look", words="CHAIR by")
    assert (chosen.status_code, "Why" in chosen.text) == (200, True)
    assert chosen.text.count(" checked") == chosen.text.count('name="tick"') > 0
    status, none = sent(organiser, here, "words", words="CHAIR by")
    assert (status, "Tick at least one place" in none) == (422, True)
    assert not re.search(r"(?i)(?:href|action|src)=\"[^\"]*chair", found + chosen.text)
    page = organiser.get(f"{here}/erase/note?key={note_id(2)}").text
    assert "This sentence is made of several notes." in page
    assert "for those who wait" in page
    assert 'name="tick"' not in page or "checked" not in page.partition("Why")[0]
    operation = new_id()
    for _time in range(2):  # the same press comes twice, and is done once
        status, to = sent(organiser, here, "note", key=note_id(2), act=operation)
        assert (status, to) == (303, f"{here}/erase?done={operation}#done")
    done = organiser.get(to).text
    assert done.count("It holds somebody&#39;s name or health") == 1
    assert "chair by the door" not in done
    with cafe(cafe_app).db.reading() as session:
        workshop = session.get_one(Workshop, here.removeprefix("/w/"))
        assert places(session, workshop, passages_of(["chair by the door"])) == {}
    assert organiser.get(f"{here}/erase/note?key={note_id(2)}").status_code == 404
    assert list(cafe(cafe_app).settings.data_dir.glob("makings/*.erasing")) == []
    assert list(cafe(cafe_app).settings.data_dir.glob("makings/*/*/request.json")) == []


def test_what_is_refused_stands_in_the_form(organiser: Visitor, known: Known) -> None:
    here = known["here"]
    status, page = sent(organiser, here, "note", key=note_id(2), reason="")
    assert (status, "Choose why it is to be erased." in page) == (422, True)
    entry = page.partition('name="wording-')[2].partition('"')[0]
    status, page = sent(
        organiser, here, "note", key=note_id(2), **{f"wording-{entry}": "A chair by the door!"}
    )
    assert (status, "This sentence still holds the words" in page) == (422, True)
    assert "A chair by the door!" in page
    for text in ("A\x07 lamp", "A lamp,\ntwo", "A \ue000 lamp", "a" * 20_001, "\u200b", " "):
        form = {"key": note_id(2), f"wording-{entry}": text}
        status, page = sent(organiser, here, "note", **form)
        assert (status, f'id="wording-{entry}"' in page) == (422, True), text
    odd = ("[[1,2,3,1e999]]", "[" * 100_000)
    for boxes in ("", "[]", "[[1,2]]", '["x"]', "[[1,2,3,9999]]", "{}", "9", *odd):
        form = {"key": "1", "part": "boxes", "boxes": boxes}
        assert sent(organiser, here, "photo", **form)[0] == 422, boxes
    for words in ("x", " ", "\u200b\u200b", "a" * 10_001, "a\0b"):
        assert sent(organiser, here, "words", words=words)[0] == 422, words
        assert organiser.post(f"{here}/erase", words=words).status_code == 200
        assert organiser.post(f"{here}/erase/words", do="look", words=words).status_code == 422


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        *(("note", key) for key in ("", "x", "9" * 40, note_id(999))),
        *(("elaboration", key) for key in (f"{note_id(2)}.9", f"{note_id(2)}.", note_id(2))),
        *(("photo", key) for key in ("", "-1", "9" * 30, "²")),
        *(("host", key) for key in ("", "999", "x")),
        ("asked", note_id(999)),
    ],
)
def test_what_is_not_there_is_said(organiser: Visitor, known: Known, kind: str, key: str) -> None:
    here = known["here"]
    assert organiser.get(f"{here}/erase/{kind}", query_string={"key": key}).status_code == 404
    assert sent(organiser, here, kind, key=key)[0] in (404, 422)


def test_another_kind_leads_to_the_page(organiser: Visitor, known: Known) -> None:
    answer = organiser.get(f"{known['here']}/erase/everything")
    assert (answer.status_code, answer.location) == (303, f"{known['here']}/erase")
    assert sent(organiser, known["here"], "everything")[0] == 404


def test_each_place_where_a_thing_is_seen_leads_to_where_it_is_erased(
    organiser: Visitor, known: Known, cafe_app: Flask
) -> None:
    """And the one that was erased is led to from nowhere."""
    here, uid = known["here"], note_id(2)
    parts = cafe(cafe_app)
    with parts.db.writing() as tx:
        workshop = tx.get_one(Workshop, here.removeprefix("/w/"))
        note = tx.scalars(notes_in_any_state().where(Note.uid == uid)).one()
        asked = tx.scalars(select(VisitorQuestion)).first()
        assert asked is not None
        asked.decided = "left"
        photo = photo_folder(parts.settings.data_dir, workshop.id)
        photo.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (60, 40)).save(photo / "3-1.jpg")
        publish(tx, note, asked, by="person:1", operation=new_id())
        question = asked.uid
    ways = {
        f"{here}/history": (f"{here}/erase/note?key={uid}", f"{here}/erase/asked?key={question}"),
        f"{here}/phones": (f"{here}/erase/asked?key={question}",),
        f"{here}/report": (f"{here}/erase/photo?key=1",),
    }
    for page, links in ways.items():
        shown = organiser.get(page).text
        for link in links:
            assert f'href="{link}"' in shown, (page, link)
            assert organiser.get(link).status_code == 200
    for kind, key in (("note", uid), ("asked", question)):
        assert sent(organiser, here, kind, key=key)[0] == 303
        for page in ways:
            assert f"/erase/{kind}?key={key}" not in organiser.get(page).text


def test_who_presses_is_asked_again_when_its_words_have_come_to_stand_elsewhere(
    organiser: Visitor, known: Known, cafe_app: Flask
) -> None:
    here, uid = known["here"], note_id(2)
    page = organiser.get(f"{here}/erase/note?key={uid}").text
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    with cafe(cafe_app).db.writing() as tx:
        workshop = tx.get_one(Workshop, here.removeprefix("/w/"))
        workshop.intro = ["Somebody wrote: a chair by the door."]
        item = {"text": workshop.intro[0]}
        told = {"by": "person:2", "operation": new_id()}
        record(tx, workshop, what="intro", key=workshop.id, item=item, **told)
    status, page = sent(organiser, here, "note", key=uid, seen=seen)
    assert (status, "Look at it again" in page) == (409, True)
    assert "What is said of the café itself" in page
    assert sent(organiser, here, "note", key=uid, seen="9" * 30, tick="workshop:")[0] == 303
    status, page = sent(organiser, here, "elaboration", key=f"{note_id(1)}.0", words="other words")
    assert status in (404, 422)


def test_a_version_that_is_withdrawn_says_so_at_its_addresses(
    organiser: Visitor, known: Known, cafe_app: Flask
) -> None:
    here = known["here"]
    with cafe(cafe_app).db.writing() as tx:
        version = Version(
            workshop_id=here.removeprefix("/w/"), final=True, number=1, revision=1, folder="",
            lines=[], by="person:1", kept_at=datetime.now(UTC),
        )  # fmt: skip
        tx.add(version)
        tx.flush()
        id = version.id
    for format in ("pdf", "docx", "xlsx", "html"):
        answer = organiser.get(f"{here}/report/versions/{id}.{format}")
        assert (answer.status_code, "This version is withdrawn" in answer.text) == (404, True)
    page = organiser.get(f"{here}/report").text
    assert "Withdrawn: something in it was erased for good" in page
    assert f"{here}/report/versions/{id}.pdf" not in page
    form = {"act": new_id(), "do": "show", "form": f"shown-{id}"}
    assert organiser.post(f"{here}/report/versions/{id}/shown", **form).status_code == 422
