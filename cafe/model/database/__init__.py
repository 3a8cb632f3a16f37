"""How the database is opened, and what its own trouble is called."""
