"""The target: the button, the picker of models, and what only one model has."""
