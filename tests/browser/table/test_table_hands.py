"""Fast hands: lists, moves, joins and splits at a table, by touch, mouse and keys."""

from functools import partial

from playwright.sync_api import Locator, expect

from tests.browser.tables import Table, Tablet, open_table, sit_down
from tests.support.axe import axe
from tests.support.browser import TWO_FRAMES, NewPage, hold_over
from tests.support.keyboard import at_once
from tests.support.server import Server
from tests.support.waiting import becomes, wait_for

LIST = "- mer lys\n2) «Æ → ø?»\n\n• ☕ til alle\N{HORIZONTAL ELLIPSIS}"
LINES = ["- mer lys", "2) «Æ → ø?»", "• ☕ til alle\N{HORIZONTAL ELLIPSIS}"]
PASTE = """(field, text) => { field.focus();
  document.execCommand("insertText", false, text) }"""


def test_a_pasted_list_becomes_notes_when_the_host_says_so(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table)
    tablet.field.evaluate(PASTE, LIST)
    expect(tablet.page.get_by_role("group", name="3 lines: one note per line?")).to_be_visible()
    expect(tablet.field).to_be_focused()
    axe(tablet.page)
    expect(tablet.page.get_by_text("Enter makes a note of each line.")).to_be_visible()
    tablet.field.press("Enter")
    tablet.all_received(*reversed(LINES))
    expect(tablet.field).to_have_value("")
    expect(tablet.field).to_be_focused()
    becomes(table.notes, LINES)


def test_bullets_and_numbers_are_left_out_when_that_is_wished(
    table: Table, new_page: NewPage
) -> None:
    tablet = sit_down(new_page, table)
    tablet.field.evaluate(PASTE, f'{LIST}\r\n"to\nlinjer"')
    tablet.page.get_by_role("checkbox", name="Without bullets and numbers").check()
    tablet.page.get_by_role("button", name="One note per line").click()
    bare = ["mer lys", "«Æ → ø?»", "☕ til alle\N{HORIZONTAL ELLIPSIS}", "to\nlinjer"]
    tablet.all_received(*reversed(bare))
    becomes(table.notes, bare)


def test_eight_notes_are_seen_on_a_tablet_and_typing_a_name_moves_none(
    table: Table, new_page: NewPage
) -> None:
    tablet = sit_down(new_page, table)
    texts = [f"Mer lys på veien {n}" for n in range(10)]
    tablet.add(*texts)
    tablet.all_received(*reversed(texts))
    seen = tablet.page.locator(".slip").nth(7)
    expect(seen).to_be_in_viewport(ratio=1)
    before = seen.bounding_box()
    for field in ("The name of your café", "Table host"):
        tablet.page.get_by_label(field).fill("Kari")
        expect(tablet.page.get_by_text("Not saved yet.")).to_be_visible()
        assert seen.bounding_box() == before
        tablet.page.get_by_label(field).press("Enter")
        expect(tablet.page.get_by_text("Not saved yet.")).to_have_count(0)


def test_or_stays_one_note_as_it_was_typed(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table)
    tablet.field.evaluate(PASTE, LIST)
    tablet.page.get_by_role("button", name="Keep as one note").click()
    expect(tablet.page.locator(".ask")).to_have_count(0)
    tablet.field.press("Enter")
    expect(tablet.slip("mer lys")).to_have_attribute("data-status", "received")
    becomes(table.notes, [LIST])


def test_seen_before_is_a_hint_and_no_barrier(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table)
    tablet.add("mer lys")
    tablet.field.fill("Mer  LYS!")
    expect(tablet.page.locator(".seen")).to_have_text("Seen before: mer lys")
    tablet.field.press("Enter")
    tablet.all_received("Mer  LYS!", "mer lys")
    expect(tablet.page.locator(".seen")).to_have_count(0)


def test_notes_move_by_keys_and_say_where_they_are(table: Table, new_page: NewPage) -> None:
    one, other = sit_down(new_page, table), sit_down(new_page, table)
    one.add("eple", "pære", "fiken")
    one.all_received("fiken", "pære", "eple")
    hand = one.slip("eple").get_by_role("button", name="Edit")
    hand.press("Alt+ArrowUp")
    expect(one.page.locator("#say")).to_have_text("Place 2 of 3.")
    expect(hand).to_be_focused()
    one.slip("pære").get_by_role("button", name="More").click()
    one.slip("pære").get_by_role("button", name="Move down").click()
    expect(one.page.locator("#say")).to_contain_text("at the bottom already")
    one.slip("pære").get_by_role("button", name="Move up").click()
    for tablet in (one, other):
        tablet.shown("fiken", "pære", "eple")
    one.slip("pære").get_by_role("button", name="Move up").click()
    one.all_received("pære", "fiken", "eple")
    other.shown("pære", "fiken", "eple")
    becomes(table.poster, ["eple", "fiken", "pære"])
    axe(one.page)


def drag(tablet: Tablet, text: str, goal: Locator, until: Locator) -> None:
    """Take the note with `text` to the lower half of `goal`; let go when `until` is shown."""
    start, end = tablet.slip(text).locator(".text").bounding_box(), goal.bounding_box()
    assert start
    assert end
    mouse, lower = tablet.page.mouse, end["y"] + end["height"] * 0.8
    mouse.move(start["x"] + 10, start["y"] + 10)
    mouse.down()
    for share in (0.25, 0.5, 0.75, 1.0):
        x = start["x"] + 10 + (end["x"] - start["x"] + 50) * share
        mouse.move(x, start["y"] + 10 + (lower - start["y"] - 10) * share)
    hold_over(tablet.page, end["x"] + 60, lower, until)
    mouse.up()


def test_notes_move_by_hand_and_the_news_waits_for_it(table: Table, new_page: NewPage) -> None:
    one, other = sit_down(new_page, table), sit_down(new_page, table)
    one.add("eple", "pære", "fiken")
    one.all_received("fiken", "pære", "eple")
    last = one.page.locator(".slips > .drop-here:last-child")
    drag(one, "fiken", one.slip("eple"), last)
    one.all_received("pære", "eple", "fiken")
    other.shown("pære", "eple", "fiken")
    becomes(table.poster, ["fiken", "eple", "pære"])


def test_moved_on_a_tablet_without_network(table: Table, new_page: NewPage) -> None:
    one = sit_down(new_page, table, badly=True)
    one.add("eple", "pære")
    one.all_received("pære", "eple")
    one.offline(True)
    one.add("fiken")
    one.slip("fiken").get_by_role("button", name="Edit").press("Alt+ArrowDown")
    one.slip("eple").get_by_role("button", name="Edit").press("Alt+ArrowUp")
    one.shown("pære", "eple", "fiken")
    one.offline(False)
    one.all_received("pære", "eple", "fiken")
    becomes(table.poster, ["fiken", "eple", "pære"])


def test_the_next_key_before_the_first_move_is_kept(table: Table, new_page: NewPage) -> None:
    one = sit_down(new_page, table)
    one.add("eple", "pære", "fiken")
    one.all_received("fiken", "pære", "eple")
    hand = one.slip("fiken").get_by_role("button", name="Edit")
    at_once(hand, "Alt+ArrowDown", "Alt+ArrowDown")
    one.all_received("pære", "eple", "fiken")
    becomes(table.poster, ["fiken", "eple", "pære"])


def test_dragged_to_another_part_of_the_question(running: Server, new_page: NewPage) -> None:
    table = open_table(running, parts=("Hva gjør vi selv?", "Hva gjør kommunen?"))
    one = Tablet(new_page(viewport={"width": 1024, "height": 1100}), table.address)
    one.page.get_by_label("The parts as fields on the poster").check()
    one.page.get_by_role("radio", name="Part A").check()
    one.add("brøyte")
    one.page.get_by_role("radio", name="Part B").check()
    one.add("måke")
    expect(one.page.locator(".slip[data-status=received]")).to_have_count(2)
    part = one.page.get_by_role("list", name="Notes in part B")
    drag(one, "brøyte", one.slip("måke"), part.locator(".drop-here"))
    expect(part.locator(".slip")).to_have_count(2)
    expect(part.locator(".slip[data-status=received]")).to_have_count(2)


def test_two_notes_become_one_and_two_again(table: Table, new_page: NewPage) -> None:
    one, other = sit_down(new_page, table), sit_down(new_page, table)
    one.add("mer lys", "på veien", "gåbuss")
    one.slip("på veien").get_by_role("button", name="More").click()
    one.page.get_by_role("button", name="Join with another note").click()
    one.page.get_by_role("heading", name="Notes").click()
    one.page.keyboard.press("Escape")
    expect(one.page.locator(".joining")).to_have_count(0)
    expect(one.page.locator("#say")).to_have_text("Nothing is joined.")
    one.tap("på veien", "More")
    one.page.get_by_role("button", name="Join with another note").click()
    axe(one.page)
    one.slip("mer lys").get_by_role("button", name="Join here").click()
    editor = one.page.get_by_label("The note's text")
    expect(editor).to_have_value("mer lys\npå veien")
    expect(editor).to_be_focused()
    editor.fill("mer lys → på veien?")
    one.page.get_by_role("button", name="Join", exact=True).click()
    joined = other.page.locator(".slip[data-joined]")
    expect(joined).to_contain_text("Joined with “mer lys → på veien?”")
    expect(joined.locator("del")).to_have_count(0)
    expect(other.status).to_have_text("All 2 notes received.")
    becomes(table.poster, ["mer lys → på veien?", "gåbuss"])
    joined.get_by_role("button", name="Bring back").click()
    expect(one.page.locator(".slip[data-joined]")).to_have_count(0)
    becomes(table.poster, ["mer lys → på veien?", "på veien", "gåbuss"])
    one.slip("gåbuss").get_by_role("button", name="Strike out").press("Enter")
    expect(one.slip("gåbuss").get_by_role("button", name="Bring back")).to_be_focused()
    expect(one.page.locator("#say")).to_have_text("Struck out: gåbuss")
    one.page.keyboard.press("Enter")
    expect(one.slip("gåbuss").get_by_role("button", name="Strike out")).to_be_focused()
    expect(one.page.locator("#say")).to_have_text("Brought back: gåbuss")


def test_a_join_of_what_another_host_changed(table: Table, new_page: NewPage) -> None:
    one, other = sit_down(new_page, table, badly=True), sit_down(new_page, table)
    one.add("lys", "vei")
    one.all_received("vei", "lys")
    one.offline(True)
    one.slip("vei").get_by_role("button", name="More").click()
    one.page.get_by_role("button", name="Join with another note").click()
    one.slip("lys").get_by_role("button", name="Join here").click()
    one.page.get_by_label("The note's text").press("Enter")
    other.tap("lys", "Edit")
    other.page.get_by_label("The note's text").fill("mer lys")
    other.page.get_by_label("The note's text").press("Enter")
    expect(other.slip("mer lys")).to_have_attribute("data-status", "received")
    one.offline(False)
    expect(one.page.locator("dd")).to_have_text(["lys\nvei", "mer lys"])
    one.page.get_by_role("button", name="Use mine").click()
    expect(other.page.locator(".slip[data-joined]")).to_have_count(1)
    becomes(table.poster, ["lys\nvei"])


def test_one_note_becomes_two(table: Table, new_page: NewPage) -> None:
    one = sit_down(new_page, table)
    one.add("først", "mer lys.Og gåbuss → nå?", "sist")
    one.slip("mer lys").get_by_role("button", name="More").click()
    one.page.get_by_role("button", name="Split in two").click()
    editor = one.page.get_by_label("The note's text")
    expect(one.page.locator(".editor .hint")).to_be_visible()
    one.page.get_by_role("button", name="Split at the cursor").click()
    expect(editor).to_be_focused()
    editor.evaluate("field => field.setSelectionRange(8, 8)")
    one.page.get_by_role("button", name="Split at the cursor").click()
    one.all_received("sist", "Og gåbuss → nå?", "mer lys.", "først")
    becomes(table.poster, ["først", "mer lys.", "Og gåbuss → nå?", "sist"])


TOUCHED = """() => { window.touched = new Set();
  new MutationObserver((all) => all.forEach(({ target }) =>
    window.touched.add((target.closest ? target : target.parentElement).closest(".slip"))))
    .observe(document.getElementById("app"),
      { subtree: true, childList: true, characterData: true, attributes: true }) }"""


def test_a_list_of_two_hundred_grows_by_one(table: Table, new_page: NewPage) -> None:
    tablet = Tablet(new_page(viewport={"width": 320, "height": 700}), table.address)
    many = "\n".join(f"tanke nummer {number}" for number in range(200))
    tablet.field.evaluate(PASTE, many)
    tablet.page.get_by_role("button", name="One note per line").click()
    # One by one to the café: some minutes on a slow machine.
    expect(tablet.status).to_have_text("All 200 notes received.", timeout=240_000)
    for count, width in enumerate((320, 1024), 201):
        tablet.page.set_viewport_size({"width": width, "height": 700})
        tablet.page.evaluate(TWO_FRAMES)  # what another width asks for is drawn
        tablet.page.evaluate(TOUCHED)
        last = f"en til på {width}"
        tablet.add(last)
        expect(tablet.status).to_have_text(f"All {count} notes received.")
        # The new slip, and what is not in any slip.
        assert tablet.page.evaluate("() => window.touched.size") <= 2
        wait_for(partial(hangs_last, table, last), what="it to be last on the poster")


def hangs_last(table: Table, text: str) -> bool:
    return table.poster()[-1] == text


def test_words_that_came_meanwhile_are_not_struck_unseen(table: Table, new_page: NewPage) -> None:
    one, other = sit_down(new_page, table, badly=True), sit_down(new_page, table)
    one.add("lys")
    expect(other.slip("lys")).to_have_attribute("data-status", "received")
    one.offline(True)
    one.tap("lys", "Strike out")
    other.tap("lys", "Edit")
    other.page.get_by_label("The note's text").fill("mer lys på veien")
    other.page.get_by_label("The note's text").press("Enter")
    expect(other.slip("mer lys på veien")).to_have_attribute("data-status", "received")
    one.offline(False)
    refused = one.page.locator(".refusal")
    expect(refused).to_contain_text("Another tablet at this table")
    expect(one.page.locator("dd")).to_have_text(["lys", "mer lys på veien"])
    axe(one.page)
    becomes(table.poster, ["mer lys på veien"])
    one.page.get_by_role("button", name="Strike out anyway").click()
    expect(other.slip("mer lys på veien").locator("del")).to_be_visible()
    expect(refused).to_have_count(0)
