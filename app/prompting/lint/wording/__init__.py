"""Checks of words, names, lettering and light."""
