"""One widget per field kind, all with one face, so that a form is data."""
