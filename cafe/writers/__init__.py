"""The document's tree and the raw material as files; nothing of the café is read here."""
