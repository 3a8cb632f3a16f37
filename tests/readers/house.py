"""A café with a draft that readers may remark on, and phones that do."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from cafe.core.clock import today
from cafe.document.changed import lines_of
from cafe.document.completeness import unaccounted
from cafe.document.compose import composed
from cafe.model import Reading, Remark, Version, Workshop
from cafe.people.links import version_token
from cafe.readers.queries import cards_of
from cafe.report.actions.versions import keep_version
from cafe.report.queries import material_of
from cafe.report.versions import store
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.world import new_id

HTML = (
    b"<!doctype html><html><head><style>p{}</style></head><body><main>utkast</main></body></html>"
)


class House:
    """The first draft is kept and lent; the organiser is logged in."""

    def __init__(self, app: Flask, organiser: Visitor, place: str) -> None:
        """`place` is the café's address."""
        self.app, self.organiser, self.place = app, organiser, place
        self.parts, self.id = cafe(app), place.removeprefix("/w/")
        with self.parts.db.writing() as tx:
            tx.get_one(Workshop, self.id).stage = "sorting"
        self.draft = self.keep()
        self.lend(self.draft)

    def keep(self, number: int = 1) -> int:
        """Keep a draft as it stands; its files are small."""
        name = new_id().replace("-", "")
        folder = store.folder_of(self.parts.settings.data_dir, self.id, name)
        with self.parts.db.reading() as db:
            material = replace(material_of(db, db.get_one(Workshop, self.id)), number=number)
        document = composed(material)
        with self.parts.db.writing() as tx:
            workshop = tx.get_one(Workshop, self.id)
            whole = not unaccounted(material)
            kept = store.Kept(workshop.revision, whole, lines_of(document), {}, document)
            store.write(folder, [("document.html", HTML)], kept)
            how = {"folder": name, "by": "person:1", "operation": new_id()}
            version = keep_version(tx, workshop=workshop, final=False, kept=kept, **how)
            assert version is not None
            tx.flush()
            return version.id

    def lend(self, draft: int, days: int = 14) -> None:
        """A link to it, until the end of that day."""
        until = (today() + timedelta(days=days)).isoformat()
        there = f"{self.place}/report/versions/{draft}/lent"
        assert self.organiser.post(there, do="lend", until=until).status_code == 303

    def open(self, *, cards: bool = False) -> None:
        """Ask the readers."""
        form = {"version": str(self.draft)} | ({"cards": "1"} if cards else {})
        answer = self.organiser.post(f"{self.place}/readers/rounds", **form)
        assert answer.status_code == 303, answer.text

    def ends(self, do: str = "close") -> Any:
        """Close the round, or open it again."""
        there = f"{self.place}/readers/rounds/{self.reading().id}"
        return self.organiser.post(there, do=do)

    def reading(self) -> Reading:
        """The round as it is now."""
        with self.parts.db.reading() as db:
            return db.scalars(select(Reading).where(Reading.workshop_id == self.id)).one()

    def remarks(self) -> list[Remark]:
        """Every remark."""
        with self.parts.db.reading() as db:
            return list(db.scalars(select(Remark).where(Remark.workshop_id == self.id)))

    def address(self) -> str:
        """Where the readers read."""
        with self.parts.db.reading() as db:
            nonce = db.get_one(Version, self.draft).nonce or ""
        return f"/d/{version_token(self.parts.settings.secret_key, nonce)}"

    def word(self) -> str:
        """The words of a card."""
        with self.parts.db.reading() as db:
            workshop = db.get_one(Workshop, self.id)
            return cards_of(db, workshop, self.parts.settings.secret_key)[0].word

    def anchor(self, words: str) -> str:
        """Where these words stand in the draft."""
        with self.parts.db.reading() as db:
            folder = db.get_one(Version, self.draft).folder
        document = store.document_in(store.folder_of(self.parts.settings.data_dir, self.id, folder))
        assert document is not None
        leads = [lead for one in document.sections for lead in (*one.listed, *one.unlisted)]
        found = [f"c-{lead.id}" for lead in leads if words in lead.label]
        found += [f"s-{s.id}" for lead in leads for s in lead.sentences if words in s.text]
        return found[0]

    def phone(self) -> "Phone":
        """Somebody's, new."""
        return Phone(self)

    def decide(self, uid: str, outcome: str, reason: str = "", was: str = "") -> Any:
        """What becomes of a remark."""
        form = {"outcome": outcome, "reason": reason, "was": was, "form": f"remark-{uid}"}
        return self.organiser.post(f"{self.place}/readers/remarks/{uid}", **form)


class Phone(Visitor):
    """A reader's: it has the link."""

    def __init__(self, house: House) -> None:
        """It has opened nothing yet."""
        super().__init__(house.app)
        self.house = house

    def opens(self) -> int:
        """Open the page, which says that it was opened."""
        status = self.get(f"{self.house.address()}/round").status_code
        self.send("POST", f"{self.house.address()}/read", {})
        return status

    def says(self, words: str, kind: str, text: str = "", uid: str = "") -> Any:
        """Remark on what stands at these words, or at an anchor."""
        at = words if words.startswith("question-") else self.house.anchor(words)
        body = {"id": uid or new_id(), "at": at, "kind": kind, "text": text, "act": new_id()}
        return self.send("POST", f"{self.house.address()}/remarks", body)

    def hears(self, *ids: str) -> list[Any]:
        """What became of its own."""
        answer = self.send("POST", f"{self.house.address()}/mine", {"ids": list(ids)})
        return list((answer.json or {})["remarks"])
