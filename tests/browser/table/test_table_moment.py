"""The table's day: help at first, rounds, the main statement's moment, a stand-in, the keyboard."""

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.tables import Table, Tablet, sit_down
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.waiting import becomes

STATEMENT = "En trygg vei lager vi sammen."


def test_the_page_explains_itself_until_the_first_note(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table)
    expect(tablet.page.locator(".help li")).to_have_count(3)
    axe(tablet.page)
    tablet.add("mer lys")
    expect(tablet.page.locator(".help")).to_have_count(0)
    tablet.page.get_by_role("button", name="How this page works").click()
    expect(tablet.page.locator(".help")).to_be_visible()
    tablet.page.get_by_role("button", name="How this page works").click()
    expect(tablet.page.locator(".help")).to_have_count(0)


def test_the_next_group_sees_what_the_former_said(table: Table, new_page: NewPage) -> None:
    rounds = {"count": 3, "minutes": 12, "change": 2}
    table.agree(rounds=rounds, round=1)
    one = sit_down(new_page, table)
    one.add("først sagt")
    expect(one.page.locator(".round")).to_have_count(0)
    table.agree(round=2)
    one.hear()
    expect(one.page.get_by_role("heading", name="Round 2 now")).to_be_visible()
    expect(one.page.get_by_text("Nothing is written in this round yet.")).to_be_visible()
    one.add("så sagt")
    other = sit_down(new_page, table)
    for tablet in (one, other):
        now = tablet.page.get_by_role("list", name="Notes of round 2")
        expect(now.locator(".text")).to_have_text(["så sagt"])
        former = tablet.page.get_by_role("list", name="Notes of round 1")
        expect(former.locator(".text")).to_have_text(["først sagt"])
    axe(other.page)


def test_what_was_said_without_network_keeps_its_round(table: Table, new_page: NewPage) -> None:
    table.agree(rounds={"count": 2, "minutes": 12, "change": 2}, round=1)
    tablet = sit_down(new_page, table, badly=True)
    tablet.offline(True)
    tablet.add("i første runde")
    table.agree(round=2)
    tablet.offline(False)
    former = tablet.page.get_by_role("list", name="Notes of round 1")
    expect(former.locator(".slip[data-status=received]")).to_have_count(1)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1024, 768), (1440, 900)])
def test_the_main_statements_moment(
    table: Table, new_page: NewPage, width: int, height: int
) -> None:
    tablet = Tablet(new_page(viewport={"width": width, "height": height}), table.address)
    tablet.add("mer lys")
    tablet.field.fill("en halv tanke")
    tablet.field.evaluate("field => field.setSelectionRange(3, 7)")
    table.agree(asks_main=True)
    tablet.hear()
    asked = tablet.page.locator(".asked-for")
    expect(asked).to_contain_text("The time has come for your main statement")
    expect(tablet.page.locator("#say")).to_contain_text("The time has come")
    expect(tablet.field).to_be_focused()
    expect(tablet.field).to_have_value("en halv tanke")
    assert tablet.field.evaluate("field => [field.selectionStart, field.selectionEnd]") == [3, 7]
    axe(tablet.page)
    assert tablet.page.evaluate("() => document.documentElement.scrollWidth") <= width
    asked.get_by_role("button", name="Write it").press("Enter")
    statement = tablet.page.get_by_label("Main statement")
    expect(statement).to_be_focused()
    tablet.page.locator("#say").evaluate("region => { region.textContent = '' }")
    statement.fill(STATEMENT)
    statement.press("Enter")
    expect(asked).to_have_count(0)
    expect(tablet.page.locator(".main-statement [data-status=received]")).to_be_visible()
    expect(tablet.page.locator("#say")).to_be_empty()


def test_it_comes_before_the_notes(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table)
    expect(tablet.field).to_be_focused()  # whoever has just come may type at once
    tablet.page.set_viewport_size({"width": 1024, "height": 768})
    tablet.add("mer lys")
    statement = tablet.page.get_by_label("Main statement")
    expect(statement).to_be_in_viewport(ratio=1)
    statement.click()
    tablet.page.keyboard.type("Alle går")
    tablet.page.set_viewport_size({"width": 768, "height": 1024})
    tablet.page.wait_for_function(
        "() => getComputedStyle(document.querySelector('.side')).display === 'contents'"
    )
    tablet.page.keyboard.type(" trygt")
    expect(statement).to_have_value("Alle går trygt")
    statement.fill("")
    expect(tablet.slip("mer lys")).to_be_visible()
    above = """() => document.getElementById("main-statement").getBoundingClientRect().top
      < document.querySelector(".slip").getBoundingClientRect().top"""
    assert not tablet.page.evaluate(above)
    table.agree(asks_main=True)
    tablet.hear()
    tablet.page.wait_for_function(above)


def test_a_stand_in_says_who_hosts(table: Table, new_page: NewPage) -> None:
    one, other = sit_down(new_page, table), sit_down(new_page, table)
    field = one.page.get_by_label("Table host")
    field.fill("Mona, Per")
    field.press("Enter")
    expect(other.page.get_by_label("Table host")).to_have_value("Mona, Per")


LOW: list[ViewportSize] = [{"width": 1024, "height": 380}, {"width": 768, "height": 600}]


@pytest.mark.parametrize("strip", LOW, ids=("lying", "standing"))
def test_with_the_keyboard_up(table: Table, new_page: NewPage, strip: ViewportSize) -> None:
    tablet = sit_down(new_page, table)
    tablet.add("først", "så", "sist")
    tablet.field.focus()
    tablet.page.set_viewport_size(strip)
    expect(tablet.page.locator("html")).to_have_attribute("data-low", "")
    line = tablet.page.locator(".question h1").bounding_box()
    assert line
    assert line["height"] < 32
    for part in (tablet.field, tablet.slip("sist"), tablet.page.locator(".question h1")):
        expect(part).to_be_in_viewport(ratio=1)
    axe(tablet.page)


def test_the_organiser_sees_that_the_page_was_opened(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table)
    ask = "() => fetch(location.pathname + '/snapshot?now').then(answer => answer.json())"
    becomes(lambda: [one["opened"] for one in tablet.page.evaluate(ask)["tables"]], [True])
