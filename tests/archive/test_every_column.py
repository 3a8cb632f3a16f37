"""Rows against rows: a column that the archive forgets is named here."""

import json
from typing import Any

from sqlalchemy import Boolean, Column, Table, select

from cafe.archive.queries import archive_of
from cafe.archive.schema import as_json
from cafe.model import Base, Database, Note, Workshop
from cafe.nouns import NOTE
from tests.archive.archives import Item, with_origins
from tests.report.samples import brought_in

# What belongs to one installation, or to people in it, and never travels.
ELSEWHERE = {
    "person": "accounts",
    "identity": "accounts",
    "second_factor": "accounts",
    "recovery_code": "accounts",
    "account_link": "accounts",
    "organisation": "who belongs where here",
    "login_session": "accounts",
    "organiser": "accounts",
    "retired": "links",
    "link": "links",
    "invitation": "links",
    "host_address": "people's addresses",
    "hall_message": "what was called across the hall",
    "letter_sent": "what was sent to them",
    "api_token": "accounts",
    "webhook": "another system's address",
    "webhook_delivery": "what was sent there",
    "audit": "who did what here",
    "change": "the history",
    "version": "kept files",
    "document_link": "links",
    "follower": "people's addresses",
    "followup_letter": "what was sent to them",
    "series_letter": "what was written to them",
    "series": "goes with each of its cafés",
}
# Columns of a café that an archive does not hold, and why.
LEFT = {
    "id": "numbers of this installation",
    "workshop_id": "the same",
    "question_id": "the same",
    "table_id": "the same",
    "note_id": "the same",
    "category_id": "the same",
    "entry_id": "the same",
    "followup_id": "the same",
    "followup_answer.by": "who wrote it here",
    "followup.entry": "a sentence's id is another in each café (tests/followup)",
    "followup.sentences": "the same",
    "first_id": "the same",
    "second_id": "the same",
    "created_at": "when it came in here",
    "at": "the same",
    "workshop.timer_ends_ms": "the clock of the day",
    "workshop.paused_ms": "the same",
    "workshop.talk_began_ms": "the same",
    "workshop.round": "the same",
    "workshop.changing": "the same",
    "workshop.asks_main": "the same",
    "workshop.screen": "the same: what the big screen shows, in the hall it hangs in",
    "workshop.revision": "counts the changes here",
    "workshop.seal": "the history's last value: with the history (test_history)",
    "workshop.seals": "made of the history again (seal/shown.py: closings)",
    "workshop.binned": "the bin of this installation",
    "workshop.template": "brought in, it is planned as a café",
    "workshop.organisation_id": "of whoever brings it in",
    "workshop.closed_to_organisation": "the same",
    "workshop.raw_gone": "what became of it here",
    "workshop.reminded": "the same",
    "workshop.reminded_on": "the same",
    "workshop.listed": "the same: it stands on no page on the web",
    "workshop.privacy": "who is answerable for it here",
    "workshop.series_id": "the series' own id says it",
    "workshop.programme": "the archive says it with the questions' numbers (test_round_trip)",
    "workshop.evaluation": "the archive says it beside the café (test_round_trip)",
    "evaluation_answer.key": "whose it was is not kept",
    "evaluation_sheet.key": "the same",
    "evaluation_sheet.act": "the same",
    "question.prompts": "the same as workshop.round: what pairs are asked now",
    "question.uid": "with the history alone, or where it was written here",
    "cafe_table.uid": "the same; an origin's is its id",
    "reading.version_id": "the kept files stay here",
    "remark.reading_id": "by the round's own id",
    "remark.by": "who did it here",
    "remark.decided_on": "the history tells when",
    "remark.thing": "named as the sentence is there (test_round_trip)",
    "poster.size": "looked up where the photograph lies",
    "cafe_table.opened_at": "when the page was opened here",
    "note.position": "the notes' order says it",
    "category.position": "the headings' order says it",
    "entry.position": "the sentences' order says it",
    "source.position": "the order of an entry's notes says it",
    "dot.device": "whose it was is not kept",
    "dot.lifted": "a dot that was taken off is not written",
}
SOME_ID = "00000000-0000-4000-8000-00000000000a"
TABLES = [table for table in Base.metadata.sorted_tables if table.name not in ELSEWHERE]


def full() -> Item:
    """An archive in which each column says something."""
    archive = with_origins()
    archive["workshop"]["intro"] = ["Welcome."]
    archive["workshop"] |= {
        "case_number": "2026/77",
        "raw_until": "2099-01-02",
        "final_until": "2100-01-02",
    }
    archive["followup"] = answers_to(archive)
    archive["workshop"]["series"] = {"uid": SOME_ID, "name": "The network"}
    for at, question in enumerate(archive["questions"]):
        question["origin"] = f"{SOME_ID[:-1]}{at}"
    said = {"kind": "questionnaire", "day": "2026-03-04", "took_part": 41}
    archive["questions"][0]["origins"][0] |= said
    archive["questions"][1]["summary_words"] = [[0, 8, "organiser"]]
    archive["questions"][0]["hints"] = ["Take your time"]
    table = archive["questions"][0]["tables"][0]
    table["split"] = True
    taken = {"id": table["notes"][1]["id"], "kind": "keyword", "part": None, "text": "a chair"}
    table["late"].insert(1, taken | {"decided": "taken", "held": True})
    silent = {**table["late"][0], "tray": True}
    table["late"].append({**silent, "id": f"{SOME_ID[:-1]}f"})
    table["late"].append({**silent, "id": f"{SOME_ID[:-1]}e", "decided": "recalled"})
    # A mark is true of some note, of whichever kind it is.
    columns = Note.__table__.c
    kept = [f for f in NOTE.kept if f.attribute in columns]
    marks = {f.key: True for f in kept if isinstance(columns[f.attribute].type, Boolean)}
    gone = {"erased": marks.pop("erased"), "struck": True, "text": ""}
    notes = archive["questions"][0]["tables"][1]["notes"]
    notes[2] |= marks
    notes.append({"id": SOME_ID, "kind": "keyword", "part": None, **gone})
    archive["readings"] = [
        {"id": SOME_ID, "draft": 2, "cards": False, "closed": True, "readers": 3, "remarks": 1}
    ]
    remark = {"id": SOME_ID, "reading": SOME_ID, "about": "sentence", "thing": SOME_ID}
    remark |= {"words": "More light.", "kind": "words", "text": "mer lys", "outcome": "not"}
    archive["questions"][0]["remarks"] = [{**remark, "reason": "it is the same"}]
    asked = {"id": SOME_ID, "text": "", "hidden": True, "decided": "left", "erased": True}
    notes[2].setdefault("asked", []).append(asked)
    return archive


def answers_to(archive: Item) -> list[Item]:
    """A heading and a sentence answered, one of the answers corrected."""
    question = archive["questions"][0]
    heading = question["categories"][0]
    id = heading["entries"][0].setdefault("id", SOME_ID)
    about = {"question": 1, "heading": "Light:", "version": 2}
    first = {"id": SOME_ID, "day": "2026-06-01", "written": "2026-06-02T10:00:00.000001Z"}
    first |= {"status": "planned", "words": "A lamp.", "responsible": "The office"}
    second = {**first, "id": f"{SOME_ID[:-1]}b", "corrects": SOME_ID, "due": "2026-07-01"}
    no = {**first, "status": "no", "why": "It is rented.", "words": "Not now."}
    return [
        {"id": SOME_ID, **about, "sentences": [id], "answers": [first, second]},
        {"id": f"{SOME_ID[:-1]}b", **about, "sentence": id, "text": "More.", "answers": [no]},
    ]


def kept(table: Table) -> list[Column[Any]]:
    """The columns that come out and in again."""
    return [
        column
        for column in table.columns
        if column.name not in LEFT and f"{table.name}.{column.name}" not in LEFT
    ]


def rows(db: Database, workshop_id: str, table: Table) -> list[Any]:
    """The workshop's rows in this table, in the order in which they came."""
    owner = {"workshop": "id"}.get(table.name)
    query = select(*kept(table)) if kept(table) else select(table)
    with db.reading() as session:
        if owner or "workshop_id" in table.columns:
            query = query.where(table.columns[owner or "workshop_id"] == workshop_id)
        return [tuple(row) for row in session.execute(query.order_by(*table.primary_key))]


def test_every_column_comes_out_and_in_again() -> None:
    before, after = Database("sqlite://"), Database("sqlite://")
    for db in (before, after):
        Base.metadata.create_all(db.engine)
    first = brought_in(before, full())
    with before.reading() as session:
        written = as_json(archive_of(session, session.get_one(Workshop, first)))
    second = brought_in(after, json.loads(written))
    for table in TABLES:
        # Some ids are made anew and sort as they like.
        was, now = (
            sorted(map(repr, rows(*one, table))) for one in ((before, first), (after, second))
        )
        assert was == now, table.name
        assert was, f"full() has nothing in {table.name}"
    before.engine.dispose()
    after.engine.dispose()


def test_every_column_says_something(db: Database) -> None:
    """In the archive of the tests each kept column differs from what it is when it is forgotten."""
    here = brought_in(db, full())
    silent = [
        f"{table.name}.{column.name}"
        for table in TABLES
        for at, column in enumerate(kept(table))
        if all(row[at] in (_default(column), None) for row in rows(db, here, table))
    ]
    assert silent == [], "let nouns.py keep it and full() hold it, or say here why not"


def _default(column: Column[Any]) -> Any:
    default: Any = column.default
    return default.arg if default is not None and default.is_scalar else None


def test_what_is_left_out_is_there() -> None:
    here = [(table.name, column.name) for table in TABLES for column in table.columns]
    names = {name for table, column in here for name in (column, f"{table}.{column}")}
    assert set(LEFT) <= names
    assert set(ELSEWHERE) <= Base.metadata.tables.keys()


def test_a_day_that_has_passed_was_another_copys(db: Database) -> None:
    """What comes in is not deleted on a date that was set elsewhere, long ago."""
    archive = full()
    archive["workshop"]["raw_until"] = "2020-01-02"
    with db.reading() as session:
        here = session.get_one(Workshop, brought_in(db, archive))
        assert (here.raw_until, str(here.final_until)) == (None, "2100-01-02")
