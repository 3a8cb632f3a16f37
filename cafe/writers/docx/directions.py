"""How words run in a Word file, and in which letters where Calibri has none."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

from cafe.core.lines import direction, turns

# What Windows, macOS and LibreOffice show these writings in; the first that a run has letters of.
FACES = (
    ("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]", "Arial"),
    ("[\u0e00-\u0eff]", "Leelawadee UI"),
    ("[\u0900-\u0dff]", "Nirmala UI"),
    ("[\u1200-\u139f\u2d80-\u2ddf]", "Ebrima"),
    ("[\u3040-\u30ff]", "Yu Gothic"),
    ("[\u1100-\u11ff\uac00-\ud7ff]", "Malgun Gothic"),
    ("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]", "Microsoft YaHei"),
    ("[\u2190-\u2bff\U0001f000-\U0001faff]", "Segoe UI Symbol"),
)
_FACES = tuple((re.compile(letters), face) for letters, face in FACES)
# All of those and the marks that isolate; most runs have none.
_ODD = re.compile("[\u0590-\u1fff\u2068\u2190-\ud7ff\uf900-\ufefc\U0001f000-\U0003ffff]")
_ISOLATED = re.compile("(\u2068[^\u2068\u2069]*\u2069)")
# What stands after "runs from right to left" among a paragraph's properties (ECMA-376).
AFTER = tuple(
    f"w:{name}"
    for name in "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "  # noqa: SIM905
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
    "sectPr pPrChange".split()
)
SLOTS = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")


def told(word: WordFile) -> None:
    """Say of each paragraph and run of `word` how it runs, as its words do."""
    for text in list(word.element.body.iter(qn("w:t"))):
        if text.text and _ODD.search(text.text):
            for run in _parted(text):
                _run(run)
    for paragraph in word.element.body.iter(qn("w:p")):
        words = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        if turns(words) and direction(words) == "rtl":
            paragraph.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *AFTER)


def _parted(text: Any) -> Iterator[Any]:
    """The run around `text`; where several people's words are isolated in it, one for each."""
    run, pieces = text.getparent(), [one for one in _ISOLATED.split(text.text) if one]
    if len(pieces) == 1 or len(run.findall(qn("w:t"))) > 1:
        yield run
        return
    for piece in pieces[:-1]:
        before = deepcopy(run)
        _say(before.find(qn("w:t")), piece)
        run.addprevious(before)
        yield before
    _say(text, pieces[-1])
    yield run


def _say(text: Any, words: str) -> None:
    text.text = words
    text.set(qn("xml:space"), "preserve")


def _run(run: Any) -> None:
    words = "".join(text.text or "" for text in run.iter(qn("w:t")))
    face = next((face for letters, face in _FACES if letters.search(words)), None)
    if face:
        fonts = run.get_or_add_rPr().get_or_add_rFonts()
        for slot in SLOTS:
            fonts.set(qn(slot), face)
    if turns(words) and direction(words) == "rtl":
        Run(run, None).font.rtl = True  # type: ignore[arg-type]  # it needs no paragraph
