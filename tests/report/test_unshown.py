"""A draft has no address on the web, and gets none by asking for a new one."""

import pytest

from cafe.errors import Invalid
from cafe.model import Database, Version, Workshop
from cafe.report.actions.versions import renew_version
from tests.report.test_versions import here, keep
from tests.support.world import KEY, new_id

__all__ = ["here"]  # the fixture


def test_a_draft_gets_no_address(db: Database, here: str) -> None:
    draft = keep(db, here)
    assert draft is not None
    with db.writing() as tx:
        workshop, one = tx.get_one(Workshop, here), tx.get_one(Version, draft.id)
        with pytest.raises(Invalid):
            renew_version(
                tx, workshop=workshop, version=one, secret_key=KEY, by="p", operation=new_id()
            )
        assert one.nonce is None
