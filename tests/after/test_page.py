"""The page of a series: only what a café's owner put there, and what is published of it."""

import json
import re
from datetime import date, timedelta

import pytest
from flask import Flask
from lxml import etree

from cafe.core.clock import today
from cafe.core.files import versions_folder
from cafe.document.changed import Line
from cafe.document.tree import Document
from cafe.followup.actions import answer
from cafe.model import Database, Person, Series, Version, Workshop
from cafe.people.document_links import open_document_link
from cafe.plan.actions.series import new_series, put_in_series
from cafe.report.versions import store
from cafe.web.state import cafe
from tests.people.colleagues import account, colleague, enter
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.world import new_id

SAID = [
    Line("section", "question-1", "", "1. Hva er en god dag?"),
    Line("text", "question-1", "Gruppens oppsummering", "Vi vil bli sett."),
    Line("heading", "question-1", "", "Buss"),
    Line("text", "question-1", "Buss", "Bussen går for sjelden", "e1"),
]


class Network:
    """Two cafés of one series with a document each, and one to come, all of `organiser`."""

    def __init__(self, app: Flask, organiser: Visitor) -> None:
        assert organiser.get("/workshops").status_code == 200
        self.app, self.organiser = app, organiser
        self.db: Database = app.extensions["cafe"].db
        with self.db.reading() as db:
            owner = db.query(Person).one()
        self.old, self.new, self.coming = (Doors(app, owner, "finished") for _n in range(3))
        with self.db.writing() as tx:
            series = new_series(tx, name="Nettverket 🧡", organisation_id=1)
            self.uid = series.uid
            days = (date(2026, 1, 2), date(2026, 5, 6), today() + timedelta(days=30))
            cafes = (self.old, self.new, self.coming)
            for number, (one, day) in enumerate(zip(cafes, days, strict=True)):
                here = tx.get_one(Workshop, one.id)
                put_in_series(tx, workshop=here, series=series)
                here.date, here.title, here.place = day, f"Kafé {number}", "Storsalen"
                version = tx.query(Version).where(Version.workshop_id == one.id).one()
                version.lines = [list(line) for line in SAID]
                open_document_link(tx, workshop_id=one.id, secret_key=one.key)
            coming = tx.get_one(Workshop, self.coming.id)
            coming.starts, coming.stage = "17:00", "planning"
            tx.query(Version).where(Version.workshop_id == self.coming.id).delete()
        self.at = f"/workshops/series/{self.uid}"

    def web(self, do: str, by: Visitor | None = None) -> int:
        return (by or self.organiser).post(f"{self.at}/web", form="web", do=do).status_code

    def put(self, *cafes: Doors, do: str = "list") -> None:
        for one in cafes:
            sent = self.organiser.post(f"{self.at}/listed", cafe=one.id, do=do)
            assert sent.location == f"{self.at}#cafe-{one.id}"

    @property
    def page(self) -> str:
        found = re.search(r"/s/s[0-9a-f]{40}", self.organiser.get(self.at).text)
        return found[0] if found else ""


@pytest.fixture
def network(organiser: Visitor, cafe_app: Flask) -> Network:
    return Network(cafe_app, organiser)


def test_a_page_shows_what_was_put_there_and_nothing_else(
    network: Network, visitor: Visitor
) -> None:
    assert network.page == ""
    assert network.web("show") == 303
    at = network.page
    empty = visitor.get(at)
    assert "Nothing has been put here yet." in empty.text
    assert "Kafé" not in empty.text.partition("<main")[2].partition("</main>")[0]
    network.put(network.new, network.coming)
    shown = visitor.get(at).text
    assert "Kafé 0" not in shown
    assert all(words in shown for words in ("Kafé 1", "Kafé 2", "Vi vil bli sett.", "17:00"))
    (document,) = set(re.findall(r"/d/d[0-9a-f]{40}", shown))
    assert visitor.get(document).status_code == 200
    assert "noindex" in shown
    network.put(network.new, do="unlist")
    assert "Kafé 1" not in visitor.get(at).text
    log = network.organiser.get(f"/w/{network.new.id}/audit?lang=en").text
    assert "put the café on the page of its series" in log
    assert "took the café off the page of its series" in log


def test_what_is_no_longer_published_is_not_shown(network: Network, visitor: Visitor) -> None:
    network.web("show")
    network.put(network.old, network.new)
    with network.db.writing() as tx:
        tx.query(Version).where(Version.workshop_id == network.old.id).one().shown = False
    shown = visitor.get(f"{network.page}?lang=en").text
    assert "Its document is not out yet." in shown
    assert shown.count("Vi vil bli sett.") == 1
    network.organiser.post(f"/w/{network.new.id}/bin")
    assert "Vi vil bli sett." not in visitor.get(network.page).text
    network.old.does(lambda _tx, here: setattr(here, "raw_gone", today()))
    assert "Kafé" not in visitor.get(network.page).text.partition("<main")[2]


def test_what_has_come_of_it_is_told_where_it_was_published(
    network: Network, visitor: Visitor
) -> None:
    network.web("show")
    network.put(network.old, network.new)
    assert "What has come of it" not in visitor.get(f"{network.page}?lang=en").text
    typed = {"status": "done", "words": "Bussen går hver time nå.", "day": "2026-02-03"}
    with network.db.writing() as tx:
        here = tx.get_one(Workshop, network.old.id)
        answer(tx, workshop=here, key="e1", typed=typed, by="person:1", operation=new_id())
    shown = visitor.get(f"{network.page}?lang=en").text
    assert shown.count("What has come of it") == 1
    assert shown.index("Kafé 0") < shown.index("Bussen går hver time nå.")


def test_a_heading_is_followed_word_for_word(network: Network, visitor: Visitor) -> None:
    network.web("show")
    network.put(network.old)
    assert "came-again" not in visitor.get(network.page).text
    network.put(network.new)
    data = cafe(network.app).settings.data_dir
    facts = versions_folder(data, network.new.id) / "final" / store.FACTS
    made_from = Document("nb", "H", "T", (), (), ())
    tree = store.MADE_FROM["document"].dump_python(made_from, mode="json")
    facts.write_text(json.dumps({**json.loads(facts.read_text()), "document": tree}))
    (to,) = re.findall(r'href="([^"]+/headings/[0-9a-f]{12})"', visitor.get(network.page).text)
    told = visitor.get(to).text
    assert told.count("Bussen går for sjelden") == 2
    assert told.index("Kafé 1") < told.index("Kafé 0")
    # Of the older version, which was kept before there were extracts, none is offered.
    assert len(re.findall(rf'"/d/\w+/extracts/heading-{to[-12:]}"', told)) == 1
    assert visitor.get(to[:-12] + "0" * 12).status_code == 404
    (own,) = re.findall(r'href="([^"]+/headings/[^"]+)"', network.organiser.get(network.at).text)
    mine = network.organiser.get(own).text
    assert f"/w/{network.new.id}/report" in mine
    assert network.organiser.get(own[:-12] + "0" * 12).status_code == 404


def test_feed_and_calendar_are_of_the_page(network: Network, visitor: Visitor) -> None:
    network.web("show")
    feed = f"{network.page}/feed.atom"
    assert b"<entry" not in visitor.get(feed).data
    network.put(network.old, network.new, network.coming)
    first = visitor.get(feed)
    root = etree.fromstring(first.data)
    titles = [one.text for one in root.iterfind(".//{*}entry/{*}title")]
    assert titles == ["Kafé 1", "Kafé 0"]
    assert "Vi vil bli sett." in (root.findtext(".//{*}summary") or "")
    again = visitor.get(feed, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    calendar = visitor.get(f"{network.page}/calendar.ics").text
    day = today() + timedelta(days=30)
    assert calendar.count("BEGIN:VEVENT") == 1
    assert f"DTSTART:{day:%Y%m%d}T170000\r\n" in calendar
    assert "DTEND" not in calendar


def test_only_an_owner_shows_it_and_only_the_own_cafe(
    network: Network, cafe_app: Flask, visitor: Visitor
) -> None:
    editor = colleague(cafe_app, network.new.id, "editor")
    assert network.web("show", editor) == 403
    refused = editor.post(f"{network.at}/listed", cafe=network.new.id, do="list")
    assert refused.status_code == 403
    assert network.web("odd") == 422
    other = enter(cafe_app, account(network.db, "per@example.org"))
    assert network.web("show", other) == 404
    assert network.web("show") == 303
    at = network.page
    assert network.web("show") == 303
    assert network.page == at, "pressed twice it keeps its address"
    sent = network.organiser.post(f"{network.at}/listed", cafe="nothing", do="list")
    assert sent.status_code == 403
    sent = network.organiser.post(f"{network.at}/listed", cafe=network.new.id, do="odd")
    assert sent.status_code == 422
    network.put(network.new)
    assert network.web("renew") == 303
    assert visitor.get(at).status_code == 410
    assert visitor.get(network.page).status_code == 200
    assert network.web("hide") == 303
    assert network.page == ""
    with network.db.reading() as db:
        assert db.query(Series).one().nonce is None


def test_in_another_series_a_cafe_is_put_there_anew(network: Network) -> None:
    network.web("show")
    network.put(network.old)
    series = f"/w/{network.old.id}/series"
    network.organiser.post(series, form="series", was=network.uid, series="new", name="Ny")
    with network.db.reading() as db:
        here = db.get_one(Workshop, network.old.id)
        assert (here.listed, here.series and here.series.name) == (False, "Ny")


def test_a_short_text_is_made_of_the_main_statements(network: Network) -> None:
    page = network.organiser.get(f"/w/{network.new.id}/short?lang=en")
    text = (
        page.text.partition('<pre class="newsletter"')[2].partition(">")[2].partition("</pre>")[0]
    )
    lines = [line for line in text.splitlines() if line]
    assert lines[:4] == [
        "Kafé 1",
        "6. mai 2026, Storsalen",
        "1. Hva er en god dag?",
        "Vi vil bli sett.",
    ]
    assert len(lines) == 5
    assert re.search(r"/d/d[0-9a-f]{40}$", lines[4])
    assert network.organiser.get(f"/w/{network.coming.id}/short").status_code == 404
    with network.db.writing() as tx:
        version = tx.query(Version).where(Version.workshop_id == network.new.id).one()
        version.shown, version.lines = False, []
    left = network.organiser.get(f"/w/{network.new.id}/short?lang=en").text
    assert "only its title is left" in left
    assert "/d/d" not in left
