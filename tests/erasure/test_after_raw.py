"""When the raw material is gone, words go out of what stays: answers and final versions."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from cafe.archive.erase import _without_raw, erase_hidden
from cafe.core.clock import today
from cafe.model import Followup, FollowupAnswer, Version, Workshop
from cafe.model.workshop import EMPTYING
from cafe.report.versions.keep import keep
from cafe.report.versions.store import FACTS
from tests.erasure.conftest import House
from tests.erasure.ground import erased, holding
from tests.support.world import new_id

NAME = "Zyxq Wværtsen"
SAID = f"{NAME} ser til det, og benken kommer."


def answered(house: House) -> None:
    """Its final version was answered, with a name that must not be there; then its day came."""
    db, settings, here = house
    with db.writing() as tx:
        tx.get_one(Workshop, here).document_title = f"More light, by {NAME}"
    keep(db, settings, here, final=True, by="person:1", operation=new_id())
    with db.writing() as tx:
        row = Followup(uid=new_id(), workshop_id=here, question=1, heading="Light")
        said: dict[str, Any] = {
            "status": "planned",
            "responsible": NAME,
            "due": date(2027, 1, 2),
            "day": today(),
        }
        said["written"] = datetime.now(UTC)
        row.answers.append(FollowupAnswer(uid=new_id(), words=SAID, by="person:1", **said))
        tx.add(row)
        tx.get_one(Workshop, here).stage = EMPTYING
    erase_hidden(db, settings)


def test_a_name_in_an_answer_goes_when_all_else_is_gone(house: House) -> None:
    db, settings, here = house
    answered(house)
    assert holding(settings.data_dir, NAME), "in the answer, and on the version's first page"
    erased(db, settings, here, "words", words=NAME)
    assert holding(settings.data_dir, NAME) == []
    with db.reading() as session:
        answer = session.scalars(select(FollowupAnswer)).one()
        assert answer.words == "[…] ser til det, og benken kommer."
        assert (answer.responsible, answer.due) == ("[…]", date(2027, 1, 2))
        version = session.scalars(select(Version)).one()
    folder = settings.data_dir / "versions" / here / version.folder
    page = (folder / "document.html").read_text()
    assert "More light, by […]" in page
    assert (folder / "document.docx").exists()


@pytest.mark.parametrize("facts", [b"{", b"[]", b"\xff"])
def test_facts_that_are_damaged_keep_no_raw_material(facts: bytes, tmp_path: Path) -> None:
    (tmp_path / "document.pdf").touch()
    (tmp_path / FACTS).write_bytes(facts)
    _without_raw(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["document.pdf"]
