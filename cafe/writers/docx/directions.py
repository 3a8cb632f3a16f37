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

# What Windows, macOS and LibreOffice show these writings in; the first that a stretch has letters
# of: Japanese has Chinese ones in it, and Korean may.
FACES = (
    ("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]", "Arial"),
    ("[\u0e00-\u0eff]", "Leelawadee UI"),
    ("[\u0900-\u0dff]", "Nirmala UI"),
    ("[\u1200-\u139f\u2d80-\u2ddf]", "Ebrima"),
    ("[\u3040-\u30ff\uff66-\uff9f]", "Yu Gothic"),
    ("[\u1100-\u11ff\uac00-\ud7ff]", "Malgun Gothic"),
    ("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]", "Microsoft YaHei"),
    ("[\u2190-\u2bff\U0001f000-\U0001faff]", "Segoe UI Symbol"),
)
_FACES = tuple((re.compile(letters), face) for letters, face in FACES)
_EASTERN = f"[{''.join(letters[1:-1] for letters, _face in FACES[4:7])}]"
# What may stand between two letters of one writing: they are one stretch, of one face.
_BETWEEN = "[ \u00a0\u0300-\u036f\u200b-\u200d\ufe00-\ufe0f]"
_WRITINGS = (*(letters for letters, _face in (*FACES[:4], *FACES[7:])), _EASTERN)
_STRETCHES = re.compile(
    "|".join(f"{one}+(?:{_BETWEEN}*{one}+)*[\u200d\ufe00-\ufe0f]*" for one in _WRITINGS)
)
# All of those and the marks that isolate; most runs have none.
_ODD = re.compile("[\u0590-\u1fff\u2068\u2190-\ud7ff\uf900-\uffef\U0001f000-\U0003ffff]")
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
    """Say of each paragraph and run of `word` how it runs, as its words do, and in which face."""
    for run in list(word.element.body.iter(qn("w:r"))):
        if any(text.text and _ODD.search(text.text) for text in run.findall(qn("w:t"))):
            _part(run)
    for paragraph in word.element.body.iter(qn("w:p")):
        words = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        if turns(words) and direction(words) == "rtl":
            paragraph.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *AFTER)


def _part(run: Any) -> None:
    """In place of `run` one for each stretch of one writing, and of one person's isolated words."""
    looks = run.find(qn("w:rPr"))
    for child in [one for one in run if one is not looks]:
        if child.tag != qn("w:t"):
            _before(run, looks).append(child)
            continue
        for words, face in _stretches(child.text or ""):
            new = _before(run, looks)
            text = OxmlElement("w:t")
            text.text = words
            text.set(qn("xml:space"), "preserve")
            new.append(text)
            _look(new, words, face)
    run.getparent().remove(run)


def _before(run: Any, looks: Any) -> Any:
    new = OxmlElement("w:r")
    if looks is not None:
        new.append(deepcopy(looks))
    run.addprevious(new)
    return new


def _stretches(text: str) -> Iterator[tuple[str, str]]:
    """`text` in pieces, each with the face it is shown in, "" for the paragraph's own. What runs
    from right to left stays whole: its figures and brackets belong to it."""
    for piece in filter(None, _ISOLATED.split(text)):
        if turns(piece) and direction(piece) == "rtl":
            yield piece, FACES[0][1]
            continue
        at = 0
        for found in _STRETCHES.finditer(piece):
            if at < found.start():
                yield piece[at : found.start()], ""
            yield found[0], next(face for letters, face in _FACES if letters.search(found[0]))
            at = found.end()
        if at < len(piece):
            yield piece[at:], ""


def _look(run: Any, words: str, face: str) -> None:
    if face:
        fonts = run.get_or_add_rPr().get_or_add_rFonts()
        for slot in SLOTS:
            fonts.set(qn(slot), face)
    if turns(words) and direction(words) == "rtl":
        Run(run, None).font.rtl = True  # type: ignore[arg-type]  # it needs no paragraph
