"""Frozen nouns of the program: what a draft, model, request, job and clip are, without any effect on the world."""
