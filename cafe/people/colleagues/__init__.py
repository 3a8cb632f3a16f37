"""Colleagues: who organises a café with whom, the links that lead there, and who may reset whom."""
