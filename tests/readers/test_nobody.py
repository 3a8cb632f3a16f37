"""Who read and who wrote stands nowhere: every byte that is kept is looked through."""

import logging
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from cafe.archive.queries import archive_of
from cafe.archive.schema import as_json
from cafe.erasure.plan import planned
from cafe.erasure.request import Request
from cafe.erasure.versions import gone_of
from cafe.model import Change, Workshop
from tests.readers.house import House, Phone
from tests.support.world import new_id


def somebody(house: House, number: int) -> Phone:
    phone = house.phone()
    phone.client.environ_base |= {
        "REMOTE_ADDR": f"203.0.113.{number}",
        "HTTP_USER_AGENT": f"Telefon/{number} (spor {number * 7919})",
    }
    return phone


def traces(phone: Phone) -> list[str]:
    """All by which a reader could be known again."""
    with phone.client.session_transaction() as session:
        device = str(session["device"])
    cookies = [one.value for one in (phone.client._cookies or {}).values()]
    known = phone.client.environ_base
    return [device, *cookies, str(known["REMOTE_ADDR"]), str(known["HTTP_USER_AGENT"])]


def kept_bytes(folder: Path) -> bytes:
    """Every file of the data folder: database, its log, versions, jobs."""
    return b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_nothing_that_is_kept_leads_to_a_reader(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    house.open(cards=True)
    word, said = house.word(), {}
    phones = [somebody(house, number) for number in (11, 12, 13)]
    for at, phone in enumerate(phones):
        assert phone.post("/read", word=word).status_code == 303
        assert phone.opens() == 200
        for part in ("Light", "More light"):
            uid = new_id()
            said[uid] = (at, f"merknad {uid}")
            assert phone.says(part, "missing", said[uid][1], uid).status_code == 200
        assert len(phone.hears(*[uid for uid, (who, _t) in said.items() if who == at])) == 2
    house.ends()
    outcomes = dict(zip(said, ("taken", "beside", "not") * 2, strict=True))
    for uid, outcome in outcomes.items():
        assert house.decide(uid, outcome, "nei" if outcome == "not" else "").status_code == 303
    with house.parts.db.reading() as db:
        workshop = db.get_one(Workshop, house.id)
        archive = as_json(archive_of(db, workshop))
        told = db.scalars(select(Change).where(Change.what.in_(("remark", "reading")))).all()
    everything = kept_bytes(house.parts.settings.data_dir) + archive
    logged = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
    for uid, (_who, text) in said.items():
        assert text.encode() in everything, "the words are there"
        assert uid not in logged
        assert text not in logged
    for phone in phones:
        for trace in traces(phone):
            assert trace.encode() not in everything, trace
            assert trace not in logged, trace
    for one in (word, word.replace(" ", "-")):
        assert one.encode() not in everything
        assert one not in logged
    # The history tells of a remark when an organiser answers it, and by whom that was.
    assert {change.by for change in told} == {"person:1"}
    assert not any(re.search("device|cookie|address", str(change.item)) for change in told)


def test_the_rows_lie_in_no_order_that_tells(house: House) -> None:
    """Not even the file knows which remark came first: it lies by random ids, without numbers."""
    house.open()
    for _one in range(12):
        assert somebody(house, 14).says("More light", "words", "lampe").status_code == 200
    with sqlite3.connect(house.parts.settings.data_dir / "cafe.db") as there:
        rows: list[Any] = there.execute("SELECT * FROM remark").fetchall()
        names = [one[1] for one in there.execute("PRAGMA table_info(remark)")]
        with pytest.raises(sqlite3.OperationalError, match="rowid"):
            there.execute("SELECT rowid FROM remark")
    uids = [row[names.index("uid")] for row in rows]
    assert uids == sorted(uids)
    # But for the ids, which nobody but the phone knows, twelve from anybody are alike.
    at = names.index("uid")
    assert len({row[:at] + row[at + 1 :] for row in rows}) == 1


def test_no_query_leaves_the_order_of_remarks_to_the_database(house: House) -> None:
    """PostgreSQL lays rows as they come: whoever reads several says in which order."""
    house.open()
    uids = [new_id() for _one in range(3)]
    for uid in uids:
        assert somebody(house, 15).says("More light", "missing", "lampe", uid).status_code == 200
    house.ends()
    asked: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(" ".join(statement.split()))

    engine = house.parts.db.engine
    event.listen(engine, "before_cursor_execute", hear)
    try:
        assert house.decide(uids[0], "beside", "").status_code == 303
        assert house.decide(uids[1], "not", "nei").status_code == 303
        for page in ("readers", "sort", "report", "erase"):
            assert house.organiser.get(f"{house.place}/{page}").status_code == 200
        house.organiser.post(f"{house.place}/erase", words="lampe")
        with house.parts.db.reading() as db:
            workshop = db.get_one(Workshop, house.id)
            as_json(archive_of(db, workshop))
            request = Request("words", "", "person", "lampe", ticked=(f"remark:{uids[0]}",))
            gone_of(db, workshop, planned(db, workshop, request), {})
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    several = [one for one in asked if re.search(r"\bFROM remark\b", one)]
    several = [one for one in several if not re.search(r"count\(|remark\.uid = ", one)]
    assert len(several) > 3
    unordered = [one for one in several if not re.search(r"ORDER BY .*remark\.uid", one)]
    assert unordered == []
