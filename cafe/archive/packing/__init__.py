"""A café's zip: how it is put together, and how one is opened."""
