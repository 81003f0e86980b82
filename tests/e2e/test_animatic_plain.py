"""The worker reads the draft it draws without pydantic: as the same values as everywhere."""

from __future__ import annotations

import json
import subprocess
import sys

from app.catalog import Catalog
from app.domain.request import Request
from app.domain.upgrade import write_draft
from app.program import child_environment
from app.providers.animatic import PROVIDER

READ = """
import json, sys
import app.animatic.worker
app.leaves_judging = True
from app.animatic.stage import build_stage
from app.domain.upgrade import read_draft

drafts = [read_draft(text.encode(), "draft") for text in json.load(sys.stdin)]
assert all(build_stage(draft).seconds for draft in drafts)
json.dump([draft.model_dump() for draft in drafts], sys.stdout)
assert not any(name.startswith("pydantic") for name in sys.modules)
"""


def test_every_preset_is_read_as_the_same_values() -> None:
    catalog = Catalog()
    drafts = [catalog.preset(preset.id).draft for preset in catalog.presets()]
    orders = [
        json.loads(
            PROVIDER.payload(
                Request(model="animatic/board", dialect="plain", text="t", seconds=1.0, draft=text), {}
            ).body
        )
        for text in (write_draft(draft).decode() for draft in drafts)
    ]
    child = subprocess.run(
        [sys.executable, "-c", READ],
        input=json.dumps([order["draft"] for order in orders]),
        env=child_environment(),
        capture_output=True,
        text=True,
    )
    assert child.stderr == ""
    assert json.loads(child.stdout) == [draft.model_dump(mode="json") for draft in drafts]
