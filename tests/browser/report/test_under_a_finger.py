"""Nothing is put in place on the paper under a finger: not what others did, nor one's own."""

from playwright.sync_api import Page, expect

from tests.browser.report.papers import Here, piece, stands
from tests.browser.sorting import log_in
from tests.support.browser import TWO_FRAMES, Held, NewPage

LONG = "Ro til å tenke ferdig, og tid til å høre den andre ut før neste får ordet. " * 4


def long_words(page: Page) -> None:
    """Word one of its sentences so that it takes several lines."""
    piece(page, "Ro.").click()
    page.get_by_label("The sentence, as it will be printed").fill(LONG)
    page.keyboard.press("Enter")


def lay_a_finger_on(page: Page, text: str) -> None:
    """Press the piece that reads so, and do not let go."""
    piece(page, text).hover(position={"x": 6, "y": 8})
    page.mouse.down()


def let_go(page: Page) -> None:
    """What came meanwhile waited: what was aimed at opens."""
    page.evaluate(TWO_FRAMES)
    stands(page, "Tid:", "Mer tid.", "Ro.", "Rom:", "Gode rom.", "Kaffe.")
    page.mouse.up()
    expect(page.get_by_label("The sentence, as it will be printed")).to_have_value("Kaffe.")
    page.keyboard.press("Escape")
    stands(page, "Tid:", "Mer tid.", f"{LONG.strip()}*", "Rom:", "Gode rom.", "Kaffe.")


def test_what_others_did(here: Here, new_page: NewPage) -> None:
    page, theirs = here.page, new_page(viewport={"width": 1366, "height": 900})
    log_in(theirs, here.cafe, here.other)
    here.open(theirs)
    page.locator("#question-1").evaluate("element => element.scrollIntoView()")
    lay_a_finger_on(page, "Kaffe.")
    with page.expect_response(f"**/w/{here.workshop}/report") as coming:
        long_words(theirs)
    coming.value.finished()
    let_go(page)


def test_what_one_did_oneself(here: Here) -> None:
    page, address = here.page, f"**/w/{here.workshop}/report"
    held = Held(page, address)
    with page.expect_request(address):
        long_words(page)
    lay_a_finger_on(page, "Kaffe.")
    with page.expect_response(address) as coming:
        held.let_go()
    coming.value.finished()
    let_go(page)
