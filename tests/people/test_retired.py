"""Who holds a link that was ours is told that it is gone, and has not guessed; others have."""

from collections.abc import Callable
from typing import Any, get_args

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.errors import Conflict
from cafe.followup.actions import forget
from cafe.followup.actions.following import join
from cafe.followup.rules_contacts import Contact
from cafe.model import (
    AccountLink,
    CafeTable,
    DocumentLink,
    Follower,
    Invitation,
    Link,
    Person,
    Retired,
    Series,
    Version,
    Workshop,
)
from cafe.people.actions import add_person, delete_person
from cafe.people.colleagues.actions import (
    end_account_links,
    invite_colleague,
    reset_link,
    withdraw_invitation,
)
from cafe.people.document_links import document_token, follower_token, renew_document_link
from cafe.people.links import KINDS, digest, open_series, renew_code, renew_link
from cafe.plan.actions import delete_workshop, lay_tables, move_stage, remove_question, set_hosts
from cafe.plan.actions.series import put_in_series
from cafe.plan.queries import questions_of
from cafe.report.actions.publishing import renew_version, show_version
from cafe.web.limits import guesses
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.world import new_id

WHERE = {
    "wall": "v",
    "table": "t",
    "tray": "silent",
    "invitation": "h",
    "shared": "d",
    "series": "s",
    "follower": "f",
    "document": "d",  # the lasting address
    "contact": "f",
    "joining": "join",
    "resetting": "reset",
}


@pytest.fixture
def doors(cafe_app: Flask) -> Doors:
    return Doors(cafe_app, stage="planning")


@pytest.fixture
def ways(doors: Doors) -> dict[str, str]:
    """The address of each kind of thing that opens something."""

    def more(tx: Session, workshop: Workshop) -> None:
        add_person(
            tx, email="first@example.org", name="Ole", password_hash="x"
        )  # has what is there
        owner = add_person(tx, email="a@example.org", name="Asta", password_hash="x")
        made: Any = {"name": "", "email": "", "mails": False, "operation": new_id()}
        made |= {"made_by": owner.id, "secret_key": doors.key}
        assert workshop.series
        contact = Contact("b@example.org", "Bo")
        join(tx, series=workshop.series, contact=contact, secret_key=doors.key)
        listed = tx.query(Follower).filter_by(series_id=workshop.series_id).one()
        lasting = tx.query(DocumentLink).one()
        words.update(
            document=document_token(doors.key, lasting.nonce),
            contact=follower_token(doors.key, listed.nonce),
            joining=invite_colleague(tx, workshop=workshop, role="reader", **made),
            resetting=reset_link(tx, person=owner, made_by=None, secret_key=doors.key),
        )

    words: dict[str, str] = {}
    doors.does(more)
    words |= doors.secrets()._asdict()
    return {name: f"/{way}/{words[name]}" for name, way in WHERE.items()}


def by() -> dict[str, Any]:
    return {"by": "person:1", "operation": new_id()}


def table_of(tx: Session, workshop: Workshop) -> CafeTable:
    table: CafeTable = questions_of(tx, workshop)[0].tables[0]
    return table


def renew(tx: Session, workshop: Workshop) -> None:
    for link in tx.query(Link).where(Link.workshop_id == workshop.id):
        renew_link(tx, link=link, secret_key="a key for tests")


def lay_anew(tx: Session, workshop: Workshop) -> None:
    lay_tables(tx, workshop=workshop, counts=[1, 1], secret_key="a key for tests", **by())


def remove(tx: Session, workshop: Workshop) -> None:
    remove_question(tx, question=questions_of(tx, workshop)[0], **by())


def uninvite(tx: Session, workshop: Workshop) -> None:
    table = table_of(tx, workshop)
    set_hosts(tx, table=table, was=table.hosts, hosts=["Ola"], **by())


def rename_host(tx: Session, workshop: Workshop) -> None:
    """The row is still there, the name is not."""
    table_of(tx, workshop).hosts = ["Ola"]


def hide(tx: Session, workshop: Workshop) -> None:
    version = tx.query(Version).one()
    how = {"workshop": workshop, "secret_key": "a key for tests"}
    show_version(tx, version=version, shown=False, **how, **by())  # type: ignore[arg-type]


def readdress(tx: Session, workshop: Workshop) -> None:
    version = tx.query(Version).one()
    how = {"workshop": workshop, "secret_key": "a key for tests"}
    renew_version(tx, version=version, **how, **by())  # type: ignore[arg-type]


def readdress_series(tx: Session, workshop: Workshop) -> None:
    assert workshop.series
    open_series(tx, series=workshop.series, secret_key="a key for tests")


def out_of_series(tx: Session, workshop: Workshop) -> None:
    """It was the only one."""
    put_in_series(tx, workshop=workshop, series=None)


def delete(tx: Session, workshop: Workshop) -> None:
    delete_workshop(tx, workshop=workshop, title=workshop.title)


def forget_address(tx: Session, _workshop: Workshop) -> None:
    forget(tx, follower=tx.query(Follower).filter_by(series_id=None).one())


def lay_the_document_elsewhere(tx: Session, workshop: Workshop) -> None:
    renew_document_link(tx, workshop_id=workshop.id, secret_key="a key for tests")


def withdraw(tx: Session, workshop: Workshop) -> None:
    link = tx.query(AccountLink).filter_by(kind="join").one()
    assert withdraw_invitation(tx, workshop=workshop, link_id=link.id)


def leave_us(tx: Session, _workshop: Workshop) -> None:
    """Whoever is invited by somebody who is not here any more is not invited."""
    delete_person(tx, person=tx.query(Person).filter_by(name="Asta").one())


def outlive(tx: Session, _workshop: Workshop) -> None:
    """The day of what is good for some days has passed."""
    for link in tx.query(AccountLink):
        link.ends = 1
    end_account_links(tx)


Work = Callable[[Session, Workshop], None]
ENDS: list[tuple[Work, set[str]]] = [
    (renew, {"wall", "table", "tray"}),
    (lay_anew, {"table", "tray", "invitation"}),
    (remove, {"table", "tray", "invitation"}),
    (uninvite, {"invitation"}),
    (rename_host, {"invitation"}),
    (hide, {"shared", "document"}),
    (readdress, {"shared", "document"}),
    (readdress_series, {"series"}),
    (out_of_series, {"series", "contact"}),
    (forget_address, {"follower"}),
    (lay_the_document_elsewhere, {"document"}),
    (withdraw, {"joining"}),
    (outlive, {"joining", "resetting"}),
    (leave_us, {"joining", "resetting"}),
    (delete, WHERE.keys() - {"series", "contact", "resetting"}),
]


@pytest.mark.parametrize(("work", "gone"), ENDS, ids=lambda one: getattr(one, "__name__", None))
def test_what_ends_is_gone_and_no_guess(
    doors: Doors, ways: dict[str, str], visitor: Visitor, work: Work, gone: set[str]
) -> None:
    assert {visitor.get(to).status_code for to in ways.values()} == {200}
    doors.does(work)
    answers = {name: visitor.get(to) for name, to in ways.items()}
    assert {name: answer.status_code for name, answer in answers.items()} == {
        name: 410 if name in gone else 200 for name in WHERE
    }
    words = {"wall": "renewed or taken out of use", "shared": "No document is shown"}
    words["series"] = "This page is not shown any more"
    for name in gone:  # a code leads to a table, its tray and the wall
        by_code = name in ("wall", "table", "tray")
        assert ("Have you a new code?" in answers[name].text) == by_code, name
    for name in gone & set(words):
        assert words[name] in answers[name].text
        assert "To the front page" in answers[name].text
    asked = visitor.get(ways[min(gone)], headers={"Accept": "application/json"})
    assert (asked.json or {})["type"] == "/problems/gone"
    with doors.app.test_request_context():
        kinds = get_args(guesses.Kind)
        assert not any(guesses.counted(kind, "127.0.0.1") for kind in kinds)


def test_each_kind_of_link_is_among_these(doors: Doors, ways: dict[str, str]) -> None:
    tried = {digest(doors.key, way.rpartition("/")[2]) for way in ways.values()}
    with doors.db.reading() as db:
        for kind in (*KINDS, Series):
            kept = set(db.scalars(select(kind.token_digest)))
            assert kept & tried, kind
    assert WHERE.keys() == set().union(*(gone for _work, gone in ENDS))


def test_only_digests_are_remembered(doors: Doors) -> None:
    secrets = doors.secrets()
    doors.does(delete)
    with doors.db.reading() as db:
        kept = [row.token_digest for row in db.query(Retired)]
    assert len(kept) == 3 * 2 + 1 + 1 + 1 + 1 + 1, "tables and their trays first"
    assert not set(kept) & set(secrets)


def test_what_was_taken_back_and_failed_is_not_gone(doors: Doors, visitor: Visitor) -> None:
    def half(tx: Session, workshop: Workshop) -> None:
        renew(tx, workshop)
        raise Conflict("no")

    with pytest.raises(Conflict):
        doors.does(half)
    assert visitor.get(f"/v/{doors.secrets().wall}").status_code == 200


def types(visitor: Visitor, code: str) -> tuple[int, str]:
    answer = visitor.post("/code", code=code)
    return answer.status_code, answer.location or answer.text


def test_a_code_is_renewed_by_itself(doors: Doors, visitor: Visitor) -> None:
    old = doors.secrets()

    def renew_codes(tx: Session, _workshop: Workshop) -> None:
        for link in tx.query(Link):
            renew_code(tx, link=link, secret_key=doors.key)

    doors.does(renew_codes)
    new = doors.secrets()
    assert (new.wall, new.table) == (old.wall, old.table)
    assert not {new.wall_code, new.table_code} & {old.wall_code, old.table_code}
    assert types(visitor, new.table_code) == (302, f"/t/{old.table}")
    assert visitor.get(f"/v/{old.wall}").status_code == 200
    assert types(visitor, old.wall_code)[0] == 404


@pytest.mark.parametrize("way", ["finished", "switched off"])
def test_codes_die_and_the_links_live(doors: Doors, visitor: Visitor, way: str) -> None:
    secrets = doors.secrets()

    def end(tx: Session, workshop: Workshop) -> None:
        if way == "finished":
            move_stage(tx, workshop=workshop, stage="finished", anyway=True, **by())
        else:
            workshop.codes = False

    assert types(visitor, secrets.wall_code)[0] == 302
    doors.does(end)
    for code in (secrets.wall_code, secrets.table_code):
        status, said = types(visitor, code)
        assert status == 410
        assert "opens nothing any more" in said
        assert f'value="{code}"' in said
    assert visitor.get(f"/v/{secrets.wall}").status_code == 200
    with doors.app.test_request_context():
        assert guesses.counted("code", "127.0.0.1") == 0


def test_an_invitation_of_a_living_cafe_is_no_link(doors: Doors, visitor: Visitor) -> None:
    secrets = doors.secrets()
    assert visitor.get(f"/t/{secrets.invitation}").status_code == 404
    with doors.db.reading() as db:
        assert db.query(Invitation).count() == 1
    with doors.app.test_request_context():
        assert guesses.counted("link", "127.0.0.1") == 1
