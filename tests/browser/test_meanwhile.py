"""Two organisers at one desk: the second sees both texts, and no reflex writes over the first."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.sorting import (
    lay_out,
    log_in,
    note,
    open_board,
    sentence,
    sorted_under_two,
    under,
)
from tests.support.axe import axe
from tests.support.browser import NewPage, intercept
from tests.support.server import Organiser, Server, StartServer

TEXTS = ("mer tid", "ro", "gode rom", "kaffe")


def two_desks(server: StartServer, new_page: NewPage) -> tuple[Server, str, Page, Page]:
    """Anna's page and Bo's, at the same question, half of it sorted."""
    cafe = server()
    people = cafe.user(), cafe.user(email="bo@example.org", name="Bo Berg")
    workshop = lay_out(cafe, TEXTS, *people)
    sorted_under_two(cafe, workshop)
    pages = [desk_of(new_page(expect=("409", "422")), cafe, workshop, who) for who in people]
    return cafe, workshop, pages[0], pages[1]


def desk_of(page: Page, cafe: Server, workshop: str, who: Organiser) -> Page:
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    return page


def key_at(page: Page, text: str, key: str) -> None:
    sentence(page, text).focus()
    page.keyboard.press(key)


def reworded(page: Page, text: str, into: str) -> None:
    key_at(page, text, "r")
    page.locator("#ask-text").fill(into)
    page.keyboard.press("Enter")
    expect(sentence(page, into)).to_be_visible()


def test_an_open_join_dialog_does_not_write_over_anothers_words(
    server: StartServer, new_page: NewPage
) -> None:
    _cafe, _workshop, anna, bo = two_desks(server, new_page)
    key_at(anna, "Mer tid.", "j")
    anna.keyboard.type("gode rom")
    anna.keyboard.press("Enter")
    expect(anna.locator("#ask-text")).to_have_value("Gode rom, mer tid.")
    reworded(bo, "Gode rom.", "Gode, lyse rom å møtes i.")
    anna.locator("#ask-text").fill("Gode rom og mer tid.")
    anna.keyboard.press("Enter")
    met = anna.locator("#ask .meanwhile")
    expect(met).to_be_focused()
    for words in ("Bo Berg reworded", "Gode rom.", "Gode, lyse rom å møtes i.", "Gode rom og mer"):
        expect(met).to_contain_text(words)
    axe(anna)
    for _reflex in range(3):
        anna.keyboard.press("Enter")
    anna.locator("#ask-text").press("Enter")
    expect(met).to_be_visible()
    expect(anna.locator("#ask-text")).to_have_value("Gode rom og mer tid.")
    expect(under(bo, "Rom")).to_have_text(["Gode, lyse rom å møtes i.", "Kaffe."])
    expect(bo.locator("#undo")).to_be_enabled()
    bo.keyboard.press("Control+z")
    expect(under(bo, "Rom")).to_have_text(["Gode rom.", "Kaffe."])


def test_who_has_seen_both_may_still_choose_ones_own(
    server: StartServer, new_page: NewPage
) -> None:
    _cafe, _workshop, anna, bo = two_desks(server, new_page)
    key_at(anna, "Ro.", "r")
    reworded(bo, "Ro.", "Ro i rommet.")
    anna.locator("#ask-text").fill("Ro og fred.")
    anna.keyboard.press("Enter")
    met = anna.locator("#ask .meanwhile")
    expect(met).to_contain_text("Ro i rommet.")
    met.get_by_role("button", name="Use mine in its place").click()
    expect(met).to_be_hidden()
    expect(sentence(bo, "Ro og fred.")).to_be_visible()
    bo.keyboard.press("Control+z")
    expect(bo.locator(".refused")).to_contain_text("has been changed since")
    expect(sentence(bo, "Ro og fred.")).to_be_visible()


def test_what_another_has_reworded_is_not_taken_out_unseen(
    server: StartServer, new_page: NewPage
) -> None:
    """A command without words: the conflict is shown where the eye is, and Enter does nothing."""
    _cafe, _workshop, anna, bo = two_desks(server, new_page)
    key_at(anna, "Mer tid.", "m")
    reworded(bo, "Mer tid.", "Mer tid til hverandre.")
    anna.locator("#ask button[value=out]").click()
    met = anna.locator("#ask .meanwhile")
    expect(met).to_be_focused()
    expect(met).to_contain_text("Mer tid til hverandre.")
    axe(anna)
    anna.keyboard.press("Enter")
    expect(met).to_be_visible()
    met.get_by_role("button", name="Leave it as it is now").click()
    expect(anna.locator("#ask")).to_be_hidden()
    expect(under(anna, "Tid")).to_have_text(["Mer tid til hverandre.", "Ro."])
    expect(note(anna, "mer tid")).to_have_count(0)


def test_what_was_typed_before_another_reworded_is_told_apart(
    server: StartServer, new_page: NewPage
) -> None:
    """Words that a closed page left in a dialog replace nobody's unseen when it opens again."""
    cafe, workshop, anna, bo = two_desks(server, new_page)
    key_at(anna, "Ro.", "r")
    anna.locator("#ask-text").fill("Ro og fred.")
    anna.wait_for_function("Object.values(localStorage).some((kept) => kept.includes('fred'))")
    reworded(bo, "Ro.", "Ro i rommet.")
    open_board(anna, cafe, workshop)
    key_at(anna, "Ro i rommet.", "r")
    expect(anna.locator("#ask-text")).to_have_value("Ro og fred.")
    told = anna.locator("#ask [role=status]")
    expect(told).to_have_text([re.compile("not kept yet"), "There now: Ro i rommet."])
    anna.get_by_role("button", name="Cancel").click()
    key_at(anna, "Ro i rommet.", "r")
    expect(anna.locator("#ask-text")).to_have_value("Ro i rommet.")
    expect(told).to_have_count(0)


def test_a_late_answer_leaves_the_question_that_is_open(
    server: StartServer, new_page: NewPage
) -> None:
    """Whatever comes of the one before it: done, refused, or somebody else was quicker."""
    _cafe, _workshop, anna, bo = two_desks(server, new_page)
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    intercept(anna, "**/acts", hold)

    def begun(text: str, key: str, words: str = "") -> Route:
        """Sent by this key, its answer held back; and the next sentence is being written."""
        with anna.expect_request("**/acts"):
            key_at(anna, text, key)
            if words:
                anna.locator("#ask-text").fill(words)
                anna.keyboard.press("Enter")
        if words:
            anna.keyboard.press("Escape")
        key_at(anna, "Ro.", "r")
        anna.locator("#ask-text").fill("Ro og")
        return late.pop()

    def writes_on(what: str) -> None:
        anna.keyboard.type(" fred.")
        expect(anna.locator("#ask-text"), what).to_have_value("Ro og fred.")
        anna.get_by_role("button", name="Cancel").click()

    begun("Kaffe.", "r", "God kaffe.").continue_()
    expect(sentence(bo, "God kaffe.")).to_be_visible()
    expect(anna.locator(".told")).to_have_text("Reworded.")
    writes_on("done")
    refused = begun("God kaffe.", "r", "Kaffe, og te.")
    refused.fulfill(response=refused.fetch(post_data="{}"))
    expect(anna.locator(".refused")).to_be_attached()
    writes_on("refused")
    key_at(anna, "God kaffe.", "r")
    expect(anna.locator("#ask-text")).to_have_value("Kaffe, og te.")  # not lost with the answer
    anna.get_by_role("button", name="Cancel").click()
    out = begun("God kaffe.", "t")
    reworded(bo, "God kaffe.", "Mye kaffe.")
    with anna.expect_response("**/acts") as answer:
        out.continue_()
    assert answer.value.status == 409
    writes_on("met")
    expect(anna.locator("#ask .meanwhile")).to_contain_text("Mye kaffe.")
