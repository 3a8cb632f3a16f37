"""Tables of a running café, and the tablets at them."""

from collections.abc import Sequence
from contextlib import closing
from typing import NamedTuple

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from cafe.model import Database, Link, Note, Workshop, events, record
from cafe.model.note import late_notes
from cafe.people.links import code_of, renew_link, token_of
from cafe.plan.actions import move_stage
from cafe.table.actions.late import leave_out, take_in
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.world import a_workshop, new_id, tables_of

# What the browser's console says of a lost line, which these tests bring about themselves.
BAD_WEATHER = ("ERR_", "Failed to load resource", "WebSocket", "bad HTTP response code")


class Table(NamedTuple):
    """A table of a café on `server`, known by its ids."""

    server: Server
    workshop: str
    id: int

    @property
    def key(self) -> str:
        """The installation's secret key."""
        return (self.server.data_dir / "secret.key").read_text().strip()

    @property
    def address(self) -> str:
        """Where its link leads now, in English."""
        with closing_database(self.server) as db, db.database.reading() as tx:
            here = (Link.table_id == self.id, Link.tray.is_(False))
            nonce = tx.scalars(select(Link.nonce).where(*here)).one()
        return f"{self.server.url}/t/{token_of(self.key, nonce)}?lang=en"

    @property
    def code(self) -> str:
        """The short code that leads there now."""
        with closing_database(self.server) as db, db.database.reading() as tx:
            nonce = tx.scalars(select(Link.code_nonce).where(Link.table_id == self.id)).one()
        return code_of(self.key, nonce)

    def notes(self) -> list[str]:
        """The texts that the café has, in order, struck ones too."""
        with closing_database(self.server) as db, db.database.reading() as tx:
            here = select(Note.text).where(Note.table_id == self.id)
            return list(tx.scalars(here.order_by(Note.id)))

    def poster(self) -> list[str]:
        """The texts on the poster, in the order of walls and document, without struck ones."""
        with closing_database(self.server) as db, db.database.reading() as tx:
            notes = list(tx.scalars(select(Note).where(Note.table_id == self.id)))
            return [n.text for n in sorted(notes, key=lambda n: n.order) if not n.struck]

    def renew_link(self) -> None:
        """As the organiser does when a link went astray."""
        with closing_database(self.server) as db, db.database.writing() as tx:
            link = tx.scalars(select(Link).where(Link.table_id == self.id)).one()
            renew_link(tx, link=link, secret_key=self.key)

    def move(self, stage: str) -> None:
        """As the organiser does; the pages hear of it at their next look."""
        with closing_database(self.server) as db, db.database.writing() as tx:
            workshop = tx.get_one(Workshop, self.workshop)
            who = {"by": "person:1", "operation": new_id()}
            move_stage(tx, workshop=workshop, stage=stage, anyway=True, **who)

    def agree(self, **values: object) -> None:
        """Set what the organiser decides for all tables: `round`, `asks_main` and the like."""
        with closing_database(self.server) as db, db.database.writing() as tx:
            workshop = tx.get_one(Workshop, self.workshop)
            for name, value in values.items():
                setattr(workshop, name, value)
            item, who = events.body(workshop), {"by": "person:1", "operation": new_id()}
            record(tx, workshop, what="workshop", key=workshop.id, item=item, **who)

    def decide(self, text: str, *, taken: bool) -> None:
        """As the organiser does with the late note of this text; the pages hear of it later."""
        with closing_database(self.server) as db, db.database.writing() as tx:
            here = late_notes().where(Note.table_id == self.id, Note.text == text)
            do = take_in if taken else leave_out
            do(tx, late=tx.scalars(here).one(), by="person:1", operation=new_id())


class _Opened:
    def __init__(self, server: Server) -> None:
        self.database = Database(f"sqlite:///{server.data_dir / 'cafe.db'}")

    def close(self) -> None:
        self.database.engine.dispose()


def closing_database(server: Server) -> "closing[_Opened]":
    """The café's database, opened beside it and closed again."""
    return closing(_Opened(server))


def open_table(server: Server, parts: Sequence[str] = ()) -> Table:
    """A fresh café with one open table."""
    key = (server.data_dir / "secret.key").read_text().strip()
    with closing_database(server) as db:
        asked = ("Hva skal til for at flere går til skolen?",)
        workshop = a_workshop(
            db.database, counts=[1], questions=asked, parts=parts, stage="open", key=key
        )
        (table,) = tables_of(db.database, workshop)
    return Table(server, workshop.id, table.id)


class Tablet:
    """A tablet at a table, used by a host."""

    def __init__(self, page: Page, address: str) -> None:
        """Open the table's page."""
        self.page = page
        page.goto(address)
        self.field = page.get_by_label("What was said")
        self.status = page.locator(".arrived")
        expect(self.field).to_be_visible()

    def add(self, *texts: str) -> None:
        """Type notes, each with Enter."""
        for text in texts:
            self.field.fill(text)
            self.field.press("Enter")
            expect(self.field).to_have_value("")

    def slip(self, text: str) -> Locator:
        """The note with this text."""
        return self.page.locator(".slip").filter(has_text=text)

    def tap(self, text: str, button: str) -> None:
        """Press a button of the note with this text."""
        self.slip(text).get_by_role("button", name=button).click()

    def offline(self, gone: bool) -> None:
        """Take the network away, or give it back."""
        self.page.context.set_offline(gone)

    def shown(self, *texts: str) -> None:
        """Wait until the page shows exactly these notes, from the top."""
        expect(self.page.locator(".slip .text")).to_have_text(list(texts))

    def hear(self) -> None:
        """Look for news at once, as a tablet does whose line is back."""
        self.page.evaluate("() => dispatchEvent(new Event('online'))")

    def all_received(self, *texts: str) -> None:
        """Wait until the page shows exactly these notes, newest first, and each as received."""
        expect(self.page.locator(".slip .text")).to_have_text(list(texts))
        received = self.page.locator(".slip[data-status=received]")
        expect(received).to_have_count(len(texts))


def sit_down(new_page: NewPage, table: Table, *, badly: bool = False) -> Tablet:
    """A tablet of its own at `table`; `badly` where the test breaks the network."""
    return Tablet(new_page(expect=BAD_WEATHER if badly else ()), table.address)


def mends_nothing(page: Page) -> None:
    """An older page, from before what cannot be shown was mended while it is typed."""
    page.route("**/js/mend/*", lambda route: route.fulfill(body="", content_type="text/javascript"))
