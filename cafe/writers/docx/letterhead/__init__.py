"""Somebody's Word file as the paper that a document is printed on."""
