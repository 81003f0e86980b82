"""Qt list models over one adapter, so that a long list is a query and never a copy."""
