"""The form: head, facts, sections, and the bodies for a story and for a camera path."""
