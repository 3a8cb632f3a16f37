"""A series with a page on the web and a contact list."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select, update

from cafe.core.clock import today
from cafe.followup import actions
from cafe.followup.rules_contacts import Contact
from cafe.model import (
    Follower,
    Person,
    Series,
    Workshop,
)
from cafe.people.document_links import follower_token, open_document_link
from cafe.people.links import series_token
from cafe.plan.actions.series import new_series, put_in_series
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.links import Doors


class Network:
    """A series with a page on the web, of one café that was and one to come."""

    def __init__(self, app: Flask, organiser: Visitor) -> None:
        assert organiser.get("/workshops").status_code == 200
        self.app, self.db = app, cafe(app).db
        with self.db.reading() as db:
            owner = db.query(Person).one()
        self.was, self.coming = Doors(app, owner, "finished"), Doors(app, owner, "planning")
        with self.db.writing() as tx:
            series = new_series(tx, name="Nettverket", organisation_id=1)
            self.uid, self.id = series.uid, series.id
            for one, day in ((self.was, -9), (self.coming, 30)):
                here = tx.get_one(Workshop, one.id)
                put_in_series(tx, workshop=here, series=series)
                here.date, here.listed = today() + timedelta(days=day), True
            here.title, here.place, here.starts = "Vårkafé", "Storsalen", "17:00"
            open_document_link(tx, workshop_id=self.was.id, secret_key=self.key)
        self.at = f"/workshops/series/{self.uid}/contacts"
        organiser.post(f"/workshops/series/{self.uid}/web", do="show", form="web")

    @property
    def key(self) -> str:
        return cafe(self.app).settings.secret_key

    @property
    def page(self) -> str:
        with self.db.reading() as db:
            return f"/s/{series_token(self.key, db.get_one(Series, self.id).nonce or '')}"

    def link(self, address: str) -> str:
        """What the letters to this address lead to."""
        with self.db.reading() as db:
            here = Follower.address == address, Follower.series_id == self.id
            nonce = db.scalars(select(Follower.nonce).where(*here)).one()
            return f"/f/{follower_token(self.key, nonce)}"

    def add(self, *names: str, confirmed: bool = True) -> None:
        """Contacts who have confirmed, or not."""
        with self.db.writing() as tx:
            series = tx.get_one(Series, self.id)
            for name in names:
                one = Contact(f"{name}@example.org", name.title())
                actions.join(tx, series=series, contact=one, secret_key=self.key)
            if confirmed:
                mine = update(Follower).where(Follower.series_id == self.id)
                tx.execute(mine.values(confirmed=True))

    def addresses(self) -> list[str]:
        """All of the list, confirmed or not."""
        with self.db.reading() as db:
            mine = select(Follower.address).where(Follower.series_id == self.id)
            return list(db.scalars(mine.order_by(Follower.address)))
