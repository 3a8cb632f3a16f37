"""A host's address goes with the host, whoever takes the name off the table, and however."""

from collections.abc import Callable
from typing import Any
from unicodedata import normalize

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.errors import Invalid
from cafe.model import CafeTable, Database, HostAddress, Workshop
from cafe.plan import actions, queries
from cafe.plan.actions import invitations
from cafe.plan.inviting.queries import invited_of
from cafe.table.actions.hosting import name_hosts
from tests.support.world import KEY, a_workshop, new_id

Way = Callable[[Session, CafeTable], Any]


def by() -> dict[str, Any]:
    return {"by": "person:1", "operation": new_id()}


WAYS: dict[str, Way] = {
    "another host": lambda tx, table: actions.set_hosts(
        tx, table=table, was=["Kari", "Ola"], hosts=["Ola"], **by()
    ),
    "a stand-in at the table": lambda tx, table: name_hosts(
        tx, table=table, was=["Kari", "Ola"], names=["Ola", "Per"], **by()
    ),
    "no table": lambda tx, table: actions.remove_table(tx, table=table, **by()),
    "another form": lambda tx, table: actions.set_form(
        tx, question=table.question, was="tables", form="pairs", secret_key=KEY, **by()
    ),
    "no question": lambda tx, table: actions.remove_question(tx, question=table.question, **by()),
    "laid anew": lambda tx, table: actions.lay_tables(
        tx, workshop=table.question.workshop, counts=[1, 1], secret_key=KEY, **by()
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_address_goes_with_its_host(db: Database, way: str) -> None:
    workshop = a_workshop(db, counts=[1, 1])
    with db.writing() as tx:
        here = tx.get_one(Workshop, workshop.id)
        first, second = (one.tables[0] for one in queries.questions_of(tx, here))
        actions.set_hosts(tx, table=first, was=[], hosts=["Kari", "Ola"], **by())
        actions.set_hosts(tx, table=second, was=[], hosts=["Ola"], **by())
        known = {"Kari": "kari@example.org", "Ola": "ola@example.org"}
        invitations.keep_addresses(tx, workshop=here, addresses=known)
        WAYS[way](tx, first)
    with db.reading() as session:
        left = {one.name for one in session.scalars(select(HostAddress))}
    assert left == (set() if way == "laid anew" else {"Ola"})


def test_a_name_composed_otherwise_is_the_same_host(db: Database) -> None:
    """A list from another program has letters in pieces, or other blanks; nobody sees which."""
    workshop, name = a_workshop(db, counts=[1, 0]), "Åse Bjørnås"
    with db.writing() as tx:
        here = tx.get_one(Workshop, workshop.id)
        asked = queries.questions_of(tx, here)[0]
        actions.set_hosts(tx, table=asked.tables[0], was=[], hosts=[name, "Ola"], **by())
        pasted = {normalize("NFD", name).replace(" ", "\u00a0"): "ase@example.org"}
        invitations.keep_addresses(tx, workshop=here, addresses=pasted)
        with pytest.raises(Invalid):
            invitations.keep_addresses(tx, workshop=here, addresses={"Åse": "a@example.org"})
        found = invited_of(tx, here)
    assert {one.name: one.address for one in found} == {name: "ase@example.org", "Ola": ""}
