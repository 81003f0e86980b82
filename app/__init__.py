"""The whole program without a window: everything a script can do, a person can do, and the other way round."""

leaves_judging = False
"""Whether `app.domain` leaves pydantic to its first use. The window says so before it imports it: it reads what this
program wrote itself and is to be painted first. For everyone else the nouns come with their judge."""
