"""The second step of an account: set up, used, taken away."""

from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict, Invalid
from cafe.model import RecoveryCode, SecondFactor
from cafe.people.factor import rules
from cafe.people.links import digest

Answer = Literal["fits", "used", "wrong"]


def set_up(
    tx: Session,
    *,
    person_id: int,
    nonce: str,
    typed: str,
    codes: list[str],
    now: float,
    secret_key: str,
) -> None:
    """From now on it has one. `typed` is a code of the telephone, which has the secret then.

    The same again does nothing. Raises Invalid when the code does not fit; Conflict when the
    account has another one already.
    """
    there = tx.get(SecondFactor, person_id)
    if there is not None and there.nonce == nonce:
        return
    if there is not None:
        raise Conflict(_("The second step is on already. Switch it off first."))
    step = rules.fitting_step(rules.secret_of(secret_key, nonce), typed, now)
    if step is None:
        raise Invalid(_("This code does not fit."), where="code")
    tx.add(SecondFactor(person_id=person_id, nonce=nonce, step=step))
    tx.add_all(
        RecoveryCode(person_id=person_id, digest=digest(secret_key, rules.plain(code)))
        for code in codes
    )
    tx.flush()


def use(
    tx: Session, *, person_id: int, typed: str, ticket: str, now: float, secret_key: str
) -> Answer:
    """Whether the code opens this log-in. Each is good for one (`ticket`), sent once or twice."""
    if rules.is_recovery(typed):
        return _use_recovery(tx, person_id, digest(secret_key, rules.plain(typed)), ticket)
    query = select(SecondFactor).where(SecondFactor.person_id == person_id)
    factor = tx.scalars(query.with_for_update()).first()
    if factor is None:
        return "wrong"
    step = rules.fitting_step(rules.secret_of(secret_key, factor.nonce), typed, now)
    if step is None:
        return "wrong"
    if step <= factor.step and not (step == factor.step and factor.used_by == ticket):
        return "used"
    factor.step, factor.used_by = step, ticket
    tx.flush()
    return "fits"


def _use_recovery(tx: Session, person_id: int, kept: str, ticket: str) -> Answer:
    mine = (RecoveryCode.person_id == person_id, RecoveryCode.digest == kept)
    code = tx.scalars(select(RecoveryCode).where(*mine).with_for_update()).first()
    if code is None:
        return "wrong"
    if code.used_by not in ("", ticket):
        return "used"
    code.used_by = ticket
    tx.flush()
    return "fits"


def take_away(tx: Session, *, person_id: int) -> bool:
    """The password alone logs in again. False when it did before."""
    tx.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    gone = tx.execute(delete(SecondFactor).where(SecondFactor.person_id == person_id))
    return bool(gone.rowcount)  # type: ignore[attr-defined]
