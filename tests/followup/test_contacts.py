"""The contact list of a series: own consent, own deletion, and letters to all that name nobody."""

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from cafe.backup.again import erase_again
from cafe.core.clock import now, today
from cafe.followup import actions
from cafe.followup.letters import queued
from cafe.followup.rules_contacts import kept_until
from cafe.followup.rules_following import CONFIRM_DAYS
from cafe.model import (
    Database,
    Follower,
    FollowupLetter,
    Retired,
    Version,
    Workshop,
)
from cafe.model.erase import drop_empty_series
from cafe.plan.retention.rules import NOTICE
from cafe.web.state import cafe
from tests.followup.network import Network
from tests.followup.test_routes import mailing
from tests.people.colleagues import account, colleague, enter
from tests.support.app import Visitor


@pytest.fixture
def network(organiser: Visitor, cafe_app: Flask) -> Network:
    return Network(cafe_app, organiser)


def test_nothing_is_seen_before_it_is_confirmed_and_one_press_deletes_it(
    network: Network, organiser: Visitor, visitor: Visitor, cafe_app: Flask
) -> None:
    ask = f"{network.page}/contact"
    assert "sends no e-mail" in visitor.get(f"{ask}?lang=en").text
    assert "sends no e-mail" in organiser.get(f"{network.at}?lang=en").text
    assert ask not in visitor.get(network.page).text
    typed = {"form": "join", "address": "kari@example.org", "name": "Kari, Bodø"}
    assert visitor.post(ask, **typed).status_code == 409
    with mailing(cafe_app):
        assert f'href="{ask}"' in visitor.get(network.page).text
        assert visitor.get(f"{network.page}/privacy").status_code == 200
        wrong = visitor.post(ask, form="join", address="kari", name="Kari, Bodø")
        assert wrong.status_code == 422
        assert 'value="Kari, Bodø"' in wrong.text, "what was typed is still there"
        for _twice in range(2):
            assert 'role="status"' in visitor.post(ask, **typed).text
        mine = organiser.get(f"{network.at}?lang=en").text
    assert "1 more has not confirmed yet" in mine
    assert "kari" not in mine
    assert "kari" not in organiser.get(f"{network.at}.csv").text
    with network.db.reading() as db:
        sent = select(FollowupLetter.kind).where(FollowupLetter.workshop_id.is_(None))
        assert db.scalars(sent).all() == ["confirm"], "asked for twice, it is one letter"
    link = network.link("kari@example.org")
    assert "Yes, invite me" in visitor.get(f"{link}?lang=en").text, "looking changes nothing"
    assert "kari" not in organiser.get(network.at).text
    assert visitor.post(link).status_code == 303
    assert "Kari, Bodø" in visitor.get(link).text
    assert "kari@example.org" in organiser.get(network.at).text
    with network.db.writing() as tx:
        row = tx.scalars(select(Follower).where(Follower.series_id == network.id)).one()
        assert row.ends == kept_until(today())
        row.ends = today()
    assert visitor.post(link).status_code == 303
    with network.db.reading() as db:
        kept = db.scalars(select(Follower.ends).where(Follower.series_id == network.id)).one()
        assert kept == kept_until(today()), "confirmed once more it is kept for as long again"
    assert visitor.post(f"{link}/end").status_code == 200
    assert visitor.get(link).status_code == 410
    assert network.addresses() == []
    erased = (cafe(cafe_app).settings.data_dir / "erased.jsonl").read_text()
    assert '"follower"' in erased
    assert "kari" not in erased


def test_a_published_document_and_the_thanks_lead_there(
    network: Network, visitor: Visitor, cafe_app: Flask
) -> None:
    secrets, ask = network.was.secrets(), f"{network.page}/contact"
    places = (f"/d/{secrets.shared}", f"/v/{secrets.wall}/evaluation")
    with mailing(cafe_app):
        assert [ask in visitor.get(place).text for place in places] == [True, True]
        network.was.does(lambda _tx, here: setattr(here, "listed", False))
        assert [ask in visitor.get(place).text for place in places] == [False, False]


def test_only_owners_see_it_take_out_and_download(
    network: Network, organiser: Visitor, cafe_app: Flask
) -> None:
    network.add("kari", "ola")
    with network.db.writing() as tx:
        mine = update(Follower).where(Follower.address == "ola@example.org")
        tx.execute(mine.where(Follower.series_id == network.id).values(name="=2+3", paper=True))
    for other, status in (
        (colleague(cafe_app, network.coming.id, "editor"), 403),
        (enter(cafe_app, account(network.db, "per@example.org")), 404),
    ):
        assert other.get(network.at).status_code == status
        assert other.get(f"{network.at}.csv").status_code == status
        for place in ("", "/out", "/letter", "/again"):
            sent = {"contact": "1", "lines": "a@b.no", "paper": "1", "do": "send", "words": "x"}
            with mailing(cafe_app):
                assert other.post(f"{network.at}{place}", **sent).status_code == status
    file = organiser.get(f"{network.at}.csv?lang=en")
    rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig")), delimiter=";"))
    assert [row[:3] for row in rows[1:]] == [
        ["kari@example.org", "Kari", "The web"],
        ["ola@example.org", "'=2+3", "A list on paper"],
    ]
    with network.db.reading() as db:
        listed = select(Follower.id).where(Follower.series_id == network.id)
        id = db.scalars(listed.order_by(Follower.address)).first()
        told = db.scalars(select(Follower.id).where(Follower.workshop_id.is_not(None))).first()
    assert organiser.post(f"{network.at}/out", form="out", contact=told).status_code == 404
    for _twice in range(2):
        assert organiser.post(f"{network.at}/out", form="out", contact=id).status_code == 303
    assert network.addresses() == ["ola@example.org"]
    log = organiser.get(f"/w/{network.coming.id}/audit?lang=en").text
    assert "took somebody off the contact list of the series" in log
    assert "took away the contact list of the series" in log
    assert "kari" not in log


def test_it_goes_on_its_day_with_its_series_and_stays_gone(network: Network, db: Database) -> None:
    assert db
    network.add("kari", "ola", "per")
    with network.db.writing() as tx:
        kari, ola, _per = tx.scalars(
            select(Follower).where(Follower.series_id == network.id).order_by(Follower.address)
        )
        kari.ends = today() - timedelta(days=1)
        ola.confirmed, ola.made = False, now() - 49 * 3600
        actions.let_go(tx)
    # On no date alone, for the clock may be far ahead: on so many days on which the machine ran.
    there = []
    for _day in range(NOTICE):
        there.append(len(network.addresses()))
        with network.db.writing() as tx:
            tx.execute(update(Follower).values(counted_on=today() - timedelta(days=1)))
            actions.let_go(tx)
    assert there == [3] * (CONFIRM_DAYS - 1) + [2] * (NOTICE - CONFIRM_DAYS) + [1]
    assert network.addresses() == ["per@example.org"]
    with network.db.writing() as tx:
        per = tx.scalars(select(Follower).where(Follower.series_id == network.id)).one()
        entry = {"what": "follower", "key": str(per.id), "since": str(per.made), "at": "", "of": ""}
        digest = per.token_digest
    # The last of its cafés goes into another series: this one is gone, and what it had.
    with network.db.writing() as tx:
        for one in (network.was, network.coming):
            tx.get_one(Workshop, one.id).series_id = None
        tx.flush()
        drop_empty_series(tx)
    assert network.addresses() == []
    with network.db.reading() as reader:
        assert reader.get(Retired, digest) is not None, "its link was ours"
        assert queued(reader) is not None
        assert reader.query(Version).count() == 2
    assert erase_again(network.db, cafe(network.app).settings, [entry]) == []


def test_an_older_backup_does_not_bring_a_contact_back(network: Network) -> None:
    network.add("kari", "ola")
    with network.db.reading() as db:
        rows = db.scalars(select(Follower).where(Follower.series_id == network.id))
        kari = min(rows, key=lambda one: one.address)
    entry = {"what": "follower", "key": str(kari.id), "since": str(kari.made), "at": "", "of": ""}
    assert erase_again(network.db, cafe(network.app).settings, [entry]) == []
    assert network.addresses() == ["ola@example.org"]


def test_the_last_cafe_leaves_no_contacts_behind_unasked(
    network: Network, organiser: Visitor
) -> None:
    network.add("kari", "ola")
    out = {"form": "series", "series": "", "was": network.uid}
    assert organiser.post(f"/w/{network.was.id}/series", **out).status_code == 303
    refused = organiser.post(f"/w/{network.coming.id}/series?lang=en", **out)
    assert (refused.status_code, "with 2 people" in refused.text) == (422, True)
    elsewhere = {**out, "series": "new", "name": "Et annet nettverk"}
    assert organiser.post(f"/w/{network.coming.id}/series", **elsewhere).status_code == 422
    assert len(network.addresses()) == 2
    with network.db.writing() as tx:
        tx.execute(delete(Follower))
    assert organiser.post(f"/w/{network.coming.id}/series", **out).status_code == 303
