"""The parts of the window: each shows its piece of the snapshot and knows no other."""
