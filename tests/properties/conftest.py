"""Sets how many examples a property is shown, and watches over each test as over the quick ones."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.fakes.depth import EXAMPLES
from tests.unit.conftest import pytest_runtest_call

__all__ = ["pytest_runtest_call"]

settings.register_profile("house", max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
