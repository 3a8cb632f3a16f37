"""Extracts of the document as it stands or was kept: what there is to choose, and their files."""
