"""Windows and dialogs: where panels find their place and commands their keys."""
