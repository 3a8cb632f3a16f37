"""The preview is the editor: worded, ordered and undone where it is read, by every kind of hand."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from cafe.model import Workshop
from cafe.plan.actions import move_stage
from tests.browser.report.papers import Here, piece, stands, told
from tests.browser.sorting import database, focus_by_tab, log_in
from tests.sort.world import operation
from tests.support.axe import axe
from tests.support.browser import ROLLS, NewPage
from tests.support.keyboard import at_once

TO_THE_MIDDLE = "element => element.scrollIntoView({ block: 'center' })"
# However long a slow machine takes until it hears that the finger moves: HOLD_MS of drag.js.
NEVER_HELD = """() => { const wait = setTimeout;
  globalThis.setTimeout = (then, ms, ...more) => wait(then, ms === 300 ? 1e6 : ms, ...more); }"""


def test_a_sentence_is_worded_where_it_stands(here: Here) -> None:
    page = here.page
    stands(page, "Tid:", "Mer tid.", "Ro.", "Rom:", "Gode rom.", "Kaffe.")
    piece(page, "Mer tid.").click()
    field = page.get_by_label("The sentence, as it will be printed")
    expect(field).to_be_focused()
    expect(page.get_by_role("list", name="The notes behind it")).to_contain_text("mer tid")
    axe(page)
    field.fill("Mer tid til\nalle.")
    expect(page.locator(".wording-class")).to_contain_text("Says other than what was written.")
    page.get_by_role("button", name="Save").click()
    stands(page, "Tid:", "Mer tid til alle.*", "Ro.", "Rom:", "Gode rom.", "Kaffe.")
    told(page, "Reworded.")
    page.reload()
    stands(page, "Tid:", "Mer tid til alle.*", "Ro.", "Rom:", "Gode rom.", "Kaffe.")
    piece(page, "Mer tid til").click()
    page.get_by_role("link", name="See it where it is sorted").click()
    expect(page.locator("[data-item=entry]:focus .wording")).to_contain_text("Reworded")


def test_the_whole_paper_by_keys_alone(here: Here) -> None:
    page, keys = here.page, here.page.keyboard
    focus_by_tab(page, "[data-kind=intro]")
    keys.press("Enter")
    expect(page.get_by_label("The introduction.")).to_be_focused()
    keys.press("Control+a")
    keys.type("Først.")
    keys.press("Enter")
    keys.press("Enter")
    keys.type("Så.")
    keys.press("Control+Enter")
    expect(page.locator(".paper-intro")).to_have_text(["Først.*", "Så.*"])
    expect(page.locator("[data-kind=intro]").first).to_be_focused()
    keys.press("ArrowDown")
    expect(page.locator("[data-piece='summary:1']")).to_be_focused()
    keys.press("Enter")
    keys.press("Control+a")
    keys.type("Det viktigste er tid.")
    keys.press("Enter")
    expect(page.locator("[data-piece='summary:1']")).to_contain_text(
        "oppsummering: Det viktigste er"
    )
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.get_by_label("The heading")).to_be_focused()
    keys.press("Control+a")
    keys.type("Tid nok")
    keys.press("Enter")
    stands(page, "Tid nok:", "Mer tid.", "Ro.", "Rom:", "Gode rom.", "Kaffe.")
    keys.press("ArrowDown")
    at_once(piece(page, "Mer tid."), "Alt+ArrowDown", "Alt+ArrowDown", "Alt+ArrowDown")
    stands(page, "Tid nok:", "Ro.", "Rom:", "Gode rom.", "Mer tid.", "Kaffe.")
    keys.press("Alt+ArrowUp")
    stands(page, "Tid nok:", "Ro.", "Rom:", "Mer tid.", "Gode rom.", "Kaffe.")
    expect(piece(page, "Mer tid.")).to_be_focused()
    keys.press("ArrowUp")
    keys.press("Alt+ArrowUp")
    stands(page, "Rom:", "Mer tid.", "Gode rom.", "Kaffe.", "Tid nok:", "Ro.")
    keys.press("Control+z")
    stands(page, "Tid nok:", "Ro.", "Rom:", "Mer tid.", "Gode rom.", "Kaffe.")
    told(page, "Undone:")
    keys.press("Control+Shift+z")
    stands(page, "Rom:", "Mer tid.", "Gode rom.", "Kaffe.", "Tid nok:", "Ro.")
    axe(page)


def drag(page: Page, thing: Locator, to: Callable[[], tuple[float, float]]) -> None:
    """By mouse, from the beginning of `thing` to a place in the window."""
    piece(page, "Ro.").evaluate(TO_THE_MIDDLE)
    start = thing.bounding_box()
    assert start
    page.mouse.move(start["x"] + 4, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 24, start["y"] + start["height"] / 2 + 12, steps=3)
    expect(page.locator(".in-hand")).to_be_visible()
    page.mouse.move(*clear(page, to), steps=8)
    expect(page.locator(".drop-caret")).to_be_visible()
    page.mouse.up()
    expect(page.locator(".in-hand")).to_have_count(0)


def clear(page: Page, to: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    """The place, which stays where it is: near the window's edges the page rolls under a hand."""
    x, y = to()
    assert ROLLS < y < page.evaluate("innerHeight") - ROLLS, f"{y} px down the page rolls"
    return x, y


def end_of(piece: Locator) -> Callable[[], tuple[float, float]]:
    def where() -> tuple[float, float]:
        box = piece.bounding_box()
        assert box
        return box["x"] + box["width"] - 3, box["y"] + box["height"] - 4

    return where


def test_order_by_drag(here: Here) -> None:
    page = here.page
    drag(page, piece(page, "Mer tid."), end_of(piece(page, "Gode rom.")))
    stands(page, "Tid:", "Ro.", "Rom:", "Gode rom.", "Mer tid.", "Kaffe.")
    told(page, "Moved.")
    expect(page.locator(".piece-editor")).to_have_count(0)
    drag(page, piece(page, "Kaffe."), end_of(piece(page, "Tid:")))
    stands(page, "Tid:", "Kaffe.", "Ro.", "Rom:", "Gode rom.", "Mer tid.")
    drag(page, piece(page, "Tid:"), end_of(piece(page, "Mer tid.")))
    stands(page, "Rom:", "Gode rom.", "Mer tid.", "Tid:", "Kaffe.", "Ro.")
    page.get_by_role("button", name="Undo").click()
    stands(page, "Tid:", "Kaffe.", "Ro.", "Rom:", "Gode rom.", "Mer tid.")


def test_order_by_finger(here: Here, new_page: NewPage) -> None:
    phone = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    log_in(phone, here.cafe, here.who)
    here.open(phone)
    piece(phone, "Ro.").tap()
    phone.get_by_role("button", name="Move up").tap()
    stands(phone, "Tid:", "Ro.", "Mer tid.", "Rom:", "Gode rom.", "Kaffe.")
    axe(phone)


def test_a_finger_that_holds_takes_and_one_that_moves_scrolls(
    here: Here, new_page: NewPage
) -> None:
    phone = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    log_in(phone, here.cafe, here.who)
    here.open(phone)
    piece(phone, "Ro.").evaluate(TO_THE_MIDDLE)
    line = phone.context.new_cdp_session(phone)

    def touch(kind: str, *place: float) -> None:
        points = [dict(zip("xy", place, strict=True))] if place else []
        line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    start = piece(phone, "Mer tid.").bounding_box()
    assert start
    x, y = start["x"] + 8, start["y"] + start["height"] / 2
    still = phone.evaluate("scrollY")
    touch("touchStart", x, y)
    expect(phone.locator(".in-hand")).to_be_in_viewport(ratio=1)
    phone.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert phone.evaluate("scrollY") == still
    goal = clear(phone, end_of(piece(phone, "Gode rom.")))
    for step in range(1, 9):
        part = step / 8
        touch("touchMove", x + (goal[0] - x) * part, y + (goal[1] - y) * part)
    expect(phone.locator(".drop-caret")).to_be_visible()
    touch("touchEnd")
    stands(phone, "Tid:", "Ro.", "Rom:", "Gode rom.", "Mer tid.", "Kaffe.")
    expect(phone.locator(".piece-editor")).to_have_count(0)

    start = piece(phone, "Ro.").bounding_box()
    assert start
    x, y = start["x"] + 8, start["y"] + start["height"] / 2
    was = phone.evaluate("scrollY")
    phone.evaluate(NEVER_HELD)
    touch("touchStart", x, y)
    for step in range(1, 9):
        touch("touchMove", x, y - 10 * step)
    touch("touchEnd")
    phone.wait_for_function("(was) => scrollY > was", arg=was)
    expect(phone.locator(".piece-editor")).to_have_count(0)


def test_two_at_the_same_paper(here: Here, new_page: NewPage) -> None:
    page, theirs = here.page, new_page(viewport={"width": 1366, "height": 900})
    log_in(theirs, here.cafe, here.other)
    here.open(theirs)
    piece(page, "Mer tid.").click()
    field = page.get_by_label("The sentence, as it will be printed")
    field.fill("Mitt ord.")
    piece(theirs, "Mer tid.").click()
    theirs.get_by_label("The sentence, as it will be printed").fill("Deres ord.")
    theirs.keyboard.press("Enter")
    stands(theirs, "Tid:", "Deres ord.*", "Ro.", "Rom:", "Gode rom.", "Kaffe.")
    piece(theirs, "Kaffe.").press("Alt+ArrowUp")
    stands(theirs, "Tid:", "Deres ord.*", "Ro.", "Rom:", "Kaffe.", "Gode rom.")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("It now reads: “Deres ord.”")
    expect(field).to_have_value("Mitt ord.")
    field.press("Enter")
    axe(page)
    page.get_by_role("button", name="Use mine in its place").click()
    for both in (page, theirs):
        stands(both, "Tid:", "Mitt ord.*", "Ro.", "Rom:", "Kaffe.", "Gode rom.")


def test_words_not_kept_are_there_again(here: Here) -> None:
    page = here.page
    piece(page, "Ro.").click()
    page.get_by_label("The sentence, as it will be printed").fill("Ro og fred.")
    page.wait_for_function("Object.values(localStorage).some((kept) => kept.includes('fred'))")
    page.reload()
    stands(page, "Tid:", "Mer tid.", "Ro.", "Rom:", "Gode rom.", "Kaffe.")
    piece(page, "Ro.").click()
    field = page.get_by_label("The sentence, as it will be printed")
    expect(field).to_have_value("Ro og fred.")
    expect(page.locator("#piece-problem")).to_contain_text("not kept yet")
    page.get_by_role("button", name="Cancel").click()
    piece(page, "Ro.").click()
    expect(field).to_have_value("Ro.")
    # As a page kept it that called a summary by its question's number.
    page.evaluate("""() => localStorage.setItem(
      `draft:report:${location.pathname.split("/")[2]}:${document.body.dataset.account}:summary:1`,
      JSON.stringify({ n: 3, text: "Tid er viktigst.", page: "of before" }))""")
    page.reload()
    for _time in range(2):  # it is there as long as it is not kept
        page.locator("[data-piece='summary:1']").click()
        expect(page.locator("#piece-problem")).to_contain_text("not kept yet")
        expect(page.locator("textarea:focus")).to_have_value("Tid er viktigst.")
        page.reload()


def test_only_what_may_be_changed_can_be_pressed(here: Here) -> None:
    page = here.page
    page.get_by_label("Only read").check()
    expect(page.locator("[data-piece]")).to_have_count(0)
    expect(page.locator(".paper")).not_to_contain_text("Write a summary")
    axe(page)
    page.reload()
    expect(page.get_by_label("Only read")).to_be_checked()
    expect(page.locator("[data-piece]")).to_have_count(0)
    page.get_by_label("Only read").uncheck()
    stands(page, "Tid:", "Mer tid.", "Ro.", "Rom:", "Gode rom.", "Kaffe.")
    base = database(here.cafe)
    with base.writing() as tx:
        whole = tx.get_one(Workshop, here.workshop)
        move_stage(tx, workshop=whole, stage="finished", anyway=True, **operation())
    base.engine.dispose()
    page.reload()
    expect(page.locator("[data-kind=intro]").first).to_be_visible()
    expect(page.locator("[data-kind=entry]")).to_have_count(0)
    expect(page.locator("#edit-how")).to_contain_text("can be changed in the stage “Sorting”")
