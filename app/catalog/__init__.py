"""Reads templates, models, vocabularies and presets, ours and the person's own; a bad file is reported."""
