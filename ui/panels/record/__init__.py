"""The record of one clip: what was asked and what came."""
