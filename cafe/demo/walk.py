"""A café shown in one sitting: where to stop, from the invitation to what came of it, and what to
look at there. Only what the café has is a stop.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.after.headings import followed
from cafe.after.queries_page import last_lines
from cafe.core.i18n import _
from cafe.model import Origin, Reading, Version, Workshop
from cafe.people.document_links import document_token, shown_link
from cafe.people.links import series_token, token_of, version_token
from cafe.people.queries import links_of
from cafe.people.rules import Role, may
from cafe.plan.programme.evaluation import OPEN, PLANNED, forms_of
from cafe.plan.queries_series import cafes_in

SORTED = ("sorting", "finished")
HELD = ("vernissage", *SORTED)


class Way(NamedTuple):
    """Where a link leads, and what it says."""

    address: str
    words: str


class Stop(NamedTuple):
    """What is shown: its page, a sentence on what to look at, and what else can be opened."""

    name: str
    title: str
    address: str
    look: str
    more: tuple[Way, ...] = ()


def stops(
    db: Session, workshop: Workshop, *, secret_key: str, role: Role, person_id: int
) -> list[Stop]:
    """The stops of the café, in the order in which it is held, in the language spoken now."""
    found: list[Stop] = []
    if not workshop.raw_gone:
        if may(role, "links.see"):
            found += _the_hall(db, workshop, secret_key)
        found += _the_day(workshop, role)
        if workshop.stage in SORTED:
            found += _sorting(db, workshop)
    found += _the_document(db, workshop, secret_key)
    found += _the_series(db, workshop, secret_key, person_id)
    return sorted(found, key=lambda one: ORDER.index(one.name))


ORDER = (
    *("invitation", "programme", "tables", "wall", "vernissage", "evaluation", "sorting"),
    *("readers", "document", "followup", "series", "heading", "next"),
)


def _the_hall(db: Session, workshop: Workshop, secret_key: str) -> Iterator[Stop]:
    """What is opened by a link of its own: invitations, a table, the wall."""
    at = f"/w/{workshop.id}"
    wall, *tables = links_of(db, workshop.id)
    yield Stop(
        "invitation",
        _("The invitation"),
        f"{at}/invitations",
        _("Each host has a letter with a link of their own; here it shows who has said yes."),
        (Way("/guides/host", _("The host's guide")),),
    )
    if tables:
        trays = links_of(db, workshop.id, trays=True)
        alone = (f"/silent/{token_of(secret_key, one.nonce)}" for one in trays[:1])
        yield Stop(
            "tables",
            _("A table"),
            f"/t/{token_of(secret_key, tables[0].nonce)}",
            _("This is what the host of the first table sees: each note as it was typed."),
            (
                Way(f"{at}/day", _("All tables, and where each stands")),
                *(
                    Way(address, _("A phone at this table, in the silent start"))
                    for address in alone
                ),
            ),
        )
    address = f"/v/{token_of(secret_key, wall.nonce)}"
    if workshop.stage != "planning":
        yield Stop(
            "wall",
            _("The wall"),
            address,
            _("Every poster hangs here, for everybody. Press a note: it says what became of it."),
            (Way(f"{address}/projector", _("Big screen")),),
        )


def _the_day(workshop: Workshop, role: Role) -> Iterator[Stop]:
    at = f"/w/{workshop.id}"
    yield Stop(
        "programme",
        _("The programme"),
        f"{at}/programme",
        _("What happens when, to print and for everybody's calendar."),
        (Way(f"{at}/kit", _("What is printed for the day")),),
    )
    if workshop.stage in HELD:
        yield Stop(
            "vernissage",
            _("The vernissage"),
            f"{at}/questions",
            _("What people asked at the wall, the hosts' answers, and where they put their dots."),
        )
    forms = forms_of(workshop.evaluation)
    words = _("What was answered on paper is typed here")
    if any(form["status"] not in (PLANNED, OPEN) for form in forms.values()):
        yield Stop(
            "evaluation",
            _("The evaluation"),
            f"{at}/evaluation",
            _("Answers in people's own words, and counts; fewer than five are not broken down."),
            (Way(f"{at}/evaluation/paper", words),) if may(role, "evaluation.edit") else (),
        )


def _sorting(db: Session, workshop: Workshop) -> Iterator[Stop]:
    at = f"/w/{workshop.id}/sort"
    origins = select(Origin).where(Origin.workshop_id == workshop.id).order_by(Origin.number)
    here = db.scalars(origins).first()
    number = here.question.number if here else 1
    yield Stop(
        "sorting",
        _("The sorting"),
        at,
        _("Each note is printed, is part of a sentence, or is set aside with a reason."),
        (
            Way(f"{at}/{number}", _("One question, with its tables and its other sources")),
            Way(f"{at}/history", _("All that was done, and by whom")),
        ),
    )


def _the_document(db: Session, workshop: Workshop, secret_key: str) -> Iterator[Stop]:
    at = f"/w/{workshop.id}"
    rounds = select(Version).join(Reading, Reading.version_id == Version.id)
    newest = rounds.where(Version.workshop_id == workshop.id).order_by(Reading.id.desc())
    if draft := db.scalars(newest).first():
        nonce = draft.nonce or ""
        address = f"/d/{version_token(secret_key, nonce)}/round"
        yield Stop(
            "readers",
            _("The reading round"),
            f"{at}/readers",
            _("Those who were there have read a draft; each remark has an answer."),
            (Way(address, _("What the readers see")),) if nonce else (),
        )
    link = shown_link(db, workshop.id)
    shown = f"/d/{document_token(secret_key, link.nonce)}" if link else ""
    if workshop.stage in SORTED:
        yield Stop(
            "document",
            _("The document"),
            f"{at}/report",
            _("Each question with its main statements and headings, and every version kept."),
            (Way(shown, _("As everybody reads it on the web")),) if shown else (),
        )
    if shown:
        circle = Way(f"{at}/followup?view=circle", _("As a circle: plan, do, check, act"))
        yield Stop(
            "followup",
            _("What comes of it"),
            f"{at}/followup",
            _("Done, in hand, later, or no and why; what is past its day says so."),
            (circle,),
        )


def _the_series(db: Session, workshop: Workshop, secret_key: str, person_id: int) -> Iterator[Stop]:
    series = workshop.series
    if series is None:
        return
    at = f"/workshops/series/{series.uid}"
    public = f"/s/{series_token(secret_key, series.nonce)}" if series.nonce else ""
    yield Stop(
        "series",
        _("The series"),
        at,
        _("Each café with its document, and the day of the next one."),
        (Way(public, _("As everybody reads it on the web")),) if public else (),
    )
    cafes = cafes_in(db, series.id, person_id)
    headings = followed(last_lines(db, [one.id for one in cafes]))
    if headings:
        yield Stop(
            "heading",
            _("A heading through the years"),
            f"{at}/headings/{headings[0].mark}",
            _("What each document says under the same heading, word for word."),
        )
    coming = [one for one in cafes if one.date > workshop.date and one.stage == "planning"]
    if coming:
        yield Stop(
            "next",
            _("The next café"),
            f"/w/{coming[-1].id}/plan",
            _("Below each question stands what was said about it last time."),
        )
