"""Whether a kept version says what the café said when it was kept, as its history tells. Pure.

Who has the zip alone does not know which versions were kept. But a sealed history knows how each
question stood at the version's revision: its section is made anew from that and must be the same.
Where it does not reach so far, each sentence, heading and summary must have stood there some time.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from cafe.core.i18n import _, speaking
from cafe.core.lines import nonempty, one_line
from cafe.document.compose import section
from cafe.document.raw import Raw
from cafe.document.tree import Document, Lead, Section
from cafe.document.words import MARK
from cafe.nouns import Item
from cafe.verify.past import Then, language_at, options_at, questions_at, said_at_all, then
from cafe.verify.pieces import Finding, shown

# Pieces of a section in which something that was erased may have stood: the slip, the sentence with
# what is told behind it, the summary, each as it reads with and without.
MOST_OF_ONE = 6
# What stands behind a sentence: the mark of the organiser's own words, and what is in brackets.
_BEHIND = re.compile(r"\*?( \(.*\))?", re.DOTALL)


def never_said(
    document: Document, raw: Raw, archive: Item, revision: int, folder: str
) -> Iterator[Finding]:
    """What a version of this revision says, and the café did not by the history of `archive`."""
    at = then(archive, revision)
    if at is None:
        yield from _never_at_all(document, archive, folder)
        return
    yield from _front(document, at, folder)
    with speaking(document.language):
        options, language = options_at(at), language_at(at)
        made = {one.number: section(one, options, language) for one in questions_at(at)}
    chosen = {*options.only} & {*made} or {*made}
    missing = chosen - {one.number for one in document.sections}
    for number in sorted(missing):
        yield Finding(folder, folder, _gone(_("question %(number)s", number=number)))
    for one in document.sections:
        place = f"{folder}, {_('question %(number)s', number=one.number)}"
        if one.number not in chosen:
            yield Finding(folder, place, _("was not in the document then"))
        else:
            others = [*_others(made[one.number], one)]
            # Of what was erased nobody can tell how it read, nor where; it was no more than that.
            for words in others if len(others) > MOST_OF_ONE * len(at.erased) else ():
                yield Finding(folder, place, words)
    yield from _raw(raw, at, folder)


def _front(document: Document, at: Then, folder: str) -> Iterator[Finding]:
    """Header, title, signature, and an introduction that somebody wrote."""
    cafe = at.things.get(("workshop", ""), {})
    if not cafe:
        return
    intro = at.things.get(("intro", ""), {}).get("text")
    lines = cafe["signature"] or {}
    pairs = [
        (one_line(cafe["title"]), document.header),
        (one_line(cafe["document_title"]), document.title),
        (cafe["language"], document.language),
        (nonempty(lines.values()), document.signature),
    ]
    if intro is not None and ("intro", "") not in at.erased:
        said = tuple(text.removesuffix(MARK) for text in document.intro)
        pairs.append((nonempty(intro.split("\n\n")), said))
    for should, says in pairs:
        if should != says:
            words = says if isinstance(says, str) else " ".join(says)
            yield Finding(folder, folder, _never(words))


def _never(words: str) -> str:
    return _("“%(words)s” did not stand there when it was kept", words=shown(words))


def _gone(words: str) -> str:
    return _("“%(words)s” stood there when it was kept", words=shown(words))


def _others(should: Section, says: Section) -> Iterator[str]:
    """What is other in a section, sentence by sentence; where it stands is other, too."""
    one, other = ([*_lines(each)] for each in (should, says))
    if one == other and _slips(should) <= _slips(says) and _slips(says) <= _slips(should):
        return
    added, missing = Counter(other), Counter(one)
    strange = [*(added - missing), *(_slips(says) - _slips(should))]
    lost = [*(missing - added), *(_slips(should) - _slips(says))]
    yield from (_never(text) for *_where, text in strange)
    yield from (_gone(text) for *_where, text in lost)
    if not strange and not lost:
        yield _("stands in another order than when it was kept")


def _lines(one: Section) -> Iterator[tuple[str, str]]:
    yield "", one.question
    for lead in one.summaries:
        yield "", f"{lead.label} {lead.text}"
    for listed, leads in (("1", one.listed), ("0", one.unlisted)):
        for lead in leads:
            where = f"{listed}{lead.label}{lead.itemised}"
            yield where, lead.label
            yield from ((where, sentence.text) for sentence in lead.sentences)


def _slips(one: Section) -> Counter[tuple[str, str]]:
    """The slips of each drawn poster: in which order they hung is not told."""
    sheets = [picture.sheet for picture in one.pictures if picture.sheet]
    return Counter(
        (f"{sheet.table} {field.title}", text)
        for sheet in sheets
        for field in (*sheet.fields, replace(sheet.fields[0], title="", slips=(sheet.name,)))
        for text in field.slips
    )


def _raw(raw: Raw, at: Then, folder: str) -> Iterator[Finding]:
    """Each note of the spreadsheet as it read then; the first table is of the notes."""
    there = {name for what, name in at.erased if what in ("note", "late")}
    for row in raw.tables[0].rows:
        uid, text = str(row[-1]), str(row[2])
        items = [at.things.get((what, uid)) for what in ("note", "late")]
        texts = [item["text"] for item in items if item]
        if uid not in there and text not in texts:
            yield Finding(folder, folder, _never(text))


def _never_at_all(document: Document, archive: Item, folder: str) -> Iterator[Finding]:
    """What is printed under the questions and no line of the history ever had.

    Nothing is found where it tells nothing of them, or something was erased: then nobody can tell.
    """
    history: list[Mapping[str, Any]] = archive.get("history", [])
    whats = {line["what"] for line in history if line.get("item")}
    sorted_out = any(question["categories"] for question in archive["questions"])
    if any(line.get("erased") for line in history) or (sorted_out and "category" not in whats):
        return
    if not archive.get("seal") and "category" not in whats:
        return
    texts, headings = (
        said_at_all(archive, "entry", "text"),
        said_at_all(archive, "category", "heading"),
    )
    for one in document.sections:
        place = f"{folder}, {_('question %(number)s', number=one.number)}"
        strange = [*_sentences((*one.listed, *one.unlisted), texts, headings)]
        for lead in one.summaries:
            strange += _summed_up(lead.text, archive)
        for words in strange:
            message = _("“%(words)s” never stood in this café", words=shown(words))
            yield Finding(folder, place, message)


def _sentences(leads: Iterable[Lead], texts: set[str], headings: set[str]) -> Iterator[str]:
    for lead in leads:
        if not {lead.label, lead.label.removesuffix(":")} & headings:
            yield lead.label
        for sentence in lead.sentences:
            ends = (sentence.text[len(one) :] for one in texts if sentence.text.startswith(one))
            if not any(map(_BEHIND.fullmatch, ends)):
                yield sentence.text


def _summed_up(text: str, archive: Item) -> list[str]:
    """`text`, unless it is a summary that somebody wrote, or tables' main statements in a row."""
    rest = text
    for statement in sorted(said_at_all(archive, "table", "main_statement"), key=len, reverse=True):
        rest = rest.replace(statement, "")
    written = said_at_all(archive, "summary", "text")
    return [] if text in written or not rest.strip() else [text]
