"""The document's page: its words and options, files of it, and the versions that are kept."""
