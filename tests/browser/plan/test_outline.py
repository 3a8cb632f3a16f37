"""Planning as an outline: by keys, and by two at once."""

import pytest
from playwright.sync_api import expect

from tests.browser.plan.outlines import LINES, begun, kept, lines, paste, question, write
from tests.browser.sorting import log_in
from tests.browser.tables import BAD_WEATHER
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Organiser, Server


@pytest.fixture(scope="module")
def berit(running: Server) -> Organiser:
    return running.user()


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
    expect(page.locator(".planned:last-child .tables-of textarea").first).to_have_value("15")
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
