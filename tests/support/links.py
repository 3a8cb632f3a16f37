"""A café with every kind of secret that opens something, and those who hold them."""

from collections.abc import Callable
from typing import NamedTuple

from flask import Flask
from sqlalchemy.orm import Session

from cafe.followup.actions import follow
from cafe.model import (
    CafeTable,
    Database,
    Follower,
    Invitation,
    Link,
    Person,
    Series,
    Version,
    Workshop,
)
from cafe.people.document_links import follower_token
from cafe.people.links import (
    code_of,
    invitation_token,
    open_links,
    open_series,
    series_token,
    token_of,
    version_token,
)
from cafe.plan.actions.invitations import invite
from cafe.report.actions.publishing import show_version
from cafe.report.actions.versions import keep_version
from cafe.report.versions import store
from cafe.web.state import cafe
from tests.support.world import a_workshop, new_id, tables_of


class Secrets(NamedTuple):
    """The whole tokens of one café, and the short codes of its wall and table."""

    wall: str
    table: str
    tray: str
    invitation: str
    shared: str
    series: str
    follower: str
    wall_code: str
    table_code: str


class Doors:
    """One café in `app`: its wall, tables, an invited host, a document that is shown."""

    def __init__(self, app: Flask, owner: Person | None = None, stage: str = "open") -> None:
        """All its doors are open."""
        parts = cafe(app)
        self.app, self.key = app, parts.settings.secret_key
        self.db: Database = parts.db
        shape = {"counts": [2, 1], "stage": stage, "owner": owner, "key": self.key}
        self.id = a_workshop(self.db, **shape).id  # type: ignore[arg-type]
        self.does(self._silent)
        self.does(self._host)
        self.does(self._keep)
        self.does(self._show)
        self.does(self._follow)

    def _silent(self, tx: Session, workshop: Workshop) -> None:
        workshop.silent = 5
        open_links(tx, workshop, self.key)

    def _host(self, tx: Session, workshop: Workshop) -> None:
        table = tx.get_one(CafeTable, tables_of(self.db, workshop)[0].id)
        table.hosts = ["Kari"]
        invite(tx, workshop=workshop, secret_key=self.key)

    def _keep(self, tx: Session, workshop: Workshop) -> None:
        kept = store.Kept(revision=workshop.revision, complete=True, lines=[])
        folder = store.folder_of(cafe(self.app).settings.data_dir, workshop.id, "final")
        store.write(folder, [("document.html", b"<body><p>Kaffe</p></body>")], kept)
        who = {"workshop": workshop, "by": "person:1"}
        version = keep_version(
            tx,
            final=True,
            folder="final",
            kept=kept,
            operation=new_id(),
            **who,  # type: ignore[arg-type]
        )
        tx.flush()
        assert version
        show_version(
            tx,
            version=version,
            shown=True,
            secret_key=self.key,
            operation=new_id(),
            **who,  # type: ignore[arg-type]
        )

    def _show(self, tx: Session, workshop: Workshop) -> None:
        if workshop.series is None:
            workshop.series = Series(name="R", organisation_id=workshop.organisation_id)
        workshop.listed = True
        tx.flush()
        open_series(tx, series=workshop.series, secret_key=self.key)

    def _follow(self, tx: Session, workshop: Workshop) -> None:
        follow(tx, workshop=workshop, address="kari@example.org", secret_key=self.key)

    def does(self, work: Callable[[Session, Workshop], object]) -> None:
        """Something happens to the café, in one transaction."""
        with self.db.writing() as tx:
            work(tx, tx.get_one(Workshop, self.id))

    def secrets(self) -> Secrets:
        """What opens it now."""
        with self.db.reading() as db:
            table = tables_of(self.db, db.get_one(Workshop, self.id))[0]
            mine = db.query(Link).where(Link.workshop_id == self.id)
            wall = mine.where(Link.table_id.is_(None)).one()
            host, tray = db.query(Link).where(Link.table_id == table.id).order_by(Link.tray)
            asked = db.query(Invitation).where(Invitation.workshop_id == self.id).one()
            version = db.query(Version).where(Version.workshop_id == self.id).one()
            series = db.get_one(Workshop, self.id).series
            assert series
            told = db.query(Follower).where(Follower.workshop_id == self.id).one()
        return Secrets(
            token_of(self.key, wall.nonce),
            token_of(self.key, host.nonce),
            token_of(self.key, tray.nonce),
            invitation_token(self.key, asked.nonce),
            version_token(self.key, version.nonce or ""),
            series_token(self.key, series.nonce or ""),
            follower_token(self.key, told.nonce),
            code_of(self.key, wall.code_nonce),
            code_of(self.key, host.code_nonce),
        )
