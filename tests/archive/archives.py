"""Archives for the tests, in our own words."""

import uuid
from typing import Any

Item = dict[str, Any]


def note_id(number: int) -> str:
    return str(uuid.UUID(int=number))


def a_note(number: int, text: str, **values: Any) -> Item:
    return {"id": note_id(number), "kind": "keyword", "part": None, "text": text, **values}


def a_table(number: int, *notes: Item, **values: Any) -> Item:
    return {
        "number": number,
        "cafe_name": f"KAFÉ {number}",
        "split": False,
        "hosts": ["Ada"],
        "main_statement": f"Statement {number}.",
        "notes": list(notes),
        "posters": [],
        **values,
    }


PROGRAMME = [
    {
        "id": "5f0c8f5e-0000-4000-8000-000000000001",
        "kind": "welcome",
        "title": "Welcome",
        "minutes": 0,
        "began": 1_409_929_200_000,
    },
    {
        "id": "5f0c8f5e-0000-4000-8000-000000000002",
        "kind": "pairs",
        "title": "Two and two",
        "minutes": 8,
        "pinned": "17:30",
        "prompt": "1A",
    },
]


EVALUATION = [
    {
        "audience": "participants",
        "status": "closed",
        "devices": 2,
        "paper": 1,
        "questions": [
            {"id": note_id(60), "kind": "text", "text": "What was good?"}
            | {"words": ["that we met", "the soup"], "held": [1]},
            {"id": note_id(61), "kind": "scale", "text": "Worth it?", "choices": ["No", "Yes"]}
            | {"gone": True, "numbers": [2, 4, 5]},
        ],
    },
    {"audience": "hosts", "status": "planned"},
]


def an_archive() -> Item:
    """Two questions: one with parts, tables, sorting and a photograph, one in plenary."""
    first = a_table(
        1,
        a_note(1, "more light", part="A"),
        a_note(2, "a chair by the door", elaborations=["for those who wait"]),
        a_note(3, "never mind", struck=True, joined_into=note_id(1), round=2, in_main=True),
        late=[
            {"id": note_id(90), "kind": "statement", "part": "A", "text": "Wait!", "paper": True},
            {"id": note_id(91), "kind": "keyword", "part": None, "text": "no", "decided": "left"},
            {"id": note_id(92), "kind": "keyword", "part": None, "text": "hm", "held": True},
            {"id": note_id(93), "kind": "keyword", "part": None, "text": "off", "held": True}
            | {"decided": "left", "reason": "not about the question"},
        ],
    )
    asked = [
        {"id": note_id(80), "text": "How much?", "shown": True}
        | {"answered": "written", "answer": "A lot."},
        {"id": note_id(81), "text": "Who?", "hidden": True},
        {"id": note_id(82), "text": "Why?", "decided": "waiting"},
        {"id": note_id(83), "text": "What?", "decided": "left", "reason": "unclear"},
    ]
    photo: Item = {"file": "posters/3-1.jpg", "alt": "Seen from the door", "id": note_id(70)}
    photo |= {"sheet": 1, "parts": 2}
    second = a_table(
        3,
        a_note(4, "light!", paper=True, spot=f"{note_id(70)}:500:40", dots=2, asked=asked),
        a_note(5, "soup", spot="1/7"),
        a_note(6, "key"),
        posters=[photo],
        hosts=["Ada", "Bo"],
        roles=[{"host": "Ada", "role": "user"}, {"host": "Bo", "role": "other"}],
        meeting="https://example.org/room/3",
        tags=["Nes", "Vik"],
        rehearsed=True,
        cells=[{"cell": "1/3", "said": "illegible"}],
    )
    joined = {
        "text": "More light and a chair by the door.",
        "notes": [note_id(n) for n in (1, 2, 4)],
        "absorbed": [note_id(4)],
    }
    own = {"text": "Our own.", "notes": [], "words": [[0, 7, "organiser"]]}
    return {
        "format": "dialogkafe-archive",
        "version": 1,
        "workshop": {
            "title": "A GATHERING, 17 MAY 2026",
            "document_title": "DIALOGUE CAFÉ – SUMMARY",
            "language": "en",
            "date": "2026-05-17",
            "intro": None,
            "signature": {"name": "Ada", "position": "organiser, ORG", "month": "may 2026"},
            "commissioner": "the health board",
            "case_number": "2026/12 &",
            "stage": "finished",
            "rounds": {"count": 3, "minutes": 12, "change": 2},
            "letter": "Hei [name], blir du med? [link]",
            "checklist": {
                "ticks": {"venue": {"state": "done"}, "user-tables": {"state": "none"}},
                "own": [{"id": note_id(77), "list": "day", "text": "Kaffe", "state": "open"}],
            },
            "seating": {"people": 3, "rounds": [[1, 3, 4], [3, 4, 1]]},
            "dots": 3,
            "silent": 5,
            "dots_hidden": True,
            "phones": "held",
            "print_elaborations": True,
            "codes": False,
            "report_options": {"dots": True, "only": [1, 2]},
            "abbreviations": {"HB": "health board"},
            "name": "A gathering",
            "network": "Learning and coping",
            "starts": "17:00",
            "ends": "20:30",
            "place": "The old school",
            "purpose": "What helps those who wait",
            "goal": "Everybody knows what comes next",
            "programme": PROGRAMME,
            "participants": "Some fifty, half of them users",
            "background": "Read this first: https://example.org/plan",
        },
        "questions": [
            {
                "number": 1,
                "text": "What helps?",
                "form": "tables",
                "parts": [{"letter": "A", "text": "Now"}, {"letter": "B", "text": "Later"}],
                "tables": [first, second],
                "summary": None,
                "categories": [
                    {"heading": "Light", "listed": True, "entries": [joined]},
                    {"heading": "Else", "listed": False, "entries": [own]},
                ],
                "set_aside": [{"note": note_id(5), "reason": "on the poster only"}],
                "apart": [[note_id(1), note_id(2)], [note_id(4), note_id(6)]],
                "opposed": [[note_id(1), note_id(5)]],
            },
            {
                "number": 2,
                "text": "And then?",
                "form": "plenary",
                "parts": [],
                "tables": [],
                "summary": "We go on.",
                "categories": [],
                "set_aside": [],
            },
        ],
        "evaluation": EVALUATION,
    }


def with_origins() -> Item:
    """The same, and notes from elsewhere: of two origins, and at a table."""
    archive = an_archive()
    first, second = archive["questions"]
    first["tables"][0]["notes"].append(a_note(73, "a clock", gathered=True))
    more = [a_note(71, "a bench outside", part="B", elaborations=["in the sun"]), a_note(72, "hm")]
    first["origins"] = [{"id": note_id(70), "name": "A questionnaire", "notes": more}]
    second["origins"] = [{"id": note_id(74), "name": "12 March", "notes": [a_note(75, "we go")]}]
    first["set_aside"].append({"note": note_id(72), "reason": "not about the question"})
    sentence = {"text": "A bench outside.", "notes": [note_id(71)]}
    first["categories"][0]["entries"].append(sentence)
    return archive
