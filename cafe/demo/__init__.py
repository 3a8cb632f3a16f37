"""A believable café, made by the same actions a person uses."""
