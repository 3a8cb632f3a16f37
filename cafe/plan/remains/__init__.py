"""What remains before the day and before the document: its lines, and the facts before the day."""
