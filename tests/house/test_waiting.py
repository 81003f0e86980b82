"""No test judges by a short clock of its own: a ceiling costs nothing where things come, and slowness is no news."""

from __future__ import annotations

import ast

from tests.house.source import ROOT
from tests.patience import PATIENCE


def ceilings(tree: ast.Module) -> list[tuple[int, float]]:
    """Where a number of seconds says when something has not come, and which."""
    found = []
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        given = [each.value for each in call.keywords if each.arg == "timeout"]
        if isinstance(call.func, ast.Attribute) and call.func.attr == "timeout":
            given += call.args
        found += [
            (value.lineno, value.value)
            for value in given
            if isinstance(value, ast.Constant) and isinstance(value.value, int | float)
        ]
    return found


def test_nothing_is_given_up_early() -> None:
    early = [
        f"{file.relative_to(ROOT)}:{line} {seconds}"
        for file in sorted((ROOT / "tests").rglob("*.py"))
        if "bench" not in file.parts and "timeout" in (text := file.read_text(encoding="utf-8"))
        for line, seconds in ceilings(ast.parse(text))
        if seconds < PATIENCE
    ]
    assert early == [], "use tests.patience"


def inner_loops(tree: ast.Module) -> list[int]:
    """Where a coroutine has Qt go on by itself: asyncio's own turn is then taken inside another's, and is lost."""
    coroutines = [each for each in ast.walk(tree) if isinstance(each, ast.AsyncFunctionDef)]
    calls = [each for coroutine in coroutines for each in ast.walk(coroutine) if isinstance(each, ast.Attribute)]
    return [each.lineno for each in calls if each.attr == "processEvents"]


def test_no_coroutine_runs_a_loop_inside_the_loop() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}"
        for room in ("tests", "app", "ui")
        for file in sorted((ROOT / room).rglob("*.py"))
        if "processEvents" in (text := file.read_text(encoding="utf-8"))
        for line in inner_loops(ast.parse(text))
    ]
    assert found == [], "await asyncio.sleep, or QApplication.sendPostedEvents"
