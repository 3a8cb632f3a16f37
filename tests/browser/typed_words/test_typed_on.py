"""Who goes on typing before the café has answered loses no letter, and sends none twice."""

from playwright.sync_api import Page, Request, expect

from tests.browser.sorting import lay_out, log_in, open_board
from tests.browser.typed_words.test_typed import every_form
from tests.browser.typed_words.typed import log_out_beside
from tests.support.browser import Held, NewPage
from tests.support.server import Server, StartServer
from tests.support.shared import server

__all__ = ["server"]


class Slow(Held):
    """What is pressed lies on the way until it is let go."""

    def __init__(self, page: Page, address: str) -> None:
        """Hold what is asked of `address` from now on."""
        super().__init__(page, address)
        self._page, self._address = page, address

    def sent(self, press: str) -> None:
        """Press, and see that it is on its way."""
        with self._page.expect_request(self._address) as asked:
            self._page.keyboard.press(press)
        found: Request = asked.value
        assert found.method == "POST"


def board(cafe: Server, page: Page) -> None:
    who = cafe.user()
    workshop = lay_out(cafe, ("mer tid",), who)
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)


def test_the_next_heading_is_written_before_the_answer(
    server: StartServer, new_page: NewPage
) -> None:
    page, cafe = new_page(expect=("status of 40", "WebSocket")), server()
    board(cafe, page)
    field, drawn = page.get_by_label("New heading"), page.locator("section.heading h3")
    field.fill("Tid")
    slow = Slow(page, "**/sort/acts")
    slow.sent("Enter")
    expect(field).to_have_value("")
    page.keyboard.type("Rom")
    slow.let_go()
    expect(drawn).to_have_text(["1. Tid"])
    expect(page.locator("#say")).to_contain_text("Heading added: Tid")
    expect(field).to_have_value("Rom")
    page.keyboard.press("Enter")
    expect(drawn).to_have_text(["1. Tid", "2. Rom"])
    expect(field).to_have_value("")

    field.fill("Mat")
    log_out_beside(page, cafe)
    slow = Slow(page, "**/sort/acts")
    slow.sent("Enter")
    page.keyboard.type("og drikke")
    slow.let_go()
    expect(page.get_by_role("alert")).to_contain_text("no longer logged in here")
    expect(field).to_have_value("Mat og drikke")


def test_a_dialog_takes_no_word_that_would_not_be_sent(
    server: StartServer, new_page: NewPage
) -> None:
    page = new_page()
    board(server(), page)
    page.get_by_label("New heading").fill("Tid")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Change : Tid").click()
    page.get_by_role("button", name="Rename").click()
    page.get_by_label("Heading", exact=True).fill("Tida")
    slow = Slow(page, "**/sort/acts")
    slow.sent("Enter")
    page.keyboard.type(" og stedet")
    expect(page.get_by_label("Heading", exact=True)).to_have_value("Tida")
    slow.let_go()
    expect(page.locator("section.heading h3")).to_have_text(["1. Tida"])


def test_a_reason_typed_before_the_answer_stays(server: StartServer, new_page: NewPage) -> None:
    page, cafe = new_page(), server()
    who = cafe.user()
    workshop, _series = every_form(cafe, who)
    log_in(page, cafe, who)
    page.goto(f"{cafe.url}/w/{workshop}/day")
    notes = page.locator("[aria-labelledby=late-title]")
    reason = notes.get_by_label("Reason for leaving out, if any")
    take = notes.locator("[data-late=take]").first
    take.focus()
    slow = Slow(page, "**/phones")
    slow.sent("Enter")
    reason.fill("Sagt før")
    slow.let_go()
    expect(page.locator(".done-acts")).to_contain_text("took in 1")
    expect(reason).to_have_value("Sagt før")


def test_a_press_beside_what_is_typed_leaves_it_typed(
    server: StartServer, new_page: NewPage
) -> None:
    """A question of the evaluation that is being written may be moved before it is saved."""
    page, cafe = new_page(), server()
    who = cafe.user()
    workshop = lay_out(cafe, ("mer tid",), who)
    log_in(page, cafe, who)
    page.goto(f"{cafe.url}/w/{workshop}/evaluation?lang=en")
    page.get_by_role("button", name="Begin with the questions").first.click()
    asked = page.locator("#participants .evaluation-asked")
    mine = asked.locator("textarea[name=text]")
    page.wait_for_load_state()
    expect(mine.nth(1)).to_be_visible()
    before = [one.strip() for one in mine.evaluate_all("all => all.map(one => one.value)")]
    mine.first.fill("Hva bar du med deg hjem?")
    asked.get_by_role("button", name="Move down").first.click()
    expect(mine.nth(1)).to_have_value("Hva bar du med deg hjem?")
    expect(mine.first).to_have_value(before[1])
    expect(page.locator(".typed-before")).to_have_count(1)
    asked.get_by_role("button", name="Save").nth(1).click()
    expect(page.locator(".typed-before")).to_have_count(0)
    page.reload()
    expect(mine.nth(1)).to_have_value("Hva bar du med deg hjem?")


def test_a_double_click_sends_a_form_once(server: StartServer, new_page: NewPage) -> None:
    """What the first press gives is shown: a link that nobody can be shown again. Without a network
    nothing is sent, and all stands there still.
    """
    page, cafe = new_page(expect=("ERR_INTERNET_DISCONNECTED",)), server()
    who = cafe.user()
    workshop = lay_out(cafe, ("mer tid",), who)
    log_in(page, cafe, who)
    page.goto(f"{cafe.url}/w/{workshop}/people?lang=en")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    name = page.get_by_label("Name, if you like")
    name.fill("Kari")
    page.context.set_offline(True)
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("alert")).to_contain_text("nothing was sent")
    expect(name).to_have_value("Kari")
    page.context.set_offline(False)
    on_its_way = Held(page, "**/people")  # until both presses are done
    page.get_by_role("button", name="Make the link").dblclick()
    on_its_way.let_go()
    expect(page.get_by_text(f"{cafe.url}/join/")).to_be_visible()
    assert len([one for one in sent if one.endswith("/people")]) == 1
