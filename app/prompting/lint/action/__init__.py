"""Checks of what happens, and what reads verbs, bodies, hands and directions."""
