"""The document composed once, as a tree without a format. Pure."""
