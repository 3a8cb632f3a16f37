"""Cafés with any text in any field, from a seed: what no writer may fall over.

The fields come from the archive's own schema, so a new one is in it.
"""

import random
import re
from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from cafe.archive.schema import Archive
from cafe.document.options import NAMES
from tests.archive.archives import note_id, with_origins
from tests.archive.test_every_column import answers_to

Item = dict[str, Any]
Place = tuple[Any, Any, str]
WORDS = ["mer", "tid", "til", "hverandre", "Åse", "kl. 9.00", "kaffe", "–", "«takk»", "100 %"]
# Each kind of text that people and programs have; every one is in every hundred texts.
KINDS: tuple[str, ...] = (
    "sam\ufffearbeid og Oslo\ufffemodellen\uffff\U0001fffe\U0010ffff \ufdd0\ufdef",
    "\ufeffmerke foran og mi\ufeffdt i",
    "privat \ue000 \uf8ff \U000f0000 \U0010fffd",
    "\uf0b7 kule \uf0e0 pil \uf0a7 \uf0fc \uf0d8 \uf06e \uf04a",
    "\uf06e\tboks\n\uf0b7\tkule",
    "myk\u00adbinde\u200bstrek\u2060 og\u200c og\u200d slutt\u00a0fast\u202fsmal",
    "\u202eomvendt uten slutt",
    "\u2066isolert \u2067igjen uten slutt \u202d",
    "slutt uten start \u2069\u202c\u200f\u200e\u061c",
    "\ufff9漢字\ufffaかんじ\ufffb og \ufffc og \ufffd",
    "flagg 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f og \U000e0041løs",
    "❤\ufe0f ☎\ufe0e 葛\U000e0100 1\ufe0f\u20e3 👩🏽‍🚀👩‍👩‍👧‍👦 🇳🇴 🫖",
    "ikke tildelt \u0378 \u05ff \U0003fffd \U000e01f0",
    "z" + "\u0301\u0323\u0489\u035c" * 60 + "algo " + "a\u20dd\u0336" * 20,
    "e\u0301 é å a\u030a Å \u212b ﬁ ﬀ ﬆ ĳ ǆ \u0149",
    "Ã¥ Ã¸ Ã¦ â€“ Â« mojibake",
    "fane\ther  to  blanke\u3000vid\u2003brede",
    "linje\nlinje\r\nlinje\rlinje\u2028linje\u2029slutt",
    "https://example.org/" + "sti-uten-ende/" * 30 + "?a=1&b=2#c",
    "W" * 400,
    "donaudampfschifffahrtsgesellschaft" * 12,
    "שלום בְּרֵאשִׁית בָּרָא אֱלֹהִים مرحبا بِسْمِ اللَّهِ الرَّحْمَٰنِ أَمۡ ",
    "اردو میں لکھا ہوا می‌خواهم نوٹ ۱۲۳",
    "ไทย ภาษา አማርኛ हिन्दी क्षत्रिय தமிழ் 中文 日本語 한국어 Ελλάδα Кириллица Đặng Čáhci",
    "<b>&amp;</b> ]]> <!-- --> {{x}} {% y %} #let $x$ `kode` | * _ ~ [a](b) ![c](d) \\",
    "=SUM(A1) +1 -2 @x '=1 _x0041_ _x000D_",
    "# tittel",
    "- punkt",
    "1. tall",
    "> sitat",
    "---",
    "===",
    "+ pluss",
    "12) tall",
    "   ",
    "\u200b",
    "\u3164",
    "\ufeff",
    "\ufffe",
    "\ue000",
    ".",
    "'",
    '"',
    "10 000 bokstaver " * 588,
    "\u05b0\u05b1א\u05c8\u05b0" * 40,
    "क्\u200dष ക്\u200c സ്റ്റ് ᄒ\u1161\u11ab \U0001f3fb \u1b44 \u0e33\u0e33",
    "half-width ﾊﾝｶｸ ＡＢＣ １２３ ⅷ ½ ㎏ ﷺ ﷽",
    "𝕳𝖊𝖎 𝓱𝓮𝓲 𐍈𐌰 𒀀𒁀 𓀀𓁀 𝄞 🂡 ⠓⠑⠊",
    "\u206a\u206f\u2061\u2062\u2063\u180e\u034f\u115f\u17b4\uffa0",
)
# Texts that name another thing in the archive.
LINKED = ("words", "summary_words", "roles")
NEVER = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")  # no archive has them


def texts(rng: random.Random) -> Iterator[str]:
    """Every kind once, in some order, and then code points drawn from anywhere; for ever."""
    while True:
        yield from rng.sample(KINDS, len(KINDS))
        yield from (_drawn(rng) for _each in range(2 * len(KINDS)))


def _drawn(rng: random.Random) -> str:
    planes = (0x100, 0x3000, 0x10000, 0x20000, 0x110000)
    pieces = []
    for _piece in range(rng.randint(1, 12)):
        kind = rng.random()
        if kind < 0.3:
            pieces.append(rng.choice(WORDS))
        elif kind < 0.5:
            pieces.append(rng.choice(KINDS)[:40])
        else:
            points = (rng.randrange(0x20, rng.choice(planes)) for _at in range(rng.randint(1, 8)))
            pieces.append("".join(map(chr, points)))
    return NEVER.sub("", rng.choice(("", " ")).join(pieces)) or "."


def any_cafe(seed: int) -> Item:
    """An archive with everything in it, and any text wherever one may stand."""
    rng = random.Random(seed)  # a seed shows the same café again
    one = texts(rng)
    archive = with_origins()
    options = {name: True for name in (*NAMES, "marks") if rng.random() < 0.7}
    options.pop("elaborations", None)
    archive["workshop"] |= {
        "intro": ["x", "y"] if seed % 2 else None,
        "language": rng.choice(["nb", "nn", "en"]),
        "report_options": options,
        "series": {"uid": note_id(78), "name": "x"},
    }
    for number, question in enumerate(archive["questions"], 60):
        question["origin"] = note_id(number)  # in a series each question is from somewhere
    for heading in archive["questions"][0]["categories"]:
        for sentence in heading["entries"]:
            sentence.pop("words", None)  # they are of the text that stood there
    archive["questions"][0]["summary"] = rng.choice([None, "x"])
    archive["questions"][0]["hints"] = ["x"]
    archive["readings"] = [_read(archive["questions"][0])]
    _named(archive["questions"])
    archive["followup"] = answers_to(archive)
    for owner, key, _field in places(Archive, archive):
        owner[key] = next(text for text in one if text.strip())
    return archive


def _named(questions: list[Item]) -> None:
    """Each thing has its id: an answer says what it is about by those."""
    things = [*questions]
    for question in questions:
        things += [*question["tables"], *question["categories"]]
        things += [one for heading in question["categories"] for one in heading["entries"]]
    for number, thing in enumerate(things, 200):
        thing["id"] = note_id(number)


def _read(question: Item) -> Item:
    """A reading round in which somebody remarked on `question`, and what became of it."""
    round_ = {"id": note_id(81), "draft": 1, "cards": False, "closed": True}
    remark = {"reading": note_id(81), "about": "question", "words": "x", "text": "x"}
    question["remarks"] = [
        {**remark, "id": note_id(82), "kind": "words", "outcome": "beside"},
        {**remark, "id": note_id(83), "kind": "missing", "outcome": "not", "reason": "x"},
    ]
    return {**round_, "readers": 3, "remarks": 2}


def places(model: type[BaseModel], item: Item) -> Iterator[Place]:
    """Where a text stands in `item`: what holds it, under what, and the schema's name for it."""
    for name, field in model.model_fields.items():
        if item.get(name) is not None and name not in LINKED:
            for owner, key, inner in _within(_annotated(field), item, name):
                yield owner, key, inner or f"{model.__name__}.{name}"


def _annotated(field: FieldInfo) -> Any:
    return (field.annotation, tuple(field.metadata))


def _within(kind: Any, owner: Any, key: Any) -> Iterator[Place]:
    annotation, more = kind
    if hasattr(annotation, "__metadata__"):
        inner = get_args(annotation)[0]
        yield from _within((inner, (*_flat(annotation.__metadata__), *more)), owner, key)
    elif get_origin(annotation) in (Union, UnionType):
        for one in get_args(annotation):
            yield from _within((one, more), owner, key)
    elif get_origin(annotation) in (list, dict) and isinstance(owner[key], list | dict):
        inside = owner[key]
        for at in range(len(inside)) if isinstance(inside, list) else list(inside):
            yield from _within((get_args(annotation)[-1], ()), inside, at)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if isinstance(owner[key], dict):
            yield from places(annotation, owner[key])
    elif annotation is str and isinstance(owner[key], str) and _is_free(more):
        yield owner, key, ""


def _flat(metadata: Any) -> Iterator[Any]:
    for one in metadata:
        yield from one.metadata if isinstance(one, FieldInfo) else (one,)


def _is_free(more: tuple[Any, ...]) -> bool:
    """Whether it is whatever somebody typed, and has no form to keep to."""
    formed = any(getattr(one, "pattern", None) for one in more)
    return not formed and any("checked" in str(getattr(one, "func", "")) for one in more)


def text_fields(model: type[BaseModel], known: frozenset[type] = frozenset()) -> set[str]:
    """Every field of the schema, below `model` too, in which any text may stand."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        if name not in LINKED:
            for annotation, more in _parts(field.annotation, tuple(field.metadata)):
                if annotation is str and _is_free(more):
                    found.add(f"{model.__name__}.{name}")
                elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
                    found |= (
                        text_fields(annotation, known | {model})
                        if annotation not in known
                        else set()
                    )
    return found


def _parts(annotation: Any, more: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    if hasattr(annotation, "__metadata__"):
        inner = get_args(annotation)[0]
        yield from _parts(inner, (*_flat(annotation.__metadata__), *more))
    elif inside := get_args(annotation):
        for one in inside:
            yield from _parts(one, more if get_origin(annotation) in (Union, UnionType) else ())
    else:
        yield annotation, more
