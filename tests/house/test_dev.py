"""Proves what set-up promises before any library is there: parses on an old Python, repairs, says what is missing."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.house.source import ROOT

DEV = ROOT / "dev.py"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout's environment elsewhere, not made yet."""
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "MARK", tmp_path / ".venv" / "set-up.json")
    return tmp_path / ".venv"


def test_it_parses_on_python_3_8_and_needs_no_library() -> None:
    tree = ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 8))
    tops = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    } | {(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert tops <= sys.stdlib_module_names


def test_an_old_python_hears_which_one_is_needed() -> None:
    assert dev.version_sentence((3, 11)) == ""
    assert "3.11 or later; this is Python 3.9" in dev.version_sentence((3, 9))


def test_the_quickest_python_of_this_version_makes_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is a script that answers with a pace; the last cannot make environments."""
    name = "python{}.{}".format(*sys.version_info[:2])
    paces = {"own": "echo 0.0020", "near": "echo 0.00195", "quick": "echo 0.0016", "bare": "exit 1"}
    for folder, says in paces.items():
        python = tmp_path / folder / name
        python.parent.mkdir()
        python.write_text(f"#!/bin/sh\n{says}\n", encoding="utf-8")
        python.chmod(0o755)
    own = str(tmp_path / "own" / name)
    monkeypatch.setattr(sys, "executable", own)
    for folders, chosen in ((["own", "near", "bare"], "own"), (["bare", "near", "quick", "own"], "quick"), ([], "own")):
        monkeypatch.setenv("PATH", os.pathsep.join(str(tmp_path / each) for each in folders))
        assert dev.quickest_python() == str(tmp_path / chosen / name)


def test_a_python_says_its_own_pace() -> None:
    assert 0 < dev.pace(sys.executable) < 1
    assert dev.pace(str(ROOT / "no-python")) == float("inf")


def test_an_unknown_verb_shows_the_verbs() -> None:
    done = subprocess.run([sys.executable, str(DEV), "fly"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert all(verb in done.stderr for verb in dev.VERBS)


def test_the_line_to_type_names_every_package() -> None:
    line = dev.install_line(["libegl1", "python3.11-venv"])
    assert line == "sudo apt-get install --no-install-recommends libegl1 python3.11-venv"


def test_a_missing_library_is_seen() -> None:
    assert dev.lacks_library("libshotwright-there-is-none.so.9")


@pytest.mark.parametrize("content", ["", "{", "[]", '"made"'])
def test_a_broken_mark_counts_as_none(folder: Path, content: str) -> None:
    folder.mkdir()
    dev.MARK.write_text(content, encoding="utf-8")
    assert dev.read_mark() == {}


@pytest.mark.slow
def test_a_half_made_or_moved_environment_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # one Python to choose from: which is the quickest is another test's
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    (folder / "bin").mkdir(parents=True)
    (folder / "pyvenv.cfg").write_text("home = nowhere\n", encoding="utf-8")
    assert dev.must_be_made({})
    dev.make_environment({})
    assert dev.works()
    assert dev.read_mark() == {}
    left_over = folder / "left-over"
    left_over.write_text("", encoding="utf-8")
    dev.make_environment({"root": str(dev.ROOT)})
    assert left_over.exists(), "one that works is kept"
    assert dev.must_be_made({"root": "elsewhere"})


def test_the_mark_follows_the_files_it_was_made_from() -> None:
    mark = dev.wanted_mark()
    assert mark["lock"] == dev.digest(ROOT / "requirements.lock")
    assert json.loads(json.dumps(mark)) == mark


def test_no_display_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not dev.has_display()


def test_other_places_for_libraries_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    kept = dev.clean_environment()
    assert "PYTHONPATH" not in kept
    assert kept["PIP_USER"] == "0"
    assert kept["PATH"] == os.environ["PATH"]


def test_ci_calls_the_one_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().endswith("python3 dev.py check")
