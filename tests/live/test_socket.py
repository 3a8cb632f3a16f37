"""Who may listen where, and what each hears."""

from typing import Any

import pytest

from cafe.errors import CafeError
from cafe.live.snapshot import state_of
from cafe.live.socket import VERBS, listener, uncompressed
from cafe.model import CafeTable, Link, Workshop
from cafe.people.links import code_of, renew_link
from cafe.table.actions.notes import add_note
from cafe.wall.actions import screen
from cafe.web.limits.guesses import counted
from tests.live.conftest import Hall
from tests.support.app import Visitor
from tests.support.waiting import wait_for
from tests.support.world import KEY, new_id, tables_of


def say(hall: Hall, number: int, text: str) -> None:
    table = tables_of(hall.db, hall.workshop)[number - 1]
    with hall.db.writing() as tx:
        here = tx.get_one(CafeTable, table.id)
        add_note(
            tx, table=here, uid=new_id(), kind="keyword", text=text, by="t", operation=new_id()
        )


class Ear:
    """Everything one listener has heard."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.events: list[Any] = []

    def heard(self) -> list[Any]:
        self.events += self.client.get_received()
        return [event["args"][0] for event in self.events if event["name"] == "news"]

    def texts(self) -> list[str]:
        changes = [change for news in self.heard() for change in news["changes"]]
        return [change["item"]["text"] for change in changes if change["what"] == "note"]


def test_hello_tells_the_clock_and_the_number(hall: Hall) -> None:
    # On a slow machine the count may have been told once more by now.
    hello, presence, *_again = hall.listener("v", hall.token()).get_received()
    assert (presence["name"], presence["args"]) == ("presence", [{"looking": 1, "writing": 0}])
    assert hello["name"] == "hello"
    assert hello["args"][0].keys() == {"now_ms", "revision", "mark"}
    assert hello["args"][0]["revision"] > 0
    assert hello["args"][0]["now_ms"] > 1_700_000_000_000


def test_a_note_reaches_wall_and_own_table_and_nobody_else(hall: Hall) -> None:
    wall = Ear(hall.listener("v", hall.token()))
    first = Ear(hall.listener("t", hall.token(1)))
    second = Ear(hall.listener("t", hall.token(2)))
    say(hall, 1, "tid")
    wait_for(lambda: wall.texts() == ["tid"], what="the note on the wall")
    wait_for(lambda: first.texts() == ["tid"], what="the note at its table")
    [news] = wait_for(second.heard, what="the number at the other table")
    assert news["changes"] == []
    assert news["revision"] == news["since"] + 1
    # Else each screen that was away would fetch all anew, as if a backup had been brought back.
    with hall.db.reading() as db:
        assert state_of(db, hall.workshop.id) == (news["revision"], news["mark"])


def press(hall: Hall, show: str) -> None:
    with hall.db.writing() as tx:
        here = tx.get_one(Workshop, hall.workshop.id)
        screen.show(tx, workshop=here, show=show, by="t", operation=new_id())


def test_fifty_phones_are_told_nothing_when_the_remote_is_pressed(hall: Hall) -> None:
    phones = [Ear(hall.listener("v", hall.token())) for _phone in range(50)]
    tablet = Ear(hall.listener("t", hall.token(1)))
    big = Ear(hall.listener("p", hall.token()))
    press(hall, "black")
    press(hall, "auto")
    wait_for(
        lambda: [c["what"] for n in big.heard() for c in n["changes"]] == ["screen"] * 2,
        what="both",
    )
    say(hall, 1, "tid")
    for one in (*phones, tablet):
        [news] = wait_for(one.heard, what="the note, and nothing before it")
        assert news["revision"] == news["since"] + 3, "no phone is to fetch what it did not hear"
    wait_for(lambda: big.texts() == ["tid"], what="the note on the big screen")
    assert big.heard()[-1]["since"] == big.heard()[-2]["revision"]


@pytest.mark.parametrize(
    "auth",
    [
        None,
        "v",
        {},
        {"door": "v"},
        {"door": "v", "key": "nobody's"},
        {"door": "v", "key": 7},
        {"door": "w", "key": "someid"},
        {"door": "x", "key": "y"},
        {"door": ["v"], "key": "y"},
    ],
)
def test_who_holds_no_key_is_refused(hall: Hall, auth: Any) -> None:
    with hall.app.test_request_context(), pytest.raises(CafeError):  # and it is no fault of ours
        listener(auth)
    assert not hall.socketio.test_client(hall.app, auth=auth).is_connected()


def test_a_key_of_odd_signs_is_refused_and_no_fault(hall: Hall) -> None:
    """Also by who is logged in: half a character is no text, and PostgreSQL takes no nought."""
    organiser = Visitor(hall.app)
    assert organiser.make_first().status_code == 302
    cookie = organiser.client.get_cookie("kafe")
    assert cookie
    for kind in VERBS:
        for key in ("\ud800", "f" * 40 + "\0", "a\0b", "²" * 40, "\u202e"):
            head = {"Cookie": f"kafe={cookie.value}"}
            with hall.app.test_request_context(headers=head), pytest.raises(CafeError) as refused:
                listener({"door": kind, "key": key})
            assert refused.value.kind == CafeError.kind, "nobody was asked for it"
            assert not hall.listener(kind, key).is_connected()


def test_a_key_opens_its_own_door_only(hall: Hall) -> None:
    assert not hall.listener("t", hall.token()).is_connected()
    assert not hall.listener("v", hall.token(1)).is_connected()
    assert not hall.listener("w", hall.workshop.id).is_connected()


def test_a_renewed_link_lets_the_old_one_hear_no_more(hall: Hall) -> None:
    old = Ear(hall.listener("v", hall.token()))
    say(hall, 1, "før")
    wait_for(lambda: old.texts() == ["før"], what="the note before")
    with hall.db.writing() as tx:
        wall = tx.query(Link).where(Link.table_id.is_(None)).one()
        renew_link(tx, link=wall, secret_key=KEY)
    new = Ear(hall.listener("v", hall.token()))
    say(hall, 1, "etter")
    wait_for(lambda: new.texts() == ["etter"], what="the note after")
    assert old.texts() == ["før"]
    assert [event["name"] for event in old.events].count("gone") == 1
    assert "gone" not in [event["name"] for event in new.events]


def test_a_wrong_key_is_refused_and_counted_and_a_renewed_one_is_not(hall: Hall) -> None:
    old = hall.token()
    with hall.db.writing() as tx:
        wall = tx.query(Link).where(Link.table_id.is_(None)).one()
        renew_link(tx, link=wall, secret_key=KEY)
    with hall.db.reading() as db:
        code = code_of(KEY, db.get_one(Link, wall.id).code_nonce)
    guesses = ["0" * 40, code, f"{code}---", "f" * 41, old.upper(), ""]
    for key in [*guesses, old]:
        assert not hall.listener("v", key).is_connected()
    with hall.app.test_request_context():
        assert counted("socket", "") == len(guesses)


def test_no_listener_can_speak(hall: Hall) -> None:
    wall = Ear(hall.listener("v", hall.token()))
    other = Ear(hall.listener("v", hall.token()))
    wall.client.emit("news", {"since": 0, "revision": 99, "changes": []})
    say(hall, 1, "tid")
    wait_for(lambda: other.texts() == ["tid"], what="the note")
    assert len(other.heard()) == 1


def test_compression_is_never_offered_to_the_server() -> None:
    seen: list[dict[str, Any]] = []

    def app(environ: dict[str, Any], _start: Any) -> list[bytes]:
        seen.append(environ)
        return []

    uncompressed(app)({"HTTP_SEC_WEBSOCKET_EXTENSIONS": "permessage-deflate", "X": 1}, None)
    assert seen == [{"X": 1}]
