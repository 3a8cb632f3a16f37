"""The import law of the house: data flows one way, decisions are pure, one layer knows the web."""

from collections.abc import Callable

import pytest

from tests.house.rooms import FOLDERS, KINDS, LENT, ROOMS
from tests.house.sources import Import, imports, modules, runs, within

WEB = ("flask", "flask_socketio", "flask_wtf", "socketio", "engineio", "werkzeug", "limits")
PLAIN = ("cafe.errors", "cafe.core", "cafe.fields", "cafe.nouns", "cafe.states")
# Of the model rules, and who writes files, may know these, beside what is PLAIN.
PURE = ("cafe.model.canonical", "cafe.model.database.shapes")
ENTRANCES = (
    *(
        "cafe.app",
        "cafe.serve",
        "cafe.rounds",
        "cafe.server",
        "cafe.cli",
        "cafe.cli_jobs",
        "cafe.cli_people",
    ),
    *("cafe.__main__", "cafe.demo"),
)
_PLACED = {f"cafe.{name}": kind for kind, names in KINDS.items() for name in names.split()}


def room_of(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "cafe" and parts[1] in ROOMS else None


def kind_of(name: str) -> str | None:
    """What the module `name`, or the module that a thing of this name lies in, does."""
    if room_of(name) is None:
        parts = name.split(".")
        return "routes" if parts[0] == "cafe" and {"routes", "room"} & set(parts[1:]) else None
    for end in range(len(name.split(".")), 1, -1):
        head = ".".join(name.split(".")[:end])
        if head in _PLACED:
            return _PLACED[head]
    return FOLDERS.get(name.split(".")[2]) if name.count(".") > 1 else None


def rules_stay_pure(found: Import) -> bool:
    """A rule knows no web, no database and no model: it can be tried with plain values."""
    unknown = (*WEB, "sqlalchemy", "eventlet", "cafe.model", "cafe.live", "cafe.web")
    pure = within(found.module, *PURE)
    return kind_of(found.by) == "rules" and within(found.module, *unknown) and not pure


def rules_know_only_rules(found: Import) -> bool:
    if kind_of(found.by) != "rules" or not within(found.module, "cafe"):
        return False
    return not (within(found.module, *PLAIN, *PURE) or kind_of(found.module) == "rules")


def files_know_no_database(found: Import) -> bool:
    if kind_of(found.by) != "files" or within(found.module, *PURE):
        return False
    return within(found.module, "sqlalchemy", "cafe.model", *WEB)


def who_reads_does_not_write(found: Import) -> bool:
    return kind_of(found.by) == "queries" and kind_of(found.module) == "actions"


def _knows_the_web(name: str) -> bool:
    return within(name, "cafe.web", "cafe.live", *ENTRANCES) or kind_of(name) == "routes"


def the_web_is_known_in_one_layer(found: Import) -> bool:
    """Only routes, web, live and the app know Flask: an action runs in a terminal as well."""
    in_layer = _knows_the_web(found.by)
    return within(found.module, *WEB, "cafe.web") and not in_layer


def what_is_told_is_plain_data(found: Import) -> bool:
    """What is told, and to whom, is decided with plain values."""
    return within(found.by, "cafe.nouns", "cafe.live.audience") and within(
        found.module, *WEB, "cafe.web", "eventlet", "sqlalchemy", "cafe.model"
    )


def actions_do_not_know_who_listens(found: Import) -> bool:
    in_layer = _knows_the_web(found.by)
    return within(found.module, "cafe.live") and not in_layer


def the_model_knows_no_room(found: Import) -> bool:
    return (
        within(found.by, "cafe.model")
        and within(found.module, "cafe")
        and not within(found.module, "cafe.model", *PLAIN)
    )


def the_core_knows_nothing_of_a_cafe(found: Import) -> bool:
    known = (*PLAIN, "cafe.setup.paths")
    return (
        within(found.by, *PLAIN)
        and within(found.module, "cafe")
        and not within(found.module, *known)
    )


def data_flows_one_way(found: Import) -> bool:
    """A room never looks into a later one."""
    by, other = room_of(found.by), room_of(found.module)
    return by is not None and other is not None and ROOMS.index(other) > ROOMS.index(by)


def verbs_stay_in_their_room(found: Import) -> bool:
    """What an earlier room decides and reads may be used, never what it writes or answers."""
    by, other = room_of(found.by), room_of(found.module)
    return (
        by is not None
        and other not in (None, by)
        and kind_of(found.module) in ("actions", "routes")
        and not within(found.module, *LENT)
    )


def below_the_rooms_only_people_are_known(found: Import) -> bool:
    """What all rooms share knows who comes in (people); web/seals knows the seal; no other room."""
    known = (None, "people", "seal" if within(found.by, "cafe.web.seals") else None)
    below = within(found.by, "cafe.web", "cafe.live", "cafe.jobs")
    return below and room_of(found.module) not in known


def routes_are_mounted_in_one_place(found: Import) -> bool:
    return (
        kind_of(found.module) == "routes"
        and found.by != "cafe.app"
        and found.by.split(".")[1] != found.module.split(".")[1]
    )


def set_up_stands_alone(found: Import) -> bool:
    """It runs before anything is installed; the languages' names are all it may ask for."""
    return (
        within(found.by, "cafe.setup")
        and within(found.module, "cafe")
        and not within(found.module, "cafe.setup", "cafe.core.i18n")
    )


LAW = [
    rules_stay_pure,
    rules_know_only_rules,
    files_know_no_database,
    who_reads_does_not_write,
    the_web_is_known_in_one_layer,
    what_is_told_is_plain_data,
    actions_do_not_know_who_listens,
    the_model_knows_no_room,
    the_core_knows_nothing_of_a_cafe,
    data_flows_one_way,
    verbs_stay_in_their_room,
    below_the_rooms_only_people_are_known,
    routes_are_mounted_in_one_place,
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
        (rules_know_only_rules, "cafe.suggest.likeness", "cafe.sort.queries"),
        (files_know_no_database, "cafe.writers.pdf", "cafe.model.Note"),
        (who_reads_does_not_write, "cafe.sort.queries", "cafe.sort.pairs.oppose"),
        (the_web_is_known_in_one_layer, "cafe.table.actions.notes", "flask.request"),
        (what_is_told_is_plain_data, "cafe.live.audience", "cafe.model.Note"),
        (actions_do_not_know_who_listens, "cafe.table.actions", "cafe.live.announce"),
        (the_model_knows_no_room, "cafe.model.note", "cafe.table.rules"),
        (the_core_knows_nothing_of_a_cafe, "cafe.core.text", "cafe.model.Note"),
        (data_flows_one_way, "cafe.table.queries", "cafe.sort.queries"),
        (verbs_stay_in_their_room, "cafe.sort.actions", "cafe.table.actions.add_note"),
        (verbs_stay_in_their_room, "cafe.report.actions.words", "cafe.sort.places"),
        (below_the_rooms_only_people_are_known, "cafe.web.access", "cafe.table.queries"),
        (below_the_rooms_only_people_are_known, "cafe.jobs.queue", "cafe.archive.commands"),
        (routes_are_mounted_in_one_place, "cafe.serve", "cafe.table.routes.room"),
        (set_up_stands_alone, "cafe.setup.frontend", "cafe.config.Settings"),
    ],
)
def test_the_law_can_be_broken(breaks: Callable[[Import], bool], by: str, module: str) -> None:
    assert breaks(Import(by, 1, module))


def test_every_room_is_there() -> None:
    assert {room for name in modules() if (room := room_of(name))} == set(ROOMS)


def test_every_module_of_a_room_has_its_kind() -> None:
    """Nothing that writes can be imported by a later room unseen, whatever its file is called."""
    there = [name for name in modules() if room_of(name) and modules()[name].stem != "__init__"]
    assert [name for name in there if kind_of(name) is None] == []
    assert {name for name in _PLACED if name not in modules()} == set()
    assert set(LENT) <= set(modules())


def test_nothing_runs_in_circles() -> None:
    """What a module needs to be imported is there before it: no import at a file's foot."""
    left = {name: runs(name) for name in modules()}
    while ready := [name for name, needs in left.items() if not needs & left.keys()]:
        for name in ready:
            del left[name]
    assert {name: sorted(needs & left.keys()) for name, needs in left.items()} == {}
