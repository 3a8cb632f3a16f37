"""Two organisers in one programme, in any order: what one of them was told is kept, is kept."""

from collections import defaultdict
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cafe.errors import CafeError
from cafe.model import Database
from tests.plan.programme.test_programme import Programme

Step = tuple[str, str, int, int]  # who, what, which block, with what
FIELDS = {"title": ("Mat", "Sang", "Kaffe"), "minutes": ("5", "20", "45")}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("one", "other")),
        st.sampled_from(("look", "title", "minutes", "place", "gone")),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nobody_writes_over_words_unseen(
    db: Database, steps: list[tuple[str, str, int, int]]
) -> None:
    programme = Programme(db, ("welcome", "lecture", "break"))
    uids = list(programme.uids.values())
    seen: dict[str, Any] = defaultdict(
        lambda: {one["uid"]: one for one in programme.now().programme}
    )
    for who, do, at, other in steps:
        uid, sight = uids[at], seen[who]
        before = {one["uid"]: one for one in programme.now().programme}
        if do == "look":
            seen[who] = before
            continue
        was = sight.get(uid)
        if was is None:
            continue
        try:
            if do == "place":
                programme.do("place_block", uid=uid, before=uids[other])
            elif do == "gone":
                programme.do("remove_block", uid=uid, was=was["title"])
            else:
                text = {"was": str(was[do]), "text": FIELDS[do][other]}
                programme.do("set_block", uid=uid, name=do, **text)
        except CafeError:
            assert {one["uid"]: one for one in programme.now().programme} == before
            continue
        now = {one["uid"]: one for one in programme.now().programme}
        assert now.keys() == before.keys() - ({uid} if do == "gone" else set())
        for key, block in now.items():
            changed = {name for name in block if block[name] != before[key][name]}
            assert changed <= ({do} if key == uid else set()), "nothing else is touched"
        if do in FIELDS and before[uid][do] != now[uid][do]:
            assert str(before[uid][do]) == str(was[do]), "only what was seen is written over"
        if uid in now and do in FIELDS:
            sight[uid] = now[uid]
