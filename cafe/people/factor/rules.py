"""Codes of the second step: worked out, compared, written for people. Plain values."""

import hmac
import unicodedata
from base64 import b32encode

import pyotp

STEP_SECONDS = 30
DRIFT = (0, -1, 1)  # steps: telephones and this machine may differ a little (RFC 6238, 5.2)
SECRET_BYTES = 20  # as the digest has (RFC 4226, 4, R6)
CODES, CODE_LETTERS = 10, 10  # 24^10: 45 bits each
ISSUER = "Dialogkafé"


def secret_of(key: str, nonce: str) -> str:
    """The secret that the telephone keeps, in Base32; here only `nonce` is.

    Like a link's, it is worked out with the installation's key: the database alone holds none.
    """
    made = hmac.digest(key.encode(), b"second step:" + nonce.encode(), "sha256")
    return b32encode(made[:SECRET_BYTES]).decode()


def address_of(secret: str, email: str) -> str:
    """What the QR code says (Key Uri Format of Google Authenticator)."""
    return str(pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER))


def in_groups(secret: str) -> str:
    """The secret as it is typed by hand, where no picture can be read."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def fitting_step(secret: str, typed: str, now: float) -> int | None:
    """Which half minute since 1970 the code is of, when it is of about now; None: of none."""
    code, step, found = plain(typed), int(now // STEP_SECONDS), None
    for drift in DRIFT:
        right = pyotp.HOTP(secret).at(max(step + drift, 0))
        if hmac.compare_digest(right.encode(), code.encode()) and found is None:
            found = step + drift
    return found


def recovery_codes(key: str, nonce: str, letters: str) -> list[str]:
    """Ten codes of `letters`, from a nonce that is forgotten: of each a digest is kept."""
    return [_recovery_code(key, f"{nonce}:{number}", letters) for number in range(CODES)]


def _recovery_code(key: str, nonce: str, letters: str) -> str:
    made = hmac.digest(key.encode(), b"recovery:" + nonce.encode(), "sha256")
    number, found = int.from_bytes(made), []
    for _place in range(CODE_LETTERS):
        number, letter = divmod(number, len(letters))
        found.append(letters[letter])
    return f"{''.join(found[:5])}-{''.join(found[5:])}"


def plain(typed: str) -> str:
    """A code without what people type between; digits of any script are digits."""
    kept = (one for one in typed[:100].upper() if one.isalnum() and one.isprintable())
    return "".join(str(unicodedata.decimal(one, one)) for one in kept)


def is_recovery(typed: str) -> bool:
    """Whether it has the form of a recovery code; else it is taken for one of the telephone."""
    return len(plain(typed)) == CODE_LETTERS
