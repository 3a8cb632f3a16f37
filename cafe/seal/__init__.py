"""The seal as people see it: eight words and a QR code, and whether a history still has it."""
