"""Checks against the model's row: what it would refuse or bend."""
