"""The programme: written by several, begun on the day with what belongs to each block."""

import time
from datetime import date
from math import ceil
from typing import Any

import pytest

from cafe.errors import Conflict, Invalid, NotFound
from cafe.model import Database, Workshop
from cafe.plan import actions, queries
from cafe.plan.programme.rules import WRITTEN, planned
from cafe.plan.rules_rounds import USUAL
from tests.support.world import a_workshop, new_id

KINDS = ("welcome", "pairs", "rounds", "vernissage", "break")


class Programme:
    """A café's programme, and hands for it."""

    def __init__(self, db: Database, kinds: tuple[str, ...] = KINDS) -> None:
        """Blocks of ten minutes, called by their kinds."""
        self.db, self.id = db, a_workshop(db, counts=[1, 0]).id
        self.uids = {kind: self.add(kind) for kind in kinds}

    def do(self, action: str, /, **more: Any) -> None:
        with self.db.writing() as tx:
            workshop = tx.get_one(Workshop, self.id)
            common = {"workshop": workshop, "by": "person:1", "operation": new_id()}
            getattr(actions, action)(tx, **common | more)

    def add(self, kind: str, title: str = "", **more: Any) -> str:
        uid = new_id()
        written = {
            "kind": kind,
            "title": title or kind,
            "minutes": "10",
            "pinned": "",
            "prompt": "",
        }
        self.do("add_block", uid=uid, written=written, **more)
        return uid

    def set(self, kind: str, name: str, was: str, text: str) -> None:
        self.do("set_block", uid=self.uids[kind], name=name, was=was, text=text)

    def begin(self, kind: str, *, timed: bool = False) -> None:
        self.do("begin_block", uid=self.uids[kind], timed=timed)

    def move(self, stage: str) -> None:
        self.do("move_stage", stage=stage, anyway=True)

    def now(self) -> Workshop:
        with self.db.reading() as db:
            return db.get_one(Workshop, self.id)

    def titles(self) -> list[str]:
        return [block["title"] for block in self.now().programme]

    def block(self, kind: str) -> Any:
        return next(one for one in self.now().programme if one["uid"] == self.uids[kind])

    def minutes_left(self) -> int | None:
        """The last one has begun."""
        ends = self.now().timer_ends_ms
        return ends and ceil((ends / 1000 - time.time()) / 60)


@pytest.fixture
def programme(db: Database) -> Programme:
    return Programme(db)


def test_what_is_written_is_kept_and_carries_what_was_seen(programme: Programme) -> None:
    programme.set("break", "minutes", "10", "25 min")
    programme.set("break", "pinned", "", "kl. 18.30")
    programme.set("break", "title", "break", "Mat")
    with pytest.raises(Conflict) as refused:
        programme.set("break", "title", "break", "Pause")
    assert refused.value.where == "was"
    now: Any = refused.value.now
    assert now["programme"][-1] == planned(programme.block("break")) | {"began": None}
    assert programme.block("break")["title"] == "Mat"
    assert (programme.block("break")["minutes"], programme.block("break")["pinned"]) == (
        25,
        "18:30",
    )


def test_two_who_write_in_the_same_block_lose_nothing(programme: Programme) -> None:
    programme.set("break", "title", "break", "Mat")
    programme.set("break", "minutes", "10", "30")
    programme.add("own", "Sang", before=programme.uids["break"])
    programme.do("place_block", uid=programme.uids["break"], before=programme.uids["pairs"])
    assert programme.titles() == ["welcome", "Mat", "pairs", "rounds", "vernissage", "Sang"]
    assert programme.block("break")["minutes"] == 30


@pytest.mark.parametrize("moved", KINDS)
@pytest.mark.parametrize("before", [*KINDS, None])
def test_a_block_is_moved(db: Database, moved: str, before: str | None) -> None:
    programme = Programme(db)
    seen = programme.now().revision
    programme.do("place_block", uid=programme.uids[moved], before=before and programme.uids[before])
    assert programme.now().revision == seen + (before != moved)
    row = [kind for kind in KINDS if kind != moved]
    at = (
        KINDS.index(moved) if before == moved else len(row) if before is None else row.index(before)
    )
    row.insert(at, moved)
    assert programme.titles() == row


def test_a_block_goes_with_the_title_that_was_seen(programme: Programme) -> None:
    uid = programme.uids["break"]
    with pytest.raises(Conflict):
        programme.do("remove_block", uid=uid, was="Mat")
    programme.do("remove_block", uid=uid, was="break")
    programme.do("remove_block", uid=uid, was="break")
    assert programme.titles() == list(KINDS[:-1])
    for name, more in (
        ("set_block", {"name": "title", "was": "", "text": "x"}),
        ("place_block", {"before": None}),
        ("begin_block", {}),
        ("take_back_start", {}),
    ):
        with pytest.raises(NotFound):
            programme.do(name, uid=uid, **more)
    programme.do("place_block", uid=programme.uids["welcome"], before=uid)
    assert programme.titles()[-1] == "welcome", "before one that is gone: last"


def as_sent(programme: Programme) -> list[dict[str, str]]:
    return [
        {"uid": one["uid"], **{name: str(one[name]) for name in WRITTEN}}
        for one in programme.now().programme
    ]


def test_another_programme_and_back(programme: Programme) -> None:
    was = as_sent(programme)
    other = [{**was[0], "uid": new_id(), "title": "Kort"}]
    with pytest.raises(Conflict):
        programme.do("replace_programme", was=other, blocks=other, agreed=None)
    programme.do("replace_programme", was=was, blocks=other, agreed=dict(USUAL))
    assert (programme.titles(), programme.now().rounds) == (["Kort"], USUAL)
    programme.do("replace_programme", was=other, blocks=was, agreed=None)
    assert (as_sent(programme), programme.now().rounds) == (was, None)
    programme.begin("welcome")
    with pytest.raises(Conflict, match="welcome"):
        programme.do("replace_programme", was=was, blocks=other, agreed=None)
    with pytest.raises(Conflict, match="welcome"):
        programme.do("remove_block", uid=programme.uids["welcome"], was="welcome")


def test_the_rounds_are_the_cafes(programme: Programme) -> None:
    with pytest.raises(Conflict):
        programme.do("set_rounds", name="count", was="3", text="4")
    programme.do("set_rounds", name="divided", was="", text="3 12 2")
    programme.do("set_rounds", name="minutes", was="12", text="20")
    assert programme.now().rounds == {"count": 3, "minutes": 20, "change": 2}
    assert [slot.minutes for slot in queries.slots_of(programme.now())] == [10, 10, 64, 10, 10]
    programme.do("agree_rounds", agreed={"count": 2, "minutes": 30, "change": 5})
    assert queries.slots_of(programme.now())[2].minutes == 65, "the day's page: the same numbers"
    with pytest.raises(Conflict):
        programme.do("set_rounds", name="minutes", was="20", text="25")
    for text in ("0", "241", "x"):
        with pytest.raises(Invalid):
            programme.do("set_rounds", name="minutes", was="30", text=text)
    with pytest.raises(Invalid):
        programme.add("rounds", "Enda flere")
    programme.do("set_rounds", name="divided", was="2 30 5", text="")
    assert programme.now().rounds is None


def test_a_block_begins_once(programme: Programme) -> None:
    before = int(time.time())
    programme.begin("welcome")
    began = programme.block("welcome")["began"]
    assert before <= began / 1000 <= time.time()
    assert programme.minutes_left() is None
    programme.begin("welcome", timed=True)
    assert programme.block("welcome")["began"] == began
    programme.begin("break", timed=True)
    assert programme.minutes_left() == 10
    programme.set("welcome", "title", "welcome", "Hei")
    assert programme.block("welcome")["began"] == began, "what is written leaves it as it is"


@pytest.mark.parametrize("kind", ["pairs", "rounds"])
def test_nobody_can_write_before_the_tables_are_open(programme: Programme, kind: str) -> None:
    for agreed in (None, USUAL):
        programme.do("agree_rounds", agreed=agreed)
        with pytest.raises(Conflict) as refused:
            programme.begin(kind)
        assert refused.value.where == "stage"
    assert programme.block(kind)["began"] is None


def test_the_first_round_begins_with_its_block_and_goes_with_it(programme: Programme) -> None:
    programme.move("open")
    programme.do("agree_rounds", agreed=dict(USUAL))
    programme.begin("rounds", timed=True)
    assert (programme.now().round, programme.minutes_left()) == (1, 12)
    programme.do("take_back_start", uid=programme.uids["rounds"])
    assert (programme.now().round, programme.minutes_left()) == (0, None)
    assert programme.block("rounds")["began"] is None
    programme.do("take_back_start", uid=programme.uids["rounds"])
    programme.do("begin_round", number=2)
    programme.begin("rounds")
    assert programme.now().round == 2, "rounds that are on go on"


def test_what_was_touched_since_stays_when_a_start_is_taken_back(programme: Programme) -> None:
    programme.move("open")
    programme.do("agree_rounds", agreed=dict(USUAL))
    programme.begin("rounds")
    programme.do("add_minute")
    programme.do("take_back_start", uid=programme.uids["rounds"])
    assert (programme.now().round, programme.minutes_left()) == (1, 13)
    programme.do("set_timer", minutes=None)
    programme.begin("welcome", timed=True)
    programme.do("take_back_start", uid=programme.uids["welcome"])
    assert (programme.now().round, programme.minutes_left()) == (1, None)


def test_one_long_talk_and_the_vernissage_begin(programme: Programme) -> None:
    programme.move("open")
    programme.begin("pairs")
    programme.begin("rounds", timed=True)
    assert (programme.now().round, programme.minutes_left()) == (0, 10)
    programme.begin("vernissage", timed=True)
    assert (programme.now().stage, programme.minutes_left()) == ("vernissage", 10)
    programme.do("take_back_start", uid=programme.uids["vernissage"])
    assert (programme.now().stage, programme.minutes_left()) == ("vernissage", None)


def test_a_clock_has_its_longest(programme: Programme) -> None:
    programme.set("welcome", "minutes", "10", "241")
    with pytest.raises(Invalid):
        programme.begin("welcome", timed=True)
    assert programme.block("welcome")["began"] is None


@pytest.mark.usefixtures("oslo")
def test_where_the_day_is_by_the_clock_in_the_hall(programme: Programme) -> None:
    with programme.db.writing() as tx:
        here = tx.get_one(Workshop, programme.id)
        here.starts, here.date = "17:00", date(2014, 9, 5)
        at = 1_409_929_500  # 17:05 in Oslo
        here.programme = [{**one, "began": at * 1000} for one in here.programme[:1]]
    stands = queries.status_of_day(programme.now(), at + 60)
    assert stands.on
    assert (stands.on.block["title"], stands.late) == ("welcome", 5)
    assert queries.began_at(stands.on.block) == "17:05"


def test_two_blocks_of_one_id_are_refused(programme: Programme) -> None:
    now = [{**planned(block), "minutes": "10"} for block in programme.now().programme]
    twice = [*now, {**now[0], "title": "another"}]
    with pytest.raises(Invalid):
        programme.do("replace_programme", was=now, blocks=twice, agreed=None)
    assert programme.titles() == list(KINDS)


@pytest.mark.parametrize("stage", ["planning", "sorting", "finished"])
def test_a_vernissage_that_is_no_next_step_is_asked_about(programme: Programme, stage: str) -> None:
    programme.move("open")
    programme.move(stage)
    with pytest.raises(Conflict) as refused:
        programme.begin("vernissage")
    assert (refused.value.where, programme.now().stage) == ("jump", stage)
    assert programme.block("vernissage")["began"] is None
