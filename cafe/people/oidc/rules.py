"""What a log-in service's answers are worth, and whose account is meant. Plain values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cafe.core.limits import LINE
from cafe.core.text import is_blank
from cafe.core.text.characters import offered
from cafe.core.web_address import is_trusted
from cafe.errors import Invalid
from cafe.people.organisations.rules import domain_of
from cafe.people.rules import check_email

LONGEST_SUB = 255  # OpenID Connect Core 1.0, 2
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
MORE_ENDPOINTS = ("userinfo_endpoint", "end_session_endpoint")
WANTED = ("profile", "email")
# Entra ID says nothing of `email_verified`, and lets whoever manages a guest write the address. A
# claim of its own, `xms_edov`, says that the address's domain is the organisation's.
ENTRA = "https://login.microsoftonline.com/"
_CODE = re.compile(r"[a-z_]{1,40}")

Next = Literal["in", "join", "make", "ask"]


class NoAnswer(Exception):
    """The log-in service is away, slow, or says something that is no answer."""


class Untrusted(Exception):
    """What came cannot be trusted. The reason is for the log: it quotes nothing that came."""


class ClocksDiffer(Untrusted):
    """The answer is of another time than this machine's."""


@dataclass(frozen=True)
class Someone:
    """Who somebody is at the log-in service: `issuer` and `sub`, and nothing else, say who.

    `email` is "" when it says none; `verified`: it vouches for the address being this person's.
    """

    issuer: str
    sub: str
    email: str
    name: str
    verified: bool


@dataclass(frozen=True)
class Service:
    """What a log-in service says of itself (OpenID Connect Discovery 1.0, 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    end_session_endpoint: str
    scope: str
    secret_in_body: bool
    names_itself: bool  # in each answer (RFC 9207)


def service(found: Any, issuer: str) -> Service:
    """The service at `issuer`, from its own description. Raises Untrusted.

    A description that calls itself something else is of another service (Discovery, 4.3).
    """
    if not isinstance(found, Mapping) or not isinstance(found.get("issuer"), str):
        raise Untrusted("the service's description is none")
    if found["issuer"].rstrip("/") != issuer.rstrip("/"):
        raise Untrusted("the service calls its issuer something else than CAFE_OIDC_ISSUER")
    places = {name: found.get(name) for name in ENDPOINTS}
    places |= {name: found[name] for name in MORE_ENDPOINTS if found.get(name)}
    if not all(is_trusted(place) for place in places.values()):
        raise Untrusted("an address in the service's description is not https")
    scopes = _listed(found.get("scopes_supported")) or WANTED
    ways = _listed(found.get("token_endpoint_auth_methods_supported"))
    return Service(
        issuer=found["issuer"],
        **{name: str(places.get(name, "")) for name in (*ENDPOINTS, *MORE_ENDPOINTS)},
        scope=" ".join(["openid", *(one for one in WANTED if one in scopes)]),
        secret_in_body="client_secret_post" in ways,
        names_itself=found.get("authorization_response_iss_parameter_supported") is True,
    )


def _listed(found: object) -> tuple[str, ...]:
    return tuple(map(str, found)) if isinstance(found, list) else ()


def check_answered_by(issuer: str | None, known: Service) -> None:
    """Raise Untrusted when the answer is another service's (RFC 9207, 2.4)."""
    if issuer is None and not known.names_itself:
        return
    if issuer != known.issuer:
        raise Untrusted("the answer is another service's")


def identity(claims: Mapping[str, Any]) -> Someone:
    """Who the claims of a checked token, and what its service adds, say somebody is.

    Raises Untrusted when they do not say who. An address or a name that cannot be one is left out.
    """
    sub, issuer = claims.get("sub"), claims.get("iss")
    if not isinstance(sub, str) or not isinstance(issuer, str) or not _is_number(sub):
        raise Untrusted("the token says nobody")
    email = _email(claims.get("email"))
    name = next(filter(None, map(_name, _names(claims))), email.partition("@")[0])
    return Someone(issuer, sub, email, name, bool(email) and _vouched_for(claims, issuer))


def _is_number(sub: str) -> bool:
    return 0 < len(sub) <= LONGEST_SUB and sub.isascii() and sub.isprintable()


def _vouched_for(claims: Mapping[str, Any], issuer: str) -> bool:
    if "email_verified" in claims:
        return claims["email_verified"] in (True, "true")  # some send it as text
    return issuer.startswith(ENTRA) and claims.get("xms_edov") in (True, "1", "true")


def _email(value: object) -> str:
    try:
        return check_email(value) if isinstance(value, str) and value.isprintable() else ""
    except Invalid:
        return ""


def _names(claims: Mapping[str, Any]) -> list[str]:
    parts = [claims.get("given_name"), claims.get("family_name")]
    both = " ".join(part for part in parts if isinstance(part, str))
    return [name for name in (claims.get("name"), both) if isinstance(name, str)]


def _name(value: str) -> str:
    plain = " ".join(offered(value).split())[:LINE]
    return "" if is_blank(plain) else plain


def in_domain(email: str, domains: str) -> bool:
    """Whether an address is of one of `domains` (with blanks or commas between)."""
    known = [domain_of(f"@{one.strip('.@')}") for one in domains.replace(",", " ").split()]
    return domain_of(email) in known


def whose(
    who: Someone,
    *,
    welcome: bool,
    account: bool,
    joined_here: bool,
    second_factor: bool,
    address_typed: bool,
) -> Next:
    """What becomes of somebody whose identity is joined to no account yet.

    `welcome`: addresses of this domain get an account; `account`: there is one with this address;
    `joined_here`: it is joined to somebody else at this service already (addresses are given on to
    the next who has that name); `second_factor`: it has one of ours, which an address alone does
    not replace; `address_typed`: whoever has it may have typed another's address, to wait there.
    - "join": the address is vouched for, so the account is this person's.
    - "make": the address is vouched for and of a domain that may come in.
    - "ask": the account's password is asked for once, or an invitation is needed.
    """
    if not who.verified:
        return "ask"
    if account:
        return "ask" if joined_here or second_factor or address_typed else "join"
    return "make" if welcome else "ask"


def error_code(said: str) -> str:
    """The code of an error that came back in the address (RFC 6749, 4.1.2.1); "" for no code."""
    return said if _CODE.fullmatch(said) else ""
