"""The tests of a file share a café."""

from tests.support.shared import server

__all__ = ["server"]
