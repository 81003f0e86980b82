"""Gathers what every panel shows in the gallery: a room's module `specimens` has a list of its own."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import ui.panels as panels
from ui.kit.specimen import Specimen

ROOMS = sorted(f"{panels.__name__}.{each.name}.specimens" for each in iter_modules(panels.__path__) if each.ispkg)
SPECIMENS: list[Specimen] = [
    specimen for room in ROOMS if find_spec(room) for specimen in import_module(room).SPECIMENS
]
