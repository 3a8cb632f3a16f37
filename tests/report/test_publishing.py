"""The document on the web: one lasting address, replaced versions, drafts that are lent, names."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.core import clock
from cafe.core.clock import today
from cafe.core.limits import STATEMENT
from cafe.errors import Invalid
from cafe.model import Audit, Database, Delivery, DocumentLink, Version, Workshop
from cafe.people.document_links import document_token, find_version
from cafe.people.links import version_token
from cafe.report.actions.publishing import LONGEST_DAYS, renew_version, show_version
from cafe.report.actions.versions import keep_version
from cafe.report.export import WRITERS
from cafe.report.versions import store
from cafe.report.webhooks.actions import set_webhook
from cafe.web.state import cafe
from tests.archive.ground import SORTED_OUT
from tests.report.test_versions import LINES, here, keep
from tests.support.app import Visitor
from tests.support.ground import Ground, Known
from tests.support.world import KEY, new_id

__all__ = ["here"]  # the fixture
HTML = (
    b"<!doctype html><html><head><style>p{}</style></head>"
    b'<body class="paper-alone"><main>%d</main></body></html>'
)


class House:
    """A café with two final versions and a draft, and who organises it."""

    def __init__(self, app: Flask, organiser: Visitor, place: str) -> None:
        """Nothing is published."""
        self.parts, self.organiser, self.place = cafe(app), organiser, place
        self.id = place.removeprefix("/w/")
        self.first, self.second, self.draft = (self._keep(one) for one in (True, True, False))

    def _keep(self, final: bool) -> int:
        name = new_id().replace("-", "")
        folder = store.folder_of(self.parts.settings.data_dir, self.id, name)
        with self.parts.db.writing() as tx:
            workshop = tx.get_one(Workshop, self.id)
            kept = store.Kept(workshop.revision, True, LINES)
            files = [(f"document.{one}", b"file") for one in WRITERS if one != "html"]
            store.write(folder, [("document.html", HTML % workshop.revision), *files], kept)
            how = {"folder": name, "by": "person:1", "operation": new_id()}
            version = keep_version(tx, workshop=workshop, final=final, kept=kept, **how)
            assert version is not None
            tx.flush()
            return version.id

    def does(self, version: int, what: str, **form: str) -> Any:
        """A form about a version."""
        return self.organiser.post(f"{self.place}/report/versions/{version}/{what}", **form)

    def row(self, version: int) -> Version:
        """The version as it is now."""
        with self.parts.db.reading() as db:
            return db.get_one(Version, version)

    def own(self, version: int) -> str:
        """A version's own address."""
        return f"/d/{version_token(self.parts.settings.secret_key, self.row(version).nonce or '')}"

    def lasting(self) -> str:
        """The document's."""
        with self.parts.db.reading() as db:
            link = db.get_one(DocumentLink, self.id)
        return f"/d/{document_token(self.parts.settings.secret_key, link.nonce)}"

    def audited(self) -> list[tuple[str, str]]:
        """What the log says of these."""
        with self.parts.db.reading() as db:
            rows = db.scalars(select(Audit).order_by(Audit.id)).all()
        return [(row.what, row.about) for row in rows if row.what in ("shown", "lent", "unlent")]


@pytest.fixture
def ground() -> Ground:
    return SORTED_OUT


@pytest.fixture
def house(cafe_app: Flask, organiser: Visitor, known: Known) -> House:
    assert organiser.get("/workshops").status_code == 200
    return House(cafe_app, organiser, str(known["here"]))


def text(visitor: Visitor, address: str, status: int = 200) -> str:
    answer = visitor.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == status, answer.text
    return str(answer.text)


def test_a_link_shows_it_while_it_is_shown_and_not_renewed(db: Database, here: str) -> None:
    draft, final = keep(db, here), keep(db, here, final=True)
    assert draft is not None
    assert final is not None

    def opens(nonce: str | None) -> bool:
        with db.reading() as session:
            return find_version(session, version_token(KEY, nonce or ""), KEY) is not None

    def show(version: Version, shown: bool) -> str | None:
        with db.writing() as tx:
            here_, one = tx.get_one(Workshop, here), tx.get_one(Version, version.id)
            who = {"by": "p", "operation": new_id()}
            show_version(tx, workshop=here_, version=one, shown=shown, secret_key=KEY, **who)
            return one.nonce

    with pytest.raises(Invalid):
        show(draft, True)
    with db.writing() as tx:
        one, who = tx.get_one(Version, draft.id), {"by": "p", "operation": new_id()}
        workshop = tx.get_one(Workshop, here)
        with pytest.raises(Invalid):
            renew_version(tx, workshop=workshop, version=one, secret_key=KEY, **who)
    nonce = show(final, True)
    assert opens(nonce)
    show(final, False)
    assert not opens(nonce)
    assert show(final, True) == nonce, "the address is stable"
    with db.writing() as tx:
        here_, one = tx.get_one(Workshop, here), tx.get_one(Version, final.id)
        renew_version(tx, workshop=here_, version=one, secret_key=KEY, by="p", operation=new_id())
        renewed = one.nonce
        assert one.token_digest not in (version_token(KEY, renewed or ""), renewed)
    assert not opens(nonce)
    assert opens(renewed)


def test_one_address_shows_the_newest_and_older_ones_say_so(house: House, visitor: Visitor) -> None:
    assert house.does(house.first, "shown", do="show").status_code == 303
    lasting, first = house.lasting(), house.own(house.first)
    body = text(visitor, lasting)
    assert "Replaced on" not in text(visitor, first)
    assert f'href="{lasting}/document.docx"' in body
    assert "Final version<" in body
    house.does(house.second, "shown", do="show")
    assert house.lasting() == lasting
    assert "Final version 2" in text(visitor, lasting)
    old = text(visitor, first)
    assert "Replaced on" in old
    assert f'<a href="{lasting}">Final version 2</a>' in old
    assert f'<a href="{first}">Final version</a>' in text(visitor, lasting), "and stays readable"
    house.does(house.second, "shown", do="hide")
    assert text(visitor, house.own(house.second), 410)
    assert "Final version<" in text(visitor, lasting), "the newest that is shown"
    assert "Final version 2" not in text(visitor, lasting)
    assert "Replaced on" not in text(visitor, first)
    house.does(house.first, "shown", do="hide")
    assert "No document is shown at this address any more" in text(visitor, lasting, 410)
    house.does(house.first, "shown", do="show")
    assert (house.lasting(), house.own(house.first)) == (lasting, first)
    house.does(house.first, "shown", do="renew")
    for gone in (lasting, first):
        assert text(visitor, gone, 410)
    assert text(visitor, house.lasting())


def test_it_is_taken_for_word_and_as_a_pdf_and_nothing_else(house: House, visitor: Visitor) -> None:
    house.does(house.first, "shown", do="show")
    for address in (house.lasting(), house.own(house.first)):
        for format in ("docx", "pdf"):
            with visitor.get(f"{address}/document.{format}") as answer:
                assert (answer.status_code, answer.data) == (200, b"file")
                assert answer.headers["X-Robots-Tag"] == "noindex"
        for format in ("csv", "xlsx", "json", "html"):
            assert visitor.get(f"{address}/document.{format}").status_code == 404
    house.does(house.first, "shown", do="hide")
    assert visitor.get(f"{house.lasting()}/document.pdf").status_code == 410


def test_publishing_asks_once_and_says_what_will_be_seen(house: House) -> None:
    get, where = house.organiser.get, f"{house.place}/report/versions"
    asks = get(f"{where}/{house.first}/publish").text
    assert "This will be visible to whoever has the address" in asks
    assert "It replaces" not in asks
    assert not house.row(house.first).shown, "asking does nothing"
    house.does(house.first, "shown", do="show")
    assert "It is on the web already." in get(f"{where}/{house.first}/publish").text
    assert "It replaces “Final version”" in get(f"{where}/{house.second}/publish").text
    house.does(house.second, "shown", do="show")
    house.does(house.first, "shown", do="hide")
    assert "“Final version 2” is newer" in get(f"{where}/{house.first}/publish").text
    assert get(f"{where}/{house.draft}/publish").status_code == 422


def test_published_in_two_tabs_it_is_told_once(house: House) -> None:
    with house.parts.db.writing() as tx:
        workshop = tx.get_one(Workshop, house.id)
        hook = {"address": "https://arkiv.example.org/", "by": "person:1", "operation": new_id()}
        set_webhook(tx, workshop=workshop, allowed=frozenset(), **hook)
    for _tab in range(2):
        assert house.does(house.first, "shown", do="show").status_code == 303
    with house.parts.db.reading() as db:
        assert len(db.scalars(select(Delivery)).all()) == 1
    assert house.audited() == [("shown", "final 1")]


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    now: Callable[[], int] = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + days * 86_400)


def test_a_draft_is_lent_until_its_day_is_over(
    house: House, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = (today() + timedelta(days=2)).isoformat()
    assert house.does(house.draft, "lent", until=until).status_code == 303
    address = house.own(house.draft)
    body = text(visitor, address)
    assert "This is a draft" in body
    with visitor.get(f"{address}/document.pdf") as answer:
        assert answer.status_code == 200
    assert address in house.organiser.get(f"{house.place}/report").text
    with monkeypatch.context() as a_while:
        later(a_while, 2)
        assert text(visitor, address)
        later(a_while, 1)
        assert "This draft could be read until" in text(visitor, address, 410)
    house.does(house.draft, "lent", do="end")
    house.does(house.draft, "lent", do="end")
    assert "No document is shown" in text(visitor, address, 410)
    house.does(house.draft, "lent", until=until)
    assert house.own(house.draft) != address
    assert house.audited() == [("lent", "draft 1"), ("unlent", "draft 1")]


@pytest.mark.parametrize("until", ["", "soon", "9999-12-31", "0001-01-01", "10000-01-01", "-1"])
def test_a_day_that_is_none_is_told(house: House, until: str) -> None:
    answer = house.does(house.draft, "lent", form=f"lent-{house.draft}", until=until)
    assert answer.status_code == 422
    assert 'id="problem"' in answer.text
    assert f'value="{until}"' in answer.text
    assert house.row(house.draft).read_until is None


def test_the_last_day_is_told_and_a_final_version_is_not_lent(house: House) -> None:
    last = today() + timedelta(days=LONGEST_DAYS)
    for day, status in ((last, 303), (last + timedelta(days=1), 422), (today(), 303)):
        assert house.does(house.draft, "lent", until=day.isoformat()).status_code == status
    assert house.row(house.draft).read_until == today()
    answer = house.does(house.first, "lent", until=today().isoformat())
    assert answer.status_code == 422
    assert house.row(house.first).nonce is None


def test_a_version_has_a_name_and_a_remark(house: House, visitor: Visitor) -> None:
    house.does(house.first, "shown", do="show")
    full = "a\r\nb" * (STATEMENT // 3)  # a line break is one letter, as the page counts
    assert house.does(house.first, "called", name="", remark=full, was="").status_code == 303
    assert house.does(house.first, "called", name="", remark="", was=full).status_code == 303
    named = {"name": "  For the\u00a0board  <b>", "remark": "Read\r\nthis."}
    assert house.does(house.first, "called", was="", **named).status_code == 303
    row = house.row(house.first)
    assert (row.name, row.remark) == ("For the board <b>", "Read\nthis.")
    assert "For the board &lt;b&gt;" in text(visitor, house.lasting())
    assert "For the board &lt;b&gt;" in house.organiser.get(f"{house.place}/report").text
    stale = house.does(house.first, "called", form=f"called-{house.first}", name="Mine", was="")
    assert stale.status_code == 409
    assert "There now: For the board" in stale.text
    assert house.does(house.first, "called", **named).status_code == 303, "the very same"
    for odd in ("a" * 201, "\x07"):
        assert house.does(house.first, "called", name=odd, was=row.name).status_code == 422
    seen = f"{row.name} {row.remark}"
    assert house.does(house.first, "called", name="", remark="", was=seen).status_code == 303
    assert house.row(house.first).name == ""


def test_a_draft_that_goes_with_the_raw_material_is_gone(house: House, visitor: Visitor) -> None:
    from cafe.plan.retention.actions import look

    house.does(house.draft, "lent", until=today().isoformat())
    address = house.own(house.draft)
    with house.parts.db.writing() as tx:
        workshop = tx.get_one(Workshop, house.id)
        workshop.stage, workshop.raw_until = "finished", today() - timedelta(days=1)
        workshop.reminded, workshop.reminded_on = 14, today()
        assert look(tx, workshop=workshop, day=today())
    assert text(visitor, address, 410)
