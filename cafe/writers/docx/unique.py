"""Numbers that may be there once in a whole file: of drawings, bookmarks and controls.

A letterhead has its own in its head and foot, often the same in both; the text adds more.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

from docx.document import Document as WordFile
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
START, END, CONTROL = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:sdtPr")


def number_anew(word: WordFile) -> None:
    """Give every drawing and bookmark of `word` a number of its own; names of ours go first."""
    drawings, bookmarks = count(1), count(1)
    names: set[str] = set()
    for root in _roots(word):
        numbers: dict[str, str] = {}
        for element in list(root.iter(DRAWING, START, END, CONTROL)):
            if element.tag == DRAWING:
                element.set("id", str(next(drawings)))
            elif element.tag == START:
                _mark(element, numbers, names, bookmarks)
            elif element.tag == END:
                _end(element, numbers)
            else:
                _forget(element)


def _roots(word: WordFile) -> Iterator[Any]:
    """The text, then heads, feet and whatever else has drawings, in the order of the package."""
    yield word.element
    package: Any = word.part.package
    for part in package.iter_parts():
        if isinstance(part, XmlPart) and part.element is not word.element:
            yield part.element


def _mark(start: Any, numbers: dict[str, str], names: set[str], bookmarks: Iterator[int]) -> None:
    name = start.get(qn("w:name"), "").casefold()
    if not name or name in names:
        start.getparent().remove(start)
        return
    names.add(name)
    numbers[start.get(qn("w:id"), "")] = str(next(bookmarks))
    start.set(qn("w:id"), numbers[start.get(qn("w:id"), "")])


def _end(end: Any, numbers: dict[str, str]) -> None:
    number = numbers.get(end.get(qn("w:id"), ""))
    if number is None:
        end.getparent().remove(end)
    else:
        end.set(qn("w:id"), number)


def _forget(properties: Any) -> None:
    """A control may do without a number: Word gives it one."""
    for number in properties.findall(qn("w:id")):
        properties.remove(number)
