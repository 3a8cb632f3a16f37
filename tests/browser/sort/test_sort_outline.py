"""The desk as a screen reader has it: headings, lists and named buttons, which do it all."""

import re

from playwright.sync_api import expect

from tests.browser.sorting import counts, focus_by_tab, lay_out, log_in, open_board
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import StartServer

OUTLINE = """
- region "Not yet placed 3":
  - heading "Not yet placed 3" [level=2]
  - button "Likely doubles"
  - region /Table 1.*/:
    - heading /Table 1.* 2/ [level=3]
    - list:
      - listitem:
        - 'checkbox "Choose: mer tid"'
        - paragraph: mer tid
        - text: statement
        - button "Move to…"
      - listitem:
        - 'checkbox "Choose: gode rom"'
        - paragraph: gode rom
        - text: statement
        - button "Move to…"
  - region /Table 2.*/:
    - heading /Table 2.* 1/ [level=3]
    - list:
      - listitem:
        - 'checkbox "Choose: kaffe"'
        - paragraph: kaffe
        - text: statement
        - button "Move to…"
  - region "Set aside 0":
    - heading "Set aside 0" [level=3]
    - list
"""
DOCUMENT = """
- region "Headings 2":
  - heading "Headings 2" [level=2]
  - combobox "New heading"
  - button "Add"
  - region "1. Tid":
    - heading "1. Tid" [level=3]
    - 'button "Change : Tid"'
    - list:
      - listitem:
        - 'checkbox "Choose: Mer tid."'
        - paragraph: Mer tid.
        - group: 1 note · table 1
        - button "Move to…"
  - region "2. Rom":
    - heading "2. Rom" [level=3]
    - list
"""


def test_the_desk_is_an_outline_that_does_it_all(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, ("mer tid", "kaffe", "gode rom"), who)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    expect(page.locator("#unplaced")).to_match_aria_snapshot(OUTLINE)
    keys, said = page.keyboard, page.locator("#say")
    focus_by_tab(page, "#new-heading")
    for heading in ("Tid", "Rom"):
        keys.type(heading)
        keys.press("Enter")
        expect(said).to_contain_text(f"Heading added: {heading}")
    # By Tab, Enter and Space alone, as a screen reader's user presses what is named.
    focus_by_tab(page, "[data-item=note]")
    focus_by_tab(page, "[data-item=note] button.to")
    keys.press("Enter")
    expect(page.locator("#ask button[value^='to:']").first).to_be_focused()
    keys.press("Enter")
    expect(said).to_contain_text("Placed under “Tid”. 2 notes left.")
    expect(page.locator("#headings")).to_match_aria_snapshot(DOCUMENT)
    focus_by_tab(page, "[data-item=note] .pick")
    keys.press("Space")
    expect(said).to_contain_text("1 chosen")
    bar = page.get_by_role("region", name="Chosen")
    bar.get_by_role("button", name="Used in the main statement").press("Enter")
    expect(said).to_contain_text("1 used in the main statement.")
    focus_by_tab(page, "#filter-text")
    keys.type("rom")
    expect(said).to_contain_text(re.compile(r"Notes: \d, sentences: \d"))
    keys.press("Control+a")
    keys.press("Delete")
    focus_by_tab(page, "#undo")
    keys.press("Enter")
    expect(said).to_contain_text("Undone:")
    counts(page, typed=3, printed=1, not_yet_placed=2)
    axe(page)
