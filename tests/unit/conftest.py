"""Keeps the quick tests quick: properties are tried on few examples, on many where `SHOTWRIGHT_EXAMPLES` says so."""

from __future__ import annotations

import os

from hypothesis import settings

FEW = 15

settings.register_profile("house", max_examples=int(os.environ.get("SHOTWRIGHT_EXAMPLES", FEW)), deadline=None)
settings.load_profile("house")
