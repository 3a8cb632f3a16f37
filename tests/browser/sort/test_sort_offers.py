"""Likely doubles and suggested headings, by keys alone, by pointer alone, and two at once."""

from playwright.sync_api import APIResponse, Page, Route, expect

from tests.browser.sorting import (
    count,
    counts,
    focus_by_tab,
    lay_out,
    log_in,
    note,
    open_board,
    piles,
    sentence,
    under,
)
from tests.support.axe import axe
from tests.support.browser import NewPage, intercept
from tests.support.server import StartServer
from tests.support.waiting import wait_for

TEXTS = (
    "Bedre forankring i ledelsen",
    "forankring i ledelsen er viktig",
    "Mer tid!",
    "mer tid",
    "Kaffe",
    "kaffe...",
    "mer tid til kaffe",
    "ledelsen må lytte",
)


def add_headings(page: Page, *headings: str) -> None:
    for heading in headings:
        page.get_by_label("New heading").fill(heading)
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.locator("section.heading h3").filter(has_text=heading)).to_be_visible()


def test_doubles_by_keys_alone(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, TEXTS, who)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    add_headings(page, "Ledelse", "Tid")
    focus_by_tab(page, "[data-item=note]")
    keys = page.keyboard
    keys.press("o")
    dialog = page.locator("#offers")
    expect(dialog.locator(".why")).to_contain_text("the same words")
    axe(page)
    keys.press("l")
    expect(dialog.get_by_role("status")).to_contain_text("Put off.")
    first = dialog.locator(".half blockquote").first
    was = first.inner_text()
    keys.press("n")
    expect(dialog.get_by_role("status")).to_contain_text("Noted: not the same.")
    keys.press("u")
    expect(dialog.get_by_role("status")).to_contain_text("Undone.")
    expect(first).to_have_text(was)
    keys.press("2")
    expect(dialog.get_by_label("What has no place yet goes under")).to_have_value(
        page.locator("section.heading ul").nth(1).get_attribute("data-id") or ""
    )
    keys.press("Enter")  # the first of the two is in focus
    expect(dialog.get_by_role("status")).to_contain_text("Taken as double")
    counts(page, typed=8, printed=1, absorbed=1, not_yet_placed=6)
    expect(under(page, "Tid")).to_have_count(1)
    keys.press("u")
    expect(count(page, "not yet placed")).to_contain_text("8")
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("[data-item=note]:focus")).to_have_count(1)


def test_identical_at_once_and_one_undo(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, TEXTS, who)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    add_headings(page, "Ledelse", "Tid")
    page.get_by_role("button", name="Likely doubles").click()
    page.get_by_role("button", name="Take all 2 at once").click()
    counts(page, typed=8, printed=2, absorbed=2, not_yet_placed=4)
    expect(page.locator("#offers .bulk")).to_have_count(0)
    page.locator("#offers").get_by_role("button", name="Undo").click()
    expect(count(page, "not yet placed")).to_contain_text("8")
    page.get_by_role("button", name="Take all 2 at once").click()
    counts(page, printed=2, absorbed=2)
    page.locator("#offers").get_by_role("button", name="Close").click()
    page.locator("#undo").click()
    expect(count(page, "not yet placed")).to_contain_text("8")
    assert piles(cafe, workshop)["unplaced"] == 9


def test_the_first_heading_is_made_once_by_a_quick_hand(
    server: StartServer, new_page: NewPage
) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, ("mer tid", "Mer tid!"), who)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    page.get_by_role("button", name="Likely doubles").click()
    dialog = page.locator("#offers")
    dialog.get_by_label("There is no heading yet").fill("Tid")
    dialog.get_by_role("button", name="The same; print this one").first.dblclick()
    expect(dialog.get_by_role("status")).to_contain_text("Taken as double")
    counts(page, typed=2, printed=1, absorbed=1)
    expect(page.locator("section.heading h3")).to_have_text(["1. Tid"])


def test_a_pair_that_is_one_thing_becomes_one_sentence(
    server: StartServer, new_page: NewPage
) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, ("forankring i ledelsen", "ledelsen må lytte"), who)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    add_headings(page, "Ledelse")
    keys, dialog = page.keyboard, page.locator("#offers")
    join = dialog.get_by_role("button", name="Join into one sentence")
    note(page, "forankring").focus()
    keys.press("o")
    expect(join).to_be_disabled()  # there is no sentence to join it into
    keys.press("Escape")
    note(page, "forankring").focus()
    keys.press("1")
    counts(page, printed=1, not_yet_placed=1)
    keys.press("o")
    expect(join).to_be_enabled()
    keys.press("j")
    expect(page.locator("#ask-text")).to_have_value("Forankring i ledelsen, ledelsen må lytte.")
    axe(page)
    keys.press("Backspace")
    keys.type("!")
    keys.press("Enter")
    expect(dialog.get_by_role("status")).to_contain_text("Joined.")
    expect(under(page, "Ledelse")).to_have_text(["Forankring i ledelsen, ledelsen må lytte!"])
    keys.press("u")
    counts(page, printed=1, not_yet_placed=1)
    expect(join).to_be_enabled()  # the pair is there to be looked at again
    join.click()
    page.locator("#ask").get_by_role("button", name="Cancel").click()
    expect(join).to_be_focused()
    counts(page, printed=1, not_yet_placed=1)


def test_a_late_answer_takes_no_shown_pair_away(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, TEXTS, who)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    add_headings(page, "Tid")
    page.get_by_role("button", name="Likely doubles").click()
    bulk = page.get_by_role("button", name="Take all 2 at once")
    expect(bulk).to_be_visible()
    late: list[tuple[Route, APIResponse]] = []
    intercept(page, "**/offers", lambda route: late.append((route, route.fetch())))
    with page.expect_request("**/offers"):
        bulk.click()
    expect(page.locator("#offers .bulk")).to_have_count(0)
    wait_for(lambda: page.evaluate("true") and late, what="the café's answer, held back")
    page.locator("#offers").get_by_role("button", name="Undo").click()
    expect(bulk).to_be_visible()
    with page.expect_request("**/offers"):  # it asks again: this answer is older than the undo
        route, answer = late.pop()
        route.fulfill(response=answer)
    bulk.click()
    counts(page, printed=2, absorbed=2)
    page.unroute_all(behavior="ignoreErrors")


def test_notes_like_one_lead_to_the_same_acts(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, TEXTS, who)
    page = new_page(reduced_motion="reduce")
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    add_headings(page, "Ledelse")
    note(page, "Bedre forankring").get_by_role("button", name="Move to…").click()
    page.get_by_role("button", name="Notes like this one").click()
    row = page.locator("#ask .like button").first
    expect(row).to_contain_text("forankring i ledelsen er viktig")
    expect(row).to_contain_text("not yet placed")
    axe(page)
    row.click()
    expect(page.locator("#offers .why")).to_contain_text("forankring")
    page.get_by_role("button", name="The same; print this one").nth(1).click()
    expect(sentence(page, "Forankring i ledelsen er viktig.")).to_have_count(1)
    counts(page, printed=1, absorbed=1)


def test_suggested_headings_one_by_one_and_above_a_line(
    server: StartServer, new_page: NewPage
) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, TEXTS, who)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    add_headings(page, "Ledelse", "Tid")
    expect(page.locator(".chip")).to_have_count(0)
    focus_by_tab(page, "[data-item=note]")
    expect(note(page, "Bedre forankring")).to_be_focused()
    page.keyboard.press("1")
    expect(note(page, "ledelsen må lytte").locator(".chip")).to_contain_text("Ledelse")
    expect(note(page, "Mer tid!").locator(".chip")).to_contain_text("Tid")
    axe(page)
    expect(note(page, "Mer tid!")).to_be_focused()
    page.keyboard.press("s")
    expect(under(page, "Tid")).to_have_text(["Mer tid!"])
    note(page, "ledelsen må lytte").locator(".chip").click()
    expect(under(page, "Ledelse")).to_have_count(2)
    page.get_by_role("button", name="Suggested headings").click()
    line = page.get_by_label("The line")
    expect(line).to_be_focused()
    axe(page)
    page.keyboard.press("Home")
    expect(page.get_by_role("button", name="above the line")).to_be_disabled()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Take all 2 above the line").click()
    counts(page, typed=8, printed=5, not_yet_placed=3)
    page.locator("#undo").click()
    counts(page, typed=8, printed=3, not_yet_placed=5)


def test_two_organisers_judge_at_once(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    one, other = cafe.user(), cafe.user(email="other@example.org")
    workshop = lay_out(cafe, ("Mer tid!", "mer tid", "noe annet"), one, other)
    first, second = new_page(), new_page()
    for page, who in ((first, one), (second, other)):
        log_in(page, cafe, who)
        open_board(page, cafe, workshop)
    add_headings(first, "Tid")
    expect(second.locator("section.heading")).to_have_count(1)
    for page in (first, second):
        page.get_by_role("button", name="Likely doubles").click()
        expect(page.locator("#offers .why")).to_contain_text("the same words")
    first.keyboard.press("a")
    expect(second.locator("#offers .why").filter(has_text="same words")).to_have_count(0)
    counts(second, printed=1, absorbed=1)
    second.keyboard.press("Escape")
    expect(second.locator("#undo")).to_be_disabled()
    first.keyboard.press("u")
    expect(second.locator(".bar")).to_contain_text("3")
    counts(second, printed=0, absorbed=0, not_yet_placed=3)


def test_headings_of_other_questions_are_offered_while_typing(
    server: StartServer, new_page: NewPage
) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, TEXTS, who)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop, 2)
    add_headings(page, "Samhandling")
    open_board(page, cafe, workshop, 1)
    expect(page.locator("#used-headings option[value='Samhandling']")).to_have_count(1)
    expect(page.get_by_label("New heading")).to_have_attribute("list", "used-headings")


def test_abbreviations_are_edited_on_the_overview(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, ("QX", "kvalitet og flyt", "blå vegger"), who)
    page = new_page(expect=("422",))
    log_in(page, cafe, who)
    page.goto(f"{cafe.url}/w/{workshop}/sort")
    page.get_by_text("Abbreviations", exact=True).click()
    field = page.get_by_label("The café’s abbreviations")
    field.fill("QX kvalitet")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Line 1 must read")
    axe(page)
    field.fill("QX = kvalitet og flyt")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/sort#abbreviations")
    open_board(page, cafe, workshop)
    page.get_by_role("button", name="Likely doubles").click()
    expect(page.locator("#offers .why")).to_contain_text("kvalitet")
