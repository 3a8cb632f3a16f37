"""The posters, live; what people do there, and what the organiser does with it."""
