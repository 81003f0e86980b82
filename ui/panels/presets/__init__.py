"""The presets: looked at, begun from, laid over, saved, handed on."""
