"""What a document says of itself: which version it is, and its properties. Pure.

A final version carries the digest of its words. It is the same in every format, on paper too, so
whoever holds two of them knows whether they say the same.
"""

import hashlib
import json
from collections.abc import Callable
from typing import NamedTuple

from cafe.core.i18n import _, long_date, speaking
from cafe.document.changed import lines_of
from cafe.document.tree import Document, Edition
from cafe.seal.rules import in_groups

SHORT_BYTES = 16  # of the digest, in print: too many for anybody to make another text that has them
BETWEEN = " · "
MOST_KEYWORDS, LONGEST_KEYWORD = 12, 40


class Properties(NamedTuple):
    """What a file says of itself where programs look. `description`: all of it, in words."""

    title: str
    author: str
    organisation: str
    keywords: tuple[str, ...]
    description: str
    version: str
    case_number: str


def canonical_words(document: Document) -> list[list[str]]:
    """What the digest is over: each line as [kind, spot, under, text], then each slip of a poster.

    Nothing in it is different in another installation, format or program version.
    """
    lines = [[line.kind, line.spot, line.under, line.text] for line in lines_of(document)]
    slips = (
        ["slip", picture.file, field.title, words]
        for picture in document.pictures
        if picture.sheet
        for field in picture.sheet.fields
        for words in field.slips
    )
    return [*lines, *slips]


def digest_of(document: Document) -> str:
    """SHA-256 over the canonical words as JSON without blanks, in hex."""
    text = json.dumps(canonical_words(document), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def short(digest: str) -> str:
    """A digest as it is printed: its first half, in groups that a person can read."""
    return in_groups(bytes.fromhex(digest)[:SHORT_BYTES])


def draft_mark(document: Document) -> str:
    """The word that stands on every page of a draft; "" on a final version."""
    if document.edition is None or document.edition.final:
        return ""
    with speaking(document.language):
        return _("Draft")


def named(edition: Edition) -> str:
    """`Draft`, `Draft 2`, `Final version 1`, in the language spoken now; of an extract too."""
    words = _named(edition)
    return words if edition.whole is None else f"{_('Extract')}: {words}"


def _named(edition: Edition) -> str:
    if edition.final:
        return _("Final version %(number)s", number=edition.number)
    return _("Draft %(number)s", number=edition.number) if edition.number else _("Draft")


def line(document: Document) -> str:
    """Under the title and small at the foot of every page: which version, of when, its digest,
    whose. "" where nothing is known.
    """
    return BETWEEN.join(_facts(document, short))


def _facts(document: Document, shown: Callable[[str], str]) -> tuple[str, ...]:
    edition = document.edition
    if edition is None:
        return ()
    extract = edition.whole is not None
    digest = (edition.whole or digest_of(document)) if edition.final else ""
    with speaking(document.language):
        facts = (
            named(edition),
            long_date(edition.day) if edition.day else "",
            _digest(shown(digest), extract=extract) if digest else "",
            edition.organisation,
            _("Case %(number)s", number=edition.case_number) if edition.case_number else "",
        )
    return tuple(fact for fact in facts if fact)


def _digest(digest: str, *, extract: bool) -> str:
    if extract:
        return _("Digest of the whole document %(digest)s", digest=digest)
    return _("Digest %(digest)s", digest=digest)


def title_of(document: Document) -> str:
    """What the document is called among others: its title, and the café's own header line; before
    that, of an extract, what was chosen.
    """
    title, header = document.title, document.header
    called = f"{title} – {header}"
    if header in title or title in header:
        called = max(title, header, key=len)
    if document.edition is not None and document.edition.whole is not None:
        notice = document.notices[0]
        return f"{notice.label} {notice.sentences[0].text} {called}"
    return called


def properties(document: Document) -> Properties:
    """What every format writes where programs look for it."""
    edition = document.edition or Edition()
    signed = document.signature[0] if document.signature else ""
    facts = _facts(document, str)
    return Properties(
        title=title_of(document),
        author=signed or edition.organisation,
        organisation=edition.organisation,
        keywords=_keywords(document),
        description=BETWEEN.join(facts),
        version=facts[0] if facts else "",
        case_number=edition.case_number,
    )


def _keywords(document: Document) -> tuple[str, ...]:
    """What it is, and what the questions' answers were sorted under, where that is short."""
    leads = (lead for section in document.sections for lead in section.listed)
    labels = dict.fromkeys(lead.label.removesuffix(":") for lead in leads)
    with speaking(document.language):
        what = _("dialogue café")
    found = [label for label in labels if 0 < len(label) <= LONGEST_KEYWORD and "," not in label]
    return (what, *found[:MOST_KEYWORDS])


def called(format: str) -> str:
    """What a file in `format` is, beside a document, in the language spoken now."""
    names = {
        "xlsx": _("notes"),
        "csv": _("notes"),
        "json": _("archive"),
        "zip": _("everything"),
        "package": _("for the archive"),
    }
    return names.get(format, _("Draft")).lower().replace(" ", "-")
