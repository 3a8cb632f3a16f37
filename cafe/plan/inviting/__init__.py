"""Asking the hosts: the letter, the addresses, and who is asked again."""
