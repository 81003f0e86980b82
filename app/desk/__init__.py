"""The only mutable state of the program: verbs in, snapshots out."""
