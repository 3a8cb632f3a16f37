"""An address as a file may hold it: signs that a URI has no room for are said by their numbers."""

import re
from urllib.parse import quote

# What has a meaning in an address (RFC 3986).
SAFE = "/:?#@!$&'()*+,;=%~-._"


def uri(address: str) -> str:
    """`address` in signs that a URI may have; what stood for a sign already stays."""
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address), safe=SAFE)
