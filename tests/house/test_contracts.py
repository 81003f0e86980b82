"""Runs the import contracts, and proves each of them by breaking it once in a small copy of the house."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.house.source import ROOT, imports, python_files, shown

ROOMS = (
    *("app", "app/animatic", "app/catalog", "app/desk", "app/domain", "app/jobs", "app/media"),
    *("app/net", "app/prompting", "app/providers", "app/store"),
    *("ui", "ui/fields", "ui/kit", "ui/lists", "ui/panels", "ui/windows"),
)
MODULES = (
    *("app/build", "app/cli", "app/program", "app/resources", "app/strings", "app/tasks"),
    *("app/animatic/stage", "app/animatic/paint", "app/animatic/encode"),
    *("app/providers/base", "app/providers/kling", "app/providers/fal"),
    *("ui/__main__", "ui/gallery"),
)
ALLOWED = {
    "app/net/client": "import httpx",
    "app/animatic/paint": "from PySide6.QtGui import QPainter",
    "ui/panels/form": "from app.desk import Desk\nfrom app.domain import Draft\nfrom app.animatic.paint import paint",
    "ui/__main__": "import app.build, app.cli",
    "app/providers/kling": "import app.providers.base, app.net",
}
BROKEN = {
    "ui over app": ("app/desk/x", "import ui.kit"),
    "layers of app": ("app/store/x", "import app.jobs"),
    "layers of ui": ("ui/fields/x", "import ui.panels"),
    "domain knows no input or output": ("app/domain/x", "import apsw"),
    "only app.net speaks HTTP": ("app/providers/fal", "import httpx"),
    "only app.animatic draws in app": ("app/desk/x", "from PySide6.QtCore import QTimer"),
    "ui asks the desk, not the rooms behind it": ("ui/panels/x", "from app.store import jobs"),
    "only the entrances wire things": ("ui/windows/x", "import app.build"),
    "providers are handed what they need": ("app/providers/fal", "import app.store"),
    "no provider knows another": ("app/providers/fal", "import app.providers.kling"),
}
UI_ASKS, HANDED = "ui asks the desk, not the rooms behind it", "providers are handed what they need"
FURTHER = {
    "siblings in app": ("layers of app", "app/net/x", "import app.store"),
    "siblings in ui": ("layers of ui", "ui/lists/x", "import ui.fields"),
    "a folder without a place": ("layers of app", "app/cellar", ""),
    "a module without a place": ("layers of ui", "ui/attic", ""),
    "the animatic's own process": (UI_ASKS, "ui/panels/x", "import app.animatic.encode"),
    "a provider that imports the animatic": (HANDED, "app/providers/fal", "import app.animatic"),
}


COPIES: dict[str, tuple[str, str] | None] = {"as it is": None, **BROKEN}
COPIES |= {name: (module, text) for name, (_, module, text) in FURTHER.items()}
LINT = """
import os, sys
from importlinter.cli import lint_imports

paths = [*sys.path]
for folder in sys.argv[1:]:
    os.chdir(folder)
    sys.path[:] = paths
    code = lint_imports(no_cache=True, no_logo=True)
    print(f"ended with {code}", flush=True)
"""
"""One process for all: to load the linter takes longer than to run it over a copy."""


def _write(folder: Path, module: str, text: str) -> None:
    (folder / f"{module}.py").write_text(f'"""A module of the copy."""\n{text}\n', encoding="utf-8")


def _copy(folder: Path) -> None:
    """A house with every room and nothing in it but what is allowed."""
    for room in ROOMS:
        (folder / room).mkdir(parents=True)
        _write(folder, f"{room}/__init__", "")
    for module in MODULES:
        _write(folder, module, "")
    for module, text in ALLOWED.items():
        _write(folder, module, text)
    shutil.copy(ROOT / "pyproject.toml", folder)


Linted = dict[str, tuple[int, str]]


@pytest.fixture(scope="module")
def linted() -> Linted:
    """What the linter says of the house and of each copy, and how it ended there."""
    with tempfile.TemporaryDirectory() as name:
        folders = {each: Path(name) / f"copy-{number}" for number, each in enumerate(COPIES)}
        for each, folder in folders.items():
            _copy(folder)
            if breach := COPIES[each]:
                _write(folder, *breach)
        command = [sys.executable, "-c", LINT, str(ROOT), *map(str, folders.values())]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    *said, _ = re.split(r"ended with (\d+)\n", done.stdout)
    assert len(said) == 2 * (1 + len(folders)), done.stdout + done.stderr
    ends = zip(said[::2], map(int, said[1::2]), strict=True)
    return {each: (code, text) for each, (text, code) in zip(("house", *folders), ends, strict=True)}


def test_the_house_keeps_its_contracts(linted: Linted) -> None:
    code, said = linted["house"]
    assert code == 0, said


def test_the_copy_keeps_them_too(linted: Linted) -> None:
    code, said = linted["as it is"]
    assert code == 0, said
    kept = [line.partition(" KEPT")[0] for line in said.splitlines() if " KEPT" in line]
    assert sorted(kept) == sorted(BROKEN), "every contract has its proof"


@pytest.mark.parametrize("name", [*BROKEN, *FURTHER])
def test_a_breach_is_named(linted: Linted, name: str) -> None:
    code, said = linted[name]
    assert code == 1, said
    contract = FURTHER[name][0] if name in FURTHER else name
    assert f"{contract} BROKEN" in said, said


def test_domain_needs_python_and_pydantic_only() -> None:
    effects = {"asyncio", "ctypes", "http", "multiprocessing", "os", "pathlib", "shutil", "socket", "subprocess"}
    known = (sys.stdlib_module_names - effects) | {"pydantic", "pydantic_core"}
    for path in python_files("app/domain"):
        for name in imports(path):
            top = name.split(".")[0]
            assert name.startswith("app.domain") or top in known, f"{shown(path)}: {name}"


def test_app_draws_without_widgets() -> None:
    for path in python_files("app"):
        for name in imports(path):
            # what brings PySide in at all imports its package, which draws nothing yet
            drawing = name == "PySide6" or name.startswith(("PySide6.QtCore", "PySide6.QtGui"))
            assert drawing or not name.startswith("PySide6"), f"{shown(path)}: {name}"
