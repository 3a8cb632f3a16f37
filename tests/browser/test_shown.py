"""The whole demo café is shown from the invitation to what came of it, stop by stop.

It is built once for both tests: three versions are kept, in every format.
"""

import gzip
import html
import re
from collections.abc import Iterator
from posixpath import normpath
from typing import NamedTuple

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from cafe.archive.actions import import_archive
from cafe.archive.queries import archive_of
from cafe.archive.schema import as_json, read
from cafe.config import Settings, load_settings
from cafe.demo.texts import after
from cafe.model import Person, Workshop
from cafe.people.rules import CAFE_ROLES
from tests.browser.report.test_report import PHONE, WIDE, fits
from tests.browser.sorting import database, log_in
from tests.demo.whole import small_whole
from tests.people.colleagues import colleague
from tests.support.app import EMPTY, Visitor, application
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.ground import Grounds
from tests.support.server import Organiser, Server

# What must stand at each stop, and where it is read when a script draws the page.
SAID = {
    "invitation": ("", "Solveig"),
    "programme": ("", "Vernissasje: Vi går langs plakatene"),
    "tables": ("/snapshot", "Dørstokker må bort!!"),
    "wall": ("/snapshot", "KAFÉ KYSTLUFT"),
    "vernissage": ("/../snapshot", "Ja, vi tenkte på alle komfyrer."),
    "evaluation": ("", "At ferja ventet på oss"),
    "sorting": ("", "Spørreskjema til hjemmeboende over 80"),
    "readers": ("", "Ved bordet ble det skrevet 75 år"),
    "document": ("", "Flytte eller bli boende?"),
    "followup": ("", "Håndtak og rekkverk er satt opp i 41 hjem."),
    "series": ("", "DET FØRSTE FOLKEMØTET"),
    "heading": ("", "Bedre lys, og færre trapper."),
    "next": ("/before", "Dørstokkene må bort"),
}


class Shown(NamedTuple):
    """The server, who logs in there, and the café."""

    server: Server
    who: Organiser
    id: str


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, grounds: Grounds) -> Iterator[Shown]:
    folder = tmp_path_factory.mktemp("whole")
    grounds.lay(EMPTY, folder)
    server = Server(folder, {}, forked=True)
    who, base = server.user(), database(server)
    with base.reading() as db:
        owner = db.scalars(select(Person)).one()
    id = small_whole(base, load_settings({"CAFE_DATA_DIR": str(folder)}), owner)
    base.engine.dispose()
    server.start()
    yield Shown(server, who, id)
    server.stop()


def stops_on(text: str) -> dict[str, list[str]]:
    """The links of each stop on the page, by its name."""
    cards = re.split(r'<li class="card" id="(\w+)">', text.partition("</ol>")[0])[1:]
    return {
        name: re.findall(r'href="([^"]+)"', inside)
        for name, inside in zip(cards[::2], cards[1::2], strict=True)
    }


def test_each_stop_has_what_it_says(shown: Shown) -> None:
    with application(shown.server.data_dir, settings_of(shown)) as app:
        organiser = Visitor(app)
        organiser.log_in(shown.who.email, shown.who.password)
        stops = stops_on(organiser.get(f"/w/{shown.id}/walk").text)
        assert list(stops) == list(SAID)
        for name, (first, *more) in stops.items():
            beside, words = SAID[name]
            assert words in told(organiser, normpath(f"{first}{beside}")), name
            for address in more:
                answer = organiser.get(address, follow_redirects=True)
                assert answer.status_code == 200, (name, address)
        late = organiser.get(stops["followup"][0]).text
        assert late.count("came-late") == 1
        results = organiser.get(stops["evaluation"][0]).text
        assert f"{len(after.PARTICIPANTS)} have answered" in results
        assert "5 or more" in results  # four hosts: fewer than are broken down
        for status in ("done", "in hand", "later", "not done", "planned"):
            assert f"1 {status}" in late, status


def test_whoever_may_less_is_led_to_nothing_that_is_shut(shown: Shown) -> None:
    with application(shown.server.data_dir, settings_of(shown)) as app:
        for role in CAFE_ROLES[2:]:  # an editor is led where an owner is
            visitor = colleague(app, shown.id, role)
            stops = stops_on(visitor.get(f"/w/{shown.id}/walk").text)
            led = [address for some in stops.values() for address in some]
            assert len(led) > 5
            answers = {at: visitor.get(at, follow_redirects=True).status_code for at in led}
            assert {at: code for at, code in answers.items() if code != 200} == {}, role


def told(organiser: Visitor, address: str) -> str:
    """What stands there, as it is read; a snapshot comes packed."""
    answer = organiser.get(address)
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return html.unescape((gzip.decompress(answer.data) if packed else answer.data).decode())


def settings_of(shown: Shown) -> Settings:
    return load_settings(
        {"CAFE_DATA_DIR": str(shown.server.data_dir), "CAFE_ASYNC_MODE": "threading"}
    )


def test_it_goes_out_and_comes_in_through_the_archive(shown: Shown) -> None:
    base = database(shown.server)
    with base.reading() as db:
        out = read(as_json(archive_of(db, db.get_one(Workshop, shown.id))))
    assert (len(out.evaluation), len(out.readings)) == (2, 1)
    with base.writing() as tx:
        owner = tx.scalars(select(Person).where(Person.email == shown.who.email)).one()
        key = settings_of(shown).secret_key
        there = import_archive(tx, archive=out, by_person=owner, secret_key=key)
        again = read(as_json(archive_of(tx, there)))
        assert again.followup == out.followup
        assert again.readings == out.readings
        assert [q.origins for q in again.questions] == [q.origins for q in out.questions]
        tx.rollback()
    base.engine.dispose()


def test_each_stop_is_read_by_everybody(shown: Shown, new_page: NewPage) -> None:
    """Phone and laptop, in the dark: nothing to scroll sideways, and axe finds nothing."""
    page = new_page(viewport=PHONE, locale="nb-NO", color_scheme="dark")
    log_in(page, shown.server, shown.who)
    page.goto(f"{shown.server.url}/w/{shown.id}/walk")
    axe(page)
    here = "ol.guides li[id] h2 a"
    for address in page.locator(here).evaluate_all("all => all.map(one => one.href)"):
        page.goto(address)
        expect(page.locator("h1").first).to_be_visible()
        for shape in (PHONE, WIDE):
            page.set_viewport_size(shape)  # type: ignore[arg-type]
            assert fits(page), (address, shape)
        axe(page)
