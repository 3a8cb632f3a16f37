"""The commands of the table, the wall and the document."""

from collections.abc import Callable

from tests.support.world import new_id
from tests.web.twice.house import Body, House, Sent, answered, at, new_note, question, words

EDIT = {"kind": "keyword", "part": None}
JOIN = {"saw": "mer lys", "other_saw": "mer lys", "text": "mer lys, mer lys", "kind": "keyword"}
PART = {"saw": "mer lys", "text": "mer", "kind": "keyword", "rest": "lys"}
ELABORATED = {"elaborations": ["om kvelden"], "was": []}
NOT_ANY_MORE: Body = {"elaborations": [], "was": ["om kvelden"]}
ASKED, NOTE, SPOT = "/asked/{asked}", "/notes/{one}", f"{new_id()}:350:610"
TABLE: dict[str, tuple[str, Callable[[House], list[Sent]]]] = {
    "table.add": ("open", lambda h: [Sent("POST", f"{h.table}/notes", new_note(new_id()))]),
    "table.edit": (
        "open",
        at("table", NOTE, words("mer lys", "ro", **EDIT), words("ro", "mer lys", **EDIT)),
    ),
    "table.strike": ("open", at("table", f"{NOTE}/struck", {"struck": True}, {"struck": False})),
    "table.name": ("open", at("table", "/cafe-name", words(None, "Kafé"), words("Kafé", None))),
    "table.sum_up": (
        "open",
        at("table", "/main-statement", words(None, "Lys!"), words("Lys!", None)),
    ),
    "table.describe": (
        "open",
        at("table", "/photos/{photo}/alt", words("", "Gult"), words("Gult", "")),
    ),
    "table.take_down": ("open", at("table", "/photos/{photo}/down", {})),
    "table.another": ("open", at("table", "/photos/{photo}/another", {})),
    "table.say_of_cell": ("open", at("table", "/cells/1/7", {"said": "empty"}, {"said": None})),
    "table.mark_note": (
        "open",
        at("table", f"{NOTE}/spot", {"was": "", "spot": SPOT}, {"was": SPOT, "spot": ""}),
    ),
    "table.split": ("open", at("table", "/split", {"split": True}, {"split": False})),
    "table.move": (
        "open",
        at("table", "/notes/{two}/place", {"before": "{one}"}, {"before": None}),
    ),
    "table.join": (
        "open",
        lambda h: [
            Sent("PUT", f"{h.table}/notes/{h.one}/join/{h.two}", JOIN),
            Sent("PUT", f"{h.table}/notes/{h.two}/struck", {"struck": False}),
            Sent("PUT", f"{h.table}/notes/{h.one}", words(JOIN["text"], "mer lys", **EDIT)),
        ],
    ),
    "table.part": ("open", at("table", f"{NOTE}/part/{{new}}", PART)),
    "table.name_hosts": (
        "open",
        at("table", "/hosts", {"was": [], "names": ["Kari"]}, {"was": ["Kari"], "names": []}),
    ),
    "table.write_silently": (
        "open",
        lambda h: [Sent("POST", h.silent, {"id": new_id(), "text": "ro"})],
    ),
    "table.decide_tray": (
        "open",
        at("table", "/notes/{lying}/tray", {"do": "aside"}, {"do": "back"}),
    ),
    "table.rehearse": ("planning", at("table", "/rehearsed", {})),
    "table.hide": (
        "vernissage",
        at("desk", f"{ASKED}/hidden", {"hidden": True}, {"hidden": False}),
    ),
    "table.say": (
        "open",
        lambda h: [Sent("POST", h.pairs, {"id": new_id(), "text": "ro", "part": None})],
    ),
    "table.reword": ("open", at("pairs", "/{own}", words("vårt", "ro"), words("ro", "vårt"))),
    "table.strike_own": ("open", at("pairs", "/{own}/struck", {"struck": True}, {"struck": False})),
    "wall.lift": ("open", at("plenary", "/screen", {"note": "{one}"}, {"note": None})),
    "wall.ask": (
        "vernissage",
        lambda h: [Sent("POST", f"{h.wall}/asked", question(new_id(), h.one))],
    ),
    "report.edit_intro": (
        "sorting",
        at("desk", "/report/intro", words(None, "Først."), words("Først.", None)),
    ),
    "report.edit_summary": (
        "sorting",
        at("desk", "/report/summary/1", words(None, "Kort."), words("Kort.", None)),
    ),
}
for _place, _base in (("table", "table"), ("board", "desk")):
    TABLE |= {
        f"table.answer_at_{_place}": (
            "vernissage",
            at(_base, ASKED, answered(None, "Vi."), answered("Vi.", "Alle.")),
        ),
        f"table.show_at_{_place}": (
            "vernissage",
            at(_base, f"{ASKED}/shown", {"shown": True}, {"shown": False}),
        ),
        f"table.elaborate_at_{_place}": (
            "vernissage",
            at(_base, f"{NOTE}/elaborations", ELABORATED, NOT_ANY_MORE),
        ),
    }
