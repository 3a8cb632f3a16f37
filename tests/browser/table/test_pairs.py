"""Two and two: phones write without a host; wall, desk and document have it as from any table."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import Person, Question, Workshop
from cafe.plan.actions import move_stage, set_parts
from tests.browser.sorting import counts, focus_by_tab, log_in, sentence
from tests.browser.tables import BAD_WEATHER, closing_database
from tests.browser.walls import look
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.pairs import PROMPT, SUB_QUESTIONS, a_talk, token
from tests.support.server import Organiser, Server
from tests.support.world import new_id

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1440, "height": 900}
WAY_IN = "Talk two and two: write here"


class Talk:
    """A running café with a pairs question, known by its ids."""

    def __init__(self, server: Server) -> None:
        """Open, and organised by Berit."""
        self.server = server
        self.key = (server.data_dir / "secret.key").read_text().strip()
        self.who = Organiser("berit@example.org", "kaffe og kringle 2014", "Berit Bakke")
        with closing_database(server) as opened:
            with opened.database.reading() as db:
                berit = db.scalars(select(Person)).one()
            self.workshop = a_talk(opened.database, owner=berit, key=self.key)
            self.token = token(opened.database, self.workshop, key=self.key)
        self.wall = f"{server.url}/v/{self.token}?lang=en"
        self.door = f"{server.url}/v/{self.token}/pairs/2?lang=en"

    @contextmanager
    def behind(self) -> Iterator[Session]:
        with closing_database(self.server) as opened, opened.database.writing() as tx:
            yield tx

    def move(self, stage: str) -> None:
        with self.behind() as tx:
            here = tx.get_one(Workshop, self.workshop.id)
            by = {"by": "person:1", "operation": new_id()}
            move_stage(tx, workshop=here, stage=stage, anyway=True, **by)


@pytest.fixture(scope="module")
def organised(running: Server) -> Server:
    running.user()
    return running


@pytest.fixture
def talk(organised: Server) -> Talk:
    return Talk(organised)


def field(page: Page, sub_question: str) -> Locator:
    return page.get_by_role("textbox", name=sub_question)


def add(page: Page, sub_question: str, *texts: str) -> None:
    """Write notes, each with Enter."""
    for text in texts:
        field(page, sub_question).fill(text)
        field(page, sub_question).press("Enter")
        expect(field(page, sub_question)).to_have_value("")


def slip(page: Page, text: str) -> Locator:
    return page.locator(".slip").filter(has_text=text)


def received(page: Page, count: int) -> None:
    expect(page.locator(".slip[data-status=received]")).to_have_count(count)
    expect(page.locator(".slip")).to_have_count(count)


def pair(new_page: NewPage, talk: Talk, *, badly: bool = False) -> Page:
    """A phone that came in by the wall, as from its code."""
    page = new_page(viewport=PHONE, has_touch=True, expect=BAD_WEATHER if badly else ())
    look(page, talk.wall)
    page.get_by_role("link", name=WAY_IN).tap()
    expect(field(page, SUB_QUESTIONS[0])).to_be_visible()
    return page


def test_two_phones_a_wall_the_desk_and_the_document(
    talk: Talk, new_page: NewPage, tmp_path: Path
) -> None:
    one, other = pair(new_page, talk), pair(new_page, talk)
    screen = look(new_page(viewport=WIDE), talk.wall)
    add(one, SUB_QUESTIONS[0], "Mer lys i gata", "benker")
    add(one, SUB_QUESTIONS[1], "Velforeningen – og skolen?")
    add(other, SUB_QUESTIONS[0], "Et sted å møtes når det regner")
    received(one, 3)
    received(other, 1)
    axe(one)
    poster = screen.get_by_role("article", name="In pairs")
    fields = poster.locator(".field-of-poster")
    expect(fields.nth(0).locator(".slip")).to_have_count(3)
    expect(fields.nth(1).locator(".slip")).to_have_text(["Velforeningen – og skolen?"])
    axe(screen)
    sort_them(talk, new_page)
    talk.server.command(
        "export", talk.workshop.id, "--format", "md", "--output", str(tmp_path / "a.md")
    )
    text = (tmp_path / "a.md").read_text()
    assert f"## 2. {PROMPT}" in text
    assert "**Begynne:** Mer lys i gata. Benker. Et sted å møtes når det regner." in text
    assert "![In pairs" in text
    assert "Question 2 was talked over two and two." in text
    assert "901" not in text.replace("bord-901", "")


def sort_them(talk: Talk, new_page: NewPage) -> None:
    """By keys: all but the last under a heading of its own."""
    talk.move("sorting")
    board = new_page(viewport=WIDE)
    log_in(board, talk.server, talk.who)
    board.goto(f"{talk.server.url}/w/{talk.workshop.id}/sort/2?lang=en")
    expect(board.get_by_role("heading", name="In pairs")).to_be_visible()
    focus_by_tab(board, "#new-heading")
    board.keyboard.type("Begynne")
    board.keyboard.press("Enter")
    expect(board.locator("section.heading h3")).to_contain_text("Begynne")
    for text in ("Mer lys i gata", "Benker", "Et sted å møtes når det regner"):
        waiting = board.locator("[data-item=note]").filter(has_text=text.lower()[1:])
        waiting.focus()
        board.keyboard.press("1")
        expect(sentence(board, text)).to_be_visible()
    counts(board, typed=4, printed=3, not_yet_placed=1)
    expect(sentence(board, "Benker").locator("summary")).to_have_text("1 note · In pairs")
    axe(board)


def test_a_phone_mends_its_own_and_never_sees_anothers(talk: Talk, new_page: NewPage) -> None:
    one, other = pair(new_page, talk), pair(new_page, talk)
    add(one, SUB_QUESTIONS[0], "mer lus", "angret")
    received(one, 2)
    slip(one, "mer lus").get_by_role("button", name="Edit").tap()
    one.get_by_label("The note's text").fill("mer lys")
    one.get_by_label("The note's text").press("Enter")
    expect(slip(one, "mer lys")).to_have_attribute("data-status", "received")
    slip(one, "angret").get_by_role("button", name="Strike out").tap()
    expect(one.locator(".arrived")).to_have_text("1 note, received.")
    one.reload()
    expect(slip(one, "angret").locator("del")).to_be_visible()
    slip(one, "angret").get_by_role("button", name="Bring back").tap()
    expect(one.locator(".arrived")).to_have_text("All 2 notes received.")
    # By keys: what is pressed goes, and the hand is at what has come in its place.
    slip(one, "angret").get_by_role("button", name="Strike out").focus()
    one.keyboard.press("Enter")
    expect(slip(one, "angret").get_by_role("button", name="Bring back")).to_be_focused()
    one.keyboard.press("Enter")
    expect(slip(one, "angret").get_by_role("button", name="Edit")).to_be_focused()
    look(other, talk.wall)
    expect(slip(other, "mer lys")).to_be_visible()
    other.goto(talk.door)
    expect(field(other, SUB_QUESTIONS[0])).to_be_visible()
    expect(other.locator(".slip")).to_have_count(0)


def test_nothing_typed_is_lost_on_bad_wifi(talk: Talk, new_page: NewPage) -> None:
    page = pair(new_page, talk, badly=True)
    page.context.set_offline(True)
    add(page, SUB_QUESTIONS[0], "først", "så")
    field(page, SUB_QUESTIONS[1]).fill("halvskrev")
    expect(page.locator(".arrived")).to_contain_text("2 notes wait here on the phone.")
    page.context.set_offline(False)
    received(page, 2)
    page.reload()
    expect(field(page, SUB_QUESTIONS[1])).to_have_value("halvskrev")
    expect(page.locator(".slip .text")).to_have_text(["først", "så"])


def test_what_is_written_offline_goes_with_its_sub_question(talk: Talk, new_page: NewPage) -> None:
    page, (first, second) = pair(new_page, talk, badly=True), SUB_QUESTIONS
    page.context.set_offline(True)
    add(page, first, "benker")
    add(page, second, "naboen")
    with talk.behind() as tx:
        asked = tx.scalars(select(Question).where(Question.text == PROMPT)).all()[-1]
        by = {"why": "Bedre spurt", "by": "person:1", "operation": new_id()}
        set_parts(tx, question=asked, was=[first, second], parts=["Når?", first], **by)
    page.context.set_offline(False)
    moved = page.locator(".prompt").filter(has_text=first)
    expect(moved.locator(".slip[data-status=received]")).to_contain_text(["benker"])
    said = f"Written under “{second}”, a part that is no more. The organiser has it."
    expect(slip(page, "naboen")).to_contain_text(said)
    expect(moved.get_by_role("textbox")).to_have_accessible_name(first)


def test_what_was_written_when_the_tables_closed_waits_for_the_organiser(
    talk: Talk, new_page: NewPage
) -> None:
    page = pair(new_page, talk, badly=True)
    page.context.set_offline(True)
    add(page, SUB_QUESTIONS[0], "for sent?")
    expect(slip(page, "for sent?")).to_have_attribute("data-status", "kept")
    talk.move("vernissage")
    page.context.set_offline(False)
    expect(slip(page, "for sent?")).to_contain_text("Came late: the organiser decides")
    expect(page.locator(".notice")).to_contain_text("The talk is over.")
    expect(page.get_by_role("button", name="Add").first).to_be_disabled()
    look(page, talk.wall)
    expect(page.get_by_role("link", name=WAY_IN)).to_have_count(0)
    expect(slip(page, "for sent?")).to_have_count(0)


def test_the_page_opens_with_the_cafe(talk: Talk, new_page: NewPage) -> None:
    talk.move("planning")
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(talk.door)
    expect(page.locator(".notice")).to_contain_text("as soon as the organiser opens")
    expect(page.get_by_role("button", name="Add").first).to_be_disabled()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    talk.move("open")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".notice")).to_have_count(0)
    add(page, SUB_QUESTIONS[1], "naboen")
    received(page, 1)
