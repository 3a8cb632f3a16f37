"""The whole demo café, smaller: one of its questions, with all that comes after."""

from dataclasses import replace

from cafe.config import Settings
from cafe.demo.cafe import CAFE
from cafe.demo.texts.earlier import EARLIER
from cafe.demo.whole import build_whole
from cafe.model import Database, Person

_HOME = CAFE.questions[0]
# As the laying of tables numbers them.
_TABLES = tuple(replace(table, number=at) for at, table in enumerate(_HOME.tables, 1))
SMALL = replace(CAFE, questions=(replace(_HOME, tables=_TABLES),))
BEFORE = replace(EARLIER, questions=EARLIER.questions[:1])


def small_whole(db: Database, settings: Settings, owner: Person | None) -> str:
    """Build it; gives the café's id."""
    return build_whole(db, settings=settings, owner=owner, cafe=SMALL, earlier=BEFORE)
