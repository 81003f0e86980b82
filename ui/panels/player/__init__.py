"""The player: the picture, a time bar, a transport, takes and the draft beside them."""
