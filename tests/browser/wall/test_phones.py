"""Phones held, paused and struck: two phones, a wall and an organiser, in real browsers."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sorting import log_in
from tests.browser.table.test_pairs import (
    PHONE,
    WIDE,
    Talk,
    add,
    field,
    organised,  # noqa: F401 - a fixture
    pair,
    received,
    slip,
)
from tests.browser.vernissage import sheet
from tests.browser.walls import look
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.pairs import SUB_QUESTIONS
from tests.support.server import Server

HERE = SUB_QUESTIONS[0]
PAUSED = ("503",)


@pytest.fixture
def talk(organised: Server) -> Talk:  # noqa: F811
    return Talk(organised)


def board(talk: Talk, new_page: NewPage, path: str = "day") -> Page:
    page = new_page(viewport=WIDE)
    log_in(page, talk.server, talk.who)
    page.goto(f"{talk.server.url}/w/{talk.workshop.id}/{path}?lang=en")
    return page


def choose(page: Page, mode: str) -> None:
    button = page.locator(".phones-now").get_by_role("button", name=mode)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_held_notes_are_taken_in_and_left_out(talk: Talk, new_page: NewPage) -> None:
    one, other = pair(new_page, talk), pair(new_page, talk)
    wall = look(new_page(viewport=WIDE), talk.wall)
    day = board(talk, new_page)
    add(one, HERE, "rett opp")
    received(one, 1)
    choose(day, "Held for approval")
    expect(one.locator(".notice")).to_contain_text("The organiser looks at what phones write")
    for page, text in ((one, "vent litt"), (other, "tull og tøys")):
        add(page, HERE, text)
        expect(slip(page, text)).to_contain_text("Received: waits for the organiser")
    late = day.locator("#late")
    expect(late).to_contain_text("2 from phones wait for approval")
    expect(late.locator(".said")).to_have_text(["vent litt", "tull og tøys"])
    axe(day)
    # Twice: when the second press has its turn the next note's button lies there, and is not meant.
    take = late.locator("li", has_text="vent litt").get_by_role("button", name="Take in")
    after = late.locator("li", has_text="tøys")
    after.scroll_into_view_if_needed()
    lay = after.bounding_box()
    take.evaluate("button => { button.click(); button.click(); }")
    expect(wall.locator(".slip", has_text="vent litt")).to_have_count(1)
    expect(late.locator(".dealt")).to_contain_text("Taken in. vent litt")
    assert after.bounding_box() == lay
    expect(late.locator(".said")).to_have_text(["tull og tøys"])
    expect(day.locator(".problem:visible")).to_have_count(0)
    expect(slip(one, "vent litt").get_by_role("img", name="On the wall")).to_be_visible()
    late.locator("li", has_text="tøys").get_by_role("button", name="Leave out").click()
    expect(late).to_contain_text("Nothing waits for you")
    expect(day.locator(".done-acts li")).to_have_count(2)
    expect(late.locator(".dealt")).to_have_count(2)
    day.locator("h1").click()
    expect(late.locator(".dealt")).to_have_count(0)
    expect(wall.locator(".slip", has_text="tull")).to_have_count(0)
    other.reload()
    expect(slip(other, "tull og tøys")).to_contain_text("The organiser has taken it off.")
    expect(slip(other, "tull og tøys").get_by_role("button", name="Bring back")).to_have_count(0)
    day.locator(".done-acts").get_by_role("button", name="Undo").first.click()
    expect(late.locator(".said")).to_have_text(["tull og tøys"])


def test_paused_phones_keep_what_is_typed_and_send_it_when_opened(
    talk: Talk, new_page: NewPage
) -> None:
    phone = new_page(viewport=PHONE, has_touch=True, expect=PAUSED)
    phone.goto(talk.door)
    expect(field(phone, HERE)).to_be_visible()
    add(phone, HERE, "før pausen")
    received(phone, 1)
    walker = look(new_page(viewport=PHONE, has_touch=True, expect=PAUSED), talk.wall)
    day = board(talk, new_page)
    choose(day, "Paused")
    expect(phone.locator(".notice")).to_contain_text("The organiser has paused the phones.")
    add(phone, HERE, "i pausen")
    field(phone, HERE).fill("halvskrev")
    expect(slip(phone, "i pausen")).to_contain_text("Kept on the phone")
    dialog = sheet(walker, "før pausen")
    expect(dialog).to_contain_text("The organiser has paused the phones.")
    dialog.get_by_label("Ask about this note").fill("Hvem gjør det?")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.locator(".mine")).to_contain_text("Kept on this phone")
    for page in (phone, walker):
        axe(page)
    choose(day, "Straight up")
    received(phone, 2)
    expect(field(phone, HERE)).to_have_value("halvskrev")
    expect(dialog.locator(".mine")).to_contain_text("The organiser has it.")


def test_many_are_struck_as_one_act_and_back(talk: Talk, new_page: NewPage, tmp_path: Path) -> None:
    kind, rude = pair(new_page, talk), pair(new_page, talk)
    wall = look(new_page(viewport=WIDE), talk.wall)
    add(kind, HERE, "mer lys i gata")
    add(rude, HERE, *[f"tull {number}" for number in range(5)])
    received(rude, 5)
    phones = board(talk, new_page, "phones")
    card = phones.locator(".phone", has_text="tull 0")
    expect(card.locator("li")).to_have_count(5)
    axe(phones)
    phones.get_by_label("mer lys i gata").check()
    card.get_by_role("button", name="Strike out all 5 of this phone").click()
    expect(phones.locator(".done-acts")).to_contain_text("Berit Bakke struck out 5 notes")
    expect(phones.locator(".phone")).to_have_count(1)
    expect(phones.get_by_label("mer lys i gata")).to_be_checked()
    expect(wall.locator(".slip", has_text="tull")).to_have_count(0)
    phones.locator(".done-acts").get_by_role("button", name="Undo").click()
    expect(wall.locator(".slip", has_text="tull")).to_have_count(5)
    expect(phones.locator(".phone")).to_have_count(2)
    expect(phones.locator(".done-acts")).to_have_count(0)


def test_every_width(talk: Talk, new_page: NewPage) -> None:
    phone = pair(new_page, talk)
    add(phone, HERE, "mer lys i gata", "en lang setning om det som skal til for at folk møtes")
    received(phone, 2)
    for path in ("day", "phones"):
        page = board(talk, new_page, path)
        choose(page, "Held for approval")
        for width in (390, 820, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            axe(page)


def test_who_writes_a_reason_does_not_decide_over_a_colleague(
    talk: Talk, new_page: NewPage
) -> None:
    """While a reason is typed the page stands still; what was decided meanwhile is not undone."""
    phone, mine = pair(new_page, talk), board(talk, new_page, "phones")
    other = board(talk, new_page, "phones")
    choose(mine, "Held for approval")
    add(phone, HERE, "vent litt")
    add(phone, HERE, "tull og tøys")
    expect(mine.locator("#late .said")).to_have_count(2)
    expect(other.locator("#late .said")).to_have_count(2)
    mine.get_by_label("Reason for leaving out").fill("ikke om dette")
    take = other.locator("#late li", has_text="vent litt").get_by_role("button", name="Take in")
    take.click()
    expect(other.locator(".done-acts li")).to_have_count(1)
    # Pressed while the field still has the focus, as by Enter on a screen keyboard.
    mine.evaluate("document.querySelector('#late form button[value=leave-all]').click()")
    expect(mine.locator(".done-acts")).to_contain_text("stays (")
    expect(other.locator(".phone label")).to_contain_text(["vent litt"])
    axe(mine)


def test_a_button_never_becomes_another_one_under_a_finger(talk: Talk, new_page: NewPage) -> None:
    """What a colleague does is drawn above it; the button in focus still undoes its own."""
    phone, mine = pair(new_page, talk), board(talk, new_page, "phones")
    other = board(talk, new_page, "phones")
    choose(mine, "Held for approval")
    add(phone, HERE, "vent litt")
    mine.locator("#late").get_by_role("button", name="Take in").click()
    undo = mine.locator(".done-acts button")
    undo.focus()
    own = undo.get_attribute("value")
    add(phone, HERE, "tull og tøys")
    expect(other.locator("#late .said")).to_have_text("tull og tøys")
    other.locator("#late").get_by_role("button", name="Take in").click()
    expect(mine.locator(".done-acts li")).to_have_count(2)
    expect(mine.locator(f".done-acts button[value='{own}']")).to_be_focused()
    mine.keyboard.press("Enter")
    expect(mine.locator("#late .said")).to_have_text("vent litt")
