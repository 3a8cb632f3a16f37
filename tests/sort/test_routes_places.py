"""On the board by address: where things stand, how sentences read, many commands as one."""

from tests.sort.desk import Desk, refused
from tests.sort.world import new_id


def test_a_note_leads_to_its_question_and_a_stranger_to_nothing(desk: Desk) -> None:
    entry = desk.place(desk.notes[0], desk.heading())
    for kind, key in (("note", desk.notes[0]), ("entry", entry)):
        there = desk.visitor.get(f"/w/{desk.id}/sort/{kind}/{key}")
        assert there.location == f"/w/{desk.id}/sort/1#{kind}-{key}"
    assert desk.visitor.get(f"/w/{desk.id}/sort/note/{new_id()}").status_code == 404


def test_how_sentences_read_is_told_once_per_revision(desk: Desk) -> None:
    entry = desk.place(desk.notes[0], desk.heading())
    desk.send("reword_entry", entry=entry, was="Mer tid.", text="Mye mer tid.")
    address = f"/w/{desk.id}/sort/1/wordings"
    told = desk.visitor.get(address)
    assert told.get_json()["entries"][entry]["logged"] == ["Mye"]
    again = desk.visitor.get(address, headers={"If-None-Match": told.headers["ETag"]})
    assert again.status_code == 304


def test_deeds_together_are_refused_together(desk: Desk) -> None:
    category = desk.heading()
    deeds = [
        {"do": "place_note", "note": note, "category": category, "id": new_id()}
        for note in (desk.notes[0], new_id())
    ]
    refused(desk.send("together", deeds=deeds), 404)
    assert desk.texts() == []
    desk.send("together", deeds=[{"do": "place_note", "note": desk.notes[0], "category": category,
                                  "id": new_id()}])  # fmt: skip
    assert desk.texts() == ["Mer tid."]
    refused(desk.send("together", deeds=[{"do": "undo"}]), 422)
    refused(desk.send("together", deeds=[]), 422)
