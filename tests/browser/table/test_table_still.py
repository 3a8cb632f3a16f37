"""Nothing jumps under a finger: a note goes on its way and arrives, and all lies where it lay."""

import time
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.tables import Table, Tablet, sit_down
from tests.support.browser import TWO_FRAMES, Held, NewPage

LONG = "Vi må få ned farten forbi skolen om morgenen, og det haster mer enn dere tror."
# By its text: where it lies and how large it is; the status line and the big field too.
BOXES = """() => document.fonts.ready.then(() => Object.fromEntries(
  [...document.querySelectorAll(".slip, .arrived, .writer")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const name = element.querySelector(".text")?.textContent ?? element.className;
    return [name, [x, y + scrollY, width, height].map(Math.round)];
  })))"""
ADD = """(field, text) => { field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true })); field.form.requestSubmit() }"""


@pytest.mark.parametrize("width", [390, 800, 1024, 1280])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_note_on_its_way_moves_nothing(
    table: Table, new_page: NewPage, width: int, language: str
) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(table.address.replace("lang=en", f"lang={language}"))
    field = page.locator("#writer-text")
    for text in ("lys", LONG):
        field.fill(text)
        field.press("Enter")
    expect(page.locator(".slip[data-status=received]")).to_have_count(2)
    at_rest = page.evaluate(BOXES)
    held = Held(page, "**/notes")
    for text, status in (("ny", "sending"), ("enda en", "kept")):
        field.fill(text)
        field.press("Enter")
        slip = page.locator(".slip").filter(has_text=text)
        expect(slip).to_have_attribute("data-status", status)
        expect(slip.locator(".mark")).to_be_visible()
    under_way = page.evaluate(BOXES)
    held.let_go()
    expect(page.locator(".slip[data-status=received]")).to_have_count(4)
    expect(page.locator(".arrived[data-waits=false]")).to_be_visible()
    assert page.evaluate(BOXES) == under_way
    assert _moved_down(at_rest, under_way) == _moved_down(at_rest, at_rest)


def _moved_down(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """`after` for what was there before; slips lie lower by the height of the new ones."""
    return {name: after[name][2:] if name in ("lys", LONG) else after[name][:3] for name in before}


@pytest.mark.parametrize("width", [390, 1024])
def test_names_on_their_way_move_nothing(table: Table, new_page: NewPage, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    tablet = Tablet(page, table.address)
    tablet.add("lys")
    tablet.all_received("lys")
    hosts = page.get_by_label("Host")
    hosts.fill("Kari og Ola")
    held = Held(page, "**/hosts")
    hosts.press("Enter")
    expect(page.locator(".hosts [data-status=sending]")).to_have_count(1)
    under_way = page.evaluate(BOXES)
    held.let_go()
    expect(page.locator(".hosts [data-status=received]")).to_have_count(1)
    assert page.evaluate(BOXES) == under_way


@pytest.mark.parametrize("width", [390, 1024])
def test_a_lost_line_moves_nothing(table: Table, new_page: NewPage, width: int) -> None:
    tablet = Tablet(
        new_page(viewport={"width": width, "height": 800}, expect=("ERR_", "WebSocket")),
        table.address,
    )
    tablet.add("lys", "vei")
    tablet.all_received("vei", "lys")
    before = tablet.page.evaluate(BOXES)
    tablet.offline(True)
    tablet.tap("lys", "Edit")
    tablet.page.get_by_label("The note's text").fill("lås")
    tablet.page.get_by_label("The note's text").press("Enter")
    expect(tablet.status).to_contain_text("No connection.")
    expect(tablet.status).to_contain_text("1 note waits")
    before["lås"] = before.pop("lys")
    assert tablet.page.evaluate(BOXES) == before


@pytest.mark.parametrize("width", [390, 800])
def test_a_clock_that_runs_out_moves_nothing(table: Table, new_page: NewPage, width: int) -> None:
    now = int(time.time() * 1000)
    rounds = {"count": 3, "minutes": 12, "change": 2}
    table.agree(rounds=rounds, round=1, timer_ends_ms=now + 600_000)
    tablet = Tablet(new_page(viewport={"width": width, "height": 800}), table.address)
    clock = tablet.page.get_by_role("timer")
    expect(clock).to_contain_text("Round 1 of 3")
    before = tablet.page.evaluate(BOXES)
    for left, words in ((90_000, "Time to round off"), (-1000, "The time is up.")):
        table.agree(timer_ends_ms=now + left)
        tablet.hear()
        expect(clock).to_contain_text(words)
        assert tablet.page.evaluate(BOXES) == before


def test_a_press_that_a_new_note_comes_into(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table)
    tablet.add("lys")
    tablet.all_received("lys")
    page, mouse = tablet.page, tablet.page.mouse
    tablet.slip("lys").get_by_role("button", name="Edit").hover()
    mouse.down()
    with page.expect_response("**/notes"):
        tablet.field.evaluate(ADD, "ny")  # with the other hand
    page.evaluate(TWO_FRAMES)
    expect(tablet.slip("ny")).to_have_count(0)
    mouse.up()
    expect(page.get_by_label("The note's text")).to_be_focused()
    expect(page.get_by_label("The note's text")).to_have_value("lys")
    expect(tablet.slip("ny")).to_have_attribute("data-status", "received")
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.closest('.slip').dataset.id")


def test_a_button_stays_the_same_through_all_states(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table)
    held = Held(tablet.page, "**/notes")
    tablet.add("lys")
    expect(tablet.slip("lys")).to_have_attribute("data-status", "sending")
    tablet.page.evaluate("() => { window.edit = document.querySelector('[title=Edit]') }")
    held.let_go()
    tablet.all_received("lys")
    assert tablet.page.evaluate("() => window.edit === document.querySelector('[title=Edit]')")


def test_an_edit_that_is_opened_while_another_note_is_in_the_air(
    table: Table, new_page: NewPage
) -> None:
    tablet = sit_down(new_page, table)
    tablet.add("eple", "pære", "fiken")
    tablet.all_received("fiken", "pære", "eple")
    page, mouse = tablet.page, tablet.page.mouse
    tablet.slip("fiken").locator(".text").hover()
    mouse.down()
    box = tablet.slip("pære").bounding_box()
    assert box
    mouse.move(box["x"] + 40, box["y"] + box["height"] * 0.8, steps=4)
    expect(page.locator(".in-hand")).to_be_visible()
    tablet.slip("eple").get_by_role("button", name="Edit").press("Enter")
    page.evaluate(TWO_FRAMES)
    mouse.up()
    expect(page.get_by_label("The note's text")).to_be_focused()
    expect(page.get_by_label("The note's text")).to_have_value("eple")
