"""Writes a phrase as it stands inside a JSON text, each piece by itself."""

from __future__ import annotations

import json
import re

from app.prompting.spans import Phrase, Piece


def escaped(phrase: Phrase) -> Phrase:
    """A phrase as it stands inside a JSON text."""
    return [piece if _IN_JSON.search(piece.text) is None else _escaped(piece) for piece in phrase]


_IN_JSON = re.compile(r'["\\\x00-\x1f]')
"""What a JSON text does not hold as it is."""


def _escaped(piece: Piece) -> Piece:
    return Piece(json.dumps(piece.text, ensure_ascii=False)[1:-1], piece.path)
