"""Planning as an outline: by keys, by two at once, without a network, after a login that ended."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from cafe.model import CafeTable, Question, Workshop
from tests.browser.sorting import log_in
from tests.browser.tables import BAD_WEATHER, closing_database
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Organiser, Server
from tests.support.waiting import wait_for

LINES = [f"Hva er viktig {number}?" for number in range(1, 9)]
KEPT = "Everything is kept."


class Planned:
    """A café that one has just begun, as the database has it."""

    def __init__(self, server: Server, address: str) -> None:
        """`address`: its plan's."""
        self.server, self.address = server, address
        self.id = address.split("/")[-2]

    def questions(self) -> list[str]:
        """Their texts in order."""
        with closing_database(self.server) as opened, opened.database.reading() as db:
            here = select(Question.text).where(Question.workshop_id == self.id)
            return list(db.scalars(here.order_by(Question.number)))

    def parts(self) -> list[list[str]]:
        with closing_database(self.server) as opened, opened.database.reading() as db:
            here = select(Question.parts).where(Question.workshop_id == self.id)
            found = db.scalars(here.order_by(Question.number))
            return [[part["text"] for part in parts] for parts in found]

    def hosts(self) -> dict[int, list[str]]:
        """Each table's, by its number."""
        with closing_database(self.server) as opened, opened.database.reading() as db:
            here = select(CafeTable).where(CafeTable.workshop_id == self.id)
            return {table.number: table.hosts for table in db.scalars(here)}

    def fact(self, name: str) -> str:
        with closing_database(self.server) as opened, opened.database.reading() as db:
            return str(getattr(db.get_one(Workshop, self.id), name))


@pytest.fixture(scope="module")
def berit(running: Server) -> Organiser:
    return running.user()


def begun(page: Page, server: Server, who: Organiser) -> Planned:
    """A new café, with the caret in its first question."""
    log_in(page, server, who)
    page.goto(f"{server.url}/workshops?lang=en")
    page.get_by_role("button", name="Plan a new café").click()
    page.wait_for_url("**/plan")
    page.get_by_role("button", name="Add a question").click()
    return Planned(server, page.url)


def lines(page: Page) -> list[str]:
    return [str(one.input_value()) for one in page.locator(".planned > .line textarea").all()]


def kept(page: Page) -> None:
    expect(page.get_by_text(KEPT)).to_be_visible()


def write(page: Page, *texts: str) -> None:
    """Each in a line of its own, as fast as keys go."""
    for text in texts[:-1]:
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    page.keyboard.type(texts[-1])


def paste(page: Page, text: str) -> None:
    """As another program's clipboard gives it."""
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData("text", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste",
          { clipboardData: data, bubbles: true, cancelable: true })); }""",
        text,
    )


def question(page: Page, number: int) -> str:
    return f".planned:nth-child({number}) > .line textarea"


def test_questions_by_keys_alone(running: Server, berit: Organiser, new_page: NewPage) -> None:
    page = new_page()
    cafe = begun(page, running, berit)
    write(page, "Hva hjelper?", "Hva hindrer, og hvem mangler?", "Til slutt?")
    kept(page)
    assert cafe.questions() == ["Hva hjelper?", "Hva hindrer, og hvem mangler?", "Til slutt?"]
    page.locator(question(page, 2)).focus()
    page.keyboard.press("Home")
    for _letter in range(len("Hva hindrer,")):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("Og ")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(question(page, 4))).to_be_focused()
    kept(page)
    assert cafe.questions() == ["Hva hjelper?", "Hva hindrer,", "Til slutt?", "Og og hvem mangler?"]
    page.locator(question(page, 4)).fill("")
    page.keyboard.press("Backspace")
    expect(page.locator(question(page, 3))).to_be_focused()
    kept(page)
    assert cafe.questions() == ["Hva hjelper?", "Hva hindrer,", "Til slutt?"]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(question(page, 4))).to_have_value("Og og hvem mangler?")
    page.get_by_role("button", name="Redo").click()
    expect(page.locator(".planned")).to_have_count(3)
    page.locator(question(page, 2)).focus()
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("eller hva?")
    kept(page)
    assert cafe.questions() == ["Hva hjelper?", "Til slutt?"]
    assert cafe.parts() == [["Hva hindrer,", "eller hva?"], []]
    axe(page)
    page.reload()
    expect(page.locator(".planned")).to_have_count(2)
    assert lines(page) == ["Hva hjelper?", "Til slutt?"]


def test_eight_lines_are_eight_questions_and_a_column_is_the_hosts(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    page = new_page()
    cafe = begun(page, running, berit)
    paste(page, "\n".join(LINES))
    expect(page.locator(".planned")).to_have_count(8)
    kept(page)
    assert cafe.questions() == LINES
    page.get_by_role("button", name="Lay the tables").click()
    expect(page.locator(".tables-of li")).to_have_count(16)
    kept(page)
    last = page.get_by_role("button", name="One table less: Question 8")
    last.click()
    page.get_by_role("button", name="Number the tables anew").click()
    expect(page.locator(".tables-of li")).to_have_count(15)
    kept(page)
    assert sorted(cafe.hosts()) == list(range(1, 16))
    first = page.locator(".tables-of textarea[id^='h:']").first
    first.focus()
    names = [f"Vert {number}, Hjelper {number}" for number in range(1, 16)]
    paste(page, "\n".join(names))
    expect(first).to_have_value("Vert 1, Hjelper 1")
    kept(page)
    assert cafe.hosts() == {n: [f"Vert {n}", f"Hjelper {n}"] for n in range(1, 16)}
    axe(page)


def test_two_organisers_at_once(running: Server, berit: Organiser, new_page: NewPage) -> None:
    one, other = new_page(), new_page(expect=("status of 409", *BAD_WEATHER))
    cafe = begun(one, running, berit)
    write(one, "Hva hjelper?", "Hva hindrer?")
    kept(one)
    log_in(other, running, berit)
    other.goto(cafe.address)
    expect(other.locator(".planned")).to_have_count(2)
    other.get_by_label("Place").fill("Skolen")
    one.get_by_label("Purpose").fill("Å lytte")
    kept(other)
    expect(one.get_by_label("Place")).to_have_value("Skolen")
    expect(other.get_by_label("Purpose")).to_have_value("Å lytte")
    # Both are in the same line; the first to pause is heard, and the second is told.
    other.context.set_offline(True)
    other.locator(question(other, 1)).press("End")
    other.keyboard.type(" Og hvorfor? Her?")
    one.locator(question(one, 1)).fill("Hva er til hjelp?")
    kept(one)
    other.context.set_offline(False)
    refused = other.locator(".planned .refusal")
    expect(refused).to_contain_text("Berit Bakke has changed this meanwhile.", timeout=40_000)
    expect(refused).to_contain_text("Hva er til hjelp?")
    expect(refused).to_contain_text("Hva hjelper? Og hvorfor? Her?")
    axe(other)
    refused.get_by_role("button", name="Use mine").click()
    expect(one.locator(question(one, 1))).to_have_value("Hva hjelper? Og hvorfor? Her?")
    assert cafe.questions() == ["Hva hjelper? Og hvorfor? Her?", "Hva hindrer?"]


def test_a_login_that_ended_costs_no_word(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    page = new_page(expect=("status of 401", "status of 400", *BAD_WEATHER))
    cafe = begun(page, running, berit)
    write(page, "Hva hjelper?")
    kept(page)
    beside: BrowserContext = page.context
    tab = beside.new_page()
    tab.goto(f"{running.url}/workshops?lang=en")
    tab.get_by_role("button", name="Log out").click()
    expect(tab.get_by_role("link", name="Log in").first).to_be_visible()
    page.locator(question(page, 1)).press("End")
    page.keyboard.press("Enter")
    write(page, "Hva hindrer?", "Hvem mangler")
    page.get_by_label("Place").fill("Skolen")
    expect(page.get_by_role("link", name="Log in again")).to_be_visible(timeout=30_000)
    page.locator(question(page, 3)).press("End")
    page.keyboard.type(" her?")
    axe(page)
    page.get_by_role("link", name="Log in again").click()
    page.get_by_label("E-mail").fill(berit.email)
    page.get_by_label("Password").fill(berit.password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan")
    kept(page)
    assert cafe.questions() == ["Hva hjelper?", "Hva hindrer?", "Hvem mangler her?"]
    assert cafe.fact("place") == "Skolen"


def test_what_is_typed_without_a_network_comes_when_it_is_back(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    page = new_page(expect=BAD_WEATHER)
    cafe = begun(page, running, berit)
    write(page, "Hva hjelper?")
    kept(page)
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    write(page, *LINES)
    page.get_by_label("What it is called").fill("Et godt sted")
    expect(page.get_by_text("it is kept here")).to_be_visible(timeout=30_000)
    page.context.set_offline(False)
    expect(page.get_by_text(KEPT)).to_be_visible(timeout=40_000)
    assert cafe.questions() == ["Hva hjelper?", *LINES]
    assert cafe.fact("name") == "Et godt sted"


@pytest.mark.parametrize("some_arrived", [False, True])
def test_a_page_loaded_anew_in_the_midst_keeps_every_line(
    running: Server, berit: Organiser, new_page: NewPage, some_arrived: bool
) -> None:
    page = new_page(expect=BAD_WEATHER)
    cafe = begun(page, running, berit)
    write(page, *LINES)
    if some_arrived:
        wait_for(lambda: bool(cafe.questions()), what="a question to arrive")
    page.reload()
    expect(page.locator(".planned")).to_have_count(8)
    assert lines(page) == LINES
    page.locator(question(page, 8)).press("End")
    page.keyboard.type("!")
    kept(page)
    assert cafe.questions() == [*LINES[:7], f"{LINES[7]}!"]


def test_a_question_that_somebody_took_away_meanwhile(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    one, other = new_page(), new_page(expect=("status of 404", *BAD_WEATHER))
    cafe = begun(one, running, berit)
    write(one, "Hva hjelper?", "Hva hindrer?")
    kept(one)
    log_in(other, running, berit)
    other.goto(cafe.address)
    other.locator(question(other, 2)).press("End")
    other.context.set_offline(True)
    other.keyboard.type(" Og hvorfor?")
    one.get_by_role("button", name="Remove: Question 2").click()
    kept(one)
    other.context.set_offline(False)
    lost = other.locator(".lost")
    expect(lost).to_contain_text("Hva hindrer? Og hvorfor?", timeout=40_000)
    lost.get_by_role("button", name="Send again").click()
    kept(other)
    assert cafe.questions() == ["Hva hjelper?", "Hva hindrer? Og hvorfor?"]


def test_words_that_the_tables_have_before_them_are_confirmed(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    page = new_page(expect=("status of 409",))
    cafe = begun(page, running, berit)
    write(page, "Hva hjelper?")
    kept(page)
    page.get_by_role("button", name="Lay the tables").click()
    expect(page.locator(".tables-of li")).to_have_count(2)
    kept(page)
    page.get_by_role("link", name="The day").click()
    page.get_by_role("button", name="Tables open").click()
    page.goto(cafe.address)
    page.locator(question(page, 1)).fill("Hva er til hjelp?")
    refused = page.locator(".planned .refusal")
    expect(refused).to_contain_text("The tables have this question before them.")
    assert cafe.questions() == ["Hva hjelper?"]
    refused.get_by_role("button", name="Change it all the same").click()
    kept(page)
    assert cafe.questions() == ["Hva er til hjelp?"]


def test_a_question_removed_as_it_is_typed_is_gone(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    page = new_page()
    cafe = begun(page, running, berit)
    write(page, "Hva hjelper?", "Hva hindrer?")
    page.get_by_role("button", name="Remove: Question 2").click()
    expect(page.locator(".planned")).to_have_count(1)
    kept(page)
    page.reload()
    expect(page.locator(".planned")).to_have_count(1)
    kept(page)
    assert cafe.questions() == ["Hva hjelper?"]
    expect(page.locator(".lost")).to_have_count(0)
