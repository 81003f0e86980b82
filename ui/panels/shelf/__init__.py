"""The shelf of drafts, presets, searches and what was thrown away."""
