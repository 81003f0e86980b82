"""Checks of who is who, who says what, and what has to agree from shot to shot."""
