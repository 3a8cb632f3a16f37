"""The commands of the plan, and of a phone in the silent start."""

from tests.support.world import new_id
from tests.web.twice.house import House, Sent, a_block, at, words

QUESTION = "/questions/{spare}"
BLOCK = "/programme/{block}"
WHY = {"why": "det var uklart"}  # its tables were open before


def whole(house: House) -> list[Sent]:
    """Another programme, and back."""
    was = [a_block(house.block), a_block(house.block2)]
    other = [a_block("5f0c8f5e-0000-4000-8000-000000000003")]
    no_rounds = {"rounds": None}
    return [
        Sent("PUT", f"{house.plan}/programme", {"was": was, "blocks": other, **no_rounds}),
        Sent("PUT", f"{house.plan}/programme", {"was": other, "blocks": was, **no_rounds}),
    ]


MINE = {"receipt": "{receipt}"}
SILENT = {
    "table.mend_silently": (
        "open",
        at("silent", "/{lying}", words("stille", "ro", **MINE), words("ro", "stille", **MINE)),
    ),
    "table.recall_silently": (
        "open",
        at("silent", "/{lying}/struck", {"struck": True, **MINE}, {"struck": False, **MINE}),
    ),
}
PLANNING = {
    "plan.fact": ("planning", at("plan", "/facts/place", words("", "Skolen"), words("Skolen", ""))),
    "plan.new_question": (
        "planning",
        lambda h: [Sent("POST", f"{h.plan}/questions", {"id": new_id(), "text": "Hvem?"})],
    ),
    "plan.words": (
        "planning",
        at("plan", QUESTION, words("Og så?", "Hva så?", **WHY), words("Hva så?", "Og så?", **WHY)),
    ),
    "plan.parts": (
        "planning",
        at(
            "plan",
            f"{QUESTION}/parts",
            {"was": [], "parts": ["Nå", "Da"], **WHY},
            {"was": ["Nå", "Da"], "parts": [], **WHY},
        ),
    ),
    "plan.form": (
        "planning",
        at(
            "plan",
            f"{QUESTION}/form",
            {"was": "tables", "form": "plenary"},
            {"was": "plenary", "form": "tables"},
        ),
    ),
    "plan.place": (
        "planning",
        at("plan", f"{QUESTION}/place", {"before": "{q1}"}, {"before": None}),
    ),
    "plan.gone": (
        "planning",
        lambda h: [
            Sent("PUT", f"{h.plan}/questions/{h.spare}/gone", {"was": "Og så?"}),
            Sent("POST", f"{h.plan}/questions", {"id": h.spare, "text": "Og så?"}),
        ],
    ),
    "plan.tables": (
        "planning",
        at("plan", f"{QUESTION}/tables", {"was": 0, "count": 2}, {"was": 2, "count": 0}),
    ),
    "plan.numbers": (
        "planning",
        lambda h: [
            Sent("POST", f"{h.plan}/numbers", {}),
            Sent("PUT", f"{h.plan}/tables/{h.table_id}/number", {"was": 1, "number": 7}),
        ],
    ),
    "plan.hints": (
        "open",
        at(
            "plan",
            f"{QUESTION}/hints",
            {"was": [], "hints": ["Ta tida"]},
            {"was": ["Ta tida"], "hints": []},
        ),
    ),
    "plan.number": (
        "planning",
        at(
            "plan",
            "/tables/{table_id}/number",
            {"was": 1, "number": 7},
            {"was": 7, "number": 1},
        ),
    ),
    "plan.hosts": (
        "planning",
        at(
            "plan",
            "/tables/{table_id}/hosts",
            {"was": [], "hosts": [{"name": "Kari", "role": "user"}]},
            {"was": ["Kari"], "hosts": []},
        ),
    ),
    "plan.meeting": (
        "planning",
        at(
            "plan",
            "/tables/{table_id}/meeting",
            words("", "https://example.org/1"),
            words("https://example.org/1", ""),
        ),
    ),
    "plan.tags": (
        "planning",
        at(
            "plan",
            "/tables/{table_id}/tags",
            {"was": [], "tags": ["Nes"]},
            {"was": ["Nes"], "tags": []},
        ),
    ),
    "plan.new_block": (
        "planning",
        lambda h: [
            Sent("POST", f"{h.plan}/programme", {**a_block(new_id()), "before": h.block}),
            Sent("PUT", f"{h.plan}/programme/{h.block}/minutes", words("10", "20")),
        ],
    ),
    "plan.whole_programme": ("planning", whole),
    "plan.block_text": (
        "planning",
        at("plan", f"{BLOCK}/minutes", words("10", "20"), words("20", "10")),
    ),
    "plan.block_place": (
        "planning",
        at("plan", f"{BLOCK}/place", {"before": None}, {"before": "{block2}"}),
    ),
    "plan.block_gone": (
        "planning",
        lambda h: [
            Sent("PUT", f"{h.plan}/programme/{h.block}/gone", {"was": "Mat"}),
            Sent("POST", f"{h.plan}/programme", {**a_block(h.block), "before": h.block2}),
        ],
    ),
    "plan.block_rounds": (
        "planning",
        at("plan", "/programme/rounds/divided", words("", "3 12 2"), words("3 12 2", "")),
    ),
    "plan.tick_line": (
        "planning",
        at(
            "desk",
            "/remains/lines/venue",
            {"was": "open", "state": "done"},
            {"was": "done", "state": "open"},
        ),
    ),
    "plan.add_line": (
        "planning",
        lambda h: [
            Sent("POST", f"{h.desk}/remains/lines", {"id": new_id(), "list": "day", "text": "x"})
        ],
    ),
    "plan.reword_line": (
        "planning",
        at("desk", "/remains/lines/{line}/text", words("Kaffe", "Te"), words("Te", "Kaffe")),
    ),
}
