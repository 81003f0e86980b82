"""Holds the shape of the source: small files, small functions, honest names, a first line that says why."""

from __future__ import annotations

import ast
import re

from tests.house.source import definitions, python_files, shown, tree

EVERYTHING = ("app", "ui", "tests", "dev.py")
FILE_LINES = 400
FUNCTION_LINES = 60
EMPTY_NAMES = {"manager", "managers", "helper", "helpers", "util", "utils", "utility", "handler", "handlers", "misc"}


def test_files_are_small() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*EVERYTHING)}
    assert not {name: length for name, length in lengths.items() if length > FILE_LINES}


def test_functions_are_small() -> None:
    long = [
        f"{shown(path)}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in python_files(*EVERYTHING)
        for node in definitions(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)}


def test_names_say_something() -> None:
    names = [(shown(path), path.stem) for path in python_files(*EVERYTHING)]
    names += [
        (f"{shown(path)}:{node.lineno}", node.name)
        for path in python_files(*EVERYTHING)
        for node in definitions(path)
        if isinstance(node, ast.ClassDef)
    ]
    assert not [f"{place} {name}" for place, name in names if _words(name) & EMPTY_NAMES]


def test_every_module_says_why_it_exists() -> None:
    silent = []
    for path in python_files(*EVERYTHING):
        said = (ast.get_docstring(tree(path)) or "").split("\n")[0]
        if len(said.split()) < 4 or not said.endswith("."):
            silent.append(f"{shown(path)}: {said!r}")
    assert not silent, "the first line is a sentence:\n" + "\n".join(silent)
