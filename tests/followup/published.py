"""A café with a published final version, made in this process: real lines, a real page."""

from dataclasses import replace
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from cafe.core.clock import today
from cafe.document.changed import lines_of
from cafe.document.compose import composed
from cafe.document.note_status import kept_statuses
from cafe.model import DocumentLink, Version, Workshop
from cafe.people.document_links import document_token
from cafe.report.actions.publishing import show_version
from cafe.report.actions.versions import keep_version
from cafe.report.queries import material_of, next_number
from cafe.report.versions import store
from cafe.web.state import cafe
from cafe.writers import html
from tests.support.world import KEY, new_id


def publish(tx: Session, workshop_id: str, data_dir: Any = None, key: str = KEY) -> Version:
    """Keep the document as final and show it; its page is written when there is a folder."""
    workshop = tx.get_one(Workshop, workshop_id)
    number = next_number(tx, workshop_id, final=True)
    material = replace(material_of(tx, workshop), final=True, number=number, day=today())
    document = composed(material)
    statuses = kept_statuses(material.questions)
    kept = store.Kept(workshop.revision, True, lines_of(document), statuses, document)
    name = new_id().replace("-", "")
    if data_dir is not None:
        files = [("document.html", html.write(document, {}))]
        store.write(store.folder_of(data_dir, workshop_id, name), files, kept)
    who = {"by": "person:1", "operation": new_id()}
    version = keep_version(tx, workshop=workshop, final=True, kept=kept, folder=name, **who)
    assert version is not None
    who["operation"] = new_id()
    show_version(tx, workshop=workshop, version=version, shown=True, secret_key=key, **who)
    return version


def published(app: Flask, workshop_id: str) -> str:
    """Publish in this app; the lasting address."""
    parts = cafe(app)
    with parts.db.writing() as tx:
        publish(tx, workshop_id, parts.settings.data_dir, parts.settings.secret_key)
        link = tx.get_one(DocumentLink, workshop_id)
        return f"/d/{document_token(parts.settings.secret_key, link.nonce)}"
