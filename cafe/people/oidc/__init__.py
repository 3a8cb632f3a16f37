"""Logging in where people already have an account: OpenID Connect (Entra ID, Feide, ID-porten …).

`provider.py` speaks with the log-in service, `tokens.py` and `rules.py` say what its answers are
worth, `actions.py` knows whose account that is. The routes are in `people/routes/oidc.py`.
"""
