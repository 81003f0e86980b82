"""What stays: files, rows, presets, settings and keys, all under one home."""
