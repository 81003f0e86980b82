"""Reads our own resources and the certificates once for hundreds of desks: what they hold is frozen."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.catalog import catalog
from app.catalog.folders import Files, Folder
from app.domain.preset import read_preset

_read = Files._file
_preset = cache(read_preset)
_known: dict[tuple[str, Path, str], Any] = {}


def read_ours_once(patch: pytest.MonkeyPatch) -> None:
    """Let every catalogue of this process share the rows of our own files; the person's are read each time."""
    patch.setattr(Files, "_file", _file)
    patch.setattr(catalog, "read_preset", _preset)


def read_certificates_once(patch: pytest.MonkeyPatch) -> None:
    """Let every client of this process trust by the same context: to load whom to trust takes longer than a test."""
    import httpx

    global _trust
    _trust = _trust or cache(httpx.create_ssl_context)
    patch.setattr(httpx, "create_ssl_context", _trust)


_trust: Any = None


def _file(files: Files[Any], folder: Folder, name: str) -> tuple[int, list[Any]]:
    if not folder.ours:
        return _read(files, folder, name)
    key = (files._kind, folder.root, name)
    if key not in _known:
        _known[key] = _read(files, folder, name)
    return _known[key]  # type: ignore[no-any-return]
