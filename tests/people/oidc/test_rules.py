"""What a log-in service says of itself and of people: used when it is good, else refused."""

from typing import Any

import pytest

from cafe.core.limits import LINE
from cafe.people.oidc import rules
from cafe.people.oidc.rules import Someone, Untrusted

ISSUER = "https://login.example.org/tenant"
SAID: dict[str, Any] = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/keys",
}


def test_a_description_is_taken_with_what_the_service_has() -> None:
    assert rules.service({**SAID, "issuer": f"{ISSUER}/"}, ISSUER).issuer == f"{ISSUER}/"
    plain = rules.service(SAID, f"{ISSUER}/")
    assert (plain.issuer, plain.scope) == (ISSUER, "openid profile email")
    assert (plain.userinfo_endpoint, plain.end_session_endpoint) == ("", "")
    assert (plain.secret_in_body, plain.names_itself) == (False, False)
    more = rules.service(
        {
            **SAID,
            "end_session_endpoint": f"{ISSUER}/out",
            "userinfo_endpoint": f"{ISSUER}/me",
            "scopes_supported": ["openid", "email", "secret"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "authorization_response_iss_parameter_supported": True,
        },
        ISSUER,
    )
    assert (more.scope, more.secret_in_body, more.names_itself) == ("openid email", True, True)
    assert more.end_session_endpoint == f"{ISSUER}/out"


@pytest.mark.parametrize("said", [None, [], {}, {**SAID, "issuer": 7}])
def test_what_is_no_description_is_refused(said: object) -> None:
    with pytest.raises(Untrusted, match="is none"):
        rules.service(said, ISSUER)


@pytest.mark.parametrize("issuer", ["https://login.example.org/other", f"/{ISSUER}", f"{ISSUER}X"])
def test_another_services_description_is_refused_and_the_log_names_the_setting(issuer: str) -> None:
    with pytest.raises(Untrusted, match="CAFE_OIDC_ISSUER"):
        rules.service({**SAID, "issuer": issuer}, ISSUER)


@pytest.mark.parametrize(
    "said",
    [
        {key: value for key, value in SAID.items() if key != "jwks_uri"},
        {**SAID, "jwks_uri": "http://login.example.org/keys"},
        {**SAID, "token_endpoint": "https://berit@login.example.org/"},
        {**SAID, "token_endpoint": "https://[::1/"},
        {**SAID, "token_endpoint": ["https://login.example.org"]},
        {**SAID, "authorization_endpoint": "javascript:alert(1)"},
        {**SAID, "userinfo_endpoint": "file:///etc/passwd"},
        {**SAID, "end_session_endpoint": "https://login.example.org/\r\nX: y"},
    ],
)
def test_a_description_that_cannot_be_trusted_is_refused(said: object) -> None:
    with pytest.raises(Untrusted, match="not https"):
        rules.service(said, ISSUER)


def test_odd_lists_in_a_description_are_as_good_as_none() -> None:
    odd = {"scopes_supported": 7, "token_endpoint_auth_methods_supported": {"a": 1}}
    assert rules.service({**SAID, **odd}, ISSUER).scope == "openid profile email"


def test_an_answer_names_the_service_that_was_asked() -> None:
    quiet = rules.service(SAID, ISSUER)
    names = rules.service({**SAID, "authorization_response_iss_parameter_supported": True}, ISSUER)
    rules.check_answered_by(None, quiet)
    rules.check_answered_by(ISSUER, quiet)
    rules.check_answered_by(ISSUER, names)
    for known, issuer in ((quiet, "https://evil.example"), (names, None), (names, "")):
        with pytest.raises(Untrusted, match="another service's"):
            rules.check_answered_by(issuer, known)


def said(**claims: Any) -> Someone:
    return rules.identity({"iss": ISSUER, "sub": "1", **claims})


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": ""},
        {"sub": None},
        {"sub": 7},
        {"sub": "x" * 256},
        {"sub": "a\x00"},
        {"sub": "å"},
        {"iss": None},
    ],
)
def test_who_is_nobody_is_refused(claims: dict[str, Any]) -> None:
    with pytest.raises(Untrusted, match="says nobody"):
        said(**claims)


def test_who_somebody_is_say_the_service_and_its_number() -> None:
    longest = "x" * rules.LONGEST_SUB
    assert said(sub=longest) == Someone(ISSUER, longest, "", "", verified=False)


def test_an_address_that_cannot_be_one_is_none() -> None:
    assert said(email=" Ola@Example.org ").email == "ola@example.org"
    for email in (None, 7, "ola", "a b@c", "a\n@b", "x" * 300 + "@c"):
        found = said(email=email, email_verified=True)
        assert (found.email, found.verified) == ("", False)


def test_a_name_is_mended_and_found_where_it_is() -> None:
    assert said(name="  Ola\u0000 \n Nordmann ").name == "Ola Nordmann"
    assert said(name=7, given_name="Kari", family_name="Nordmann").name == "Kari Nordmann"
    assert said(name="\u200b", family_name="Bakke", email="x@y.no").name == "Bakke"
    assert said(email="kari@example.org").name == "kari"
    assert len(said(name="å" * 10_000).name) == LINE
    assert said().name == ""


def test_only_a_plain_yes_vouches_for_an_address() -> None:
    mail = {"email": "a@b.no"}
    assert said(**mail, email_verified=True).verified
    assert said(**mail, email_verified="true").verified
    for value in (False, None, "false", "yes", 0, 2):
        assert not said(**mail, email_verified=value).verified, value
    assert not said(**mail).verified
    assert not said(**mail, xms_edov=True).verified
    entra = {**mail, "iss": f"{rules.ENTRA}8a1b/v2.0"}
    for value in (True, 1, "1", "true"):
        assert said(**entra, xms_edov=value).verified
    assert not said(**entra, xms_edov="0").verified
    assert not said(**entra).verified
    assert not said(**entra, xms_edov=True, email_verified=False).verified


@pytest.mark.parametrize(
    ("email", "domains", "inside"),
    [
        ("a@kommune.no", "kommune.no", True),
        ("a@kommune.no", "annen.no,@Kommune.NO, tredje.no", True),
        ("a@x.kommune.no", "kommune.no", False),
        ("a@ikkekommune.no", "kommune.no", False),
        ("a@kommune.no", "", False),
        ("a@bodø.no", "xn--bod-2na.no", True),
        ("a@xn--bod-2na.no", "Bodø.no", True),
        ("", "", False),
    ],
)
def test_a_domain_is_the_whole_of_it(email: str, domains: str, inside: bool) -> None:
    assert rules.in_domain(email, domains) is inside


@pytest.mark.parametrize("verified", [True, False])
@pytest.mark.parametrize("account", [True, False])
@pytest.mark.parametrize("welcome", [True, False])
@pytest.mark.parametrize("joined_here", [True, False])
@pytest.mark.parametrize("second_factor", [True, False])
@pytest.mark.parametrize("address_typed", [True, False])
def test_an_address_alone_opens_an_account_only_when_all_is_well(
    *,
    verified: bool,
    account: bool,
    welcome: bool,
    joined_here: bool,
    second_factor: bool,
    address_typed: bool,
) -> None:
    who = Someone(ISSUER, "1", "ola@example.org", "Ola", verified)
    then = rules.whose(
        who,
        welcome=welcome,
        account=account,
        joined_here=joined_here,
        second_factor=second_factor,
        address_typed=address_typed,
    )
    joins = verified and account and not joined_here and not second_factor and not address_typed
    makes = verified and not account and welcome
    assert then == ("join" if joins else "make" if makes else "ask")


def test_an_error_is_a_code_or_nothing() -> None:
    assert rules.error_code("access_denied") == "access_denied"
    for odd in ("", "<b>", "x" * 41, "a b", "a\n"):
        assert rules.error_code(odd) == ""
