"""The beats editor: cards, lines and sounds of a draft on its time bar."""
