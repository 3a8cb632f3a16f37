"""Silent start: what a phone may do with the notes that it wrote, also without a network."""

import json
from typing import Any

import pytest

from cafe.errors import Conflict
from cafe.live.audience import ORGANISER, Audience
from cafe.model import Workshop
from cafe.plan.board import board
from cafe.plan.queries import questions_of
from cafe.sort.queries import waiting_of
from cafe.wall.actions import take_in
from cafe.wall.queries_phones import late_of
from tests.support.world import new_id
from tests.table.tray.test_tray import Hall, hall

__all__ = ["hall"]


def test_its_phone_mends_a_note_and_takes_it_back_until_the_host_has_dealt_with_it(
    hall: Hall,
) -> None:
    one, two, three = (hall.own(text) for text in ("lys", "benk", "tull"))
    assert hall.mend(one, "mer lys").status_code == 200
    assert hall.mend(two, "to benker", receipt=one.receipt).status_code == 403
    assert hall.recall(two, receipt=two.receipt[:-1]).status_code == 403
    assert hall.recall(two).status_code == 200
    assert hall.states() == {"mer lys": "tray", "benk": "recalled", "tull": "tray"}
    assert hall.mend(two, "x").get_json()["where"] == "dealt", "it is put back first"
    for do in ("lay", "aside", "back"):
        assert hall.decide(two.id, do).get_json()["where"] == "recalled"
    for path, more in (("", {"text": "x", "kind": "keyword"}), ("/struck", {"struck": False})):
        body = {"was": two.text, "act": new_id(), **more}
        answer = hall.visitor.send("PUT", f"{hall.host}/notes/{two.id}{path}", body)
        assert answer.get_json()["where"] == "recalled", "its writer alone puts it back"
    place = {"was": f"{new_id()}:1:1", "spot": f"{new_id()}:2:2", "act": new_id()}
    refused = hall.visitor.send("PUT", f"{hall.host}/notes/{two.id}/spot", place).get_json()
    assert (refused["where"], refused["now"]["id"]) == ("was", two.id)
    assert "benk" not in str(refused), "a refusal tells no more than the page does"
    mine = Audience("t", hall.table.id, hall.table.question_id)
    assert "benk" not in hall.seen(mine)
    assert "benk" in hall.seen(ORGANISER)
    assert hall.decide(one.id, "lay", saw="lys").get_json()["where"] == "saw"
    assert hall.decide(one.id, "lay", saw="mer lys").status_code == 200
    assert hall.decide(three.id, "aside").status_code == 202
    for dealt in (one, three):
        assert hall.mend(dealt, "nei").get_json()["where"] == "dealt"
        assert hall.recall(dealt).get_json()["where"] == "dealt"
    assert "set aside" not in str(hall.mend(three, "nei").get_json())
    hall.move("vernissage")
    with hall.db.writing() as tx:
        here = tx.get_one(Workshop, hall.workshop.id)
        gone = late_of(tx, here, [two.id])
        doing: Any = {"by": "person:1", "operation": new_id()}
        with pytest.raises(Conflict):  # its writer alone puts it back
            take_in(tx, workshop=here, notes=gone, questions=[], **doing)
        assert (waiting_of(tx, here), board(tx, here, questions_of(tx, here)).left[0].uid) == (
            0,
            three.id,
        )
    assert hall.recall(two, back=True).status_code == 200
    assert hall.states()["benk"] == "tray"


def test_a_receipt_is_given_to_who_wrote_it_alone(hall: Hall) -> None:
    uid, act = new_id(), new_id()
    receipts = [
        hall.say("helt stille", id=uid, act=one).get_json().get("receipt")
        for one in (act, act, new_id())
    ]
    assert receipts == [receipts[0], receipts[0], None], "the host knows its id and words too"


def test_one_worker_opens_either_page(hall: Hall) -> None:
    here, there = (
        hall.visitor.get(f"{door}/sw.js").text.split("\n", 1) for door in (hall.silent, hall.host)
    )
    assert here[1] == there[1], "and is told of which"
    page = hall.phone().get(hall.silent, headers={"Accept-Encoding": "identity"}).text
    known = json.loads(here[0].removeprefix("self.cafe=").removesuffix(";"))
    assert known["base"] == hall.silent
    assert all(asset in page for asset in known["assets"])
