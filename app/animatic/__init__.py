"""Draws a rehearsal of any draft, so that a shot can be watched before it is paid for."""
