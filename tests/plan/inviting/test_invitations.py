"""Hosts asked beforehand: one link each, which opens one page and no table."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.errors import Conflict
from cafe.model import (
    CafeTable,
    Change,
    Database,
    HostAddress,
    Invitation,
    Link,
    Workshop,
)
from cafe.people.links import (
    digest,
    find_invitation,
    find_link,
    invitation_token,
    token_of,
)
from cafe.plan.actions import invitations, remove_table
from tests.plan.inviting.hosts import BY, host
from tests.support.app import Visitor
from tests.support.world import KEY, a_workshop, new_id, tables_of


def invite(db: Database, workshop: Workshop) -> int:
    with db.writing() as tx:
        return invitations.invite(tx, workshop=tx.get_one(Workshop, workshop.id), secret_key=KEY)


def rows(db: Database) -> list[Invitation]:
    with db.reading() as session:
        return list(session.scalars(select(Invitation).order_by(Invitation.id)))


@pytest.fixture
def hosted(db: Database) -> Workshop:
    """Two tables: Solveig and Odd Arne at the first, nobody at the second."""
    workshop = a_workshop(db, counts=[1, 1])
    host(db, tables_of(db, workshop)[0].id, "Solveig", "Odd Arne")
    return workshop


def test_each_host_is_asked_once(db: Database, hosted: Workshop) -> None:
    assert invite(db, hosted) == 2
    assert invite(db, hosted) == 0
    assert [one.name for one in rows(db)] == ["Solveig", "Odd Arne"]
    host(db, tables_of(db, hosted)[1].id, "Kari")
    assert invite(db, hosted) == 1


def test_only_digests_are_kept(db: Database, hosted: Workshop) -> None:
    invite(db, hosted)
    first = rows(db)[0]
    token = invitation_token(KEY, first.nonce)
    assert token not in (first.nonce, first.token_digest)
    assert first.token_digest == digest(KEY, token)
    with db.reading() as session:
        found = find_invitation(session, token, KEY)
        assert found is not None
        assert found.name == "Solveig"
        assert find_invitation(session, token, "another key") is None


def test_no_link_opens_another_door(db: Database, hosted: Workshop) -> None:
    invite(db, hosted)
    first = rows(db)[0]
    with db.reading() as session:
        assert find_link(session, invitation_token(KEY, first.nonce), KEY) is None
        assert find_link(session, token_of(KEY, first.nonce), KEY) is None
        for link in session.scalars(select(Link)):
            assert find_invitation(session, token_of(KEY, link.nonce), KEY) is None
            assert find_invitation(session, invitation_token(KEY, link.nonce), KEY) is None


def test_taken_off_the_table_the_link_is_gone_for_good(db: Database, hosted: Workshop) -> None:
    invite(db, hosted)
    table, old = tables_of(db, hosted)[0], invitation_token(KEY, rows(db)[0].nonce)
    host(db, table.id, "Odd Arne")
    assert [one.name for one in rows(db)] == ["Odd Arne"]
    host(db, table.id, "Odd Arne", "Solveig")
    invite(db, hosted)
    with db.reading() as session:
        assert find_invitation(session, old, KEY) is None


def test_a_name_that_is_gone_opens_nothing_at_once(db: Database, hosted: Workshop) -> None:
    invite(db, hosted)
    table, old = tables_of(db, hosted)[0], invitation_token(KEY, rows(db)[0].nonce)
    with db.writing() as tx:  # by any way the hosts may change
        assert find_invitation(tx, old, KEY) is not None
        tx.get_one(CafeTable, table.id).hosts = []
        tx.flush()
        assert find_invitation(tx, old, KEY) is None
    invite(db, hosted)
    assert rows(db) == []


def test_a_table_taken_away_takes_its_invitations(db: Database, hosted: Workshop) -> None:
    invite(db, hosted)
    with db.writing() as tx:
        table = tx.get_one(CafeTable, tables_of(db, hosted)[0].id)
        remove_table(tx, table=table, by=BY, operation=new_id())
    assert rows(db) == []


def test_the_last_answer_counts_until_the_cafe_is_over(db: Database, hosted: Workshop) -> None:
    invite(db, hosted)
    with db.writing() as tx:
        first = tx.get_one(Invitation, rows(db)[0].id)
        for yes in (True, False, True):
            invitations.answer(tx, invitation=first, yes=yes)
            assert first.answer is yes
        assert first.answered_at is not None
        tx.get_one(Workshop, hosted.id).stage = "sorting"
        with pytest.raises(Conflict):
            invitations.answer(tx, invitation=first, yes=False)
        assert first.answer is True


# By links and forms.


def test_yes_and_no_by_link(
    organiser: Visitor, visitor: Visitor, asked: tuple[str, list[str]]
) -> None:
    page, (solveig, odd_arne) = asked
    text = visitor.get(solveig).text
    assert "Solveig, will you be a host?" in text
    assert "Odd Arne" not in text
    assert "/t/" not in text
    assert visitor.post(solveig, answer="yes").status_code == 303
    assert "you are our host at table 1" in visitor.get(solveig).text
    visitor.post(odd_arne, answer="yes")
    visitor.post(odd_arne, answer="no")
    told = organiser.get(page).text
    assert "1 has said yes" in told
    assert "Cannot. Ask somebody else." in told


def test_an_answer_is_yes_or_no(visitor: Visitor, asked: tuple[str, list[str]]) -> None:
    refused = visitor.post(asked[1][0], answer="perhaps")
    assert refused.status_code == 422
    assert "Choose yes or no." in refused.text
    without_token = visitor.client.post(asked[1][0], data={"answer": "yes"})
    assert without_token.status_code == 400


def test_the_link_opens_one_page_only(visitor: Visitor, asked: tuple[str, list[str]]) -> None:
    page, (solveig, _odd_arne) = asked
    token = solveig.removeprefix("/h/")
    assert visitor.get(f"/t/{token}").status_code == 404
    assert visitor.get(f"/v/{token}").status_code == 404
    assert visitor.get(page).status_code == 302
    assert visitor.get(f"/h/{token[:-1]}0x").status_code == 404
    assert "noindex" in visitor.get(solveig).text


def test_a_tables_link_is_no_invitation(
    visitor: Visitor, asked: tuple[str, list[str]], cafe_app: Flask
) -> None:
    assert asked[1]
    cafe = cafe_app.extensions["cafe"]
    with cafe.db.reading() as session:
        for link in session.scalars(select(Link)):
            token = token_of(cafe.settings.secret_key, link.nonce)
            assert visitor.get(f"/h/{token}").status_code == 404


def test_the_letter_is_in_the_cafes_language(
    organiser: Visitor, asked: tuple[str, list[str]], cafe_app: Flask
) -> None:
    page = organiser.get(f"{asked[0]}/letters?lang=nb").text
    letter = re.findall(r'class="letter-text" lang="(\w+)"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert [language for language, _text in letter] == ["en", "en"]
    assert letter[0][1].startswith("Hello Solveig!")
    assert "November 12, 2026" in letter[0][1]


# Letters and addresses.


def told(organiser: Visitor, page: str) -> str:
    return " ".join(organiser.get(page).text.split())


def test_addresses_are_pasted_and_go_with_the_host(
    organiser: Visitor, asked: tuple[str, list[str]], cafe_app: Flask
) -> None:
    page, db = asked[0], cafe_app.extensions["cafe"].db
    column = "Solveig <solveig@example.org>\nOdd Arne; odd@example.org"
    sent = {"form": "addresses", "addresses": column}
    assert organiser.post(f"{page}/addresses", act=new_id(), **sent).status_code == 303
    assert "solveig@example.org" in told(organiser, page)
    strange = organiser.post(
        f"{page}/addresses", act=new_id(), form="addresses", addresses="Ola; ola@example.org"
    )
    assert strange.status_code == 422
    assert "Ola; ola@example.org" in strange.text, "what was typed is still there"
    with db.reading() as session:
        table = session.scalars(select(CafeTable).order_by(CafeTable.number)).first()
    host(db, table.id, "Odd Arne")
    with db.reading() as session:
        assert [one.name for one in session.scalars(select(HostAddress))] == ["Odd Arne"]
    organiser.post(f"{page}/addresses", act=new_id(), form="addresses", do="forget")
    with db.reading() as session:
        assert session.scalars(select(HostAddress)).first() is None


def test_no_address_leaves_the_cafe(
    organiser: Visitor, asked: tuple[str, list[str]], cafe_app: Flask
) -> None:
    page = asked[0]
    form = {"form": "addresses", "addresses": "Solveig <solveig@example.org>"}
    organiser.post(f"{page}/addresses", act=new_id(), **form)
    base = page.removesuffix("/invitations")
    for path in ("/archive.json", "/snapshot", "/plan", "/day", "/report", "/report.csv"):
        answer = organiser.get(f"{base}{path}")
        assert b"solveig@example.org" not in answer.data, path
    db = cafe_app.extensions["cafe"].db
    with db.reading() as session:
        items = [str(change.item) for change in session.scalars(select(Change))]
    assert not any("solveig@" in item for item in items)


def test_the_letter_in_own_words(organiser: Visitor, asked: tuple[str, list[str]]) -> None:
    page = asked[0]
    own = {"form": "letter", "was": "", "letter": "Kjære [name], bli med! [link]"}
    assert organiser.post(f"{page}/letter", act=new_id(), **own).status_code == 303
    letters = organiser.get(f"{page}/letters").text
    assert "Kjære Solveig, bli med!" in letters
    assert "[link]" not in letters
    without = organiser.post(
        f"{page}/letter", act=new_id(), form="letter", was=own["letter"], letter="Hei [hvem]"
    )
    assert without.status_code == 422
    assert "[hvem]" in without.text
    other = organiser.post(
        f"{page}/letter", act=new_id(), form="letter", was="", letter="Noe annet [link]"
    )
    assert other.status_code == 409
    assert "Noe annet [link]" in other.text
    now = "Kjære [name], bli med! [the link]"
    assert f'name="was" value="{now}"' in other.text, "sent once more it is meant"
    organiser.post(f"{page}/letter", act=new_id(), form="letter", was=own["letter"], do="made")
    assert "Hello Solveig!" in organiser.get(f"{page}/letters").text
