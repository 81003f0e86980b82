"""Looks at what is installed: everything by its hash, and nothing that runs by itself at every start of Python."""

from __future__ import annotations

import re
import site
from pathlib import Path

from tests.faults.promises import Extent, Figure

EXPECTED = (r"__editable__\.shotwright-[\w.]+\.pth", r"distutils-precedence\.pth")
"""Files that Python reads at every start: our own checkout's, and one of setuptools."""
NAMED = re.compile(r"^[A-Za-z0-9][\w.\-]*==")


def unhashed(lock: Path) -> list[str]:
    """Requirements of a lock that name no hash."""
    entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8"))
    return [entry.split()[0] for entry in entries if NAMED.match(entry) and "--hash=sha256:" not in entry]


def strange_starts() -> list[str]:
    """Start-up files of this environment that nobody knows."""
    files = [file for folder in site.getsitepackages() for file in Path(folder).glob("*.pth")]
    return [file.name for file in files if not any(re.fullmatch(each, file.name) for each in EXPECTED)]


def measure(extent: Extent) -> list[Figure]:
    """The figure of it."""
    wrong = [*unhashed(extent.root / "requirements.lock"), *strange_starts()]
    return [Figure("P24", f"{len(wrong)} unhashed or unknown", not wrong, tuple(wrong))]
