"""Extracts by their pages: an organiser's, of a version, and whatever anybody takes on the web."""

import re
import time
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from flask import Flask

from cafe.core.files import jobs_folder
from cafe.core.i18n import speaking
from cafe.document.tree import Document, Picture, Section
from cafe.errors import NotAllowed
from cafe.followup import actions
from cafe.followup.queries import came_of_it
from cafe.jobs.folder import end_jobs, is_alive, readers_of
from cafe.model import DocumentLink, Version, Workshop
from cafe.people.document_links import document_token
from cafe.report.export import WRITERS
from cafe.report.extracts.export import Wanted, extract_as
from cafe.report.extracts.queries import as_kept, choices_in
from cafe.report.routes.extracts import ANEW_SECONDS
from cafe.report.versions import store
from cafe.verify.reading import READERS
from cafe.web.state import Cafe, cafe
from cafe.writers import html
from tests.archive.ground import SORTED_OUT
from tests.followup.published import publish
from tests.support.app import Visitor
from tests.support.ground import Ground, Known
from tests.support.waiting import wait_for
from tests.support.world import new_id

LINK = re.compile(r'<a href="(/[^"]*/extracts/[a-z]+-[0-9a-f]+)"')


@pytest.fixture
def ground() -> Ground:
    return SORTED_OUT


class House:
    """A café with a published version, of which extracts are taken."""

    def __init__(self, app: Flask, place: str) -> None:
        self.parts: Cafe = cafe(app)
        self.place, self.id = place, place.removeprefix("/w/")
        settings = self.parts.settings
        with self.parts.db.writing() as tx:
            version = publish(tx, self.id, settings.data_dir, settings.secret_key)
            link = tx.get_one(DocumentLink, self.id)
            self.version = version.id
            self.web = f"/d/{document_token(settings.secret_key, link.nonce)}"
        self.kept = f"{place}/report/versions/{self.version}"

    def change(self, **values: Any) -> None:
        """The café's row is otherwise."""
        with self.parts.db.writing() as tx:
            here = tx.get_one(Workshop, self.id)
            for name, value in values.items():
                setattr(here, name, value)

    def seats(self, *rounds: list[int]) -> None:
        """Who sits where."""
        self.change(seating={"people": len(rounds[0]), "rounds": [*rounds]})


@pytest.fixture
def house(cafe_app: Flask, known: Known, organiser: Visitor) -> House:
    assert organiser
    return House(cafe_app, str(known["here"]))


def named(page: str) -> dict[str, str]:
    """What a list offers: its address by what it is called."""
    found = re.findall(r'<a href="(/[^"]*/extracts/[^"]+)"[^>]*>([^<]*)</a>', page)
    return {unescape(name): address for address, name in found}


def test_each_extract_is_a_page_that_says_what_it_is_and_nothing_else(
    house: House, organiser: Visitor, visitor: Visitor
) -> None:
    draft = f"{house.place}/report"
    for who, base in ((organiser, draft), (organiser, house.kept), (visitor, house.web)):
        offered = named(who.get(f"{base}/extracts").text)
        assert len([one for one in offered.values() if "/question-" in one]) == 2
        for name, address in offered.items():
            page = who.get(address)
            assert page.status_code == 200, (name, page.text)
            assert "<strong>Extract:</strong>" in page.text
            assert "sentences under headings in the whole document" in page.text
            assert "script-src 'none'" in page.headers["Content-Security-Policy"]
            assert 'name="robots" content="noindex"' in page.text
            assert ("Digest of the whole document" in page.text) == (base != draft)
        light = who.get(next(at for name, at in offered.items() if name == "Light")).text
        assert "More light and a chair by the door." in light
        assert "Our own." not in light
        assert "was discussed" not in light, "the introduction is the whole document's"
    assert f'href="{house.web}/extracts"' in visitor.get(house.web).text
    assert f'href="{draft}/extracts"' in organiser.get(draft).text
    assert f'href="{house.kept}/extracts"' in organiser.get(draft).text
    for odd in ("question-99", "heading-0", "x", "tag-000000000000"):
        assert visitor.get(f"{house.web}/extracts/{odd}").status_code == 404
    assert visitor.get(f"{house.web}/extracts/question-1/document.md").status_code == 404


def test_what_tables_with_a_tag_said_is_told_to_whom_and_when_it_may_be(
    house: House, organiser: Visitor, visitor: Visitor
) -> None:
    house.change(seating=None)
    page = organiser.get(f"{house.kept}/extracts").text
    assert "Fewer than 5 tables have it, and no seating plan" in page
    with house.parts.db.reading() as db, speaking("en"):
        whole = as_kept(house.parts.settings.data_dir, db.get_one(Version, house.version))
        [nes, vik] = choices_in(db, db.get_one(Workshop, house.id), whole).tags
    address = f"{house.kept}/extracts/{nes.choice.key}"
    refused = organiser.get(address)
    assert refused.status_code == 403
    assert "No extract by the tag “Nes”" in refused.text
    house.seats([1] * 6 + [3] * 6)
    said = organiser.get(address).text
    assert "What tables with the tag “Nes” said." in said
    assert "1 table has this tag. By the seating plan 6 people sat there." in said
    assert "1 of them stands for notes of other tables too." in said
    assert "Statement 1." not in said, "another table's words"
    house.seats([1] * 4 + [3] * 6)
    assert organiser.get(address).status_code == 403, "the rest are four"
    house.seats([1] * 6 + [3] * 6)
    shared = f"{house.web}/extracts"
    assert "Nes" not in visitor.get(shared).text
    assert visitor.get(f"{shared}/{nes.choice.key}").status_code == 404
    house.change(report_options={"tagged": True})
    assert {"Nes", "Vik"} <= named(visitor.get(shared).text).keys()
    assert visitor.get(f"{shared}/{vik.choice.key}").status_code == 200
    house.seats([1] * 4 + [3] * 6)
    assert "Nes" not in visitor.get(shared).text, "nor that there is such a tag"
    wanted = Wanted(house.id, str(house.version), nes.choice.key, "md")
    with house.parts.db.reading() as db, pytest.raises(NotAllowed):
        extract_as(db, house.parts.settings.data_dir, wanted)


def test_what_somebody_sees_to_is_an_extract_with_the_answers_behind(
    house: House, visitor: Visitor
) -> None:
    with house.parts.db.writing() as tx:
        here = tx.get_one(Workshop, house.id)
        [first, *_rest] = came_of_it(tx, house.id).sections
        heading, other = first.headings[0], first.headings[-1]
        typed = {"status": "in_hand", "words": "A lamp."}
        for point, name in ((heading.sentences[0], "The office"), (other.point, "The  OFFICE")):
            answer_to(tx, here, point, {**typed, "responsible": name})
    offered = named(visitor.get(f"{house.web}/extracts").text)
    [name] = [name for name, at in offered.items() if "/who-" in at]
    page = visitor.get(offered[name]).text
    assert "You said, we do" in page
    assert page.count("in hand, ") == 2
    assert heading.sentences[0].text in unescape(page)
    at = offered[name].rpartition("/")[2]
    with house.parts.db.reading() as db:
        data = house.parts.settings.data_dir
        for format in WRITERS:
            file = extract_as(db, data, Wanted(house.id, str(house.version), at, format))
            said = " ".join(piece.text for piece in READERS[format](file))
            assert "Extract: What “The office” sees to." in said, format
            assert "More light and a chair by the door." in said, format
            assert said.count("A lamp.") == 2, format
            assert "Digest of the whole document" in said, format
            assert "Statement 1." not in said, format


def answer_to(tx: Any, here: Workshop, point: Any, typed: dict[str, str]) -> None:
    """Given by the owner."""
    who = {"by": "person:1", "operation": new_id()}
    actions.answer(tx, workshop=here, key=point.key, typed=typed, **who)


def test_a_file_is_made_once_for_all_who_read_and_goes_with_what_is_erased(
    house: House, visitor: Visitor
) -> None:
    address = f"{house.web}/extracts/question-1/document.docx"
    everything = jobs_folder(house.parts.settings.data_dir, readers_of(house.id))

    def begun() -> dict[str, int]:
        return {path.name: path.stat().st_ctime_ns for path in everything.iterdir()}

    stretch = -1  # of the clock, in which a file is made once; once more when it ended in between
    while stretch != (stretch := int(time.time()) // ANEW_SECONDS):
        first = visitor.get(address)
        assert first.status_code == 200, first.text
        assert "-extract-1-what-helps-" in first.headers["Content-Disposition"]
        wait_for(
            lambda: not any(map(is_alive, everything.iterdir())), what="the job's process to end"
        )
        once = begun()
        assert visitor.get(address).data == first.data
        twice = begun()
    assert once
    assert twice == once
    end_jobs(house.parts.settings.data_dir, house.id)
    assert [*everything.iterdir()] == []


def test_an_extract_follows_its_version(house: House, visitor: Visitor) -> None:
    page = f"{house.web}/extracts/question-1"
    data = house.parts.settings.data_dir
    assert "More light and a chair" in visitor.get(page).text
    with house.parts.db.writing() as tx:  # as erasing does: a new folder, without the words
        version = tx.get_one(Version, house.version)
        was = store.folder_of(data, house.id, version.folder)
        kept = store.read(was)
        assert kept.document
        section = kept.document.sections[0]
        document = replace(kept.document, sections=(replace(section, listed=()),))
        version.folder = "e" * 32
        files = [("document.html", html.write(document, {}))]
        new = store.folder_of(data, house.id, version.folder)
        store.write(new, files, kept._replace(document=document))
    assert "More light and a chair" not in visitor.get(page).text
    assert visitor.get(f"{house.web}/extracts/question-2").status_code == 404
    with house.parts.db.writing() as tx:
        tx.get_one(Version, house.version).folder = ""
    for address in (f"{house.web}/extracts", page, f"{page}/document.docx"):
        answer = visitor.get(address)
        assert answer.status_code == 404
        assert "This version is withdrawn" in answer.text


def test_a_version_from_before_there_were_extracts_offers_none(
    house: House, organiser: Visitor, visitor: Visitor
) -> None:
    lists = {f"{house.kept}/extracts": organiser, f"{house.web}/extracts": visitor}
    data = house.parts.settings.data_dir

    def offered() -> list[bool]:
        pages = (organiser.get(f"{house.place}/report"), visitor.get(house.web))
        return [address in page.text for address, page in zip(lists, pages, strict=True)]

    assert offered() == [True, True]
    with house.parts.db.writing() as tx:
        version = tx.get_one(Version, house.version)
        was = store.folder_of(data, house.id, version.folder)
        files = [("document.html", (was / "document.html").read_bytes())]
        version.folder = "f" * 32
        kept = store.read(was)._replace(document=None)
        store.write(store.folder_of(data, house.id, version.folder), files, kept)
    assert offered() == [False, False]
    for address, who in lists.items():
        assert "before extracts could be taken" in who.get(address).text


def test_pictures_are_found_again_in_the_page_that_was_kept() -> None:
    names = {"a.jpg": '<A> & "B"', "lost.jpg": "Gone", "c.jpg": "C"}
    pictures = tuple(Picture(file, "Table 1", alt) for file, alt in names.items())
    section = Section(1, "Why?", None, (), (), pictures)
    document = Document("en", "H", "T", (), (), (section,))
    there = {"a.jpg": b"\xff\xd8a", "c.jpg": b"\xff\xd8c"}
    page = html.write(document, there)
    assert html.pictures_of(page, document, names) == there
    assert html.pictures_of(page, document, {"c.jpg"}) == {"c.jpg": b"\xff\xd8c"}
