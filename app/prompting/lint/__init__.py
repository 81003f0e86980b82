"""Checks a compiled draft against the model's row and the craft: each family of checks is one module."""

from __future__ import annotations

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.domain.model import Model
from app.domain.request import Compiled
from app.prompting.lint import limits, references

CHECKS = (*limits.CHECKS, *references.CHECKS)
_RANK = {"error": 0, "warning": 1, "hint": 2}


def lint(draft: Draft, model: Model, compiled: Compiled, *, today: str) -> tuple[Finding, ...]:
    """Every finding, errors first, each level in the order of the checks. `today` is an ISO day."""
    found = [finding for check in CHECKS for finding in check(draft, model, compiled, today)]
    return tuple(sorted(found, key=lambda finding: _RANK[finding.level]))
