"""Every operation of sorting may come twice, and late: it is done once."""

from typing import Any, get_args

from flask import Flask
from sqlalchemy import select

from cafe.model import Person, Workshop
from cafe.sort.routes import bodies as sent
from cafe.web.bodies import Body
from cafe.web.state import cafe
from tests.people.colleagues import give
from tests.sort.history.two import NAME_OF, Two, bodies
from tests.sort.world import new_id
from tests.support.app import Visitor


def test_an_act_that_comes_again_after_others_is_done_once(
    cafe_app: Flask, organiser: Visitor
) -> None:
    db = cafe(cafe_app).db
    with db.writing() as tx:
        two = Two(tx)
        workshop, said = two.world.workshop, bodies(two, "b")
        give(tx, workshop.id, tx.scalars(select(Person.id).limit(1)).one())
        here = workshop.id

    def revision() -> int:
        with db.reading() as session:
            return session.get_one(Workshop, here).revision

    def send(body: dict[str, Any], operation: str = "") -> None:
        seen = {} if body["do"] in NAME_OF else {"saw": revision()}
        whole = {**seen, **body, "act": operation or new_id()}
        answer = organiser.send("POST", f"/w/{here}/sort/acts", whole)
        assert answer.status_code == 200, (body, answer.text)

    def twice(body: dict[str, Any], between: str) -> None:
        before, operation = revision(), new_id()
        first = body if body["do"] in NAME_OF else {"saw": before, **body}
        send(first, operation)
        assert revision() > before, f"{body} does something"
        send({"do": between})
        stood = revision()
        send(first, operation)
        assert revision() == stood, f"{body} was done again"

    commands = [{"do": name.split()[0], **words} for name, words in said.items()]
    commands = [body for body in commands if body["do"] not in NAME_OF]
    for body in commands:
        twice(body, "undo")
    send(commands[0])
    twice({"do": "undo"}, "redo")
    send({"do": "undo"})
    twice({"do": "redo"}, "undo")
    assert {body["do"] for body in commands} | set(NAME_OF) == every_do()


def every_do() -> set[str]:
    """What acts there are, from the bodies that the route takes."""
    return {
        word
        for kind in vars(sent).values()
        if isinstance(kind, type) and issubclass(kind, Body) and "do" in kind.model_fields
        for word in get_args(kind.model_fields["do"].annotation)
    }
