"""Where each printed word comes from, and whether a rewording says what its notes say. Pure.

`class_of` and `sources` are the whole of it; the rules are written down in `rewording.py`.
"""
