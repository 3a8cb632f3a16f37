"""Attacks on a real server, and how long a host and a wall wait beside them."""
