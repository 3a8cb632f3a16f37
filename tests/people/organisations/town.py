"""An organisation with people and cafés, on a database alone."""

from typing import Any

from cafe.model import Database, Organisation, Person, Workshop
from cafe.people.actions import add_person
from cafe.people.organisations import actions
from tests.support.world import a_workshop, new_id


class Town:
    """An organisation called something, with people in it."""

    def __init__(self, db: Database, name: str) -> None:
        self.db, self.name = db, name
        with db.writing() as tx:
            self.id = actions.make_organisation(tx, uid=new_id(), name=name).id

    def person(self, name: str, *, admin: bool = False) -> Person:
        with self.db.writing() as tx:
            email = f"{name}@{self.name.lower()}.no"
            words: Any = {"email": email, "name": name, "password_hash": "x"}
            person = add_person(tx, **words, organisation_id=self.id)
            person.admin_of_organisation = admin
        return person

    def cafe(self, owner: Person) -> Workshop:
        return a_workshop(self.db, counts=[1], questions=["Hva?"], owner=owner)

    def bound(self, *, cafes: str = "", megabytes: str = "") -> None:
        with self.db.writing() as tx:
            home = tx.get_one(Organisation, self.id)
            actions.set_quota(tx, organisation=home, cafes=cafes, megabytes=megabytes)
