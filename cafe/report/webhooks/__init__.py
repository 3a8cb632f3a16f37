"""Telling another system that a document was published: off until an owner names an address."""
