"""The document as PDF, by Typst: PDF/UA-1 (for everybody) and PDF/A-2a (for keeping) in one."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from cafe.core.i18n import REGIONS, _, speaking
from cafe.core.lines import apart, isolated
from cafe.document.addresses import Run, runs
from cafe.document.edition import draft_mark, line, properties
from cafe.document.sentences.lists import Block, Items, in_blocks, run_together
from cafe.document.tree import Document
from cafe.writers.pictures import Pictures, present
from cafe.writers.poster import TEMPLATE, plans_of
from cafe.writers.typesetting import as_pdf, beside

STANDARDS = ["ua-1", "a-2a"]
SHORT = 1_600  # signs of an appendix's part that is not divided
NARROWEST = 4.0  # the root of how many letters a column holds at least
PAGES = beside("pages.typ")


def write(document: Document, pictures: Pictures) -> bytes:
    """The document as one PDF file, its posters drawn as text; `pictures` are the photographs.

    Raises what Typst does when it cannot be typeset.
    """
    shown = present(document, {p.file for p in document.pictures if p.sheet} | pictures.keys())
    files = {f"pictures/{p.file}": pictures[p.file] for p in shown.pictures if not p.sheet}
    sheets = {picture.file: picture.sheet for picture in shown.pictures if picture.sheet}
    data = _data(shown, document)
    plans = partial(plans_of, sheets, language=data["language"], region=data["region"])
    return as_pdf("document.typ", data, {**TEMPLATE, **PAGES, **files}, STANDARDS, plans)


def _data(document: Document, whole: Document) -> dict[str, Any]:
    """What the template is filled with; `whole` has the pictures that are lost, too."""
    data = asdict(document)
    data["seal"] = asdict(document.seal) if document.seal else None
    for section, piece in zip(document.sections, data["sections"], strict=True):
        piece["heading"], piece["anchor"] = section.heading, section.anchor
        if section.opposites:
            piece["opposites"]["grid"] = asdict(section.opposites.grid)
            del piece["opposites"]["rows"]
        piece["summaries"] = [asdict(lead) for lead in section.summaries]
    data["opening"] = list(map(_led, document.opening))
    data["aims"] = [
        {"heading": isolated(aim.heading), "anchor": aim.anchor} for aim in document.aims
    ]
    _run_on(data)
    with speaking(document.language):
        data["footer"] = _("Page %(page)s of %(pages)s", page="§", pages="§")
    data |= {"about": properties(whole)._asdict(), "mark": draft_mark(document)}
    data["line"] = line(whole)
    del data["edition"]
    data["foot"] = [words for words in (document.header, data["line"]) if words]
    day = document.date
    data["date"] = {"year": day.year, "month": day.month, "day": day.day}
    data["region"] = REGIONS[document.language]
    return data


def _run_on(piece: Any) -> None:
    """Give each paragraph with a bold beginning its text in one piece, each text what it leads to,
    and the columns of a table of texts their shares of its width."""
    for value in piece.values() if isinstance(piece, dict) else piece:
        if isinstance(value, dict | list | tuple):
            _run_on(value)
    if not isinstance(piece, dict):
        return
    if "sentences" in piece:
        texts = (sentence["text"] for sentence in piece["sentences"])
        pieces = apart((piece["label"], *texts))[1:]
        piece["text"], piece["blocks"] = _led(" ".join(pieces)), _set(run_together(pieces))
        for sentence in piece["sentences"]:
            sentence["blocks"] = _set(in_blocks(sentence["text"]))
            sentence["text"] = _led(sentence["text"])
    if "items" in piece:
        texts = piece["grid"] and piece["grid"]["words"]
        length = len(str((piece["leads"], piece["items"], piece["grid"])))
        piece["short"] = not texts and length < SHORT
        piece["items"] = list(map(_led, piece["items"]))
    if "rows" in piece:
        piece["shares"] = _shares(piece["head"], piece["rows"])
        piece["rows"] = [
            [{"text": _led(cell), "blocks": _set(in_blocks(cell))} for cell in row]
            for row in piece["rows"]
        ]


def _set(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Running text, or the lines of a list: one of the two is there."""
    return [
        {"text": "", "lines": list(map(_led, block.lines))}
        if isinstance(block, Items)
        else {"text": _led(block), "lines": []}
        for block in blocks
    ]


def _led(text: str) -> str | list[Run]:
    """`text`; where there are addresses in it, in stretches."""
    found = runs(text)
    return found if any(run.address for run in found) else text


def _shares(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """What each column takes of the width: the more, the more there is to read in it."""
    read = [sum(map(len, column)) / len(column) for column in zip(head, *rows, strict=True)]
    weights = [max(one**0.5, NARROWEST) for one in read]
    return [weight / sum(weights) for weight in weights]
