"""Two people at the wall and one at a tablet: asked, answered, elaborated, hidden, dotted."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from cafe.model import Note, VisitorQuestion, Workshop
from cafe.plan.actions import move_stage
from cafe.table.actions.answers import hide
from cafe.wall.actions import set_dots
from tests.browser.sorting import log_in
from tests.browser.vernissage import (
    KEY,
    NARROW,
    ask,
    narrow,
    organiser,
    phone,
    sheet,
    slip,
    tablet,
    vernissage,
)
from tests.browser.walls import Wall, look
from tests.support.axe import axe
from tests.support.browser import TWO_FRAMES, NewPage
from tests.support.server import Server
from tests.support.world import new_id


@pytest.fixture
def wall(running: Server) -> Wall:
    return vernissage(running)


def test_asked_answered_and_shown(wall: Wall, new_page: NewPage) -> None:
    host, asker, other = tablet(new_page, wall), phone(new_page, wall), phone(new_page, wall)
    dialog = ask(asker, KEY, "Hvem skal ha nøkkelen?")
    expect(dialog.locator(".mine")).to_contain_text("The host has it.")
    narrow(asker)

    asked = host.locator(".from-wall")
    expect(asked).to_contain_text(KEY)
    expect(asked).to_contain_text("Hvem skal ha nøkkelen?")
    expect(host.get_by_label("What was said")).to_be_hidden()
    axe(host)
    asked.get_by_role("button", name="Write an answer").click()
    host.keyboard.type("Vaktmesteren.")
    axe(host)
    asked.get_by_role("button", name="Save").click()
    expect(dialog.locator(".mine")).to_contain_text("Answer: Vaktmesteren.")
    expect(other.locator(".ask-mark[data-asked='1']")).to_have_count(0)

    asked.get_by_role("button", name="Show on the wall").click()
    expect(slip(other, KEY).locator(".ask-mark")).to_have_attribute("data-mark", "1 question")
    seen = sheet(other, KEY)
    expect(seen.locator(".sheet-asked li")).to_have_text(
        "Hvem skal ha nøkkelen?Answer: Vaktmesteren."
    )
    narrow(other)
    assert slip(other, KEY).inner_text() == KEY

    asked.get_by_role("button", name="Take off the wall").click()
    expect(seen.locator(".sheet-asked")).to_have_count(0)


def test_a_question_neither_takes_the_focus_nor_eats_what_is_typed(
    wall: Wall, new_page: NewPage
) -> None:
    with wall.behind() as tx:
        workshop = tx.get_one(Workshop, wall.workshop)
        move_stage(tx, workshop=workshop, stage="open", by="p", operation=new_id())
    host, asker = tablet(new_page, wall), phone(new_page, wall)
    field = host.get_by_label("What was said")
    field.click()
    host.keyboard.type("halve ord")
    before = field.bounding_box()
    ask(asker, "mer lys", "Hvor?")
    expect(host.locator(".asked-sign")).to_contain_text("1 question")
    expect(host.locator("#say")).to_contain_text("A question from the wall")
    host.keyboard.type(" blir hele")
    expect(field).to_have_value("halve ord blir hele")
    assert field.bounding_box() == before
    with wall.behind() as tx:
        workshop = tx.get_one(Workshop, wall.workshop)
        move_stage(
            tx, workshop=workshop, stage="vernissage", anyway=True, by="p", operation=new_id()
        )
    host.evaluate("dispatchEvent(new Event('online'))")
    expect(host.locator(".from-wall")).to_contain_text("Hvor?")
    expect(field).to_have_value("halve ord blir hele")
    host.get_by_role("button", name="Write a note").click()
    expect(field).to_be_hidden()
    asker.keyboard.press("Escape")
    ask(asker, KEY, "Når da?")
    expect(host.locator(".asked-text")).to_have_text(["Når da?", "Hvor?"])
    host.get_by_role("button", name="Write a note halve ord blir hele").click()
    expect(field).to_be_focused()
    expect(field).to_have_value("halve ord blir hele")


def test_a_press_in_the_sheet_that_another_question_comes_into(
    wall: Wall, new_page: NewPage
) -> None:
    host, other, asker = tablet(new_page, wall), phone(new_page, wall), new_page()
    with asker.expect_websocket() as line:
        look(asker, wall.address("/table/1"))
    ask(other, KEY, "Hvem skal ha nøkkelen?")
    own = sheet(asker, KEY)
    own.get_by_label("Ask about this note").fill("Hvor henger den?")
    own.get_by_role("button", name="Send").hover()
    asker.mouse.down()
    with line.value.expect_event("framereceived", lambda frame: "Hvem skal" in str(frame)):
        host.get_by_role("button", name="Show on the wall").click()
    asker.evaluate(TWO_FRAMES)
    asker.mouse.up()
    expect(own.locator(".mine")).to_contain_text("Hvor henger den?")
    expect(own.locator(".sheet-asked")).to_contain_text("Hvem skal ha nøkkelen?")


def test_answered_aloud_and_by_keyboard_alone(wall: Wall, new_page: NewPage) -> None:
    asker, host = phone(new_page, wall), tablet(new_page, wall)
    mark = asker.get_by_role("button", name="Read more and ask: mer lys")
    mark.focus()
    asker.keyboard.press("Enter")
    dialog = asker.get_by_role("dialog", name="mer lys")
    expect(dialog.get_by_role("heading", name="mer lys")).to_be_focused()
    asker.keyboard.press("Tab")
    asker.keyboard.type("Hvor da?")
    asker.keyboard.press("Enter")
    expect(dialog.locator(".mine")).to_contain_text("The host has it.")
    expect(asker.locator("#say")).to_contain_text("Sent.")
    asker.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(
        asker.get_by_role("button", name="1 question. Read more and ask: mer lys")
    ).to_be_focused()
    questions = asker.locator(".wall-mine summary")
    expect(questions).to_have_text("My questions")

    aloud = host.get_by_role("button", name="Answered aloud")
    aloud.focus()
    host.keyboard.press("Enter")
    expect(aloud).to_have_attribute("aria-pressed", "true")
    expect(aloud).to_be_focused()
    told = asker.get_by_role("button", name="You have an answer: Hvor da?")
    expect(told).to_be_visible()
    questions.click()
    expect(questions).to_contain_text("Answered: 1")
    expect(asker.locator(".my-questions button")).to_contain_text("Answered at the poster.")
    axe(asker)
    told.click()
    expect(dialog.locator(".mine")).to_contain_text("Answered at the poster.")
    expect(told).to_have_count(0)
    asker.reload()
    expect(questions).to_have_text("My questions")
    expect(told).to_have_count(0)


def test_an_elaboration_stands_apart_from_the_note(wall: Wall, new_page: NewPage) -> None:
    host, reader = tablet(new_page, wall), phone(new_page, wall)
    note = host.locator(".slip").filter(has_text=KEY)
    note.get_by_role("button", name="More").click()
    note.get_by_role("button", name="Elaborate").click()
    expect(note.get_by_label("What was added at the poster")).to_be_focused()
    host.keyboard.type("Én hos naboen, én på biblioteket.")
    axe(host)
    note.get_by_role("button", name="Save").click()
    more = slip(reader, KEY).locator(".more")
    expect(more).to_have_text("Én hos naboen, én på biblioteket.")
    expect(slip(reader, KEY).locator("p").first).to_have_text(KEY)
    expect(sheet(reader, KEY).locator(".sheet-more")).to_contain_text("Én hos naboen")
    narrow(reader)
    with wall.behind() as tx:
        [kept] = tx.scalars(select(Note).where(Note.workshop_id == wall.workshop, Note.text == KEY))
        assert kept.elaborations == ["Én hos naboen, én på biblioteket."]


def test_a_hidden_question_leaves_the_wall_silently(wall: Wall, new_page: NewPage) -> None:
    host, asker, other = tablet(new_page, wall), phone(new_page, wall), phone(new_page, wall)
    dialog = ask(asker, "mer lys", "Kan ikke naboen tie?")
    host.locator(".from-wall").get_by_role("button", name="Show on the wall").click()
    expect(slip(other, "mer lys").locator(".ask-mark")).to_have_attribute("data-asked", "1")
    with wall.behind() as tx:
        [asked] = tx.scalars(
            select(VisitorQuestion).where(VisitorQuestion.workshop_id == wall.workshop)
        )
        hide(tx, asked=asked, hidden=True, by="person:1", operation=new_id())
    for page in (other, asker, host):
        page.evaluate("dispatchEvent(new Event('online'))")
    expect(slip(other, "mer lys").locator(".ask-mark")).to_have_attribute("data-asked", "0")
    expect(slip(other, "mer lys")).to_be_visible()
    expect(host.locator(".from-wall")).to_contain_text("Hidden by the organiser.")
    expect(host.get_by_role("button", name="Show on the wall")).to_have_count(0)
    expect(dialog.locator(".mine")).to_contain_text("The host has it.")


def test_dots_are_put_and_taken_back(wall: Wall, new_page: NewPage) -> None:
    with wall.behind() as tx:
        workshop = tx.get_one(Workshop, wall.workshop)
        set_dots(tx, workshop=workshop, count=2, by="p", operation=new_id())
    one, two = phone(new_page, wall, path=""), phone(new_page, wall, path="")
    [mine, theirs] = [slip(page, "mer lys").locator(".dot") for page in (one, two)]
    expect(mine).to_have_attribute("aria-pressed", "false")
    expect(one.locator(".walker")).to_contain_text("2 dots left")
    order = one.locator(".slip").all_inner_texts()
    seven = one.locator(".slip").evaluate_all(
        "all => all.map(s => s.getBoundingClientRect().height)"
    )
    assert max(seven) < 80, "six notes a screen, with dots"
    mine.click()
    expect(mine).to_have_attribute("aria-pressed", "true")
    expect(one.locator(".walker")).to_contain_text("1 dot left")
    expect(one.locator(".told")).to_have_text("1 dot left at this question.")
    expect(theirs).to_have_attribute("data-count", "1")
    expect(theirs).to_have_attribute("aria-pressed", "false")
    theirs.click()
    expect(mine).to_have_attribute("data-count", "2")
    axe(one)
    mine.click()
    expect(mine).to_have_attribute("aria-pressed", "false")
    expect(theirs).to_have_attribute("data-count", "1")
    slip(one, KEY).locator(".dot").click()
    slip(one, "kaffe").locator(".dot").click()
    expect(one.locator(".told")).to_have_text("No dots left at this question.")
    expect(slip(one, "kaffe").locator(".dot")).to_have_attribute("aria-pressed", "true")
    assert one.locator(".slip").all_inner_texts() == order
    narrow(one)
    one.reload()
    expect(slip(one, "kaffe").locator(".dot")).to_have_attribute("aria-pressed", "true")


def test_spent_dots_are_told_in_words(wall: Wall, new_page: NewPage) -> None:
    with wall.behind() as tx:
        workshop = tx.get_one(Workshop, wall.workshop)
        set_dots(tx, workshop=workshop, count=1, by="p", operation=new_id())
    page = phone(new_page, wall, badly=True)
    slip(page, "mer lys").locator(".dot").click()
    expect(page.locator(".told")).to_have_text("No dots left at this question.")
    slip(page, KEY).locator(".dot").click()
    expect(page.locator(".told")).to_contain_text("Take one back to move it.")
    expect(slip(page, KEY).locator(".dot")).to_have_attribute("aria-pressed", "false")


def test_a_question_that_comes_moves_nothing_under_the_organisers_finger(
    running: Server, wall: Wall, new_page: NewPage
) -> None:
    board, asker = new_page(), phone(new_page, wall, path="")
    log_in(board, running, organiser(wall))
    board.goto(f"{running.url}/w/{wall.workshop}/questions")
    ask(asker, "kaffe", "Hvor?")
    first = board.locator(".from-wall", has_text="Hvor?")
    first.get_by_role("button", name="Hide").hover()
    board.mouse.down()
    asker.keyboard.press("Escape")
    ask(asker, "mer lys", "Når da?")  # at the table before it
    with board.expect_response("**/changes?*") as looked:
        board.evaluate("dispatchEvent(new Event('online'))")
    looked.value.finished()
    board.evaluate(TWO_FRAMES)
    board.mouse.up()
    expect(first).to_contain_text("Hidden by the organiser.")
    expect(board.locator(".asked-text")).to_have_text(["Når da?", "Hvor?"])
    expect(board.locator(".from-wall", has_text="Når da?")).not_to_contain_text("Hidden")


def test_the_organiser_has_all_questions_and_hides_one(
    running: Server, wall: Wall, new_page: NewPage
) -> None:
    board, asker = new_page(), phone(new_page, wall)
    log_in(board, running, organiser(wall))
    board.goto(f"{running.url}/w/{wall.workshop}/questions")
    axe(board)
    ask(asker, "mer lys", "Hvor?")
    asked = board.locator(".from-wall")
    expect(asked).to_contain_text("Hvor?")
    asked.get_by_role("button", name="Show on the wall").click()
    expect(asked).to_contain_text("On the wall.")
    asked.get_by_role("button", name="Hide").click()
    expect(asked).to_contain_text("Hidden by the organiser.")
    asked.get_by_role("button", name="Write an answer").click()
    board.keyboard.type("Ved porten.")
    asked.get_by_role("button", name="Save").click()
    expect(asked).to_contain_text("Answer: Ved porten.")
    asked.get_by_role("button", name="Elaborate the note").click()
    board.keyboard.type("og i bakken")
    asked.get_by_role("button", name="Save").click()
    expect(asked.locator(".asked-more")).to_have_text("og i bakken")
    expect(slip(asker, "mer lys").locator(".more")).to_have_text("og i bakken")
    axe(board)
    board.set_viewport_size(NARROW)
    assert board.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    board.get_by_label("Dots for each person").fill("3")
    board.locator("form[action$='/dots']").get_by_role("button", name="Save").click()
    expect(board.get_by_label("Dots for each person")).to_have_value("3")
    expect(asker.locator(".dot").first).to_be_attached()
