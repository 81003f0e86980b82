"""The target, what goes there, what stands in the way, the price, and the two buttons."""
