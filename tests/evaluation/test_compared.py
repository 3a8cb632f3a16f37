"""Whoever compares what is shown of an evaluation with what was shown before learns of nobody."""

from typing import Any

from cafe.evaluation.queries import results
from cafe.model import Workshop
from tests.evaluation.test_answering import WORDS, Day, day, phone
from tests.support.world import new_id

__all__ = ["day"]


def test_who_compares_learns_of_nobody_what_they_answered(day: Day) -> None:
    """A form that is opened once more for one, and closed: the results are what they were, in all
    that shows them; with five more they change.
    """
    first, scale = day.asked()[0]["uid"], day.asked()[3]["uid"]

    def answers(words: str, number: int) -> None:
        said = [{"question": first, "text": words}, {"question": scale, "number": number}]
        body = {"answers": said, "was": "", "act": new_id()}
        assert phone(day).send("PUT", day.wall, body).status_code == 200

    def told() -> list[tuple[Any, ...]]:
        with day.db.reading() as db:
            form = results(db, db.get_one(Workshop, day.id))[0]
        return [(one.uid, one.texts, one.counts, one.answers, one.held) for one in form.results]

    for at in range(6):
        answers(f"{WORDS} {at}", 4)
    day.does("close")
    before = told()
    for held in range(1, 5):
        day.does("open")
        answers(f"Den ene {held}", 1)
        day.does("close")
        assert "Den ene" not in day.organiser.get(day.page).text
        assert "Den ene" not in day.organiser.get(f"{day.page}.csv").data.decode("utf-8-sig")
        assert [one[:4] for one in told()] == [one[:4] for one in before]
        assert {one[4] for one in told() if one[3]} == {held}
    assert "4 answers have come in since." in day.organiser.get(day.page).text
    day.does("open")
    answers("Den ene 5", 1)
    day.does("close")
    assert day.organiser.get(day.page).text.count("Den ene") >= 5
    assert {one[3:] for one in told() if one[3]} == {(11, 0)}
    # Whoever types off a sheet has read it, and its words are lost to nobody.
    typed = {f"answer-{first}": "På papir", "form": "sheet", "audience": "participants"}
    sent = day.organiser.post(f"{day.page}/paper", sheet=new_id(), act=new_id(), was="", **typed)
    assert sent.status_code == 303
    assert "På papir" in day.organiser.get(day.page).text
