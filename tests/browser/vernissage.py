"""People at the wall of a running café, and the tablet at its first table."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, ViewportSize, expect
from sqlalchemy import select

from cafe.model import Note, Organiser, Person, Workshop
from cafe.plan.actions import move_stage
from tests.browser.walls import AT_REST, Wall, build_wall, look
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Organiser as Login
from tests.support.server import Server
from tests.support.world import new_id

KEY = "en nøkkel til, og noen som har den"
TEXTS = {1: ["mer lys", KEY], 2: ["kaffe"], 3: ["kart"]}
WEATHER = ("ERR_", "Failed to load resource", "WebSocket")
PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 320, "height": 568}


def vernissage(running: Server) -> Wall:
    """A wall to walk along."""
    made = build_wall(running, TEXTS)
    with made.behind() as tx:
        workshop = tx.get_one(Workshop, made.workshop)
        move_stage(
            tx, workshop=workshop, stage="vernissage", anyway=True, by="p", operation=new_id()
        )
    return made


def organiser(wall: Wall) -> Login:
    """Somebody whose café it is, whoever else has an account there."""
    who = wall.server.user()
    with wall.behind() as tx:
        person = tx.scalars(select(Person).where(Person.email == who.email)).one()
        tx.merge(Organiser(workshop_id=wall.workshop, person_id=person.id, role="owner"))
    return who


def phone(new_page: NewPage, wall: Wall, *, badly: bool = False, path: str = "/table/1") -> Page:
    """A phone at the wall; `badly` where the test breaks its network."""
    page = look(new_page(viewport=PHONE, expect=WEATHER if badly else ()), wall.address(path))
    expect(page.locator(".ask-mark").first).to_be_visible()
    return page


def tablet(new_page: NewPage, wall: Wall, *, badly: bool = False) -> Page:
    """The tablet at table 1, with its notes; `badly` where the test breaks its network."""
    page = new_page(expect=WEATHER if badly else ())
    page.goto(f"{wall.server.url}/t/{wall.token(1)}?lang=en")
    expect(page.locator(".slip")).to_have_count(2)
    return page


def slip(page: Page, text: str) -> Locator:
    """The note with these words."""
    return page.locator(".slip").filter(has_text=text)


def sheet(page: Page, text: str) -> Locator:
    """Tap the note and wait for its sheet."""
    slip(page, text).click()
    dialog = page.get_by_role("dialog", name=text)
    expect(dialog).to_be_visible()
    page.evaluate(AT_REST)
    return dialog


def ask(page: Page, about: str, text: str) -> Locator:
    """Ask about a note; the sheet, with the question on it."""
    dialog = sheet(page, about)
    dialog.get_by_label("Ask about this note").fill(text)
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.locator(".mine")).to_contain_text(text)
    return dialog


def narrow(page: Page) -> None:
    """Nothing scrolls sideways on the narrowest phone, and axe finds nothing."""
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    axe(page)
    page.set_viewport_size(PHONE)


def with_note(wall: Wall, about: str, do: Callable[..., object], **more: object) -> None:
    """As somebody else does with a note meanwhile."""
    with wall.behind() as tx:
        here = (Note.workshop_id == wall.workshop, Note.text == about)
        note = tx.scalars(select(Note).where(*here)).one()
        do(tx, note=note, by="t", operation=new_id(), **more)
