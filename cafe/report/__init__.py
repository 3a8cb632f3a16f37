"""Report: the document composed once, and its writers."""
