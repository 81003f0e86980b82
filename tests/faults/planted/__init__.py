"""Plants known faults in copies of the program and sees that the rig finds them: one that finds none proves nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from tests.faults.ends import ROOT, environment

COPIED = ("app", "resources", "tests/fakes", "tests/faults", "tests/__init__.py", "tests/patience.py", "pyproject.toml")
FAULTS = Path(__file__).parent


def faults() -> dict[str, dict[str, Any]]:
    """Every fault there is to plant, by its name."""
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FAULTS.glob("*.toml"))}


def changed(file: Path, change: dict[str, str]) -> str:
    """A file with the fault in it. RuntimeError where the text to change is no longer there exactly once."""
    text = file.read_text(encoding="utf-8")
    if text.count(change["old"]) != 1:
        raise RuntimeError(f"{change['file']} no longer says once what is to be changed: {change['old']}")
    return text.replace(change["old"], change["new"])


def plant(folder: Path, fault: dict[str, Any]) -> None:
    """Copy the program and change the copy."""
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    for change in fault["change"]:
        file = folder / change["file"]
        file.write_text(changed(file, change), encoding="utf-8")


def find(folder: Path, fault: dict[str, Any]) -> tuple[bool, str]:
    """Whether the rig fails in a copy with the fault, by the promise that it breaks; and what it printed."""
    plant(folder, fault)
    command = [sys.executable, "-m", "tests.faults.rig", *fault["run"]]
    run = subprocess.run(
        command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=False, timeout=600
    )
    lines = run.stdout.splitlines()
    place = next((number for number, line in enumerate(lines) if line.startswith(f"{fault['breaks']:4} NO")), None)
    if run.returncode != 1 or place is None or "broke down" in run.stdout:
        return False, run.stdout[-1500:] + run.stderr[-1500:]
    return True, "\n".join(lines[place : place + 4])


def main(folder: Path) -> int:
    """Plant each fault, and print what was found; 1 where one was not."""
    missed = 0
    for name, fault in faults().items():
        found, said = find(folder / name, fault)
        missed += not found
        sys.stdout.write(f"{'found' if found else 'NOT FOUND'}: {fault['title']}\n{said}\n\n")
        sys.stdout.flush()
        shutil.rmtree(folder / name, ignore_errors=True)
    return 1 if missed else 0
