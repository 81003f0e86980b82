"""Reads templates, models, vocabularies and presets, ours and the person's own; a bad file is reported."""

from app.catalog.catalog import Catalog
from app.catalog.folders import Problem

__all__ = ["Catalog", "Problem"]
