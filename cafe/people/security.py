"""Whom to tell of a weakness, as a file that machines read (RFC 9116)."""

from datetime import datetime, timedelta

GOOD_FOR = timedelta(days=180)  # RFC 9116, 2.5.5: less than a year


def contact_uri(contact: str) -> str:
    """`contact` as a URI: an e-mail address gets its `mailto:`. "" stays so."""
    return f"mailto:{contact}" if "@" in contact and ":" not in contact else contact


def contact_file(contact: str, base: str, now: datetime) -> str:
    """The file's text. Without a `contact` the site's own page about who holds it is named.

    `base` is the site's address. It expires half a year after today, so that it is never stale.
    """
    lines = [
        f"Contact: {contact_uri(contact) or f'{base}/privacy'}",
        f"Expires: {now + GOOD_FOR:%Y-%m-%d}T00:00:00Z",
        "Preferred-Languages: nb, nn, en",
    ]
    if base.startswith("https://"):
        lines.append(f"Canonical: {base}/.well-known/security.txt")
    return "\n".join([*lines, ""])
