"""Keeps requirements.lock what set-up relies on: every version pinned, every file known by its hash, no address."""

from __future__ import annotations

import re
import sys
import tomllib

from tests.house.source import ROOT, imports, python_files

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _names(requirements: list[str]) -> set[str]:
    return {_plain(re.split(r"[<>=!~;\[ ]", line)[0]) for line in requirements}


def _pins() -> dict[str, str]:
    logical = LOCK.replace("\\\n", " ").splitlines()
    return {_plain(line.split("==")[0]): line for line in logical if line.strip()}


def test_every_pin_has_hashes_and_nothing_else() -> None:
    for name, line in _pins().items():
        pin = r"[a-z0-9-]+==[\w.]+( ; [^-]*?)?( +--hash=sha256:[0-9a-f]{64})+ *"
        assert re.fullmatch(pin, line), f"{name}: {line[:120]}"
    assert "://" not in LOCK


def test_everything_asked_for_is_pinned() -> None:
    asked = _names(PROJECT["project"]["dependencies"]) | _names(PROJECT["dependency-groups"]["dev"])
    asked |= _names(PROJECT["build-system"]["requires"])
    assert asked <= set(_pins())


def test_the_pins_that_keep_python_3_11_alive() -> None:
    pins = _pins()
    assert pins["pyside6-essentials"].startswith("pyside6-essentials==6.11.")
    assert pins["av"].startswith("av==18.")


def test_the_program_imports_only_what_it_asks_for() -> None:
    brought = {"PySide6": "pyside6-essentials", "shiboken6": "pyside6-essentials", "pydantic_core": "pydantic"}
    asked = _names(PROJECT["project"]["dependencies"])
    foreign = {
        name.split(".")[0]
        for path in python_files("app", "ui")
        for name in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names | {"app", "ui"}
    }
    assert not {name for name in foreign if _plain(brought.get(name, name)) not in asked}
