"""What a phone is given for what it wrote, and shows when it asks about it or mends it.

Screens are told the ids of much that phones write, so an id alone gives no right; with this nothing
about the phone itself has to be kept.
"""

import hashlib
import hmac


def receipt_of(secret_key: str, kind: str, workshop_id: str, uid: str) -> str:
    """The receipt of one thing; `kind`: "asked" of a question at the wall, "tray" of a note."""
    return sealed(secret_key, f"{kind}:{workshop_id}:{uid}")


def holds_receipt(secret_key: str, kind: str, workshop_id: str, uid: str, receipt: str) -> bool:
    """Whether `receipt` is that of this thing."""
    right = receipt_of(secret_key, kind, workshop_id, uid)
    return hmac.compare_digest(right.encode(), receipt.encode())


def sealed(secret_key: str, words: str) -> str:
    """A digest of `words` that this installation alone can make: no way back to them."""
    return hmac.new(secret_key.encode(), words.encode(), hashlib.sha256).hexdigest()[:40]
