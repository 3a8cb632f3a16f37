"""A hall whose hosts are named, and its organiser at one of the plan's pages."""

from playwright.sync_api import Page
from sqlalchemy import select

from cafe.model import CafeTable, Database, Workshop
from cafe.people.queries import the_person
from cafe.plan.actions import set_hosts
from tests.browser import sorting
from tests.browser.walls import Wall
from tests.support.server import Server
from tests.support.world import a_workshop, new_id

HOSTS = {1: ["Solveig"], 2: ["Odd Arne"]}


def hall_in(running: Server) -> Wall:
    """An open café with four tables that berit@example.org organises; two hosts are named."""
    database = Database(f"sqlite:///{running.data_dir / 'cafe.db'}")
    with database.reading() as session:
        known = session.execute(select(Workshop.id)).first() is not None
    if not known:
        running.user()
    with database.reading() as session:
        owner = the_person(session, "berit@example.org")
    key = (running.data_dir / "secret.key").read_text().strip()
    workshop = a_workshop(
        database, counts=(2, 2), stage="open", language="en", owner=owner, key=key
    )
    with database.writing() as tx:
        for table in tx.scalars(select(CafeTable).where(CafeTable.workshop_id == workshop.id)):
            hosts = HOSTS.get(table.number, [])
            set_hosts(tx, table=table, was=[], hosts=hosts, by="t", operation=new_id())
    database.engine.dispose()
    return Wall(running, workshop.id)


def log_in(page: Page, hall: Wall, place: str) -> Page:
    """Berit at this page of the hall, in English."""
    sorting.log_in(page, hall.server, hall.server.user())
    page.goto(f"{hall.server.url}/w/{hall.workshop}/{place}?lang=en")
    return page
