"""A café to be sorted in a running server, and hands for its page."""

import re
from itertools import cycle

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import Database, Note, Organiser, Person, Workshop
from cafe.plan.actions import move_stage
from cafe.sort import actions
from cafe.sort.queries import accounts_of_workshop
from tests.sort.world import build, new_id, operation
from tests.support.server import Organiser as Login
from tests.support.server import Server
from tests.support.waiting import wait_for

FALLS = """([to, above]) => {
  const thing = document.querySelector(".drop-here");
  return thing && (above ? thing.nextElementSibling === to : to.contains(thing));
}"""


def database(server: Server) -> Database:
    """The running server's own database."""
    return Database(f"sqlite:///{server.data_dir / 'cafe.db'}")


def lay_out(server: Server, texts: tuple[str, ...], *people: Login) -> str:
    """A café in the stage of sorting, with `texts` at question 1, organised by all of `people`."""
    base = database(server)
    with base.writing() as tx:
        accounts = [tx.scalars(select(Person).where(Person.email == p.email)).one() for p in people]
        workshop = build(tx, texts=texts, owner=accounts[0]).workshop
        for person in accounts[1:]:
            tx.add(Organiser(workshop_id=workshop.id, person_id=person.id, role="owner"))
        found = workshop.id
    base.engine.dispose()
    return found


def moved(server: Server, workshop_id: str, stage: str) -> None:
    """The café is in this stage, whatever is missing; no page has heard of it."""
    base = database(server)
    with base.writing() as tx:
        workshop = tx.get_one(Workshop, workshop_id)
        move_stage(tx, workshop=workshop, stage=stage, anyway=True, **operation())
    base.engine.dispose()


def sorted_under_two(server: Server, workshop_id: str) -> None:
    """Question 1's notes placed in the order they lie: half under “Tid”, half under “Rom”."""
    base = database(server)
    with base.writing() as tx:
        question = tx.get_one(Workshop, workshop_id).questions[0]
        notes = sorted((n for t in question.tables for n in t.notes), key=lambda note: note.id)
        half = len(notes) // 2
        for heading, some in (("Tid", notes[:half]), ("Rom", notes[half:])):
            category = actions.add_category(
                tx, question=question, heading=heading, id=new_id(), **operation()
            )
            for note in some:
                actions.place_note(tx, note=note, category=category, id=new_id(), **operation())
    base.engine.dispose()


def note_of(tx: Session, workshop_id: str, text: str) -> Note:
    """The café's note of this text at question 1."""
    tables = tx.get_one(Workshop, workshop_id).questions[0].tables
    found: Note
    [found] = [note for table in tables for note in table.notes if note.text == text]
    return found


def piles(server: Server, workshop_id: str) -> dict[str, int]:
    """What the database says: how many notes in each pile."""
    base = database(server)
    with base.reading() as db:
        whole = accounts_of_workshop(db, db.get_one(Workshop, workshop_id))
        assert whole.balance
        counts = {name: len(pile) for name, pile in vars(whole).items()}
    base.engine.dispose()
    return counts


def log_in_by_form(page: Page, server: Server, who: Login) -> None:
    """As a person does; ends at the list of cafés, in English."""
    page.goto(f"{server.url}/login?lang=en")
    page.get_by_label("E-mail").fill(who.email)
    page.get_by_label("Password").fill(who.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.url}/workshops")


def log_in(page: Page, server: Server, who: Login) -> None:
    """The browser is logged in and in English from now on, and no page was drawn for it."""
    send = page.request
    token = send.get(f"{server.url}/csrf").json()["token"]
    form = {"csrf_token": token, "email": who.email, "password": who.password}
    answer = send.post(f"{server.url}/login?lang=en", form=form, max_redirects=0)
    assert answer.status == 302, answer.text()


def open_board(page: Page, server: Server, workshop_id: str, number: int = 1) -> None:
    """The sorting page of one question, drawn."""
    page.goto(f"{server.url}/w/{workshop_id}/sort/{number}")
    expect(page.locator(".bar .sum")).to_be_visible()


def note(page: Page, text: str) -> Locator:
    """The waiting note with this text."""
    return page.locator("[data-item=note]").filter(has_text=text)


def sentence(page: Page, text: str) -> Locator:
    """The sentence that reads so."""
    words = page.locator(".words", has_text=text)
    return page.locator("[data-item=entry]").filter(has=words)


def under(page: Page, heading: str) -> Locator:
    """The sentences' words under a heading, in order."""
    return page.locator("section.heading").filter(has_text=heading).locator(".entry > .words")


def count(page: Page, name: str) -> Locator:
    """The number in the accounts that carries this name."""
    row = page.locator(".bar .sum > div").filter(has=page.locator(f"dt:text-is('{name}')"))
    return row.locator("dd")


def counts(page: Page, **wanted: int) -> None:
    """Wait until the accounts on the page say so: `counts(page, typed=5, not_yet_placed=0)`."""
    for name, number in wanted.items():
        expect(count(page, name.replace("_", " "))).to_have_text(re.compile(rf"^\s*{number}\b"))


def focus_by_tab(page: Page, selector: str) -> None:
    """Press Tab until the focus is there; AssertionError when it never comes there."""
    expect(page.locator(selector).first).to_be_visible()
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")


def drag(page: Page, thing: Locator, to: Locator, *, above: bool = False) -> None:
    """With the pointer, slowly enough for the page to see it, down on `to` (its upper edge).

    The page may make room under way; a hand follows until it sees where the thing will fall.
    """
    take(page, thing)
    hold_until_it_falls(page, to, above=above)
    page.mouse.up()


def take(page: Page, thing: Locator) -> None:
    """Into the hand, by its words, once it lies still."""
    words = thing.locator("> .words")
    words.hover(position={"x": 20, "y": 10})
    start = words.bounding_box()
    assert start
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 20, steps=4)
    expect(page.locator(".in-hand")).to_be_visible()


def hold_until_it_falls(page: Page, to: Locator, *, above: bool = False) -> None:
    """What is in the hand, over `to`, never quite still, until it would fall there."""
    aside = cycle((6, 0))

    def falls() -> bool:
        end = to.bounding_box()
        assert end
        down = 2 if above else end["height"] / 2
        page.mouse.move(end["x"] + 60, end["y"] + down + next(aside), steps=6)
        return bool(page.evaluate(FALLS, [to.element_handle(), above]))

    wait_for(falls, what="what is in the hand to fall where it shall")
