"""Links and short codes: made from a nonce and the installation's key, kept as digests."""

import hashlib
import hmac
import re
import secrets

from sqlalchemy import ColumnElement, Connection, Row, bindparam, insert, select, union_all
from sqlalchemy.orm import Session

from cafe.core.clock import now
from cafe.model import (
    HIDDEN,
    AccountLink,
    CafeTable,
    DocumentLink,
    Follower,
    Invitation,
    Link,
    Question,
    Retired,
    Series,
    Version,
    Workshop,
)

# No 0/O, 1/I/L, U/V or B/8: a code is read aloud in a hall and typed on a phone.
LETTERS = "ACDEFGHJKMNPQRTVWXY34679"
CODE_LENGTH = 6
# The exact form of a token; a short code never has it. Anything else is not even looked up.
TOKEN = re.compile(r"[0-9a-f]{40}")
INVITATION = re.compile(r"i[0-9a-f]{40}")
SHARED = re.compile(r"d[0-9a-f]{40}")
ACCOUNT = re.compile(r"a[0-9a-f]{40}")
SERIES = re.compile(r"s[0-9a-f]{40}")
FOLLOWER = re.compile(r"f[0-9a-f]{40}")
Kind = type[Link | Invitation | Version | DocumentLink | AccountLink | Follower]
KINDS: tuple[Kind, ...] = (Link, Invitation, Version, DocumentLink, AccountLink, Follower)


def _hash(secret_key: str, said: str) -> str:
    return hmac.new(secret_key.encode(), said.encode(), hashlib.sha256).hexdigest()


def secret(secret_key: str, kind: str, nonce: str) -> str:
    """160 bits in an address of one kind, which open nothing of another kind."""
    return _hash(secret_key, f"{kind}:{nonce}")[:40]


def token_of(secret_key: str, nonce: str) -> str:
    """The long secret in the link's address (160 bits)."""
    return secret(secret_key, "token", nonce)


def code_of(secret_key: str, nonce: str) -> str:
    """The short code for the same place, typed by hand (24^6, about 190 million)."""
    number = int(_hash(secret_key, f"code:{nonce}"), 16)
    letters = []
    for _place in range(CODE_LENGTH):
        number, letter = divmod(number, len(LETTERS))
        letters.append(LETTERS[letter])
    return "".join(letters)


def invitation_token(secret_key: str, nonce: str) -> str:
    """The secret in an invitation's address: worked out apart from links', so it opens no table."""
    return "i" + secret(secret_key, "invitation", nonce)


def version_token(secret_key: str, nonce: str) -> str:
    """The secret in the address of a kept document: it opens neither a table nor an invitation."""
    return "d" + secret(secret_key, "version", nonce)


def account_token(secret_key: str, nonce: str) -> str:
    """The secret in the address of a link to an account: it opens nothing else."""
    return "a" + secret(secret_key, "account", nonce)


def series_token(secret_key: str, nonce: str) -> str:
    """The secret in the address of a series' page: it opens nothing else."""
    return "s" + secret(secret_key, "series", nonce)


def digest(secret_key: str, word: str) -> str:
    """What is kept of a token or code."""
    return _hash(secret_key, f"kept:{word}")


def open_link(
    tx: Session, *, workshop_id: str, table_id: int | None, tray: bool = False, secret_key: str
) -> Link:
    """Make the link of one table or of its tray, or of the wall when `table_id` is None."""
    link = Link(workshop_id=workshop_id, table_id=table_id, tray=tray)
    _renew(tx, link, secret_key)
    tx.add(link)
    tx.flush()
    return link


def open_links(tx: Session, workshop: Workshop, secret_key: str) -> None:
    """Make the links that are missing: the wall's, the tables', their trays' in a silent start."""
    tx.flush()
    have = select(Link.table_id, Link.tray).where(Link.workshop_id == workshop.id)
    known = set(map(tuple, tx.execute(have)))
    here = select(CafeTable.id).where(CafeTable.workshop_id == workshop.id)
    wanted = [(None, False), *((table_id, False) for table_id in tx.scalars(here))]
    if workshop.silent:
        talk = here.join(CafeTable.question).where(Question.form == "tables")
        wanted += [(table_id, True) for table_id in tx.scalars(talk)]
    missing = (one for one in wanted if one not in known)
    new = [Link(workshop_id=workshop.id, table_id=at, tray=tray) for at, tray in missing]
    for link in new:
        _name(link, secret_key)
    # One question for all their codes; a code that somebody has is made anew by itself.
    mine = Link.code_digest.in_([link.code_digest for link in new])
    met = set(tx.scalars(select(Link.code_digest).where(mine)))
    for link in new:
        if link.code_digest in met:
            _renew_code(tx, link, secret_key, secrets.token_hex(16))
        met.add(link.code_digest)
    tx.add_all(new)
    tx.flush()


def _name(link: Link, secret_key: str) -> None:  # whether the code is free is another question
    link.nonce = link.code_nonce = secrets.token_hex(16)
    link.token_digest = digest(secret_key, token_of(secret_key, link.nonce))
    link.code_digest = digest(secret_key, code_of(secret_key, link.nonce))


def renew_link(tx: Session, *, link: Link, secret_key: str) -> None:
    """Give the link a new address and code; the old ones open nothing from now on."""
    retire(tx, Link, Link.id == link.id)
    _renew(tx, link, secret_key)
    tx.flush()


def renew_code(tx: Session, *, link: Link, secret_key: str) -> None:
    """Give the link another short code; its address stays."""
    _renew_code(tx, link, secret_key, secrets.token_hex(16))
    tx.flush()


def _renew(tx: Session, link: Link, secret_key: str) -> None:
    _name(link, secret_key)
    _renew_code(tx, link, secret_key, link.nonce)


def _renew_code(tx: Session, link: Link, secret_key: str, nonce: str) -> None:
    while True:
        link.code_nonce, link.code_digest = nonce, digest(secret_key, code_of(secret_key, nonce))
        with tx.no_autoflush:
            taken = select(Link.id).where(Link.code_digest == link.code_digest, Link.id != link.id)
            if tx.scalars(taken).first() is None:
                return
        nonce = secrets.token_hex(16)


def retire(tx: Session, kind: Kind | type[Series], which: ColumnElement[bool]) -> None:
    """Remember the tokens of those that `which` picks, before they go or get new ones.

    Who listens by such a link hears after the commit that it is gone.
    """
    tx.flush()
    found = [digest for digest in tx.scalars(select(kind.token_digest).where(which)) if digest]
    if found:
        tx.execute(insert(Retired), [{"token_digest": digest} for digest in found])
        tx.info.setdefault("gone", []).extend(found)


def renew_version_link(tx: Session, *, version: Version, secret_key: str) -> None:
    """Give the kept document a new address; the old one shows nothing from now on."""
    retire(tx, Version, Version.id == version.id)
    version.nonce = secrets.token_hex(16)
    version.token_digest = digest(secret_key, version_token(secret_key, version.nonce))
    tx.flush()


# Built once, and columns alone: everybody who joins asks it twice, and building a statement and an
# object costs more than asking.
_OPENED = select(Link.workshop_id, Link.table_id, Link.token_digest, Link.tray)
_OPENED = _OPENED.join(Workshop, Workshop.id == Link.workshop_id)
_OPENED = _OPENED.where(Link.token_digest == bindparam("kept"), Workshop.binned.is_(None))
_CODE = select(Link).where(Link.code_digest == bindparam("kept"))
_OURS = union_all(
    *(
        select(kind.token_digest).where(kind.token_digest == bindparam("kept"))
        for kind in (Retired, Invitation, Version, DocumentLink, AccountLink, Series, Follower)
    )
)
_IN_BIN = union_all(
    *(
        select(Workshop.id)
        .join(kind, kind.workshop_id == Workshop.id)
        .where(kind.token_digest == bindparam("kept"), Workshop.binned.is_not(None))
        for kind in KINDS
    )
)
_LINK = select(Link).where(Link.token_digest == bindparam("kept"))


def find_opened(
    db: Connection, token: str, secret_key: str
) -> Row[str, int | None, str, bool] | None:
    """Where a link leads now: workshop, table (None: the wall), its digest, whether to the tray."""
    if not TOKEN.fullmatch(token):
        return None
    return db.execute(_OPENED, {"kept": digest(secret_key, token)}).first()


def was_ours(db: Connection, token: str, form: re.Pattern[str], secret_key: str) -> bool:
    """Whether a token of this form, which opens nothing now, once did: no guess, then."""
    return form.fullmatch(token) is not None and bool(
        db.execute(_OURS, {"kept": digest(secret_key, token)}).first()
    )


def in_bin(db: Connection, token: str, secret_key: str) -> bool:
    """Whether a token is of a café that lies in the bin: it opens again if that is taken back."""
    return db.execute(_IN_BIN, {"kept": digest(secret_key, token)}).first() is not None


def find_link(db: Session, token: str, secret_key: str) -> Link | None:
    """The link that this is the whole token of, now."""
    if not TOKEN.fullmatch(token):
        return None
    return db.scalars(_LINK, {"kept": digest(secret_key, token)}).first()


def find_code(db: Session, typed: str, secret_key: str) -> Link | None:
    """The link whose short code this is, as a person types it: small letters, spaces, dashes.

    Whether it opens anything now says `codes_open`.
    """
    code = "".join(typed.upper().split()).replace("-", "")
    if len(code) != CODE_LENGTH or not set(code) <= set(LETTERS):
        return None
    return db.scalars(_CODE, {"kept": digest(secret_key, code)}).first()


def codes_open(workshop: Workshop) -> bool:
    """Whether the café's short codes open anything: not when finished, in the bin, or without."""
    return workshop.codes and workshop.stage != "finished" and workshop.binned is None


def code_to_show(workshop: Workshop, link: Link, secret_key: str) -> str:
    """The short code with a gap in the middle; "" while it opens nothing."""
    if not codes_open(workshop):
        return ""
    code = code_of(secret_key, link.code_nonce)
    return f"{code[:3]} {code[3:]}"


def find_invitation(db: Session, token: str, secret_key: str) -> Invitation | None:
    """The invitation that a token opens, while its table still has a host of that name."""
    if not INVITATION.fullmatch(token):
        return None
    kept = digest(secret_key, token)
    query = select(Invitation).join(Workshop).where(Workshop.binned.is_(None))
    invited = db.scalars(query.where(Invitation.token_digest == kept)).first()
    table = invited and db.get(CafeTable, invited.table_id)
    return invited if invited and table and invited.name in table.hosts else None


def find_account_link(db: Session, token: str, secret_key: str) -> AccountLink | None:
    """The link to an account that this is the whole word of, while it opens something."""
    if not ACCOUNT.fullmatch(token):
        return None
    found = select(AccountLink).where(AccountLink.token_digest == digest(secret_key, token))
    link = db.scalars(found.where(AccountLink.ends > now())).first()
    workshop = link and link.workshop_id and db.get(Workshop, link.workshop_id)
    shut = workshop and (workshop.binned is not None or workshop.stage in HIDDEN)
    return None if shut else link


def open_series(tx: Session, *, series: Series, secret_key: str) -> None:
    """Give the series' page an address, or another one: the old one shows nothing from now on."""
    close_series(tx, series=series)
    series.nonce = secrets.token_hex(16)
    series.token_digest = digest(secret_key, series_token(secret_key, series.nonce))
    tx.flush()


def close_series(tx: Session, *, series: Series) -> None:
    """The series has no page on the web any more; who has its address is told so."""
    retire(tx, Series, Series.id == series.id)
    series.nonce = series.token_digest = None
    tx.flush()


def find_series(db: Session, token: str, secret_key: str) -> Series | None:
    """The series whose page this is the whole token of, now."""
    if not SERIES.fullmatch(token):
        return None
    return db.scalars(
        select(Series).where(Series.token_digest == digest(secret_key, token))
    ).first()
