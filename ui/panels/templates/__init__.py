"""The templates: all there are, and one's own changed and tried."""
