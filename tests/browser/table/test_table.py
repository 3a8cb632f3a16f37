"""Two hosts at one table."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from cafe.model import CafeTable
from tests.browser.tables import (
    BAD_WEATHER,
    Table,
    Tablet,
    closing_database,
    mends_nothing,
    open_table,
    sit_down,
)
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.waiting import becomes

MEETS = "https://meet.example.org/rom/1"
LONG = "Vi må få ned farten forbi skolen om morgenen."


def test_two_hosts_see_each_others_notes(table: Table, new_page: NewPage) -> None:
    with closing_database(table.server) as opened, opened.database.writing() as tx:
        tx.get_one(CafeTable, table.id).meeting = MEETS
    one, other = sit_down(new_page, table), sit_down(new_page, table)
    expect(one.page.get_by_role("link", name=MEETS)).to_have_attribute("href", MEETS)
    one.add("mer lys", LONG)
    other.add("gåbuss")
    for tablet in (one, other):
        expect(tablet.page.locator(".slip")).to_have_count(3)
        expect(tablet.slip("mer lys")).to_have_attribute("data-kind", "keyword")
        expect(tablet.slip(LONG)).to_have_attribute("data-kind", "statement")
        expect(tablet.status).to_have_text("All 3 notes received.")
    assert sorted(table.notes()) == sorted(["mer lys", LONG, "gåbuss"])


def test_news_never_eats_what_somebody_types(table: Table, new_page: NewPage) -> None:
    one, other = sit_down(new_page, table), sit_down(new_page, table)
    other.add("mer lis")
    other.tap("mer lis", "Edit")
    editor = other.page.get_by_label("The note's text")
    editor.press_sequentially(" på")
    other.page.get_by_label("Main statement").fill("Sammen")
    other.field.fill("en halv tanke")
    other.field.evaluate("field => field.setSelectionRange(3, 7)")
    one.add("fra den andre")
    expect(other.slip("fra den andre")).to_be_visible()
    expect(other.field).to_have_value("en halv tanke")
    expect(other.field).to_be_focused()
    assert other.field.evaluate("field => [field.selectionStart, field.selectionEnd]") == [3, 7]
    expect(editor).to_have_value("mer lis på")
    expect(other.page.get_by_label("Main statement")).to_have_value("Sammen")


def test_line_breaks_kind_and_input_methods(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table)
    tablet.field.press_sequentially("to")
    tablet.field.press("Shift+Enter")
    tablet.field.press_sequentially("linjer")
    # The Enter that accepts what an input method proposes is not the host's.
    tablet.field.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(tablet.field).to_have_value("to\nlinjer")
    tablet.page.get_by_role("radio", name="Keyword").check()
    tablet.page.get_by_role("button", name="Add").click()
    expect(tablet.slip("linjer")).to_have_attribute("data-kind", "keyword")
    tablet.tap("linjer", "Make it a statement")
    expect(tablet.slip("linjer")).to_have_attribute("data-kind", "statement")
    becomes(table.notes, ["to\nlinjer"])


def test_struck_out_and_brought_back(table: Table, new_page: NewPage) -> None:
    one, other = sit_down(new_page, table), sit_down(new_page, table)
    one.add("feil")
    one.tap("feil", "Strike out")
    expect(other.slip("feil").locator("del")).to_be_visible()
    other.tap("feil", "Bring back")
    expect(one.slip("feil").locator("del")).to_have_count(0)


def test_two_edit_the_same_note(table: Table, new_page: NewPage) -> None:
    one, other = sit_down(new_page, table), sit_down(new_page, table, badly=True)
    one.add("lys")
    other.tap("lys", "Edit")
    one.tap("lys", "Edit")
    one.page.get_by_label("The note's text").fill("lys på veien")
    one.page.get_by_label("The note's text").press("Enter")
    expect(one.slip("lys på veien")).to_have_attribute("data-status", "received")
    other.page.get_by_label("The note's text").fill("lys i tunnelen")
    other.page.get_by_label("The note's text").press("Enter")
    expect(other.page.locator("dd")).to_have_text(["lys i tunnelen", "lys på veien"])
    axe(other.page)
    other.page.get_by_role("button", name="Use mine").click()
    for tablet in (one, other):
        tablet.all_received("lys i tunnelen")

    other.tap("lys", "Edit")
    one.tap("lys", "Edit")
    for tablet, text in ((one, "lys"), (other, "mer lys")):
        tablet.page.get_by_label("The note's text").fill(text)
    one.page.get_by_label("The note's text").press("Enter")
    one.all_received("lys")
    other.page.get_by_label("The note's text").press("Enter")
    other.page.get_by_role("button", name="Keep both").click()
    for tablet in (one, other):
        tablet.all_received("mer lys", "lys")


def test_what_is_refused_stays_with_its_reason(table: Table, new_page: NewPage) -> None:
    page = new_page(expect=BAD_WEATHER)
    mends_nothing(page)
    tablet = Tablet(page, table.address)
    tablet.add("bjelle \x07", "dette går")
    expect(tablet.slip("dette går")).to_have_attribute("data-status", "received")
    refused = tablet.page.locator(".slip[data-status=refused]")
    expect(refused).to_contain_text("U+0007")
    expect(tablet.status).to_contain_text("1 note was not received.")
    axe(tablet.page)
    refused.locator(".refusal").get_by_role("button", name="Edit").click()
    tablet.page.get_by_label("The note's text").fill("kort")
    tablet.page.get_by_label("The note's text").press("Enter")
    tablet.all_received("dette går", "kort")
    becomes(table.notes, ["dette går", "kort"])


def test_what_is_too_long_stays_in_the_field(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table)
    words = "🌍" + "x" * 10_049  # an emoji is one character, as the café counts
    tablet.field.fill(words)
    tablet.field.press("Enter")
    expect(tablet.field).to_have_value(words)
    expect(tablet.page.get_by_text("50 characters too long.").first).to_be_visible()
    assert table.notes() == []


def test_a_table_that_closed_meanwhile_and_opens_again(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table, badly=True)
    tablet.offline(True)  # a tablet that knows of it already would only practise
    table.move("planning")
    tablet.add("for sent")
    expect(tablet.slip("for sent")).to_have_attribute("data-status", "kept")
    tablet.offline(False)
    expect(tablet.slip("for sent")).to_contain_text("The organiser can open the tables")
    tablet.page.evaluate("() => dispatchEvent(new Event('online'))")
    tablet.field.fill("enda en")
    expect(tablet.page.locator(".notice")).to_be_visible()
    tablet.field.press("Enter")
    expect(tablet.field).to_have_value("enda en")
    table.move("open")
    tablet.page.evaluate("() => dispatchEvent(new Event('online'))")
    tablet.all_received("for sent")


def test_cafe_name_and_main_statement(table: Table, new_page: NewPage) -> None:
    one, other = sit_down(new_page, table), sit_down(new_page, table)
    name, sentence = "Kafé Krabben", "En trygg vei lager vi sammen."
    one.page.get_by_label("The name of your café").fill(name)
    one.page.get_by_label("The name of your café").press("Enter")
    expect(other.page.get_by_label("The name of your café")).to_have_value(name)
    other.page.get_by_label("Main statement").fill(sentence)
    other.page.get_by_label("Main statement").blur()
    expect(one.page.get_by_label("Main statement")).to_have_value(sentence)


def test_two_names_for_one_cafe(table: Table, new_page: NewPage) -> None:
    one, other = sit_down(new_page, table), sit_down(new_page, table, badly=True)
    mine = other.page.get_by_label("The name of your café")
    mine.fill("Kafé Brygga")
    one.page.get_by_label("The name of your café").fill("Kafé Krabben")
    one.page.get_by_label("The name of your café").press("Enter")
    expect(one.page.locator(".cafe-name [data-status=received]")).to_have_count(1)
    expect(mine).to_have_value("Kafé Brygga")
    mine.press("Enter")
    expect(other.page.locator("dd")).to_have_text(["Kafé Brygga", "Kafé Krabben"])
    other.page.get_by_role("button", name="Keep what is there").click()
    expect(mine).to_have_value("Kafé Krabben")


def test_the_parts_as_fields(running: Server, new_page: NewPage) -> None:
    table = open_table(running, parts=("Hva gjør vi selv?", "Hva gjør kommunen?"))
    tablet = sit_down(new_page, table)
    tablet.page.get_by_label("The parts as fields on the poster").check()
    tablet.page.get_by_role("radio", name="Part B").check()
    tablet.add("brøyte tidlig")
    tablet.page.get_by_role("radio", name="No part").check()
    tablet.add("snakke sammen")
    part = tablet.page.get_by_role("list", name="Notes in part B")
    expect(part.locator(".text")).to_have_text(["brøyte tidlig"])
    loose = tablet.page.get_by_role("list", name="Notes without a part")
    expect(loose.locator(".text")).to_have_text(["snakke sammen"])
    axe(tablet.page)


def test_a_photograph_of_the_paper_poster(table: Table, new_page: NewPage, tmp_path: Path) -> None:
    one, other = sit_down(new_page, table, badly=True), sit_down(new_page, table)
    picture = BytesIO()
    Image.new("RGB", (2600, 1300), "orange").save(picture, "JPEG")
    (tmp_path / "plakat.jpg").write_bytes(picture.getvalue())
    (tmp_path / "liste.jpg").write_bytes(b"not a picture")
    choose = one.page.get_by_label("Photograph the poster")
    choose.set_input_files(tmp_path / "liste.jpg")
    expect(one.page.locator(".photos .problem")).to_contain_text("not a picture")
    one.page.locator(".photos").get_by_role("button", name="Cancel").click()
    choose.set_input_files(tmp_path / "plakat.jpg")
    words = one.page.get_by_label("What photograph 1 shows")
    words.fill("Oransje plakat")
    words.press("Enter")
    for tablet in (one, other):
        shown = tablet.page.get_by_role("img", name="Oransje plakat")
        shown.scroll_into_view_if_needed()
        expect(shown).to_have_js_property("naturalWidth", 2000)


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_the_page_is_for_everybody(table: Table, new_page: NewPage, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 700})
    tablet = Tablet(page, table.address)
    tablet.add("mer lys", LONG, "feil")
    tablet.tap("feil", "Strike out")
    tablet.tap("mer lys", "Edit")
    expect(page.locator(".slip[data-status=received]")).to_have_count(3)
    axe(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
