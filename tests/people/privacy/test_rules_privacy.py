"""Who is answerable, as it is typed, as it is said, and where it differs."""

import pytest

from cafe.core.limits import STATEMENT
from cafe.errors import Invalid
from cafe.model import Database, Organisation, Workshop
from cafe.people.privacy import known_lacks, queries, rules
from tests.support.world import a_workshop, new_id

NOTHING = dict.fromkeys(rules.FIELDS, "")


def test_what_says_something_is_kept_as_it_was_typed() -> None:
    assert rules.check({}) is None
    assert rules.check(dict.fromkeys(rules.FIELDS, " \n ")) is None
    long = "x" * STATEMENT
    typed = {name: f" {name}\nto you " for name in rules.FIELDS} | {"basis": f" {long} "}
    kept = {name: f"{name}\nto you" for name in rules.FIELDS} | {"basis": long}
    assert rules.check({**typed, "officer": " ", "of_its_own": "x"}) == {
        name: words for name, words in kept.items() if name != "officer"
    }


@pytest.mark.parametrize("words", ["x" * (STATEMENT + 1), "bell\x07"])
@pytest.mark.parametrize("field", rules.FIELDS)
def test_what_cannot_be_kept_is_said_at_its_field(field: str, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.check({field: words})
    assert refused.value.where == field
    assert rules.FIELDS[field]() in refused.value.message


def test_a_cafe_says_what_differs() -> None:
    home, cafe = {"controller": "Lier", "contact": "a@b.no"}, {"contact": "c@d.no", "basis": "6e"}
    assert rules.said(None) == NOTHING
    assert rules.said(home) == NOTHING | home
    assert rules.said(None, cafe) == NOTHING | cafe
    assert rules.said({**home, "of_its_own": "x"}, cafe) == NOTHING | home | cafe
    assert rules.as_seen(None) == rules.as_seen({}) == " |  |  |  | "
    assert rules.as_seen({"officer": "e", "controller": "a", "basis": "d"}) == "a |  |  | d | e"


def test_who_is_answerable_is_of_the_place_one_comes_from(db: Database) -> None:
    cafe = a_workshop(db).id
    with db.writing() as tx:
        first = tx.query(Organisation).one()
        other = Organisation(uid=new_id(), name="Asker", privacy={"controller": "Asker"})
        tx.add(other)
        first.privacy = {"controller": "Lier", "contact": "a@b.no"}
        here = tx.get_one(Workshop, cafe)
        here.privacy = {"contact": "c@d.no"}
        tx.flush()
        assert queries.said_of(tx, None) == NOTHING | first.privacy
        assert queries.said_of(tx, None, other.id) == NOTHING | {"controller": "Asker"}
        for organisation in (None, other.id):
            at_cafe = {"controller": "Lier", "contact": "c@d.no"}
            assert queries.said_of(tx, here, organisation) == NOTHING | at_cafe


def test_each_lack_is_told_with_a_way_out() -> None:
    told = known_lacks.in_words()
    assert [one["criterion"] for one in told] == [one.criterion for one in known_lacks.LACKS]
    for one in told:
        assert one["words"].endswith(".")
        assert one["way_out"].endswith(".")
        assert one["words"] != one["way_out"]
