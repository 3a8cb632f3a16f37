"""Organisations: who belongs to which, what each may hold, and who runs them."""
