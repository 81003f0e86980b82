"""The only mutable state of the program: what is open, its history, and the verbs people and scripts use."""
