"""Draft in; words, parameters, findings, losses and estimate out: pure, same bytes every time."""
