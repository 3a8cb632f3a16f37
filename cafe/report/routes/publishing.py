"""Who may read a kept version on the web, and what it is called."""

from datetime import date

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.document.tree import Document
from cafe.errors import Invalid
from cafe.report import actions
from cafe.report.room import room
from cafe.report.routes.page import the_page
from cafe.report.versions import store
from cafe.report.versions.queries import name_of, published_in, the_version
from cafe.report.webhooks.queries import webhook_of
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import Doer, form_command
from cafe.web.pages import page
from cafe.web.state import cafe, off_hub, reading

VERSION = "/w/<workshop_id>/report/versions/<int:version_id>"
THERE = "/w/{workshop_id}/report#version-{version_id}"


@room.get(f"{VERSION}/publish")
@allowed("report.share")
def ask_publish(who: Who, version_id: int) -> Response:
    """What everybody will see, before it is published. Raises Invalid for a draft."""
    with reading() as db:
        workshop = the_workshop(db, who)
        version = the_version(db, who.workshop_id, version_id)
        others = [one for one in published_in(db, who.workshop_id) if one.id != version_id]
        told = webhook_of(db, workshop) is not None
    if not version.final:
        raise Invalid(_("Only a final version can be shown on the web."))
    folder = store.folder_of(cafe().settings.data_dir, version.workshop_id, version.folder)
    return page(
        "report/publish.html",
        workshop=workshop,
        version=version,
        name=name_of(version),
        newest=name_of(others[0]) if others else "",
        replaces=bool(others) and others[0].id < version_id,
        told=told,
        document=off_hub(store.document_in, folder),
        counted=counted,
    )


def counted(document: Document) -> dict[str, int]:
    """How much of what there is in a document."""
    leads = [lead for one in document.sections for lead in (*one.listed, *one.unlisted)]
    drawn = sum(picture.sheet is not None for picture in document.pictures)
    return {
        "questions": len(document.sections),
        "sentences": sum(len(lead.sentences) for lead in leads),
        "posters": drawn,
        "photographs": len(document.pictures) - drawn,
    }


@room.post(f"{VERSION}/shown")
@allowed("report.share")
@form_command(the_page, THERE)
def show(tx: Session, who: Who, doer: Doer, version_id: int) -> None:
    """Show a final version on the web, show it no longer, or give the document a new address."""
    do, key, here = request.form.get("do", ""), cafe().settings.secret_key, the_workshop(tx, who)
    one = the_version(tx, who.workshop_id, version_id)
    if do == "renew":
        actions.renew_version(tx, workshop=here, version=one, secret_key=key, **doer)
    elif do in ("show", "hide"):
        shown = do == "show"
        actions.show_version(tx, workshop=here, version=one, shown=shown, secret_key=key, **doer)
    else:  # a word that we do not know takes nothing off the web
        raise Invalid(_("“%(act)s” cannot be done here.", act=do[:40]), where="shown")


@room.post(f"{VERSION}/lent")
@allowed("report.share")
@form_command(the_page, THERE)
def lend(tx: Session, who: Who, doer: Doer, version_id: int) -> None:
    """Let a draft be read by its link until a day, or no longer."""
    until = None if request.form.get("do") == "end" else _day(request.form.get("until", ""))
    actions.lend_draft(
        tx,
        workshop=the_workshop(tx, who),
        version=the_version(tx, who.workshop_id, version_id),
        until=until,
        secret_key=cafe().settings.secret_key,
        **doer,
    )


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as error:
        raise Invalid(_("Write the date as year-month-day."), where="until") from error


@room.post(f"{VERSION}/called")
@allowed("report.edit")
@form_command(the_page, THERE)
def call(tx: Session, who: Who, doer: Doer, version_id: int) -> None:
    """Give a version a name and a remark."""
    actions.call_version(
        tx,
        workshop=the_workshop(tx, who),
        version=the_version(tx, who.workshop_id, version_id),
        name=request.form.get("name", ""),
        remark=request.form.get("remark", ""),
        was=request.form.get("was", ""),
        **doer,
    )
