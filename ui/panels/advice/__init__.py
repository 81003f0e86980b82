"""Which model a draft wants: the ranking, its reasons, and what each would lose."""
