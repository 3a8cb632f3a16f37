"""Several notes treated as one, what is shown of them, and what stands at a sentence."""

from itertools import cycle

from playwright.sync_api import Locator, Page, expect

from cafe.model import Entry, Source, Workshop
from tests.browser.sorting import (
    counts,
    database,
    drag,
    focus_by_tab,
    hold_until_it_falls,
    lay_out,
    log_in,
    note,
    note_of,
    open_board,
    sentence,
    take,
    under,
)
from tests.sort.world import new_id
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server, StartServer
from tests.support.waiting import wait_for

TEXTS = ("mer tid", "hvem eier det?", "ro", "tid", "gode rom", "stille rom", "kaffe", "te")
# Table 1 first, then table 2.
FIRST = ("mer tid", "ro", "gode rom", "kaffe")


def on_the_board(
    cafe: Server, page: Page, *headings: str, texts: tuple[str, ...] = TEXTS
) -> tuple[Page, str]:
    who = cafe.user()
    workshop = lay_out(cafe, texts, who)
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    for heading in headings:
        page.get_by_label("New heading").fill(heading)
        page.keyboard.press("Enter")
        expect(page.locator("section.heading h3").filter(has_text=heading)).to_be_visible()
    return page, workshop


def said(page: Page) -> Locator:
    return page.locator("#say")


def test_several_by_keys_are_one_act(server: StartServer, new_page: NewPage) -> None:
    page, _workshop = on_the_board(server(), new_page(), "Tid", "Rom")
    keys = page.keyboard
    focus_by_tab(page, "[data-item=note]")
    keys.press("Shift+ArrowDown")
    keys.press("Shift+ArrowDown")
    expect(said(page)).to_have_text("3 chosen")
    keys.press("Shift+ArrowUp")
    expect(said(page)).to_have_text("2 chosen")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    expect(note(page, "kaffe")).to_be_focused()
    keys.press("Space")
    expect(said(page)).to_have_text("3 chosen")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(3)
    axe(page)
    keys.press("2")
    expect(under(page, "Rom")).to_have_text(["Mer tid.", "Ro.", "Kaffe."])
    expect(said(page)).to_contain_text("3 placed under “Rom”.")
    expect(page.locator(".chosen-bar")).to_have_count(0)
    keys.press("u")
    expect(said(page)).to_contain_text("and 2 more")
    counts(page, printed=0, not_yet_placed=8)
    keys.press("Control+a")
    expect(said(page)).to_have_text("8 chosen")
    keys.press("Escape")
    expect(said(page)).to_have_text("Nothing is chosen.")
    keys.press("Control+a")
    keys.press("x")
    page.get_by_label("Why?").fill("Prøve")
    keys.press("Enter")
    counts(page, set_aside=8, not_yet_placed=0)
    page.get_by_role("button", name="Undo").click()
    counts(page, set_aside=0, not_yet_placed=8)


def test_several_by_pointer_are_dragged_as_one(server: StartServer, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1440, "height": 900})
    on_the_board(server(), page, "Tid", "Rom")
    note(page, "mer tid").locator(".words").click(modifiers=["Control"])
    note(page, "gode rom").locator(".words").click(modifiers=["Shift"])
    note(page, "ro").first.locator(".words").click(modifiers=["Control"])
    expect(page.locator(".chosen")).to_have_count(2)
    drag(page, note(page, "gode rom"), page.locator(".entries").nth(1))
    expect(under(page, "Rom")).to_have_text(["Mer tid.", "Gode rom."])
    sentence(page, "Mer tid.").locator(".words").click(modifiers=["Control"])
    sentence(page, "Gode rom.").locator(".words").click(modifiers=["Shift"])
    page.get_by_role("button", name="Take out of the document").click()
    counts(page, printed=0, not_yet_placed=8)
    page.get_by_role("button", name="Undo").click()
    expect(under(page, "Rom")).to_have_text(["Mer tid.", "Gode rom."])
    axe(page)


def test_several_by_finger(server: StartServer, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    on_the_board(server(), page, "Tid")
    page.get_by_role("button", name="Choose several").tap()
    for text in FIRST[:2]:
        note(page, text).first.locator(".words").tap()
    expect(page.locator(".chosen-bar")).to_contain_text("2 chosen")
    axe(page)
    page.locator(".chosen-bar").get_by_role("button", name="Move to…").tap()
    page.locator("#ask button[value^='to:']").tap()
    expect(under(page, "Tid")).to_have_text(["Mer tid.", "Ro."])


def test_opposites_are_shown_at_both_and_lead_to_each_other(
    server: StartServer, new_page: NewPage
) -> None:
    page, _workshop = on_the_board(server(), new_page(expect=("409",)), "Rom")
    focus_by_tab(page, "[data-item=note]")
    page.keyboard.press("1")
    expect(sentence(page, "Mer tid.")).to_be_visible()
    expect(note(page, "ro").first).to_be_focused()
    page.keyboard.press("v")
    page.keyboard.type("mer tid")
    page.keyboard.press("Enter")
    expect(note(page, "ro").first.locator(".versus")).to_contain_text("mer tid")
    expect(sentence(page, "Mer tid.").locator(".versus")).to_contain_text("not in print")
    expect(page.locator(".unprinted")).to_contain_text("1 opposite is not in print: ro")
    axe(page)
    note(page, "ro").first.locator(".versus a").click()
    expect(sentence(page, "Mer tid.")).to_be_focused()
    page.go_back()
    note(page, "ro").first.focus()
    page.keyboard.press("d")
    page.keyboard.type("mer tid")
    page.keyboard.press("Enter")
    expect(page.locator(".refused")).to_contain_text("both are printed")
    page.locator(".refused").get_by_role("button", name="Close").click()
    note(page, "ro").first.focus()
    page.keyboard.press("1")
    expect(sentence(page, "Ro.")).to_be_visible()
    expect(page.locator(".unprinted")).to_have_count(0)
    sentence(page, "Ro.").get_by_role("button", name="Take the link away").click()
    expect(page.locator(".versus")).to_have_count(0)


def test_used_in_the_main_statement_is_a_place(server: StartServer, new_page: NewPage) -> None:
    page, _workshop = on_the_board(server(), new_page())
    focus_by_tab(page, "[data-item=note]")
    page.keyboard.press("h")
    counts(page, in_the_main_statement=1, not_yet_placed=7)
    box = page.locator("#in-main")
    expect(box).to_contain_text("Hovedutsagn ved bord 1.")
    axe(page)
    box.get_by_role("button", name="Take back").click()
    counts(page, not_yet_placed=8)
    page.keyboard.press("Control+z")
    expect(box).to_contain_text("mer tid")


def test_the_filter_shows_both_sides_and_an_address_leads_past_it(
    server: StartServer, new_page: NewPage
) -> None:
    cafe = server()
    page, workshop = on_the_board(cafe, new_page(), "Rom")
    for text in ("gode rom", "kaffe"):
        note(page, text).focus()
        page.keyboard.press("1")
    expect(under(page, "Rom")).to_have_text(["Gode rom.", "Kaffe."])
    page.keyboard.press("f")
    expect(page.locator("#filter-text")).to_be_focused()
    page.keyboard.type("rom")
    expect(page.locator("[data-item=note]:visible .words")).to_have_text(["stille rom"])
    expect(under(page, "Rom")).to_have_text(["Gode rom."])
    expect(page.get_by_role("search")).to_contain_text("Notes: 1, sentences: 1")
    axe(page)
    page.get_by_label("Kind").select_option("own")
    expect(page.locator("[data-item]:visible")).to_have_count(0)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("[data-item=note]:visible")).to_have_count(6)
    page.locator("#filter-text").fill("te")
    base = database(cafe)
    with base.reading() as db:
        uid = note_of(db, workshop, "kaffe").uid
    base.engine.dispose()
    page.evaluate("uid => { location.hash = `#note-${uid}` }", uid)
    expect(sentence(page, "Kaffe.")).to_be_focused()
    page.goto(f"{cafe.url}/w/{workshop}/sort/note/{uid}")
    expect(sentence(page, "Kaffe.")).to_be_focused()
    page.get_by_role("link", name="What has been done").click()
    page.get_by_role("link", name="Kaffe.").click()
    expect(sentence(page, "Kaffe.")).to_be_focused()


def test_own_words_and_the_difference_stand_at_the_sentence(
    server: StartServer, new_page: NewPage
) -> None:
    cafe = server()
    page, workshop = on_the_board(cafe, new_page(), "Tid")
    note(page, "mer tid").focus()
    page.keyboard.press("1")
    sentence(page, "Mer tid.").focus()
    page.keyboard.press("r")
    expect(page.locator("#ask blockquote")).to_have_text("mer tid")
    page.keyboard.type("Mye mer tid!")
    page.keyboard.press("Enter")
    wording = sentence(page, "Mye mer tid!").locator(".wording")
    expect(wording.locator("summary")).to_contain_text("own words: Mye")
    wording.locator("summary").click()
    expect(wording.locator("ins").first).to_contain_text("Mye")
    expect(wording.locator("li")).to_contain_text(["Mer tid.", "Mye mer tid!"])
    expect(wording).to_contain_text("Berit Bakke")
    axe(page)
    base = database(cafe)
    with base.writing() as tx:  # as an archive brings it: worded by nobody here
        ro = note_of(tx, workshop, "ro")
        [category] = tx.get_one(Workshop, workshop).questions[0].categories
        entry = Entry(id=new_id(), text="God ro.", position=9.0, sources=[Source(note=ro)])
        category.entries.append(entry)
        tx.get_one(Workshop, workshop).revision += 1
    base.engine.dispose()
    page.reload()
    expect(sentence(page, "God ro.").locator(".unlogged")).to_contain_text("God")
    expect(page.locator(".wording")).to_have_count(2)


def test_three_organisers_never_eat_each_others_typing(
    server: StartServer, new_page: NewPage
) -> None:
    cafe = server()
    people = [
        cafe.user(email=f"{name.lower()}@example.org", name=name) for name in ("Ada", "Bo", "Kim")
    ]
    workshop = lay_out(cafe, TEXTS, *people)
    pages = [new_page() for _person in people]
    for page, who in zip(pages, people, strict=True):
        log_in(page, cafe, who)
        open_board(page, cafe, workshop)
    one, two, three = pages
    two.locator("#filter-text").type("gode")
    note(three, "kaffe").focus()
    three.keyboard.press("x")
    three.get_by_label("Why?").type("Halvveis skrevet")
    one.get_by_label("New heading").fill("Rom")
    one.keyboard.press("Enter")
    for page in (two, three):
        expect(page.locator("section.heading")).to_have_count(1)
    note(one, "gode rom").focus()
    one.keyboard.press("1")
    expect(under(two, "Rom")).to_have_text(["Gode rom."])
    expect(two.locator("#filter-text")).to_have_value("gode")
    expect(two.locator("#filter-text")).to_be_focused()
    two.keyboard.type(" rom")
    expect(two.locator("#filter-text")).to_have_value("gode rom")
    expect(three.get_by_label("Why?")).to_have_value("Halvveis skrevet")
    three.keyboard.press("Enter")
    for page in pages:
        counts(page, set_aside=1, printed=1)
    one.goto(f"{cafe.url}/w/{workshop}/history")
    expect(one.locator(".log > li").first).to_contain_text("Kim has set aside kaffe")


def test_a_drag_scrolls_to_what_is_out_of_sight(server: StartServer, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1024, "height": 768})
    on_the_board(server(), page, *(f"Overskrift {number}" for number in range(1, 13)))
    last = page.locator(".entries").last
    page.locator("#headings").evaluate("side => side.scrollTo(0, 0)")
    expect(last).not_to_be_in_viewport()
    side = page.locator("#headings").bounding_box()
    assert side
    take(page, note(page, "mer tid"))
    across, edge = side["x"] + 120, side["y"] + side["height"] - 20
    page.mouse.move(across, edge - 60, steps=8)
    aside = cycle((0, 1))

    def rolled_up() -> bool:
        page.mouse.move(across + next(aside), edge)
        box = last.bounding_box()
        return bool(box and box["y"] + box["height"] < edge + 10)

    wait_for(rolled_up, what="the last heading to come up")
    hold_until_it_falls(page, last)
    page.mouse.up()
    expect(under(page, "Overskrift 12")).to_have_text(["Mer tid."])
