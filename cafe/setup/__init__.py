"""From a bare Python to a running café: environment, packages, bundles, texts, and the gate.

`environment` and what it imports run before anything is installed and on Pythons that are too old
for the rest: standard library only, and they parse on Python 3.8 (a test keeps that).
What this folder prints is for whoever installs the café, before any catalogue exists: English.
"""
