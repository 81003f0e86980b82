"""Gathers what every panel shows in the gallery: each `specimens_*` module beside this one has a list of its own."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import ui.panels as room
from ui.kit.specimen import Specimen

SPECIMENS: list[Specimen] = [
    specimen
    for module in sorted(iter_modules(room.__path__), key=lambda each: each.name)
    if module.name.startswith("specimens_")
    for specimen in import_module(f"{room.__name__}.{module.name}").SPECIMENS
]
