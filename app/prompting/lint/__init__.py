"""Checks a compiled draft against the model's row and the craft: each family of checks is one module."""

from __future__ import annotations

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.domain.model import Model
from app.domain.request import Compiled


def lint(draft: Draft, model: Model, compiled: Compiled, *, today: str) -> tuple[Finding, ...]:
    """Every finding, errors first."""
    return ()
