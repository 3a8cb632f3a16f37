"""Answers are kept and corrected; what is due and new is written of; addresses go on their day."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from cafe.archive.queries import archive_of
from cafe.archive.schema import read
from cafe.core import clock
from cafe.errors import Conflict, Invalid, NotFound
from cafe.followup import actions
from cafe.followup.commands import lines_of_due
from cafe.followup.queries import Came, came_of_it, due_for_letters, due_lately
from cafe.model import (
    Audit,
    Database,
    Entry,
    Follower,
    FollowupAnswer,
    FollowupLetter,
    Organiser,
    Person,
    Version,
    Workshop,
)
from cafe.people.document_links import find_follower, follower_token
from tests.archive.ground import sorted_out
from tests.archive.test_every_column import SOME_ID, answers_to
from tests.followup.published import publish
from tests.report.samples import brought_in
from tests.support.world import KEY, new_id

DONE = {"status": "done", "words": "A lamp hangs there."}


@pytest.fixture
def here(db: Database) -> str:
    """A café with a published document and an owner."""
    id = brought_in(db, sorted_out())
    with db.writing() as tx:
        owner = Person(email="ada@example.org", name="Ada", password_hash="x")
        tx.add(owner)
        tx.flush()
        tx.add(Organiser(workshop_id=id, person_id=owner.id, role="owner"))
        publish(tx, id)
    return id


def came(db: Database, here: str) -> Came:
    with db.reading() as session:
        return came_of_it(session, here)


def answer(
    db: Database, here: str, key: str, typed: Mapping[str, str], operation: str = ""
) -> None:
    doer = {"by": "person:1", "operation": operation or new_id()}
    with db.writing() as tx:
        actions.answer(tx, workshop=tx.get_one(Workshop, here), key=key, typed=typed, **doer)


def correct(db: Database, here: str, uid: str, typed: Mapping[str, str]) -> None:
    doer = {"by": "person:1", "operation": new_id()}
    with db.writing() as tx:
        actions.correct(tx, workshop=tx.get_one(Workshop, here), uid=uid, typed=typed, **doer)


def keys_of(db: Database, here: str) -> tuple[str, str]:
    """The first heading's key, and its first sentence's."""
    heading = came(db, here).sections[0].headings[0]
    return heading.point.key, heading.sentences[0].key


def test_an_answer_is_given_once_and_corrected_beside_itself(db: Database, here: str) -> None:
    heading, sentence = keys_of(db, here)
    assert came(db, here).counts == {"": came(db, here).counts[""]}
    operation = new_id()
    for _twice in range(2):
        answer(db, here, heading, {"status": "in_hand"}, operation)
    answer(db, here, heading, DONE)
    answer(db, here, sentence, {"status": "no", "why": "It is rented."})
    found = came(db, here)
    assert [told.answer.status for told in found.answers[heading].told] == ["done", "in_hand"]
    assert (found.counts["done"], found.counts["no"]) == (1, 1)
    assert not found.elsewhere
    uid = found.latest[heading].uid
    correct(db, here, uid, {"status": "in_hand", "words": "It is ordered."})
    told = came(db, here).answers[heading].told[0]
    assert (told.answer.words, told.was[0].words) == ("It is ordered.", DONE["words"])
    with pytest.raises(Conflict):
        correct(db, here, uid, DONE)
    with pytest.raises(NotFound):
        correct(db, here, new_id(), DONE)
    with pytest.raises(NotFound):
        answer(db, here, "no such", DONE)
    with pytest.raises(Invalid):
        answer(db, here, sentence, {"status": "later"})
    with db.reading() as session:
        audit = session.scalars(select(Audit).where(Audit.what == "answered")).all()
        assert [(row.about, row.times) for row in audit] == [("", 3), ("corrected", 1)]
        lines = session.scalars(select(Version.lines)).one()
    assert lines == [list(one) for one in lines], "the document is what it was"


def test_nothing_is_answered_before_it_is_published(db: Database) -> None:
    id = brought_in(db, sorted_out())
    with pytest.raises(Conflict):
        answer(db, id, "any", DONE)
    assert (came(db, id).version, came(db, id).all) == (None, {})


def test_answers_follow_the_next_version_and_none_is_lost(db: Database, here: str) -> None:
    heading, sentence = keys_of(db, here)
    answer(db, here, heading, DONE)
    answer(db, here, sentence, {"status": "in_hand"})
    with db.writing() as tx:
        tx.get_one(Entry, sentence).text = "More lamps, said otherwise."
        tx.get_one(Entry, sentence).category.heading = "Lamps"
        publish(tx, here)
    found = came(db, here)
    words = sorted(one.point.words for one in found.answers.values())
    assert words[0] == "Lamps"
    assert words[1].startswith("More lamps, said otherwise.")
    with db.writing() as tx:
        tx.delete(tx.get_one(Entry, sentence))
        publish(tx, here)
    found = came(db, here)
    gone = [one.point.words for one in found.elsewhere.values()]
    assert any(one.startswith("More light and a chair") for one in gone), "as it was printed then"
    uid = next(uid for uid, one in found.elsewhere.items() if one.point.entry)
    answer(db, here, uid, DONE)
    assert came(db, here).elsewhere[uid].latest.status == "done"


def later(monkeypatch: pytest.MonkeyPatch, days: float) -> date:
    """From now on it is so many days later."""
    started = clock._STARTED + days * 24 * 3600
    monkeypatch.setattr(clock, "_STARTED", started)
    return clock.today()


def letters(db: Database) -> list[tuple[str, int | None]]:
    """What was queued since this was asked last."""
    with db.writing() as tx:
        rows = tx.scalars(select(FollowupLetter).where(FollowupLetter.status == "queued")).all()
        for row in rows:
            row.status = "sent"
        return [(row.kind, row.person_id or row.follower_id) for row in rows]


def round_of(db: Database) -> list[tuple[str, int | None]]:
    with db.reading() as session:
        due = due_for_letters(session, clock.today())
    asked: list[str] = []
    with db.writing() as tx:
        event.listen(tx.get_bind(), "before_cursor_execute", lambda *at: asked.append(at[2]))
        actions.let_go(tx)
        actions.queue_due(tx, clock.today(), due)
    assert not [one for one in asked if "version.lines" in one], "no host waits while it is read"
    return letters(db)


def test_owners_are_reminded_once_and_of_each_day_that_passes(
    db: Database, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heading, sentence = keys_of(db, here)
    assert round_of(db) == []
    assert lines_of_due(db) == []
    day = later(monkeypatch, 95)
    assert round_of(db) == [("remind3", 1)]
    assert round_of(db) == []
    assert lines_of_due(db)[0].split("\t")[:2] == [here, "reminder"]
    with db.reading() as session:
        assert [one.workshop.id for one in due_lately(session, day, 1)] == [here]
        assert due_lately(session, day, 2) == []
    answer(db, here, heading, {"status": "in_hand", "due": (day + timedelta(days=2)).isoformat()})
    assert round_of(db) == []
    assert lines_of_due(db, 3)[0].split("\t")[1] == "overdue"
    day = later(monkeypatch, 4)
    assert round_of(db) == [("overdue", 1)]
    assert round_of(db) == []
    answer(db, here, sentence, {"status": "in_hand", "due": day.isoformat()})
    later(monkeypatch, 2)
    assert round_of(db) == [("overdue", 1)], "another day has passed"
    day = later(monkeypatch, 60)
    with db.reading() as session:
        assert due_lately(session, day, 1), "it is past its day, however long"
    later(monkeypatch, 220)
    assert [kind for kind, _who in round_of(db)] == ["remind12"]


def follower(db: Database, here: str, address: str) -> Follower:
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, here)
        actions.follow(tx, workshop=workshop, address=address, secret_key=KEY)
    with db.reading() as session:
        return session.scalars(select(Follower).where(Follower.address == address)).one()


def test_an_address_is_told_when_it_is_confirmed_and_goes_on_its_day(
    db: Database, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heading, _sentence = keys_of(db, here)
    answer(db, here, heading, {"status": "in_hand"})
    kari, ola = follower(db, here, "kari@example.org"), follower(db, here, "ola@example.org")
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, here)
        actions.follow(tx, workshop=workshop, address="KARI@example.org", secret_key=KEY)
    assert letters(db) == [("confirm", kari.id), ("confirm", ola.id)], "one each"
    word = follower_token(KEY, kari.nonce)
    assert word not in (kari.nonce, kari.token_digest)
    with db.writing() as tx:
        found = find_follower(tx, word, KEY)
        assert found is not None
        actions.confirm(tx, follower=found)
    later(monkeypatch, 0.1)
    assert round_of(db) == [], "what was answered before is on the page"
    answer(db, here, heading, DONE)
    assert round_of(db) == [], "somebody may still be writing"
    later(monkeypatch, 1)
    for shown, told in ((False, []), (True, [("told", kari.id)])):
        with db.writing() as tx:
            tx.scalars(select(Version)).one().shown = shown
        assert round_of(db) == told, "who has not confirmed hears nothing, nor anybody of nothing"
    with db.writing() as tx:  # as the job does when it has gone
        tx.get_one(Follower, kari.id).told = max(tx.scalars(select(FollowupAnswer.id)))
    left = []
    for days in (1, 400, *(1,) * 13):
        later(monkeypatch, days)
        assert round_of(db) == []
        with db.reading() as session:
            left.append([one.address[0] for one in session.scalars(select(Follower))])
    assert left == [["k"]] * 14 + [[]], "not on a date alone"
    with db.reading() as session:
        assert find_follower(session, word, KEY) is None


def test_old_letters_are_not_kept_and_what_was_cut_off_has_failed(db: Database, here: str) -> None:
    follower(db, here, "kari@example.org")
    with db.writing() as tx:
        row = tx.scalars(select(FollowupLetter)).one()
        row.at, row.status = datetime.now(UTC) - timedelta(hours=2), "going"
    round_of(db)
    with db.writing() as tx:
        row = tx.scalars(select(FollowupLetter)).one()
        assert (row.status, bool(row.why)) == ("failed", True)
        row.at -= timedelta(days=401)
    round_of(db)
    with db.reading() as session:
        assert session.scalars(select(FollowupLetter)).all() == []


def test_answers_go_out_in_the_archive_and_come_in_again(db: Database, here: str) -> None:
    """In another café of the same database, too, they stand at the same sentences."""
    heading, sentence = keys_of(db, here)
    answer(db, here, heading, DONE)
    answer(db, here, sentence, {"status": "planned", "responsible": "Us", "due": "2027-01-01"})
    correct(db, here, came(db, here).latest[heading].uid, {"status": "no", "why": "Rented."})
    with db.reading() as session:
        written = archive_of(session, session.get_one(Workshop, here))
    # No name; an id, of sixteen signs, may well have these three letters.
    assert not re.search(r"\bada\b|person", str(written["followup"]).lower())
    there = brought_in(db, json.loads(json.dumps(written)))
    with db.reading() as session:
        again = archive_of(session, session.get_one(Workshop, there))
    assert again["followup"] == written["followup"]
    with db.writing() as tx:
        publish(tx, there)
    found = came(db, there)
    assert {one.latest.status for one in found.answers.values()} == {"no", "planned"}
    assert found.elsewhere == {}


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("answers", 0, "status"), "perhaps", "followup[0].answers[0].status"),
        (("answers", 0, "written"), "yesterday", "followup[0].answers[0].written"),
        (("answers", 0, "corrects"), SOME_ID.replace("a", "f"), "followup[0].answers[0].corrects"),
        (("answers",), [], "followup[0].answers"),
        (("sentence",), "no id", "followup[0].sentence"),
    ],
)
def test_a_file_with_odd_answers_names_the_place(
    path: tuple[str | int, ...], value: object, where: str
) -> None:
    archive = {**sorted_out(), "followup": answers_to(sorted_out())}
    thing: Any = archive["followup"][0]
    for name in path[:-1]:
        thing = thing[name]
    thing[path[-1]] = value
    with pytest.raises(Invalid) as refused:
        read(json.dumps(archive).encode())
    assert refused.value.where == where
