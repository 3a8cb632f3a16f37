"""The first account, logging in and out."""

from collections.abc import Mapping

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.core.text.mailboxes import as_mailed
from cafe.errors import CafeError, Conflict, NotAllowed, NotFound
from cafe.model import Person
from cafe.people import actions, queries, setup_word
from cafe.people.room import room
from cafe.people.routes.entering import after_password, let_in
from cafe.web.addresses import here
from cafe.web.device_cookies import device, known_device
from cafe.web.forms import NOTHING, Refused, form
from cafe.web.limits.guesses import try_allowed, wrong
from cafe.web.limits.rates import has_spent, left, rate_limit
from cafe.web.limits.turns import Turns
from cafe.web.pages import page
from cafe.web.state import cafe, off_hub, reading, writing
from cafe.web.trouble.failures import later

# Argon2 takes 64 MB and a core each time: two at once, one of them kept for who is known.
STRANGERS = Turns(at_once=1, waiting=15)
KNOWN = Turns(at_once=1, waiting=15)


@room.get("/start")
def start() -> AnyResponse:
    """The form of the first account, while there is none."""
    with reading() as db:
        if queries.anybody(db):
            return redirect("/login")
    return _start_page()


def _start_page(refused: Refused = NOTHING) -> Response:
    return page("people/start.html", problem=refused.of(""), values=refused.values)


@room.post("/start")
@form(_start_page, at="/start")
def make_first() -> AnyResponse:
    """Make the first account and log it in. Never a second one: later ones come by command line."""
    person = _first(request.form)
    setup_word.forget(cafe().settings.data_dir)
    return let_in(person, "/workshops")


def _first(typed: Mapping[str, str]) -> Person:
    """The first account, for whoever has the setup word; asked before anything dear is done."""
    name, email, password = (typed.get(key, "") for key in ("name", "email", "password"))
    with reading() as db:
        _nobody_yet(queries.anybody(db))
    if not setup_word.fits(cafe().settings.data_dir, typed.get("word", "")):
        wrong("setup", place=here(), device=device())
        words = _("This is not the setup word. It stands where the café was started.")
        raise NotAllowed(words, where="word")
    with KNOWN.turn():
        password_hash = off_hub(actions.hash_password, password, email, name)
    with writing() as tx:
        actions.hold_accounts(tx)
        _nobody_yet(queries.anybody(tx))
        return actions.add_person(tx, email=email, name=name, password_hash=password_hash)


def _nobody_yet(anybody: bool) -> None:
    if anybody:
        raise Conflict(_("There is an account already. Log in with it."))


@room.get("/login")
def login_page() -> Response:
    """The form an organiser logs in with."""
    return _login_page()


def _login_page(refused: Refused = NOTHING, following: str | None = None) -> Response:
    settings = cafe().settings
    return page(
        "people/login.html",
        problem=refused.of(""),
        values=refused.values,
        following=request.values.get("next", "") if following is None else following,
        typed="typed" in request.args,
        renewed="new" in request.args,
        service=settings.oidc_issuer and (settings.oidc_name or _("Log in with your organisation")),
        by_password=not settings.oidc_required,
    )


def login_page_with(error: CafeError, following: str) -> Response:
    """The log-in's page, saying what went wrong on another way in; `following` is not lost."""
    drawn = _login_page(Refused("", error.message), following)
    drawn.status_code = error.status
    return later(drawn, error)


@room.post("/login")
@form(_login_page, at="/login")
def log_in() -> AnyResponse:
    """Log in. The same words and the same time whether the account or the password is wrong."""
    if cafe().settings.oidc_required:
        words = _("Here one logs in with the log-in service. A password opens nothing.")
        raise NotAllowed(words)
    return after_password(who_has(request.form), request.form.get("next", ""))


def who_has(typed: Mapping[str, str]) -> Person:
    """Whose address and password were typed. Raises NotFound, TooMany."""
    words = _("The e-mail address and the password do not belong together.")
    return _who(typed.get("email", "").strip().lower()[:254], typed.get("password", ""), words)


def check_own_password(person: Person, typed: str) -> None:
    """Raise NotFound when it is another, TooMany after too many: counted as a log-in's."""
    words = _("This is not your password.")
    if not typed:
        raise NotFound(words, where="password")
    _who(person.email, typed, words)


def _who(email: str, password: str, words: str) -> Person:
    """Whose address and password these are. Whether it may be tried is asked before it is tried.

    A browser that has been in before is counted by itself. Others are counted by account and
    address: ten wrong tries do not shut out who comes from elsewhere.
    """
    email = as_mailed(email)  # other spellings are no further tries
    with reading() as db:
        person = queries.person_by_email(db, email)
    known = known_device(person.id) if person else ""
    tries = f"known:{known}" if known else f"{email} {here()}"
    try_allowed("password", place=here(), device=tries, known=bool(known))
    if not (known or left("login", email)):
        rate_limit("login-turn", email)
    with KNOWN.turn() if known else STRANGERS.turn():
        right = off_hub(actions.fits, person.password_hash if person else None, password)
    if person is None or not right:
        if not known:
            has_spent("login", email)
        wrong("password", place=here(), device=tries)
        raise NotFound(words, where="password")
    return person
