"""What a rehearsal could only draw as a plain box is told by its worker, kept with the job, and said everywhere."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from app.program import child_environment, own_command

PROPS = '[{"id": "thing", "label": "flux condenser", "at": {"side": "left", "depth": "near"}}]'


@pytest.mark.slow
def test_the_job_of_a_rehearsal_says_what_was_drawn_as_a_box(home: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        command = own_command(*arguments)
        return subprocess.check_output(command, cwd=tmp_path, env=child_environment(), text=True)

    run("new", "small-rescue", "-o", "a.draft.json", "--set", f"place.props={PROPS}", "--set", "frame.resolution=480p",
        "--set", 'shots=[{"id": "s1", "seconds": 0.2}]')  # fmt: skip
    drawn = json.loads(run("render", "a.draft.json", "--model", "animatic/board", "--json"))
    assert drawn["state"] == "done"
    assert drawn["remarks"] == ["The animatic draws flux condenser as a plain box."]
    assert json.loads(run("jobs", "--json"))["jobs"][0]["remarks"] == drawn["remarks"]
