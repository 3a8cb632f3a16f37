"""The tests of a file share a café."""

from tests.browser.shared import server

__all__ = ["server"]
