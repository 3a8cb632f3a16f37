"""Attacks by files, by an organiser who is rightly logged in, and by the disk."""

import sqlite3
import time
from collections import Counter
from pathlib import Path

from tests.bench.strangers import files
from tests.bench.strangers.house import House
from tests.bench.strangers.stranger import Stranger, Told, times

LOCKED_SECONDS = 6.0
# What `_long_` archives are called: whoever deletes a café types its header.
TITLE = "A LONG GATHERING"


def zips(house: House) -> Told:
    """An archive of 49 MB as a zip of some 200 kB, twice."""
    swollen = files.swollen_zip(49)
    who = Stranger(house).log_in()
    return times(2, 1, lambda _number: who.upload("/workshops/import", "file", swollen))


def pictures(house: House) -> Told:
    """Ten pictures of 7,900 × 7,900 in 250 kB each, at once."""
    vast = files.vast_png()

    def one(number: int) -> str:
        fields = {"alt": "x", "act": f"00000000-0000-4000-8000-{number:012}"}
        door = f"/t/{house.tables[number % len(house.tables)]}/photos"
        return Stranger(house).fresh().upload(door, "photo", vast, fields)

    return times(10, 10, one)


def templates(house: House) -> Told:
    """A Word file of some 90 kB with 39 MB of paragraphs in it, twice at once."""
    swollen = files.swollen_word(39)
    door = f"/w/{house.rivals}/report/letterhead"

    def one(_number: int) -> str:
        return Stranger(house).log_in().upload(door, "template", swollen)

    return times(2, 2, one)


def imports(house: House) -> Told:
    """An archive of 10,000 notes by the web."""
    return Counter(
        [Stranger(house).log_in().upload("/workshops/import", "file", files.long_archive())]
    )


def deletes(house: House) -> Told:
    """The café with 10,000 notes is deleted."""
    return Counter([Stranger(house).log_in().form(f"/w/{house.long}/delete", {"title": TITLE})])


def reports(house: House) -> Told:
    """Eight Word documents at once."""
    who = [Stranger(house).log_in() for _browser in range(8)]
    return times(8, 8, lambda at: who[at].ask("GET", f"/w/{house.rivals}/report.docx"))


def lock(house: House) -> Told:
    """Another process holds SQLite's write lock for six seconds."""
    held = sqlite3.connect(Path(house.folder) / "cafe.db", isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    time.sleep(LOCKED_SECONDS)
    held.execute("ROLLBACK")
    held.close()
    return Counter({"held": 1})
