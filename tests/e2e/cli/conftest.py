"""Verbs for whole runs of the command line, as the lists have them."""

from __future__ import annotations

from tests.unit.cli.conftest import a_draft, fake, verb

__all__ = ["a_draft", "fake", "verb"]
