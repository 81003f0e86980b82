"""Checks of Chinese texts, by Chinese lists."""
