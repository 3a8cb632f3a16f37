"""A wall of a running café, written to as tablets do."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from playwright.sync_api import Page, expect
from sqlalchemy import select

from cafe.model import CafeTable, Database, Link, Note, Workshop
from cafe.people.links import renew_link, token_of
from cafe.plan.actions import move_stage, set_timer
from cafe.table.actions.notes import add_note, edit_note, strike_note
from cafe.table.actions.poster import name_cafe, sum_up
from tests.bench.parts.host import Host
from tests.support.server import Server
from tests.support.world import a_workshop, new_id, tables_of

# Half-way through a fade, colours are not what they will be; nor places, before letters have come.
AT_REST = """Promise.allSettled([document.fonts.ready,
  ...document.getAnimations().map((one) => one.finished)]).then(() => null)"""


class Wall(NamedTuple):
    """A wall, known by its café's ids."""

    server: Server
    workshop: str

    @contextmanager
    def behind(self) -> Iterator[Any]:
        """A transaction of another process: the pages hear of it at their next look."""
        database = Database(f"sqlite:///{self.server.data_dir / 'cafe.db'}")
        with database.writing() as tx:
            yield tx
        database.engine.dispose()

    def token(self, number: int | None = None, *, tray: bool = False) -> str:
        """The token of the wall, of a table, or of a table's tray."""
        with self.behind() as tx:
            query = select(Link.nonce).where(Link.workshop_id == self.workshop)
            query = query.outerjoin(CafeTable, CafeTable.id == Link.table_id)
            here = Link.table_id.is_(None) if number is None else CafeTable.number == number
            nonce = tx.scalars(query.where(here, Link.tray.is_(tray))).one()
        key = (self.server.data_dir / "secret.key").read_text().strip()
        return token_of(key, nonce)

    def address(self, page: str = "") -> str:
        """Where the wall hangs, in English."""
        return f"{self.server.url}/v/{self.token()}{page}{'&' if '?' in page else '?'}lang=en"

    def say(self, number: int, *texts: str) -> list[str]:
        """Notes from a tablet; their ids."""
        uids = [new_id() for _text in texts]
        with self.tablet(number) as host:
            for uid, text in zip(uids, texts, strict=True):
                host.write(uid, text)
        return uids

    @contextmanager
    def tablet(self, number: int) -> Iterator[Host]:
        """A tablet at table `number`."""
        host = Host(self.server.port, self.token(number))
        yield host
        host.close()

    def hang(self, texts: dict[int, list[str]]) -> None:
        """Notes that hang there already, with a name and a main statement at each table."""
        with self.behind() as tx:
            tables = tx.scalars(select(CafeTable).where(CafeTable.workshop_id == self.workshop))
            for table in tables:
                common = {"table": table, "by": "t", "operation": new_id()}
                name_cafe(tx, was=None, name=f"Kafé {table.number}", **common)
                for text in texts.get(table.number, []):
                    kind = "keyword" if " " not in text else "statement"
                    uid, operation = new_id(), new_id()
                    add_note(
                        tx, table=table, uid=uid, kind=kind, text=text, by="t", operation=operation
                    )
                sum_up(
                    tx, was=None, text="Vi hører sammen.", table=table, by="t", operation=new_id()
                )

    def night_falls(self) -> None:
        """While nobody looks: one note is reworded, one struck out, and the stage moves on."""
        with self.behind() as tx:
            here = Note.workshop_id == self.workshop
            first, second = tx.scalars(select(Note).where(here).order_by(Note.id).limit(2))
            edit_note(
                tx, note=first, was=first.text, text="omskrevet", kind="keyword", part=None,
                by="t", operation=new_id(),
            )  # fmt: skip
            strike_note(tx, note=second, struck=True, by="t", operation=new_id())
            workshop = tx.get_one(Workshop, self.workshop)
            move_stage(tx, workshop=workshop, stage="vernissage", by="p", operation=new_id())
            set_timer(tx, workshop=workshop, minutes=12, by="p", operation=new_id())

    def renew(self) -> None:
        """As the organiser does when the link went astray."""
        with self.behind() as tx:
            here = Link.workshop_id == self.workshop
            link = tx.scalars(select(Link).where(here, Link.table_id.is_(None))).one()
            key = (self.server.data_dir / "secret.key").read_text().strip()
            renew_link(tx, link=link, secret_key=key)


def build_wall(server: Server, texts: dict[int, list[str]], counts: Sequence[int] = (2, 1)) -> Wall:
    """A fresh open café; three tables, two of them at the first question, unless told otherwise."""
    key = (server.data_dir / "secret.key").read_text().strip()
    database = Database(f"sqlite:///{server.data_dir / 'cafe.db'}")
    workshop = a_workshop(database, counts=counts, stage="open", key=key)
    numbers = [table.number for table in tables_of(database, workshop)]
    assert numbers == list(range(1, sum(counts) + 1))
    database.engine.dispose()
    wall = Wall(server, workshop.id)
    wall.hang(texts)
    return wall


def look(page: Page, address: str) -> Page:
    """Open a page of the wall and wait for its posters."""
    page.goto(address)
    expect(page.locator(":is(.poster, .far-poster, .scene, .seal):visible").first).to_be_visible()
    page.evaluate(AT_REST)
    return page
