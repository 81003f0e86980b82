"""The headless front end: the same program without its window, for scripts, tests and other programs."""
