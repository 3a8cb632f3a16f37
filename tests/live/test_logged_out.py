"""A desk whose login has ended hears nothing more, however it ended; others go on hearing."""

from collections.abc import Callable

import pytest
from sqlalchemy import update

from cafe.model import LoginSession, Organiser
from cafe.people import actions, sessions
from cafe.people.queries import the_person
from tests.live.conftest import Hall
from tests.live.test_socket import Ear, say
from tests.people.colleagues import colleague
from tests.support.app import Visitor
from tests.support.waiting import wait_for

BERIT = "berit@example.org"


def board(hall: Hall, visitor: Visitor) -> Ear:
    """The organiser's board, open in this browser."""
    auth = {"door": "w", "key": hall.workshop.id}
    return Ear(hall.socketio.test_client(hall.app, auth=auth, flask_test_client=visitor.client))


def logs_out(visitor: Visitor, _hall: Hall) -> None:
    visitor.post("/logout")


def logs_out_elsewhere(visitor: Visitor, hall: Hall) -> None:
    other = Visitor(hall.app)
    other.log_in()
    other.post("/sessions/end-others")
    assert visitor.get("/workshops").status_code == 302


def gets_a_new_password(_visitor: Visitor, hall: Hall) -> None:
    new = actions.hash_password("en ganske annen setning", BERIT)
    with hall.db.writing() as tx:
        actions.set_password(tx, person=the_person(tx, BERIT), password_hash=new)


def leaves_it_for_weeks(_visitor: Visitor, hall: Hall) -> None:
    with hall.db.writing() as tx:
        tx.execute(update(LoginSession).values(seen=0))
        sessions.sweep(tx)


def no_longer_organises_it(_visitor: Visitor, hall: Hall) -> None:
    with hall.db.writing() as tx:
        tx.query(Organiser).delete()


WAYS: list[Callable[[Visitor, Hall], None]] = [
    logs_out,
    logs_out_elsewhere,
    gets_a_new_password,
    leaves_it_for_weeks,
    no_longer_organises_it,
]


@pytest.mark.parametrize("ends", WAYS)
def test_a_desk_goes_quiet_with_its_login(
    hall: Hall, ends: Callable[[Visitor, Hall], None]
) -> None:
    organiser = Visitor(hall.app)
    assert organiser.make_first().status_code == 302, "and the café is hers"
    open_board, wall = board(hall, organiser), Ear(hall.listener("v", hall.token()))
    say(hall, 1, "før")
    wait_for(lambda: open_board.texts() == ["før"], what="the note at the desk")
    ends(organiser, hall)
    say(hall, 1, "etter")
    wait_for(lambda: wall.texts() == ["før", "etter"], what="the note on the wall")
    say(hall, 2, "sist")
    wait_for(lambda: "sist" in wall.texts(), what="one more")
    assert open_board.texts() == ["før"]
    again = hall.socketio.test_client(
        hall.app,
        auth={"door": "w", "key": hall.workshop.id},
        flask_test_client=organiser.client,
    )
    assert not again.is_connected()


def test_a_reader_hears_the_organisers_board_until_the_role_is_taken(hall: Hall) -> None:
    Visitor(hall.app).make_first()
    reader = board(hall, colleague(hall.app, hall.workshop.id, "reader"))
    wall = Ear(hall.listener("v", hall.token()))
    say(hall, 1, "før")
    wait_for(lambda: reader.texts() == ["før"], what="the note on the reader's board")
    with hall.db.writing() as tx:
        tx.query(Organiser).filter_by(role="reader").delete()
    say(hall, 1, "etter")
    wait_for(lambda: wall.texts() == ["før", "etter"], what="the note on the wall")
    assert reader.texts() == ["før"]


def test_another_login_of_the_same_person_goes_on_hearing(hall: Hall) -> None:
    organiser, other = Visitor(hall.app), Visitor(hall.app)
    organiser.make_first()
    other.log_in()
    quiet, hearing = board(hall, organiser), board(hall, other)
    organiser.post("/logout")
    say(hall, 1, "etter")
    wait_for(lambda: hearing.texts() == ["etter"], what="the note at the other desk")
    assert quiet.texts() == []
