"""Every clip with its poster and record, found by its words and by filters."""
