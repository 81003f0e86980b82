"""Checks of the camera, and what reads in a text what it does."""
