"""What is packed with the program agrees with the program: version, name on the desktop, licences, its own modules."""

from __future__ import annotations

import re
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.house.source import ROOT

PLACE = ROOT / "packaging"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


@pytest.mark.parametrize("name", ["shotwright.spec", "windows/version.txt"])
def test_a_package_names_the_version_of_the_project(name: str) -> None:
    said = re.findall(r"\d+\.\d+\.\d+", (PLACE / name).read_text(encoding="utf-8"))
    assert said
    assert set(said) == {VERSION}


def test_the_desktop_entry_is_the_one_the_window_names() -> None:
    entry = ConfigParser(interpolation=None)
    entry.read(PLACE / "linux" / "shotwright.desktop", encoding="utf-8")
    start = (ROOT / "ui" / "windows" / "start.py").read_text(encoding="utf-8")
    named = re.findall(r'setDesktopFileName\("(\w+)"\)', start)
    assert named == [entry["Desktop Entry"]["StartupWMClass"]] == [entry["Desktop Entry"]["Icon"]]


def test_the_licences_name_all_that_is_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(PLACE)])
    from licences import gather

    gather("shotwright", tmp_path)
    page = (tmp_path / "README.txt").read_text(encoding="utf-8")
    listed = {line.split()[0].lower() for line in page.splitlines() if ": " in line}
    assert {"av", "httpx", "pydantic", "pydantic_core", "pyside6_essentials", "shiboken6", "python-lucide"} <= listed
    assert not {"pytest", "mypy", "hypothesis"} & listed
    assert list((tmp_path / "httpx").iterdir())
    assert page.count("PySide6_Essentials") == 1
