"""A login that ends while somebody types costs no word, in any form (WCAG 2.2, 2.2.5)."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from cafe.core.clock import today
from cafe.evaluation.actions import make_form
from cafe.model import (
    CafeTable,
    Organiser,
    Person,
    Poster,
    Question,
    Reading,
    Remark,
    Version,
    Workshop,
)
from cafe.plan.actions import put_in_bin
from cafe.plan.actions.series import new_series, put_in_series
from cafe.sort.origins.actions import origin_named
from cafe.table.actions.notes import add_note
from tests.browser.sorting import database, lay_out, log_in, log_in_by_form, open_board
from tests.browser.typed_words.typed import (
    FILL,
    PAGES,
    STANDS,
    actions_with_fields,
    log_in_here,
    log_out_beside,
    shown,
)
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Organiser as Login
from tests.support.server import Server
from tests.support.vernissage import Vernissage
from tests.support.world import a_workshop, new_id

BACK = "What you had typed here is back. It is not sent yet."


def every_form(server: Server, *people: Login) -> tuple[str, str]:
    """A café at which each form has something to be about, and its series; `people` organise it."""
    base = database(server)
    with base.reading() as db:
        accounts = [db.scalars(select(Person).where(Person.email == p.email)).one() for p in people]
    cafe = Vernissage(base, accounts[0])
    with base.writing() as tx:
        table = tx.get_one(CafeTable, cafe.tables[1])
        table.hosts = ["Kari"]
        for text in ("for sent", "og denne"):
            late = {"uid": new_id(), "kind": "keyword", "text": text, "state": "late"}
            add_note(tx, table=table, by="table:1", operation=new_id(), **late)  # type: ignore[arg-type]
        question = tx.get_one(Question, table.question_id)
        origin_named(tx, question=question, name="Skjema", by="person:1", operation=new_id())
        here, by = tx.get_one(Workshop, cafe.workshop.id), "person:1"
        make_form(tx, workshop=here, audience="participants", by=by, operation=new_id())
        for person in accounts[1:]:
            tx.add(Organiser(workshop_id=cafe.workshop.id, person_id=person.id, role="owner"))
        tx.add(Poster(table=table, file="1-1.jpg"))  # to be described
        for number, final in enumerate((False, True), 1):  # to be called something, and to be lent
            lines = [["text", "question-1", "Lys:", "Mer lys.", "s1"]]  # to be answered
            kept = {"revision": number, "folder": f"v{number}", "number": 1, "lines": lines}
            kept["shown"] = final
            kept |= {"by": "person:1", "kept_at": datetime.now(UTC)}
            until = None if final else today() + timedelta(days=9)
            tx.add(Version(workshop_id=cafe.workshop.id, final=final, read_until=until, **kept))
        read = Reading(workshop_id=cafe.workshop.id, uid=new_id(), number=2, closed=True)
        about: dict[str, str] = {"about": "question", "words": "Hva?", "kind": "words"}
        told = {"workshop_id": cafe.workshop.id, "question_id": question.id, "uid": new_id()}
        tx.add(Remark(reading=read, text="lampe", **told, **about))
    a_workshop(base)  # has no owner: an admin is to name one
    thrown = a_workshop(base, owner=accounts[0])
    with base.writing() as tx:
        put_in_bin(tx, workshop=tx.get_one(Workshop, thrown.id), now=int(time.time()))
        series = new_series(tx, organisation_id=cafe.workshop.organisation_id, name="Rekken")
        put_in_series(tx, workshop=tx.get_one(Workshop, cafe.workshop.id), series=series)
        found = cafe.workshop.id, series.uid
    base.engine.dispose()
    return found


def back(page: Page, form: str = "") -> Locator:
    return page.locator(f"{form} .typed-before", has_text=BACK)


def send_table(page: Page, server: Server, cafe: str) -> str:
    """Paste a table of notes; what its preview is known by."""
    page.goto(f"{server.url}/w/{cafe}/import?lang=en")
    page.get_by_label("Or cells that were copied").fill("Tekst\tTema\nmer lys\tVei\nro\tSted")
    page.get_by_role("button", name="See how it is understood").click()
    page.wait_for_url("**/import/*-*")
    return page.url.rpartition("/")[2]


def visit(page: Page, server: Server, path: str, ids: Sequence[str]) -> None:
    for sign, id in zip("*~§", ids, strict=False):
        path = path.replace(sign, id)
    address = path + ("&" if "?" in path else "?")
    page.goto(f"{server.url}{address}lang=en", wait_until="load")


def test_every_form_keeps_what_is_typed_for_the_account_that_typed_it(
    running: Server, new_page: NewPage
) -> None:
    berit = running.user()
    kari = running.user(email="kari@example.org", name="Kari Nes")
    ids: Sequence[str] = every_form(running, berit, kari)
    cafe = ids[0]
    page = new_page(expect=("ERR_", "WebSocket", "status of 40", "bad HTTP response"))
    log_in(page, running, berit)
    ids = (*ids, send_table(page, running, cafe))
    untouched: dict[str, list[object]] = {}
    typed: dict[str, list[object]] = {}
    seen: set[str] = set()
    for path in PAGES:
        visit(page, running, path, ids)
        untouched[path] = page.evaluate(STANDS)
        seen |= {shown(action) for action in page.evaluate(FILL)}
        if path == "/workshops/import":
            page.set_input_files("#file", running.log)
        typed[path] = page.evaluate(STANDS)
    assert actions_with_fields() - seen == set(), "forms on no page of typed.PAGES"
    # What was filled in is another thing than what was there, or nothing is tried here.
    changed = [one for path in PAGES for one in typed[path] if one not in untouched[path]]
    assert len(changed) > 20

    visit(page, running, "/w/*/sort", ids)
    log_out_beside(page, running)
    page.get_by_label("abbreviations").fill("LMS = læring og mestring")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("What you typed is kept in this browser")).to_be_visible()
    axe(page)
    log_in_here(page, berit)
    page.wait_for_url(f"**/w/{cafe}/sort?lang=en")
    expect(back(page, "#abbreviations")).to_be_visible()
    expect(page.get_by_label("abbreviations")).to_have_value("LMS = læring og mestring")
    axe(page)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/sort#abbreviations")
    expect(back(page, "#abbreviations")).to_have_count(0)
    page.reload()
    expect(back(page, "#abbreviations")).to_have_count(0)
    for path in PAGES:
        if typed[path] == untouched[path] or path == "/w/*/sort":
            continue
        visit(page, running, path, ids)
        expect(back(page).first).to_be_visible()
        assert page.evaluate(STANDS) == typed[path]
    visit(page, running, "/workshops/import", ids)
    expect(back(page)).to_contain_text("The file must be chosen again.")

    log_out_beside(page, running)
    log_in_by_form(page, running, kari)
    for path in ("/w/*/plan", "/w/*/day", "/w/*/report", "/workshops"):
        visit(page, running, path, ids)
        assert page.evaluate(STANDS) == untouched[path]
        expect(back(page)).to_have_count(0)


def test_pages_that_a_script_draws_go_on_after_the_login(
    running: Server, new_page: NewPage
) -> None:
    berit = running.user()
    kari = running.user(email="kari@example.org", name="Kari Nes")
    cafe = lay_out(running, ("mer lys", "rom for alle"), berit, kari)
    page = new_page(expect=("ERR_", "WebSocket", "status of 40", "bad HTTP response"))
    log_in(page, running, berit)
    page.goto(f"{running.url}/w/{cafe}/day?lang=en")
    page.locator("#hand-minutes").fill("47")
    log_out_beside(page, running)
    page.get_by_role("button", name="Set the clock").click()
    # This form goes to the login by itself; one that a script sends says so where it stands.
    log_in_here(page, berit)
    page.wait_for_url("**/day?lang=en")
    expect(page.locator("#hand-minutes")).to_have_value("47")
    log_out_beside(page, running)
    page.locator('[data-live="stages"]').get_by_role("button", name="Vernissage").click()
    page.get_by_role("dialog").get_by_role("button", name="Yes, move").click()
    told = page.locator('[data-live="told"]')
    expect(told).to_contain_text("You are no longer logged in here.")
    told.get_by_role("link", name="Log in again").click()
    log_in_here(page, berit)
    page.wait_for_url("**/day")
    expect(page.locator("#now-title")).to_have_text("Sorting")

    open_board(page, running, cafe)
    set_aside(page, "hører ikke hjemme her")
    page.reload()
    set_aside(page)
    reason = page.locator("#reason")
    expect(reason).to_have_value("hører ikke hjemme her")
    log_out_beside(page, running)
    log_in(beside := page.context.new_page(), running, kari)
    reason.fill("står et annet sted")
    reason.press("Enter")
    refused = page.locator("#ask .problem")
    expect(refused).to_contain_text("You are no longer logged in here.")
    axe(page)
    log_out_beside(beside, running)
    with page.context.expect_page() as opened:
        refused.get_by_role("link").click()
    log_in_here(opened.value, berit)
    opened.value.wait_for_url(f"**/w/{cafe}/sort/1")
    reason.press("Enter")
    expect(page.locator("#ask")).to_be_hidden()
    expect(page.locator("#aside")).to_contain_text("står et annet sted")
    page.goto(f"{running.url}/w/{cafe}/history")
    expect(page.locator("main")).to_contain_text("Berit Bakke")
    expect(page.locator("main")).not_to_contain_text("Kari Nes")


def set_aside(page: Page, reason: str = "") -> None:
    """The dialog of the first note, with `reason` typed in it."""
    page.locator('[data-item="note"]').first.press("x")
    expect(page.locator("#reason")).to_be_focused()
    if reason:
        page.keyboard.type(reason)
