"""The import law of the house: data flows one way, decisions are pure, one layer knows the web."""

from collections.abc import Callable

import pytest

from tests.house.sources import Import, imports, modules, within

ROOMS = ("people", "plan", "table", "wall", "sort", "report", "after")
WEB = ("flask", "flask_socketio", "flask_wtf", "socketio", "engineio", "werkzeug", "limits")
# Plain words and failures: everybody may speak.
WORDS = ("cafe.errors", "cafe.texts", "cafe.words")
# Rules, and the modules with other names that are rules in kind.
PURE = (
    "cafe.plan.rotation",
    "cafe.plan.rotation_search",
    "cafe.plan.rotation_steps",
    "cafe.sort.alike",
    "cafe.sort.own_words",
    "cafe.report.document",
    "cafe.report.changed",
    "cafe.report.material",
    "cafe.report.method",
    "cafe.report.completeness",
)
DOORS = ("cafe.app", "cafe.serve", "cafe.server", "cafe.cli", "cafe.__main__")


def room_of(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "cafe" and parts[1] in ROOMS else None


def kind_of(name: str) -> str:
    """`routes` for cafe.plan.routes and cafe.plan.routes_day: split by subject, one kind."""
    parts = name.split(".")
    return parts[2].split("_")[0] if len(parts) > 2 else ""


def is_pure(name: str) -> bool:
    return (room_of(name) is not None and kind_of(name) == "rules") or within(name, *PURE)


def rules_stay_pure(found: Import) -> bool:
    """A rule knows no web, no database and no model: it can be tried with plain values."""
    unknown = (*WEB, "sqlalchemy", "eventlet", "cafe.model", "cafe.live", "cafe.web")
    return is_pure(found.by) and within(found.module, *unknown)


def rules_know_only_rules(found: Import) -> bool:
    if not is_pure(found.by) or not within(found.module, "cafe"):
        return False
    return not (within(found.module, *WORDS) or is_pure(found.module) or in_own_helpers(found))


def in_own_helpers(found: Import) -> bool:
    return room_of(found.by) == room_of(found.module) and kind_of(found.module) not in {
        "actions",
        "queries",
        "routes",
    }


def the_web_is_known_in_one_layer(found: Import) -> bool:
    """Only routes, web, live and the app know Flask: an action runs in a terminal as well."""
    in_layer = within(found.by, "cafe.web", "cafe.live", *DOORS) or kind_of(found.by) == "routes"
    return within(found.module, *WEB, "cafe.web") and not in_layer


def news_is_plain_data(found: Import) -> bool:
    """Actions make news; nothing but data comes with it."""
    return within(found.by, "cafe.live.news", "cafe.live.audience") and within(
        found.module, *WEB, "cafe.web", "eventlet"
    )


def actions_know_of_live_only_the_news(found: Import) -> bool:
    in_layer = within(found.by, "cafe.web", "cafe.live", *DOORS) or kind_of(found.by) == "routes"
    return within(found.module, "cafe.live") and not (
        in_layer or within(found.module, "cafe.live.news")
    )


def the_model_knows_no_room(found: Import) -> bool:
    return (
        within(found.by, "cafe.model")
        and within(found.module, "cafe")
        and not within(found.module, "cafe.model", *WORDS)
    )


def data_flows_one_way(found: Import) -> bool:
    """A room never looks into a later one."""
    by, other = room_of(found.by), room_of(found.module)
    return by is not None and other is not None and ROOMS.index(other) > ROOMS.index(by)


def verbs_stay_in_their_room(found: Import) -> bool:
    """An earlier room's rules and queries may be used, never its actions or its answers."""
    by, other = room_of(found.by), room_of(found.module)
    return (
        by is not None
        and other not in (None, by)
        and kind_of(found.module)
        in (
            "actions",
            "routes",
        )
    )


def below_the_rooms_only_the_door_is_known(found: Import) -> bool:
    """What all rooms share knows who is at the door (people), and no other room."""
    return within(found.by, "cafe.web", "cafe.live", "cafe.jobs") and room_of(found.module) not in (
        None,
        "people",
    )


def answers_are_mounted_in_one_place(found: Import) -> bool:
    return (
        kind_of(found.module) == "routes"
        and found.by != "cafe.app"
        and (room_of(found.by) != room_of(found.module))
    )


def set_up_stands_alone(found: Import) -> bool:
    """It runs before anything is installed; the languages' names are all it may ask for."""
    return (
        within(found.by, "cafe.setup")
        and within(found.module, "cafe")
        and not within(found.module, "cafe.setup", "cafe.texts")
    )


LAW = [
    rules_stay_pure,
    rules_know_only_rules,
    the_web_is_known_in_one_layer,
    news_is_plain_data,
    actions_know_of_live_only_the_news,
    the_model_knows_no_room,
    data_flows_one_way,
    verbs_stay_in_their_room,
    below_the_rooms_only_the_door_is_known,
    answers_are_mounted_in_one_place,
    set_up_stands_alone,
]


@pytest.mark.parametrize("breaks", LAW, ids=lambda rule: rule.__name__)
def test_import_law(breaks: Callable[[Import], bool]) -> None:
    broken = [f"{by}:{line} imports {module}" for by, line, module in filter(breaks, imports())]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("breaks", "by", "module"),
    [
        (rules_stay_pure, "cafe.sort.rules", "cafe.model.Note"),
        (rules_know_only_rules, "cafe.sort.rules", "cafe.sort.queries"),
        (the_web_is_known_in_one_layer, "cafe.table.actions", "flask.request"),
        (news_is_plain_data, "cafe.live.news", "flask_socketio.SocketIO"),
        (actions_know_of_live_only_the_news, "cafe.table.actions", "cafe.live.announce"),
        (the_model_knows_no_room, "cafe.model.note", "cafe.table.rules"),
        (data_flows_one_way, "cafe.table.queries", "cafe.sort.queries"),
        (verbs_stay_in_their_room, "cafe.sort.actions", "cafe.table.actions.add_note"),
        (below_the_rooms_only_the_door_is_known, "cafe.web.access", "cafe.table.queries"),
        (below_the_rooms_only_the_door_is_known, "cafe.jobs.queue", "cafe.after.commands"),
        (answers_are_mounted_in_one_place, "cafe.serve", "cafe.table.routes.room"),
        (set_up_stands_alone, "cafe.setup.frontend", "cafe.config.Settings"),
    ],
)
def test_the_law_can_be_broken(breaks: Callable[[Import], bool], by: str, module: str) -> None:
    assert breaks(Import(by, 1, module))


def test_every_room_is_there() -> None:
    assert {room for name in modules() if (room := room_of(name))} == set(ROOMS)
