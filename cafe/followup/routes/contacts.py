"""The contact list of a series, for those who own a café in it."""

from collections.abc import Sequence

from flask import Response, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.backup.gone import remember
from cafe.core.clock import today
from cafe.core.i18n import _
from cafe.core.text.file_names import file_name
from cafe.errors import Conflict, Invalid, NotAllowed, NotFound
from cafe.followup import actions
from cafe.followup import rules_contacts as rules
from cafe.followup.letters import next_of
from cafe.followup.queries_contacts import contacts_of, waiting_in, written_to
from cafe.followup.room import room
from cafe.model import Follower, Series, SeriesLetter, Workshop
from cafe.plan.queries_series import cafes_in, language_of, owned, the_series
from cafe.web.access import Who, allowed
from cafe.web.addresses import base_address
from cafe.web.files import handed
from cafe.web.forms import NOTHING, Refused, form, typed_operation
from cafe.web.limits.rates import rate_limit
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, reading, writing
from cafe.writers import csv

AT = "/workshops/series/<uid>/contacts"
HERE = "/workshops/series/{uid}/contacts"


def _list_of(db: Session, who: Who, uid: str) -> Series:
    """The series, for an owner of one of its cafés. Raises NotFound, NotAllowed."""
    mine = the_series(db, who.person_id or 0, uid)
    if not owned(db, mine, who.person_id or 0):
        raise NotAllowed(_("Only owners of its cafés see the contact list of a series."))
    return mine


@room.get(AT)
@allowed("workshops.see")
def contacts(who: Who, uid: str) -> Response:  # noqa: ARG001 - the page reads it off the address
    """Who has confirmed, what was written to them, and a list on paper to type off."""
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING, look: bool = False) -> Response:
    with reading() as db:
        mine = _list_of(db, who, (request.view_args or {})["uid"])
        coming, settings = _coming(db, mine, who), cafe().settings
        return page(
            "followup/contacts.html",
            200,
            series=mine,
            contacts=contacts_of(db, mine),
            waiting=waiting_in(db, mine),
            written=written_to(db, mine),
            coming=coming,
            letter=_letter(mine, coming) if look else None,
            came_by=rules.came_by,
            months=rules.KEPT_MONTHS,
            most=rules.MOST_LINES,
            mails=settings.sends_mail,
            shown=mine.nonce is not None,
            refused=refused,
        )


def _coming(db: Session, series: Series, who: Who) -> Sequence[Workshop]:
    """The cafés to come that who asks owns: they can be invited to. The next one first."""
    person = who.person_id or 0
    mine = owned(db, series, person)
    found = [one for one in cafes_in(db, series.id, person) if one.id in mine]
    return [one for one in reversed(found) if one.date >= today()]


def _invited_to(coming: Sequence[Workshop]) -> Workshop:
    """The café that was chosen. Raises Invalid."""
    id = request.form.get("cafe", "")
    found = next((one for one in coming if one.id == id), None)
    if found is None:
        raise Invalid(_("Choose the café that they are invited to."), where="cafe")
    return found


def _letter(series: Series, coming: Sequence[Workshop]) -> tuple[str, str]:
    """Subject and text, as each of them gets it in this language."""
    words, settings = rules.check_words(request.form.get("words", "")), cafe().settings
    to = next_of(_invited_to(coming), series, settings.secret_key, base_address(settings))
    return rules.invitation(series.name, words, to)


def _count(who: Who, uid: str, letters: int) -> None:
    """So many more letters of this series, and of this account. Raises TooMany."""
    for key in (f"series {uid}", f"person {who.person_id}"):
        rate_limit("letters", key, cost=letters)


@room.post(AT)
@allowed("workshops.create")
@form(_page, f"{HERE}#list")
def type_list(who: Who, uid: str) -> None:
    """A list off paper, all of it or nothing: each gets the letter by which they confirm it."""
    settings = cafe().settings
    if not settings.sends_mail:
        raise Conflict(_("This installation sends no e-mail."))
    if not request.form.get("paper"):
        raise Invalid(_("Tick that those on the list have asked for it on paper."), where="paper")
    typed = rules.read_list(request.form.get("lines", ""))
    with writing() as tx:
        mine, key = _list_of(tx, who, uid), settings.secret_key
        _count(who, uid, len(typed))
        speak_for_request(language_of(tx, mine))
        new = [
            actions.join(tx, series=mine, contact=one, secret_key=key, paper=True) for one in typed
        ]
        if any(new):  # else the press came twice, and nobody is written to
            actions.tell_of_list(tx, series=mine, about="typed", by=who.label)


@room.post(f"{AT}/out")
@allowed("workshops.create")
@form(_page, f"{HERE}#list", at=HERE)
def take_out(who: Who, uid: str) -> None:
    """Somebody is taken off the list: the address is deleted, also from what a backup brings."""
    typed = request.form.get("contact", "")
    number = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
    with writing() as tx:
        mine, row = _list_of(tx, who, uid), tx.get(Follower, number)
        if row is None:
            return  # off already, as a second press finds
        if row.series_id != mine.id or not row.confirmed:
            raise NotFound(_("This address is no longer on the list."))
        remember(cafe().settings, "follower", str(row.id), since=row.made)
        actions.forget(tx, follower=row)
        actions.tell_of_list(tx, series=mine, about="out", by=who.label)


@room.post(f"{AT}/letter")
@allowed("workshops.create")
@form(_page, f"{HERE}#written", at=HERE)
def write_to_all(who: Who, uid: str) -> AnyResponse | None:
    """`do`: "look" shows the letter, "send" has it sent to everybody who has confirmed."""
    if not cafe().settings.sends_mail:
        raise Conflict(_("This installation sends no e-mail."))
    if request.form.get("do") != "send":
        return _page(who, look=True)
    with writing() as tx:
        mine = _list_of(tx, who, uid)
        count = actions.invite_contacts(
            tx,
            series=mine,
            workshop=_invited_to(_coming(tx, mine, who)),
            words=request.form.get("words", ""),
            by=who.label,
            act=typed_operation(),
        )
        if count:  # pressed twice it is counted once
            _count(who, uid, count)
    return redirect(f"{HERE.format(uid=uid)}#written", 303)


@room.post(f"{AT}/again")
@allowed("workshops.create")
@form(_page, f"{HERE}#written", at=HERE)
def send_again(who: Who, uid: str) -> None:
    """What did not go of a letter that was written before is sent once more."""
    if not cafe().settings.sends_mail:
        raise Conflict(_("This installation sends no e-mail."))
    typed = request.form.get("letter", "")
    number = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
    with writing() as tx:
        mine, letter = _list_of(tx, who, uid), tx.get(SeriesLetter, number)
        if letter is None or letter.series_id != mine.id:
            raise NotFound(_("This letter is no longer kept. Write to them anew."))
        if letter.workshop_id not in {one.id for one in _coming(tx, mine, who)}:
            raise Conflict(_("Nobody is invited to this café any more. Write to them anew."))
        if count := actions.send_again(tx, letter=letter, by=who.label):
            _count(who, uid, count)


@room.get(f"{AT}.csv")
@allowed("workshops.see")
def contacts_file(who: Who, uid: str) -> Response:
    """The list as a table. That it was taken away is written down at each café."""
    with writing() as tx:
        mine = _list_of(tx, who, uid)
        rows = [
            (one.address, one.name, rules.came_by(paper=one.paper), one.ends.isoformat())
            for one in contacts_of(tx, mine)
        ]
        actions.tell_of_list(tx, series=mine, about="file", by=who.label)
        name = file_name(mine.name, today().isoformat(), _("Contact list"), "csv")
    return handed(csv.table(rules.head(), rows), "text/csv", name)
