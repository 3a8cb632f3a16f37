"""How long a café's raw material is kept, who is reminded, and how it goes."""
