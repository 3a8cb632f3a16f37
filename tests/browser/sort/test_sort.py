"""Sorting as an organiser does it: by keys alone, by pointer alone, and two at once."""

from playwright.sync_api import expect

from tests.browser.sorting import (
    counts,
    drag,
    focus_by_tab,
    lay_out,
    log_in,
    note,
    open_board,
    piles,
    sentence,
    sorted_under_two,
    under,
)
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.keyboard import at_once
from tests.support.server import StartServer

TEXTS = ("mer tid", "hvem eier tilbudet?", "ro", "tid", "gode rom", "gode, lyse rom", "kaffe")


def test_a_question_sorted_by_keys_alone(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, TEXTS, who)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    keys = page.keyboard
    focus_by_tab(page, "#new-heading")
    for heading in ("Tid", "Rom"):
        keys.type(heading)
        keys.press("Enter")
        expect(page.locator("section.heading h3").filter(has_text=heading)).to_be_visible()
    page.reload()
    focus_by_tab(page, "[data-item=note]")
    # Table 1 first: "mer tid", "ro", "gode rom", "kaffe"; then table 2.
    expect(note(page, "mer tid")).to_be_focused()
    keys.press("1")
    expect(note(page, "ro").first).to_be_focused()
    expect(page.locator("#say")).to_contain_text("Placed under “Tid”. 6 notes left.")
    keys.press("1")
    expect(note(page, "gode rom")).to_be_focused()
    keys.press("2")
    expect(note(page, "kaffe")).to_be_focused()
    keys.press("x")
    expect(page.get_by_label("Why?")).to_be_focused()
    keys.type("Hører ikke til her")
    keys.press("Enter")
    counts(page, typed=7, printed=3, set_aside=1, not_yet_placed=3)
    expect(note(page, "hvem eier tilbudet?")).to_be_focused()
    keys.press("m")
    expect(page.locator("#ask")).to_contain_text("hvem eier tilbudet?")
    focus_by_tab(page, "#ask button[value^='to:']")
    keys.press("Enter")
    expect(sentence(page, "Hvem eier tilbudet?")).to_be_visible()
    expect(page.locator("[data-item=note]:focus")).to_have_count(1)
    keys.press("d")
    expect(page.locator("#find")).to_be_focused()
    keys.type("mer tid")
    keys.press("Enter")
    counts(page, absorbed=1, not_yet_placed=1)
    expect(note(page, "gode, lyse rom")).to_be_focused()
    keys.press("j")
    keys.type("gode rom")
    keys.press("Enter")
    expect(page.locator("#ask-text")).to_have_value("Gode rom; gode, lyse rom.")
    keys.press("End")
    keys.press("Backspace")
    keys.type("!")
    keys.press("Enter")
    expect(under(page, "Rom").nth(0)).to_contain_text("Gode rom; gode, lyse rom!")
    counts(page, typed=7, printed=5, absorbed=1, set_aside=1, not_yet_placed=0)
    focus_by_tab(page, "[data-item=entry]")
    keys.press("r")
    expect(page.locator("#ask-text")).to_be_focused()
    keys.press("Control+a")
    keys.type("Mer tid til hverandre.")
    keys.press("Enter")
    expect(under(page, "Tid").nth(0)).to_have_text("Mer tid til hverandre.")
    expect(sentence(page, "Mer tid til hverandre.")).to_be_focused()
    keys.press("Alt+ArrowDown")
    expect(under(page, "Tid").nth(1)).to_have_text("Mer tid til hverandre.")
    expect(sentence(page, "Mer tid til hverandre.")).to_be_focused()
    keys.press("u")
    expect(under(page, "Tid").nth(0)).to_have_text("Mer tid til hverandre.")
    keys.press("Control+z")
    expect(under(page, "Tid").nth(0)).to_have_text("Mer tid.")
    page.reload()  # undo goes on after a reload
    focus_by_tab(page, "#redo")
    keys.press("Enter")
    expect(under(page, "Tid").nth(0)).to_have_text("Mer tid til hverandre.")
    axe(page)
    assert piles(cafe, workshop) == {
        "typed": 8, "printed": 5, "absorbed": 1, "main": 0, "aside": 1, "struck": 0, "unplaced": 1,
        "erased": 0,
    }  # fmt: skip


def test_the_next_key_before_the_first_move_is_done(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, ("mer tid", "ro", "gode rom", "kaffe"), who)
    sorted_under_two(cafe, workshop)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    at_once(sentence(page, "Mer tid."), "Alt+ArrowDown", "Alt+ArrowDown", "Alt+ArrowDown")
    expect(page.locator(".entry > .words")).to_have_text(["Ro.", "Gode rom.", "Mer tid.", "Kaffe."])


def test_single_keys_can_be_turned_off(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, TEXTS, who)
    page = new_page(reduced_motion="reduce")
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    focus_by_tab(page, "[data-item=note]")
    page.keyboard.press("?")
    axe(page)
    page.locator("#ask").get_by_role("checkbox").uncheck()
    page.keyboard.press("Enter")
    expect(page.locator("#ask")).to_be_hidden()
    page.keyboard.press("x")
    expect(page.locator("#ask")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#ask")).to_be_visible()


def test_a_question_sorted_by_pointer_alone(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, ("ro", "tid", "rom", "kaffe"), who)
    page = new_page(viewport={"width": 1440, "height": 900})
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    page.get_by_label("New heading").fill("Det vi trenger")
    page.get_by_role("button", name="Add").click()
    entries = page.locator(".entries")
    expect(entries).to_have_count(1)
    drag(page, note(page, "ro").first, entries)
    expect(under(page, "Det vi trenger")).to_have_text(["Ro."])
    drag(page, note(page, "tid"), sentence(page, "Ro."), above=True)
    expect(under(page, "Det vi trenger")).to_have_text(["Tid.", "Ro."])
    drag(page, note(page, "rom"), sentence(page, "Ro."), above=True)
    expect(under(page, "Det vi trenger")).to_have_text(["Tid.", "Rom.", "Ro."])
    drag(page, sentence(page, "Ro.").last, sentence(page, "Tid."), above=True)
    expect(under(page, "Det vi trenger")).to_have_text(["Ro.", "Tid.", "Rom."])
    counts(page, typed=4, printed=3, not_yet_placed=1)
    drag(page, note(page, "kaffe"), page.locator("#aside ul"))
    page.get_by_label("Why?").fill("Spøk")
    page.locator("#ask button[type=submit]").click()
    counts(page, set_aside=1, not_yet_placed=0)
    drag(page, sentence(page, "Tid."), page.locator(".done"))
    counts(page, printed=2, not_yet_placed=1)
    page.get_by_role("button", name="Undo").click()
    expect(under(page, "Det vi trenger")).to_have_text(["Ro.", "Tid.", "Rom."])
    counts(page, typed=4, printed=3, set_aside=1, not_yet_placed=0)
    axe(page)


def test_two_organisers_at_once(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    berit = cafe.user()
    arne = cafe.user(email="arne@example.org", name="Arne Aas")
    workshop = lay_out(cafe, TEXTS, berit, arne)
    one, two = new_page(), new_page(expect=("409",))
    for page, who in ((one, berit), (two, arne)):
        log_in(page, cafe, who)
        open_board(page, cafe, workshop)
    one.get_by_label("New heading").fill("Tid")
    one.keyboard.press("Enter")
    expect(two.locator("section.heading h3")).to_contain_text("Tid")
    two.get_by_label("New heading").fill("Halvveis skre")  # news must not touch this
    note(one, "mer tid").focus()
    one.keyboard.press("1")
    expect(under(two, "Tid")).to_have_text(["Mer tid."])
    expect(two.get_by_label("New heading")).to_have_value("Halvveis skre")

    sentence(two, "Mer tid.").focus()
    two.keyboard.press("r")
    expect(two.locator("#ask-text")).to_be_focused()
    two.keyboard.press("Control+a")
    two.keyboard.type("Mye mer tid.")
    sentence(one, "Mer tid.").focus()
    one.keyboard.press("r")
    one.keyboard.press("Control+a")
    one.keyboard.type("Bedre tid.")
    one.keyboard.press("Enter")
    expect(under(two, "Tid")).to_have_text(["Bedre tid."])
    expect(two.locator("#ask-text")).to_have_value("Mye mer tid.")
    two.keyboard.press("Enter")
    expect(two.locator("#ask .problem")).to_contain_text("Bedre tid.")
    expect(two.locator("#ask-text")).to_have_value("Mye mer tid.")
    two.get_by_role("button", name="Use mine in its place").click()  # seen, and meant
    expect(under(one, "Tid")).to_have_text(["Mye mer tid."])


def test_undo_never_takes_what_somebody_else_did(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    berit = cafe.user()
    arne = cafe.user(email="arne@example.org", name="Arne Aas")
    workshop = lay_out(cafe, TEXTS, berit, arne)
    one, two = new_page(expect=("409",)), new_page()
    for page, who in ((one, berit), (two, arne)):
        log_in(page, cafe, who)
        open_board(page, cafe, workshop)
    for heading in ("Først", "Tid"):
        one.get_by_label("New heading").fill(heading)
        one.keyboard.press("Enter")
        expect(two.locator("section.heading h3").filter(has_text=heading)).to_be_visible()
    note(one, "kaffe").focus()
    one.keyboard.press("1")
    note(one, "mer tid").focus()
    one.keyboard.press("2")
    expect(under(two, "Tid")).to_have_text(["Mer tid."])
    sentence(two, "Mer tid.").focus()
    two.keyboard.press("1")
    expect(under(one, "Først")).to_have_text(["Kaffe.", "Mer tid."])
    one.get_by_role("button", name="Undo").first.click()
    expect(one.locator(".refused")).to_contain_text("Mer tid.")
    one.get_by_role("button", name="Undo what I did before it").click()
    expect(under(one, "Først")).to_have_text(["Mer tid."])
    expect(one.locator(".refused")).to_be_hidden()


def test_five_hundred_notes_are_not_drawn_again_for_one(
    server: StartServer, new_page: NewPage
) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, tuple(f"lapp nummer {i} av mange" for i in range(500)), who)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    expect(page.locator("[data-item=note]")).to_have_count(500)
    page.get_by_label("New heading").fill("Alt")
    page.keyboard.press("Enter")
    expect(page.locator("section.heading")).to_have_count(1)
    page.evaluate("document.querySelectorAll('[data-item=note]').forEach(e => e.mark = 1)")
    page.locator("[data-item=note]").first.focus()
    for _note in range(5):
        page.keyboard.press("1")
    counts(page, not_yet_placed=495, printed=5)
    kept = "[...document.querySelectorAll('[data-item=note]')].filter(e => e.mark).length"
    assert page.evaluate(kept) == 495


def test_one_digit_too_many_moves_nothing(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, ("ro", "tid"), who)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    for heading in ("En", "To"):
        page.locator("#new-heading").fill(heading)
        page.keyboard.press("Enter")
        expect(page.locator("section.heading h3").filter(has_text=heading)).to_be_visible()
    page.locator("[data-item=note]").first.focus()
    # A key that is held down does one thing, and presses nothing in what it has opened.
    for key in ("Enter", "2"):
        for _repeat in range(3):
            page.keyboard.down(key)
            if key == "Enter":
                expect(page.locator("#ask button").first).to_be_focused()
        page.keyboard.up(key)
        page.keyboard.press("Escape")
    counts(page, printed=1, not_yet_placed=1)
    for _press in range(4):
        page.keyboard.press("2")
    counts(page, printed=2, not_yet_placed=0)
    expect(page.locator("[data-end]")).to_be_focused()
    expect(under(page, "To")).to_have_text(["Ro.", "Tid."])
    page.locator("[data-item=entry]").first.focus()
    written = page.locator("#ask").get_by_role("textbox")
    for _repeat in range(3):
        page.keyboard.down("r")
        expect(written).to_be_focused()
    page.keyboard.up("r")
    expect(written).to_have_value("Ro.")
    for _repeat in range(2):  # a key that is pressed in there types as long as it is held
        page.keyboard.down("o")
    page.keyboard.up("o")
    expect(written).to_have_value("Ro.oo")
