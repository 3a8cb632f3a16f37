"""Dialogkafé: from the first note to the signed summary the same evening."""
