"""A plan that is just begun, and hands for its page."""

from playwright.sync_api import Page, expect
from sqlalchemy import select

from cafe.model import CafeTable, Question, Workshop
from tests.browser.sorting import log_in
from tests.browser.tables import closing_database
from tests.support.server import Organiser, Server

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


def begun(page: Page, server: Server, who: Organiser) -> Planned:
    """A new café, with the caret in its first question."""
    log_in(page, server, who)
    page.goto(f"{server.url}/workshops?lang=en")
    page.get_by_role("button", name="Plan a new café").click()
    page.wait_for_url("**/plan")
    page.get_by_role("button", name="Add a question").click()
    return Planned(server, page.url)


def lines(page: Page) -> list[str]:
    return [str(one.input_value()) for one in page.locator(".planned .line textarea").all()]


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
    return f".planned:nth-child({number}) .line textarea"
