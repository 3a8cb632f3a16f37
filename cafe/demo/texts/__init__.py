"""What was said at the demo café, one file per question."""
