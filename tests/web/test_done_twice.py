"""Every command that a page sends may come twice, and late: it is done once."""

import json
import re

import pytest
from flask import Flask

from cafe.web.limits import bodies
from tests.support.app import Visitor
from tests.support.ground import Ground, Known
from tests.support.world import new_id
from tests.web.twice.house import HOUSE, House, Sent, words
from tests.web.twice.plan import PLANNING, SILENT
from tests.web.twice.table import TABLE

# By the route's name: the stage, and the command with what is done before it comes once more.
ALL = TABLE | SILENT | PLANNING
# Where the tests are that send each of these twice, one kind after the other.
ELSEWHERE = {
    "sort.command": "tests/sort/history/test_done_twice.py",
    "report.begin": "tests/report/test_report_jobs.py",
    "report.keep": "tests/report/test_versions.py",
    "v1.add_notes": "tests/api/test_notes.py",
    "readers.say": "tests/readers/test_reading.py",
    "evaluation.say": "tests/evaluation/test_answering.py",
    "evaluation.say_host": "the same",
    "table.read_message": "tests/plan/hall: it tells nobody, and a message is read once",
}


@pytest.fixture
def ground() -> Ground:
    return HOUSE


@pytest.fixture
def house(cafe_app: Flask, organiser: Visitor, known: Known) -> House:
    return House.again(cafe_app, organiser, known["house"])


def test_every_command_is_here(cafe_app: Flask) -> None:
    takes = {name: getattr(view, "takes", None) for name, view in cafe_app.view_functions.items()}
    commands = {
        name
        for name, form in takes.items()
        if form and ({"operation", "root"} & set(getattr(form, "model_fields", {"operation"})))
    }
    assert commands == ALL.keys() | ELSEWHERE.keys()


@pytest.mark.parametrize("name", ALL)
def test_a_command_that_comes_again_after_others_is_done_once(house: House, name: str) -> None:
    stage, commands = ALL[name]
    house.move(stage)
    before, operation = house.stands(), new_id()
    first, *between = commands(house)
    house.does(first, operation)
    assert house.stands()[0] > before[0], "it does something"
    for other in between:
        house.does(other)
    stood = house.stands()
    house.does(first, operation)
    assert house.stands() == stood


# What is in a house, by what a command calls it.
THINGS = ("one", "two", "own", "asked", "lying", "spare", "q1", "block", "block2", "line")
NUMBERED = {"/tables/": "table_id", "/photos/": "photo", "/questions/": "pairs_id"}
# The thing was never there, so it is gone already; a block before none stands last.
AS_IF_GONE = {"table.take_down", "plan.gone", "plan.block_gone", "plan.new_block"}


def of_another(sent: Sent, mine: House, theirs: House) -> Sent:
    """The same by my own links, of things in another café."""
    path, body = sent.path, json.dumps(sent.body)
    for name in THINGS:
        path, body = (
            text.replace(getattr(mine, name), getattr(theirs, name)) for text in (path, body)
        )
    for before, name in NUMBERED.items():
        was, now = (vars(one)[name] for one in (mine, theirs))
        path = re.sub(rf"{before}{was}(?=/)", f"{before}{now}", path)
    return Sent(sent.method, path, json.loads(body))


def test_no_command_reaches_into_another_cafe(
    house: House, cafe_app: Flask, organiser: Visitor
) -> None:
    """Though the same browser holds every link of both: each link and page is of one café."""
    other = House(cafe_app, organiser)
    for one in (house, other):
        vars(one)["pairs_id"] = one.pairs.rsplit("/", 2)[1]
    stood, tried = other.stands(), 0
    for name, (stage, commands) in ALL.items():
        house.move(stage)
        own = commands(house)[0]
        sent = of_another(own, house, other)
        if sent == own:
            continue
        answer = organiser.send(sent.method, sent.path, {**sent.body, "act": new_id()})
        tried += 1
        assert answer.status_code < 500, name
        assert (answer.status_code < 300) == (name in AS_IF_GONE), (name, answer.text)
    assert other.stands() == stood
    assert tried > 35


# Each makes a thing of its own, takes apart one that is whole only once, or is never taken back.
ONLY_ONCE = {
    *("table.add", "table.part", "table.say", "table.rehearse", "table.write_silently"),
    *("wall.ask", "plan.new_question", "plan.gone", "plan.new_block", "plan.block_gone"),
    *("plan.add_line", "table.take_down", "table.another"),
}
# No outbox sends these: a page does, and waits for the answer.
NO_OUTBOX = {"report.edit_intro", "report.edit_summary", "wall.lift"}


@pytest.mark.parametrize("name", sorted(ALL.keys() - ONLY_ONCE - NO_OUTBOX))
def test_what_was_so_already_is_known_when_it_comes_late(house: House, name: str) -> None:
    """Two ask for the same, and a third takes it back: the second's late copy undoes nothing."""
    stage, commands = ALL[name]
    house.move(stage)
    first, *between = commands(house)
    house.does(first)
    revision, stood = house.stands()
    second = new_id()
    house.does(first, second)
    assert house.stands() == (revision + 1, stood), "it is told, and changes nothing"
    for other in between:
        house.does(other)
    later = house.stands()
    assert later[0] > revision + 1, "it was taken back"
    house.does(first, second)
    assert house.stands() == later


# What is done at a table in the last stage too: a note that comes late waits for the organiser, who
# goes on deciding what the wall shows; paper is described and read whenever somebody can; whether a
# host had tried the page is the page's own.
AFTERWARDS = {
    **dict.fromkeys(("table.add", "table.say"), 202),
    **dict.fromkeys(("table.hide", "table.show_at_board", "table.show_at_table"), 200),
    **dict.fromkeys(("table.describe", "table.say_of_cell"), 200),
    **dict.fromkeys(("table.another", "table.mark_note"), 200),
    **dict.fromkeys(("table.rehearse", "table.write_silently"), 200),
    **dict.fromkeys(("table.mend_silently", "table.recall_silently"), 200),
}


@pytest.mark.parametrize("name", sorted(name for name in ALL if name.startswith("table.")))
def test_a_closed_table_stays_as_it_is(house: House, name: str) -> None:
    stage, commands = ALL[name]
    house.move(stage)
    first = commands(house)[0]
    house.move("finished")
    before = house.stands()
    answer = house.organiser.send(first.method, first.path, {**first.body, "act": new_id()})
    assert answer.status_code == AFTERWARDS.get(name, 409)
    assert (house.stands() == before) == (name not in AFTERWARDS)


# Asks for the café's name first, and then there is no café any more; has no mail server here (its
# repeat is tried in tests/plan/inviting); is about a table of notes that was sent (tests/intake).
ALONE = {"plan.delete", "plan.mail_letters", "intake.take", "intake.take_out"}
# Known by the sheet, since no history has it: tests/evaluation.
ALONE |= {"evaluation.type_sheet"}
# Only looks.
ALONE |= {"erasure.look", "sort.look"}
# Shows a link once, or is nobody's but the last owner's here (tests/people).
ALONE |= {"people.invite_colleague", "people.make_reset_link", "people.leave_cafe"}


def test_a_form_that_comes_again_is_not_even_read(house: House, cafe_app: Flask) -> None:
    """What was done is not done again, whatever is in the form by now: it leads on to the page."""
    operation, tried = new_id(), 0
    house.does(Sent("PUT", f"{house.desk}/report/intro", words(None, "Først.")), operation)
    revision = house.stands()
    wrong = []
    for rule in cafe_app.url_map.iter_rules():
        if rule.endpoint not in bodies.FORMS.keys() - ALONE or "POST" not in (rule.methods or ()):
            continue
        if not rule.rule.startswith("/w/<workshop_id>"):
            continue
        path = re.sub("<int:[a-z_]+>", "1", rule.rule.replace("<workshop_id>", house.id))
        answer = house.organiser.post(path, act=operation)
        if answer.status_code not in (302, 303):
            wrong.append((rule.rule, answer.status_code))
        tried += 1
    assert wrong == []
    assert tried > 15
    assert house.stands() == revision
