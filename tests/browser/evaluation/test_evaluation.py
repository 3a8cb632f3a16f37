"""How the day was: three phones, a host's tablet and a sheet of paper; the list, the appendix."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Locator, Page, Route, expect
from sqlalchemy import select

from cafe.evaluation.actions import close_form, make_form, open_form
from cafe.model import Answer, Person, Sheet, Workshop
from tests.browser.sorting import focus_by_tab, log_in
from tests.browser.tables import BAD_WEATHER, closing_database
from tests.browser.walls import look
from tests.support.axe import axe
from tests.support.browser import TWO_FRAMES, NewPage
from tests.support.pairs import a_talk, token
from tests.support.server import Organiser, Server
from tests.support.world import new_id, tables_of

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1440, "height": 900}
FIRST = "What was most important to you?"
WORTH = "Was the day worth your time?"
THANKS = "Your answer is received. Nobody can see who gave it."


class Day:
    """A running café with both forms made, known by its ids."""

    def __init__(self, server: Server) -> None:
        """Organised by Berit."""
        self.server = server
        self.key = (server.data_dir / "secret.key").read_text().strip()
        self.who = Organiser("berit@example.org", "kaffe og kringle 2014", "Berit Bakke")
        with closing_database(server) as opened:
            with opened.database.reading() as db:
                berit = db.scalars(select(Person)).one()
            self.workshop = a_talk(opened.database, owner=berit, key=self.key)
            [table, *_rest] = tables_of(opened.database, self.workshop)
            wall = token(opened.database, self.workshop, key=self.key)
            seat = token(opened.database, self.workshop, table, key=self.key)
        self.wall, self.table = f"{server.url}/v/{wall}?lang=en", f"{server.url}/t/{seat}?lang=en"
        self.board = f"{server.url}/w/{self.workshop.id}"

    @contextmanager
    def behind(self) -> Iterator[Any]:
        with closing_database(self.server) as opened, opened.database.writing() as tx:
            yield tx

    def does(self, action: Any, audience: str = "participants") -> None:
        """As the organiser does elsewhere; the pages hear of it at their next look."""
        with self.behind() as tx:
            here, by = tx.get_one(Workshop, self.workshop.id), "person:1"
            action(tx, workshop=here, audience=audience, by=by, operation=new_id())

    def rows(self, kind: type[Any]) -> list[Any]:
        with self.behind() as tx:
            return list(tx.scalars(select(kind).where(kind.workshop_id == self.workshop.id)))

    def texts(self) -> list[str]:
        return sorted(row.text for row in self.rows(Answer) if row.text)


@pytest.fixture(scope="module")
def organised(running: Server) -> Server:
    running.user()
    return running


@pytest.fixture
def day(organised: Server) -> Day:
    return Day(organised)


def words(page: Page, question: str = FIRST) -> Locator:
    return page.get_by_label(question)


def open_by_wall(new_page: NewPage, day: Day, *, badly: bool = False) -> Page:
    """A phone that came by the wall."""
    page = new_page(viewport=PHONE, has_touch=True, expect=BAD_WEATHER if badly else ())
    look(page, day.wall)
    page.get_by_role("link", name="How was the day?").tap()
    expect(words(page)).to_be_visible()
    return page


def test_a_day_is_told_of_by_phones_tablet_and_paper(
    day: Day, new_page: NewPage, tmp_path: Path
) -> None:
    board = new_page(viewport=WIDE)
    log_in(board, day.server, day.who)
    board.goto(f"{day.board}/evaluation?lang=en")
    form = board.get_by_role("region", name="Participants")
    form.get_by_role("button", name="Begin with the questions that lie ready").click()
    begun = form.get_by_role("button", name="Open the form")
    expect(begun).to_be_visible()
    axe(board)
    begun.click()
    expect(form.locator(".mark").first).to_have_text("open")
    day.does(make_form, "hosts")
    day.does(open_form, "hosts")

    # One answers with a finger, is shown that it was received, and thinks again.
    one = open_by_wall(new_page, day)
    axe(one)
    words(one).fill("At vi ble hørt")
    scale = one.get_by_role("group", name=WORTH)
    scale.get_by_role("radio", name="5 – Very much").tap()
    one.get_by_role("button", name="Send", exact=True).tap()
    expect(one.get_by_text(THANKS)).to_be_visible()
    axe(one)
    one.reload()
    one.get_by_role("button", name="Change my answer").tap()
    expect(words(one)).to_have_value("At vi ble hørt")
    words(one).fill("At vi ble lyttet til")
    one.get_by_role("button", name="Send the changed answer").tap()
    expect(one.get_by_text(THANKS)).to_be_visible()
    assert day.texts() == ["At vi ble lyttet til"]

    # One has no network for a while, and the page is closed over it.
    lone = open_by_wall(new_page, day, badly=True)
    lone.context.set_offline(True)
    words(lone).fill("Suppa")
    lone.get_by_role("button", name="Send", exact=True).tap()
    expect(lone.locator(".arrived[data-waits=true]")).to_contain_text("kept on this device")
    assert day.texts() == ["At vi ble lyttet til"]
    lone.context.set_offline(False)
    expect(lone.get_by_text(THANKS)).to_be_visible()

    # One answers by keys alone, and hears what is missing; a second window changes nothing unseen.
    keys = new_page(viewport=PHONE, expect=BAD_WEATHER)
    keys.goto(day.wall.replace("?", "/evaluation?"))
    beside = keys.context.new_page()
    beside.goto(day.wall.replace("?", "/evaluation?"))
    expect(words(beside)).to_be_visible()
    focus_by_tab(keys, "button[type=submit]")
    keys.keyboard.press("Enter")
    expect(keys.get_by_role("alert")).to_have_text("Answer at least one of the questions.")
    expect(words(keys)).to_be_focused()
    keys.keyboard.type("Praten")
    focus_by_tab(keys, "input[type=radio]")
    keys.keyboard.press("ArrowRight")
    focus_by_tab(keys, "button[type=submit]")
    keys.keyboard.press("Enter")
    expect(keys.get_by_role("heading", name="Thank you!")).to_be_focused()
    expect(keys.get_by_text(THANKS)).to_be_visible()
    words(beside).fill("Noe annet")
    beside.get_by_role("button", name="Send").click()
    expect(beside.get_by_role("alert").first).to_contain_text("has answered already")
    axe(beside)
    assert len(day.rows(Sheet)) == 3
    beside.get_by_role("button", name="Send this in its place").click()
    expect(beside.get_by_text(THANKS)).to_be_visible()
    assert day.texts() == ["At vi ble lyttet til", "Noe annet", "Suppa"]
    beside.close()

    # A host, on the table's own page.
    tablet = new_page(viewport={"width": 1024, "height": 768})
    tablet.goto(day.table)
    tablet.get_by_role("link", name="How was the day?").click()
    words(tablet, "What went well at your table?").fill("Alle snakket")
    tablet.get_by_role("button", name="Send", exact=True).click()
    expect(tablet.get_by_text(THANKS)).to_be_visible()

    # Two sheets of paper; the second is typed by keys.
    board.goto(f"{day.board}/evaluation/paper?lang=en")
    axe(board)
    for text in ("Kaffen", "Stillheten"):
        board.get_by_label(FIRST).fill(text)
        board.get_by_label(WORTH).select_option("4")
        board.get_by_role("button", name="Save, and the next sheet").click()
        expect(board.get_by_label(FIRST)).to_have_value("")
    expect(board.get_by_text("2 sheets of paper are typed.")).to_be_visible()

    # Nothing is shown before the form is closed.
    board.goto(f"{day.board}/evaluation?lang=en")
    expect(form.get_by_text("5 have answered.")).to_be_visible()
    assert "Suppa" not in board.content()
    form.get_by_role("button", name="Close the form").click()
    said = form.locator(".evaluation-words").first.locator("li > span")
    expect(said).to_have_text(
        ["At vi ble lyttet til", "Kaffen", "Noe annet", "Stillheten", "Suppa"]
    )
    hosts = board.get_by_role("region", name="Table hosts")
    hosts.get_by_role("button", name="Close the form").click()
    expect(board.get_by_text("Alle snakket", exact=True)).to_be_visible()
    axe(board)
    expect(one.get_by_text("You can change it until")).to_be_hidden()
    _erase(board)
    board.goto(f"{day.board}/evaluation?lang=en")
    expect(said).to_have_text(["At vi ble lyttet til", "Noe annet", "Stillheten", "Suppa"])
    _appendix(day, board, tmp_path)


def _erase(board: Page) -> None:
    """One answer, by keys: from its link to the page that says it was done."""
    board.get_by_role("link", name=re.compile("Erase for good.*Kaffen")).press("Enter")
    expect(board.get_by_role("heading", level=1)).to_have_text("An answer in the evaluation")
    axe(board)
    focus_by_tab(board, "input[name=reason]")
    board.keyboard.press("Space")
    focus_by_tab(board, "#plan .last button")
    board.keyboard.press("Enter")
    board.wait_for_url("**/erase?done=*")
    expect(board.locator("main")).to_contain_text("An answer in the evaluation")


def _appendix(day: Day, board: Page, folder: Path) -> None:
    """Chosen among what the document has, it is there, and `verify` holds the zip with it."""
    board.goto(f"{day.board}/report?lang=en")
    heading = board.get_by_role("heading", name="Evaluation", exact=True)
    expect(heading).to_be_hidden()
    board.get_by_text("Choose", exact=True).click()
    board.get_by_label("The evaluation, word for word").check()
    expect(heading).to_be_visible()
    packed = folder / "cafe.zip"
    day.server.command("export", day.workshop.id, "--format", "zip", "--output", str(packed))
    with zipfile.ZipFile(packed) as opened:
        told = opened.read("document.md").decode()
    assert "The participants' own words, answered without a name." in told
    assert "Stillheten" in told
    day.server.command("verify", str(packed))


def test_what_was_written_when_the_form_closed_stays_and_goes_when_it_opens(
    day: Day, new_page: NewPage
) -> None:
    day.does(make_form)
    day.does(open_form)
    page = open_by_wall(new_page, day, badly=True)
    page.context.set_offline(True)
    words(page).fill("Kom for sent")
    page.get_by_role("button", name="Send", exact=True).tap()
    day.does(close_form)
    page.context.set_offline(False)
    expect(page.get_by_role("alert")).to_contain_text("The form is closed.")
    assert day.texts() == []
    day.does(open_form)
    expect(page.get_by_text(THANKS)).to_be_visible()
    assert day.texts() == ["Kom for sent"]


def test_what_was_asked_before_a_sheet_was_sent_says_nothing_of_it(
    day: Day, new_page: NewPage
) -> None:
    day.does(make_form)
    day.does(open_form)
    held: list[tuple[Route, APIResponse]] = []

    def late(route: Route) -> None:
        if route.request.method == "GET":
            held.append((route, route.fetch()))
        else:
            route.continue_()

    page = new_page(viewport=PHONE, has_touch=True)
    page.route("**/evaluation/answers", late)
    look(page, day.wall)
    page.get_by_role("link", name="How was the day?").tap()
    words(page).fill("Roen")
    page.get_by_role("button", name="Send", exact=True).tap()
    expect(page.get_by_text(THANKS)).to_be_visible()
    with page.expect_response("**/evaluation/answers"):
        for route, answer in held:
            route.fulfill(response=answer)
    page.evaluate(TWO_FRAMES)
    expect(page.get_by_text(THANKS)).to_be_visible()
    assert len(held) == 1
