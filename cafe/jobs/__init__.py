"""Jobs: everything slow or large, each in a bounded process of its own that others can follow."""
