"""Headings that a question's parts propose, among random sorting."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import Question
from cafe.sort import actions
from cafe.sort.history.past import last_change
from cafe.sort.parts import PART, key_of, said_of
from tests.sort.world import operation

PARTS = [{"letter": letter, "text": f"Del {letter}"} for letter in "AB"]


def take(hands: Any, by: str) -> None:
    """Of one of them, if it is still offered."""
    question, letter = hands.world.question, hands.dice.choice("AB")
    actions.take_part(hands.tx, question=question, letter=letter, **operation(by))


def refuse(hands: Any, by: str) -> None:
    """Of none."""
    question, letter = hands.world.question, hands.dice.choice("AB")
    actions.refuse_part(hands.tx, question=question, letter=letter, **operation(by))


def said(tx: Session) -> dict[tuple[str, str], Any]:
    """What is said of each part by now, as it was told."""
    found: dict[tuple[str, str], Any] = {}
    for question in tx.scalars(select(Question)):
        for letter in said_of(tx, question):
            name = (PART, key_of(question, letter))
            told = last_change(tx, question.workshop_id, name)
            found[name] = told and told.item
    return found
