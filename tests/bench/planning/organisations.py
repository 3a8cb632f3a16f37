"""The list of cafés and a café's plan with 100 organisations × 50 cafés × 20 people, beside one.

`.venv/bin/python -m tests.bench.planning.organisations` prints medians and their ratio.
"""

import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from sqlalchemy import insert

from cafe.config import Settings
from cafe.migrations.newest import migrated
from cafe.model import CafeTable, Organisation, Organiser, Person, Question, Workshop
from cafe.web.state import cafe
from tests.people.colleagues import enter
from tests.support.app import Visitor, application

CAFES, PEOPLE, TIMES = 50, 20, 40


def filled(folder: Path, organisations: int) -> None:
    """So many organisations, each with its cafés and people; a person organises five."""
    db = migrated(Settings(data_dir=folder))
    with db.writing() as tx:
        for home in range(2, organisations + 2):
            tx.execute(insert(Organisation).values(id=home, name=f"Kommune {home}"))
            people = [home * 100 + at for at in range(PEOPLE)]
            words = {"password_hash": "x", "organisation_id": home}
            tx.execute(
                insert(Person),
                [{"id": n, "email": f"{n}@x.no", "name": "A", **words} for n in people],
            )
            _cafes(tx, home, people)
    db.engine.dispose()


def _cafes(tx: object, home: int, people: list[int]) -> None:
    execute = tx.execute  # type: ignore[attr-defined]
    plain = {"language": "nb", "date": date(2026, 11, 12), "document_title": "D", "stage": "open"}
    ids = [f"{home:04}{at:04}" for at in range(CAFES)]
    own = {"organisation_id": home, "closed_to_organisation": False}
    execute(insert(Workshop), [{"id": id, "title": f"Kafé {id}", **plain, **own} for id in ids])
    rows = [
        {"workshop_id": id, "person_id": people[(at + more) % PEOPLE], "role": "owner"}
        for at, id in enumerate(ids)
        for more in (0, 1)
    ]
    execute(insert(Organiser), rows)
    for at, id in enumerate(ids):
        asked = home * 1000 + at
        execute(insert(Question).values(id=asked, workshop_id=id, number=1, text="Hva?"))
        tables = [{"workshop_id": id, "question_id": asked, "number": n} for n in range(1, 4)]
        execute(insert(CafeTable), tables)


def measured(organisations: int) -> dict[str, float]:
    """The median milliseconds of each page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filled(folder, organisations)
        with application(folder) as app:
            visitor = enter(app, 200)
            assert cafe(app).db.is_sqlite
            return {place: _median(visitor, place) for place in ("/workshops", "/w/00020000/plan")}


def _median(visitor: Visitor, place: str) -> float:
    took = []
    for _time in range(TIMES):
        begun = time.perf_counter()
        assert visitor.get(place).status_code == 200
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


if __name__ == "__main__":
    one, many = measured(1), measured(100)
    for page, took in one.items():
        ratio = many[page] / took
        print(f"{page}: {took:.1f} ms with one, {many[page]:.1f} ms with a hundred: ×{ratio:.2f}")
