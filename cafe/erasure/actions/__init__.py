"""What is done when something is erased for good."""

from cafe.erasure.actions.erase import erase_words
from cafe.erasure.actions.photo import erase_photo

__all__ = ["erase_photo", "erase_words"]
