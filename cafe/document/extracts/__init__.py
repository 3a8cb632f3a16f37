"""Extracts: a document cut to what somebody chose of it, in its own words and order. Pure."""
