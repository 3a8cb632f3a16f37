"""The front door: a code, a login, the first account."""

from datetime import UTC, datetime

from flask import Blueprint, Response, redirect, request, session
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as AnyResponse

from cafe.errors import CafeError, Conflict, Gone, NotFound
from cafe.model import Person, Workshop
from cafe.people import actions, queries, security
from cafe.people.links import codes_open, find_code, token_of
from cafe.texts import _
from cafe.web.access import device, here, link_room
from cafe.web.addresses import base_address
from cafe.web.bodies import answer
from cafe.web.failures import later
from cafe.web.guesses import try_allowed, was_opened, wrong
from cafe.web.limits import check_left, spend
from cafe.web.pages import page
from cafe.web.state import cafe, off_hub, reading, writing

room = Blueprint("people", __name__)


@room.get("/")
def front() -> AnyResponse:
    """A code field for the hall; on a new installation, the first account."""
    with reading() as db:
        if not queries.anybody(db):
            return redirect("/start")
    return page("people/front.html")


@room.post("/code")
def enter_code() -> AnyResponse:
    """To the table or the wall that the code opens. Only wrong codes are counted."""
    at, code = here(), request.form.get("code", "")
    try:
        with reading() as db:
            link = find_code(db, code, cafe().settings.secret_key)
            workshop = db.get(Workshop, link.workshop_id) if link else None
        known = link is not None and was_opened(at, link_room(link.token_digest))
        try_allowed("code", place=at, device=device(), known=known)
        if link is None:
            wrong("code", place=at, device=device())
            raise NotFound(_("No table or wall has the code “%(code)s”.", code=code[:20]))
        if workshop is None or not codes_open(workshop):
            raise Gone(
                _(
                    "The code “%(code)s” opens nothing any more. "
                    "Scan the QR code, or ask the organiser for the link.",
                    code=code[:20],
                )
            )
    except CafeError as error:
        refused = page("people/front.html", error.status, problem=error, code=code)
        return later(refused, error)
    token = token_of(cafe().settings.secret_key, link.nonce)
    return redirect(f"/{'v' if link.table_id is None else 't'}/{token}")


@room.get("/start")
def start() -> AnyResponse:
    """The form of the first account, while there is none."""
    with reading() as db:
        if queries.anybody(db):
            return redirect("/login")
    return page("people/start.html", values={})


@room.post("/start")
def make_first() -> AnyResponse:
    """Make the first account and log it in. Never a second one: later ones come by command line."""
    form = request.form
    try:
        password_hash = off_hub(actions.hash_password, form.get("password", ""))
        with writing() as tx:
            if queries.anybody(tx):
                raise Conflict(_("There is an account already. Log in with it."))
            person = actions.add_person(
                tx,
                email=form.get("email", ""),
                name=form.get("name", ""),
                password_hash=password_hash,
            )
    except CafeError as error:
        return page("people/start.html", error.status, problem=error, values=form)
    return _let_in(person, "/workshops")


@room.get("/login")
def login() -> Response:
    """The form an organiser logs in with."""
    return page("people/login.html", values={}, following=request.args.get("next", ""))


@room.post("/login")
def log_in() -> AnyResponse:
    """Log in. The same words and the same time whether the account or the password is wrong."""
    email, place = request.form.get("email", "").strip().lower(), request.remote_addr or ""
    try:
        check_left("login", email)
        check_left("login-place", place)
        with reading() as db:
            person = queries.person_by_email(db, email)
        kept = person.password_hash if person else None
        if not off_hub(actions.fits, kept, request.form.get("password", "")) or person is None:
            spend("login", email)
            spend("login-place", place)
            raise NotFound(_("The e-mail address and the password do not belong together."))
    except CafeError as error:
        following = request.form.get("next", "")
        return page(
            "people/login.html", 422, problem=error, values=request.form, following=following
        )
    return _let_in(person, request.form.get("next", ""))


def _let_in(person: Person, following: str) -> AnyResponse:
    kept = {
        key: session.get(key)
        for key in ("device", "since", "known", "language")
        if session.get(key)
    }
    session.clear()  # a session is never carried over a login
    session.update(kept, person=person.id, proof=queries.proof(person))
    inside = following.startswith("/") and not following.startswith(("//", "/\\"))
    return redirect(following if inside else "/workshops")


@room.post("/logout")
def log_out() -> AnyResponse:
    """Log out."""
    session.pop("person", None)
    session.pop("proof", None)
    return redirect("/")


@room.get("/csrf")
def fresh_csrf() -> Response:
    """A new form token for a page that has been open longer than its session."""
    return answer({"token": generate_csrf()})


@room.get("/privacy")
def privacy() -> Response:
    """What is kept, for how long, and who decides."""
    contact = security.contact_uri(cafe().settings.security_contact)
    return page("people/privacy.html", contact=contact)


@room.get("/accessibility")
def accessibility() -> Response:
    """The accessibility statement."""
    return page("people/accessibility.html")


@room.get("/.well-known/security.txt")
def security_txt() -> Response:
    """Whom to tell of a weakness (RFC 9116)."""
    settings = cafe().settings
    base = base_address(settings.public_url, request.host_url)
    text = security.contact_file(settings.security_contact, base, datetime.now(UTC))
    return Response(text, mimetype="text/plain")
