"""What pairs are asked, one prompt at a time: by the organiser, on phones and on the big screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.sorting import log_in
from tests.browser.table.test_pairs import WIDE, Talk, add, field, organised, pair, talk
from tests.browser.wall.big_screen import LONG, SCREEN, Hall
from tests.browser.walls import Wall, look
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.pairs import SUB_QUESTIONS

__all__ = ["organised", "talk"]
FIRST, SECOND = SUB_QUESTIONS
# The words of the prompt that what has risen would cover.
OVERLAP = """() => {
  const over = document.querySelector(".risen").getBoundingClientRect();
  return [...document.querySelectorAll(".scene .leaves > p")].map((p) => p.getBoundingClientRect())
    .filter((p) => p.left < over.right && p.right > over.left && p.top < over.bottom
      && p.bottom > over.top).map((p) => [p.left, over.right]);
}"""


def test_one_prompt_at_a_time_and_nothing_typed_is_moved(talk: Talk, new_page: NewPage) -> None:
    board = new_page(viewport=WIDE)
    log_in(board, talk.server, talk.who)
    board.goto(f"{talk.server.url}/w/{talk.workshop.id}/day?lang=en")
    phone, wall = pair(new_page, talk), Wall(talk.server, talk.workshop.id)
    screen = look(new_page(viewport=SCREEN), wall.address("/projector"))
    hall, prompts = Hall(wall, screen, board), phone.locator(".prompt h2")
    expect(prompts).to_have_text([f"A {FIRST}", f"B {SECOND}"])
    add(phone, FIRST, "benker")
    expect(phone.locator(".arrived-here").first).to_have_text("Received")
    field(phone, FIRST).press_sequentially("halvskrev")

    hall.press("One at a time: open the first")
    expect(prompts).to_have_text([f"A {FIRST}", "More comes later"])
    hall.shows("prompt", "Question 2A", FIRST)
    hall.wall.say(1, LONG)  # it rises beside what is asked, which stays where it is
    expect(screen.locator(".risen")).to_contain_text("kjenner deg igjen")
    hall.shows("prompt", FIRST, LONG)
    over = screen.evaluate(OVERLAP)
    assert over == [], "nothing of what is asked lies under it"
    axe(hall.screen)
    stood = field(phone, FIRST).bounding_box()
    hall.press("Next prompt")
    expect(prompts).to_have_text([f"B {SECOND}", f"A {FIRST}"])
    hall.shows("prompt", "Question 2B", SECOND)
    axe(hall.screen)
    expect(field(phone, FIRST)).to_be_focused()
    expect(field(phone, FIRST)).to_have_value("halvskrev")
    stands = field(phone, FIRST).bounding_box()
    assert stood is not None
    assert stands is not None
    assert stands["y"] == pytest.approx(stood["y"], abs=2), "where it was under the thumbs"
    field(phone, FIRST).press("Enter")
    expect(phone.locator(".prompt").nth(1).locator(".slip .text")).to_have_text(
        ["benker", "halvskrev"]
    )
    axe(phone)
    axe(board)
    hall.press("Open all")
    expect(prompts).to_have_text([f"A {FIRST}", f"B {SECOND}"])
    expect(screen.locator("body")).to_have_attribute("data-view", "talking")
