"""The corpus of the checks: drafts that each has to tell, and drafts that it has to leave alone."""
