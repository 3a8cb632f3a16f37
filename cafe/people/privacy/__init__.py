"""The privacy page: who is answerable, and what is stored. And the accessibility statement."""
