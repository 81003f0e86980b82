"""The camera path editor: lanes of keys, the view from above, the live framing."""
