"""Every scene of the big screen, by the code's own list of them, with the longest words there are:
each letter can be read from the last seat, in the light and in the dark, and nothing is cut."""

import json
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.evaluation.actions import make_form
from cafe.model import CafeTable, Note, Person, Workshop
from cafe.plan import actions
from cafe.setup.packages import node
from cafe.table.actions.answers import elaborate, show
from cafe.table.actions.poster import sum_up
from cafe.wall.actions import ask
from tests.browser.sorting import database
from tests.browser.tables import BAD_WEATHER
from tests.browser.wall.big_screen import LONG, Hall, big_screen
from tests.browser.walls import Wall
from tests.support.browser import NewPage
from tests.support.pairs import a_talk
from tests.support.server import ROOT, Server
from tests.support.world import new_id

WORD = "Menneskerettighetsorganisasjonssammenslutningsforberedelsene"  # sixty letters
PROMPTS = (f"Hva skal {WORD.lower()} begynne med? " * 3, "Hvem kan hjelpe?")
BREAK = new_id()
# What the code draws: its views, what rises over them, and the seal, which is no view.
DRAWN = """
import { VIEWS } from "./static/js/wall/projector/moment.js";
import { KINDS } from "./static/js/wall/projector/rising.js";
console.log(JSON.stringify([...VIEWS, ...KINDS.map((kind) => `risen ${kind}`), "seal"]));"""

DARK = "dark => document.documentElement.toggleAttribute('data-dark-hall', dark)"


def drawn() -> set[str]:
    """The names of all that can be on the screen."""
    call = [node(), "--input-type=module", "--eval", DRAWN]
    said = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(said.stdout))


@pytest.fixture
def hall(running: Server, new_page: NewPage) -> Hall:
    """Tables, pairs and a plenary, all with long words."""
    who, base = running.user(), database(running)
    with base.reading() as db:
        owner = db.scalars(select(Person).where(Person.email == who.email)).one()
    key = (running.data_dir / "secret.key").read_text().strip()
    made = a_talk(base, parts=PROMPTS, stage="planning", owner=owner, key=key)
    with base.writing() as tx:
        workshop = tx.get_one(Workshop, made.id)
        common: Any = {"workshop": workshop, "by": "person:1"}
        workshop.title = f"Samling om {WORD}"
        actions.agree_rounds(
            tx, agreed={"count": 2, "minutes": 20, "change": 3}, operation=new_id(), **common
        )
        for uid, kind, title in ((BREAK, "break", "Pause med"), (new_id(), "plenary", "Plenum om")):
            written = {"kind": kind, "title": f"{title} {WORD}", "minutes": "15"}
            written |= {"pinned": "", "prompt": ""}
            actions.add_block(tx, uid=uid, written=written, operation=new_id(), **common)
        make_form(tx, audience="participants", operation=new_id(), **common)
        for table in tx.scalars(select(CafeTable).where(CafeTable.workshop_id == made.id)):
            table.cafe_name = WORD
    base.engine.dispose()
    return big_screen(new_page, Wall(running, made.id), who, *BAD_WEATHER)


def first(hall: Hall, about: Callable[..., object], **more: object) -> None:
    """Something is said about the first note, and the screen hears of it."""
    with hall.wall.behind() as tx:
        here = Note.workshop_id == hall.wall.workshop
        note = tx.scalars(select(Note).where(here).order_by(Note.id)).first()
        about(tx, note=note, by="t", operation=new_id(), **more)
    for do in ("dark", "light"):  # what came before them is missed, and fetched
        hall.post("screen", do=do)


def asked(tx: Session, **common: Any) -> None:
    """Somebody at the wall asks, and the table's host shows it."""
    one = ask(tx, uid=new_id(), text=WORD, **common)
    show(tx, asked=one, shown=True, by="t", operation=new_id())


def pairs(hall: Hall) -> str:
    """The question that pairs talk over."""
    with hall.wall.behind() as tx:
        workshop = tx.get_one(Workshop, hall.wall.workshop)
        uids: list[str] = [one.uid for one in workshop.questions if one.form == "pairs"]
        return uids[0]


def summed_up(hall: Hall) -> None:
    """Table 1 has its main statement, and table 2 is waited for."""
    with hall.wall.behind() as tx:
        here = CafeTable.workshop_id == hall.wall.workshop, CafeTable.number == 1
        table = tx.scalars(select(CafeTable).where(*here)).one()
        sum_up(tx, was=None, text=LONG, table=table, by="t", operation=new_id())


def a_day(hall: Hall) -> Iterator[str]:
    """Everything the screen shows, by its name, each time it does."""
    post, say, screen = hall.post, hall.wall.say, hall.screen
    yield "joining"
    post("stage", stage="open")
    post("prompts", question=pairs(hall), do="A")
    yield "prompt"
    post("step", do="round", round="1")
    yield "talking"
    (uid,) = say(1, LONG)
    yield "risen note"
    say(2, WORD)
    for wish in ("code", "test", "black", "table:1", f"note:{uid}"):
        post("screen", do=wish)
        yield wish.partition(":")[0]
    post("screen", do="auto")
    post("step", do="change", round="1")
    yield "change"
    post("step", do="round", round="2")
    summed_up(hall)
    post("step", do="ask")
    yield "mains"
    post("step", do="unask")
    post("timer", do="stop")
    post("blocks", block=BREAK, do="begin")
    yield "pause"
    post("blocks", block=BREAK, do="back")
    post("stage", stage="vernissage", anyway="1")
    yield "seal"
    screen.keyboard.press("PageDown")
    yield "vernissage"
    first(hall, elaborate, elaborations=[LONG], was=[])
    yield "risen more"
    screen.keyboard.press("PageDown")
    first(hall, asked)
    yield "risen asked"
    post("evaluation", do="open", audience="participants")
    yield "evaluation"
    post("evaluation", do="close", audience="participants")
    post("stage", stage="sorting")
    yield "thanks"


def test_every_scene_is_read_from_the_last_seat(hall: Hall) -> None:
    page, seen = hall.screen, set()
    for state in a_day(hall):
        risen, _space, kind = state.partition(" ")
        if kind:
            expect(page.locator(f".{risen}[data-kind={kind}]")).to_be_visible()
        else:
            expect(page.locator("body")).to_have_attribute("data-view", state)
        is_read_in_both_lights(hall, state)
        seen.add(state)
    assert seen == drawn(), "each has to be brought about in a_day"
    page.context.set_offline(True)
    expect(page.locator("#connection")).not_to_be_empty()
    is_read_in_both_lights(hall, "without connection")


def is_read_in_both_lights(hall: Hall, state: str) -> None:
    for theme in ("light", "dark"):
        hall.screen.evaluate(DARK, theme == "dark")
        hall.measured(f"{state}, {theme}")
