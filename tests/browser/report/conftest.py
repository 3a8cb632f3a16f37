"""The tests of a file share a café; a document's page, ready to be changed."""

from tests.browser.report.papers import here
from tests.support.shared import server

__all__ = ["here", "server"]
