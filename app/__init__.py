"""The whole program without a window: everything a script can do, a person can do, and the other way round."""
