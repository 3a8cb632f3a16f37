"""The letters in print: which fonts there are, what each can draw, and what none can."""
