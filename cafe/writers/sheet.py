"""The sheet about a café for whoever takes it into an archive: the same facts three times.

As JSON, as XML in Dublin Core's elements (ISO 15836), and as a page that a person reads. Norwegian
archives (Noark 5, DIAS) ask for case number, title, who made it, when, of which period, in which
formats, and what limits access; they make their own description of it, so no other form is claimed.
Nothing in it is the moment it was made: the same café gives the same bytes.
"""

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from cafe.core.i18n import _, speaking
from cafe.core.text.characters import showable
from cafe.core.text.parsed import parsed
from cafe.nouns import Item

NAMES = ("metadata.json", "metadata.xml", "metadata.html")
DC = "http://purl.org/dc/elements/1.1/"
FORMATS = {
    "document.pdf": "application/pdf (PDF/A-2a, PDF/UA-1)",
    "document.docx": "Office Open XML",
    "document.odt": "OpenDocument",
    "document.html": "text/html",
    "document.md": "text/markdown",
    "notes.xlsx": "Office Open XML",
    "notes.csv": "text/csv (UTF-8)",
    "archive.json": "application/json (UTF-8)",
    "SHA256SUMS": "text/plain",
}
# What is only known where the café is kept, beside the archive itself; and its kept versions, each
# with the organiser's own words of it.
GIVEN = ("controller", "contact", "basis", "officer", "raw_until")
VERSION = ("folder", "name", "remark")


def facts_of(archive: Item, given: Mapping[str, Any]) -> dict[str, Any]:
    """What the sheet says, in order: from the archive, and from `given` (GIVEN, `versions`)."""
    about, questions = archive["workshop"], archive["questions"]
    tables = [table for asked in questions for table in asked["tables"]]
    places = [*tables, *(one for asked in questions for one in asked.get("origins", []))]
    return {
        "sheet": "dialogkafe-metadata",
        "version": 1,
        "case_number": about.get("case_number", ""),
        "title": about["title"],
        "document_title": about["document_title"],
        "creator": given.get("controller", "") or about.get("commissioner", ""),
        "commissioned_by": about.get("commissioner", ""),
        "contact": given.get("contact", ""),
        "data_protection_officer": given.get("officer", ""),
        "date": about["date"],
        "period": {"from": about["date"], "to": about["date"]},
        "place": about.get("place", ""),
        "purpose": about.get("purpose", ""),
        "language": about["language"],
        "legal_basis": given.get("basis", ""),
        "access": "to be assessed: may hold personal data and names of table hosts",
        "raw_material_kept_until": given.get("raw_until", ""),
        "final_versions_kept_until": about.get("final_until", ""),
        "extent": {
            "questions": len(questions),
            "tables": len(tables),
            "notes": sum(len(place["notes"]) for place in places),
            "changes_in_the_history": len(archive.get("history", [])),
        },
        "seal": archive.get("seal", ""),
        "versions": [{key: one[key] for key in VERSION} for one in given.get("versions", ())],
        "formats": FORMATS,
        "checked_by": "python3 -m cafe verify FILE.zip, or kontroll.py in this file",
    }


def sheets(archive: Item, given: Mapping[str, Any]) -> Iterable[tuple[str, bytes]]:
    """Each of NAMES and its bytes."""
    facts = showable(facts_of(archive, given))
    yield NAMES[0], (json.dumps(facts, indent=1, ensure_ascii=False) + "\n").encode()
    yield NAMES[1], _xml(facts).encode()
    yield NAMES[2], _page(facts).encode()


def given_in(sheet: bytes) -> dict[str, Any]:
    """What a sheet says that only whoever kept the café knew. Raises ValueError for no sheet."""
    facts = parsed(sheet)
    if not isinstance(facts, dict):
        raise ValueError("not a sheet")
    names = {
        "controller": "creator",
        "basis": "legal_basis",
        "officer": "data_protection_officer",
        "raw_until": "raw_material_kept_until",
    }
    found: dict[str, Any] = {name: str(facts.get(names.get(name, name), "")) for name in GIVEN}
    versions = facts.get("versions") or []
    if not (isinstance(versions, list) and all(isinstance(one, dict) for one in versions)):
        raise ValueError("no list of versions")
    told = ({key: str(one.get(key, "")) for key in VERSION} for one in versions)
    return found | {"versions": list(told)}


def _called(version: Mapping[str, str]) -> str:
    return " – ".join(filter(None, (version["name"], version["remark"])))


def _xml(facts: Mapping[str, Any]) -> str:
    extent = ", ".join(f"{count} {what}" for what, count in facts["extent"].items())
    rows = [
        ("title", facts["title"]),
        ("creator", facts["creator"]),
        ("contributor", facts["commissioned_by"]),
        ("date", facts["date"]),
        ("coverage", facts["place"]),
        ("description", facts["purpose"]),
        ("language", facts["language"]),
        ("identifier", facts["case_number"]),
        ("rights", facts["access"]),
        ("rights", facts["legal_basis"]),
        ("type", "Collection"),
        *(("relation", f"{one['folder']} {_called(one)}".strip()) for one in facts["versions"]),
        ("format", extent),
        *(("format", f"{file}: {kind}") for file, kind in facts["formats"].items()),
    ]
    lines = [f"  <dc:{name}>{escape(text)}</dc:{name}>" for name, text in rows if text]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<metadata xmlns:dc="{DC}">'
    return "\n".join([head, *lines, "</metadata>", ""])


def _page(facts: Mapping[str, Any]) -> str:
    with speaking(facts["language"]):
        title = escape(_("Sheet for the archive"))
        rows = [
            (_("Case number"), facts["case_number"]),
            (_("Header line"), facts["title"]),
            (_("Controller"), facts["creator"]),
            (_("Commissioned by"), facts["commissioned_by"]),
            (_("Contact"), facts["contact"]),
            (_("Data protection officer"), facts["data_protection_officer"]),
            (_("Date"), facts["date"]),
            (_("Place"), facts["place"]),
            (_("Purpose"), facts["purpose"]),
            (_("Legal basis"), facts["legal_basis"]),
            (_("Access"), _("To be assessed: it may hold personal data and names of hosts.")),
            (_("The raw material is kept until"), facts["raw_material_kept_until"]),
            (_("Final versions are kept until"), facts["final_versions_kept_until"]),
            (_("Questions"), str(facts["extent"]["questions"])),
            (_("Tables"), str(facts["extent"]["tables"])),
            (_("Notes"), str(facts["extent"]["notes"])),
            *((one["folder"], _called(one)) for one in facts["versions"]),
            *((file, kind) for file, kind in facts["formats"].items()),
        ]
    shown = "\n".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(text) or "–"}</td></tr>'
        for name, text in rows
    )
    head = f'<!doctype html>\n<html lang="{facts["language"]}">\n<meta charset="utf-8">'
    return (
        f"{head}\n<title>{title}</title>\n<h1>{title}</h1>\n<table>\n{shown}\n</table>\n</html>\n"
    )
