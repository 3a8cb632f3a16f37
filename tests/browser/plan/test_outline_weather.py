"""The plan without a network, after a login that ended, and when others were quicker."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.plan.outlines import KEPT, LINES, begun, kept, lines, paste, question, write
from tests.browser.sorting import log_in
from tests.browser.tables import BAD_WEATHER
from tests.browser.walls import Wall
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Organiser, Server
from tests.support.waiting import wait_for


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
    expect(page.get_by_role("link", name="Log in again")).to_be_visible()
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
    expect(page.get_by_text("it is kept here")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text(KEPT)).to_be_visible()
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
    expect(lost).to_contain_text("Hva hindrer? Og hvorfor?")
    lost.get_by_role("button", name="Send again").click()
    kept(other)
    assert cafe.questions() == ["Hva hjelper?", "Hva hindrer? Og hvorfor?"]


def test_a_question_that_the_tables_have_is_changed_for_a_reason_that_they_can_read(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    page = new_page(expect=("status of 409", *BAD_WEATHER))
    cafe = begun(page, running, berit)
    write(page, "Hva hjelper?")
    kept(page)
    page.get_by_role("button", name="Lay the tables").click()
    expect(page.locator(".tables-of li")).to_have_count(2)
    kept(page)
    page.get_by_role("link", name="The day").click()
    page.get_by_role("button", name="Tables open").click()
    expect(page.get_by_role("button", name="Tables open")).to_have_attribute("aria-current", "step")
    wall = new_page()
    wall.goto(Wall(running, cafe.id).address())
    page.goto(cafe.address)
    kept(page)
    page.context.set_offline(True)
    page.locator(question(page, 1)).fill("Hva er til hjelp?")
    expect(page.get_by_text("it is kept here")).to_be_visible()
    page.context.set_offline(False)
    refused = page.locator(".planned .refusal")
    expect(refused).to_contain_text("Say why it is changed.")
    assert cafe.questions() == ["Hva hjelper?"]
    why = refused.get_by_label("The question is changed because")
    # Each letter is kept before the next, however slow the disk is.
    page.evaluate("""() => {
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...row) {
            for (const end = Date.now() + 40; Date.now() < end; );
            return put.apply(this, row);
        };
    }""")
    why.press_sequentially("det ble misforstått")
    page.reload()
    expect(why).to_have_value("det ble misforstått")
    axe(page)
    why.press("Enter")
    kept(page)
    assert cafe.questions() == ["Hva er til hjelp?"]
    told = "because det ble misforstått. Before: Hva hjelper?"
    expect(wall.locator(".asked-before").first).to_contain_text(told)
    expect(page.locator(".planned .asked-before")).to_contain_text(told)
    axe(wall)
    page.locator(question(page, 1)).fill("Hva hjelper oss?")
    why.fill("det gjelder oss")
    why.press("Enter")
    kept(page)
    expect(wall.locator(".asked-before").first.get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(refused).to_contain_text("Say why it is changed.")
    refused.get_by_role("button", name="Keep what is there").click()
    kept(page)
    assert cafe.questions() == ["Hva hjelper oss?"]


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


def test_what_the_cafe_says_no_to_is_seen_and_does_not_stand_in_the_way(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    page = new_page(expect=("status of 422",))
    cafe = begun(page, running, berit)
    paste(page, f"{'x' * 2001}\nHvem mangler?")
    expect(page.get_by_role("alert")).to_contain_text("too long")
    page.get_by_role("button", name="Remove: Question 1").click()
    kept(page)
    assert cafe.questions() == ["Hvem mangler?"]
    page.get_by_role("button", name="Number the tables anew").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose between 1 and 200 tables.")
    page.get_by_role("button", name="Throw away").click()
    kept(page)
