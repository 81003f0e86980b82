"""The first minute, and the Shot column while nothing is open."""
