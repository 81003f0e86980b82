"""The fields' pages of the gallery: every kind in every state, over a made-up draft."""

from __future__ import annotations

from ui.fields.specimens_lists import LISTS
from ui.fields.specimens_plain import PLAIN
from ui.kit.specimen import Specimen

SPECIMENS: list[Specimen] = [*PLAIN, *LISTS]
