"""Looks into clips: whole or damaged, which frames, which draft is inside."""
