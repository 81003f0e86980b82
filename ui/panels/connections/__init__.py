"""The ways to models: made, tried, changed and taken away."""
