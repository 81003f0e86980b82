"""Takes a request along its states to a clip, and never pays twice by guesswork."""
