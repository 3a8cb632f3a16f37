"""Whether a kept version says what the café said at some time, as its history tells. Pure.

Who has the zip alone does not know which versions were kept; but the history knows each sentence,
heading and summary that ever stood there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cafe.core.i18n import _
from cafe.core.lines import one_line
from cafe.document.tree import Document, Lead
from cafe.verify.pieces import Finding, shown

# What stands behind a sentence: the mark of the organiser's own words, and what is in brackets.
_BEHIND = re.compile(r"\*?( \(.*\))?", re.DOTALL)
_FIELDS = {"entry": "text", "category": "heading", "summary": "text", "table": "main_statement"}


def never_said(document: Document, archive: Mapping[str, Any], folder: str) -> Iterator[Finding]:
    """What `document` prints under its questions and the history of `archive` never had.

    Nothing is found where it is not sealed, or something was erased: then nobody can tell.
    """
    history = archive.get("history", [])
    if not archive.get("seal") or any(line.get("erased") for line in history):
        return
    said: dict[str, set[str]] = {what: set() for what in _FIELDS}
    for line in history:
        words = (line.get("item") or {}).get(_FIELDS.get(line["what"], ""))
        if words:
            said[line["what"]].add(one_line(words))
    for section in document.sections:
        place = f"{folder}, {_('question %(number)s', number=section.number)}"
        strange = [*_sentences((*section.listed, *section.unlisted), said)]
        for lead in filter(None, (section.summary, section.told)):
            strange += _summed_up(lead.text, said)
        for words in strange:
            message = _("“%(words)s” never stood in this café", words=shown(words))
            yield Finding(folder, place, message)


def _sentences(leads: Iterable[Lead], said: Mapping[str, set[str]]) -> Iterator[str]:
    for lead in leads:
        if not {lead.label, lead.label.removesuffix(":")} & said["category"]:
            yield lead.label
        for sentence in lead.sentences:
            ends = (
                sentence.text[len(text) :]
                for text in said["entry"]
                if sentence.text.startswith(text)
            )
            if not any(map(_BEHIND.fullmatch, ends)):
                yield sentence.text


def _summed_up(text: str, said: Mapping[str, set[str]]) -> list[str]:
    """`text`, unless it is a summary that somebody wrote, or tables' main statements in a row."""
    rest = text
    for statement in sorted(said["table"], key=len, reverse=True):
        rest = rest.replace(statement, "")
    return [] if text in said["summary"] or not rest.strip() else [text]
