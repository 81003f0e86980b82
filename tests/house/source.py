"""What the house tests look at: the program's own source files and their syntax trees."""

from __future__ import annotations

import ast
import gc
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def python_files(*rooms: str) -> tuple[Path, ...]:
    """Every Python file of these folders or files, in order."""
    found: list[Path] = []
    for room in rooms:
        place = ROOT / room
        found += [place] if place.is_file() else sorted(place.rglob("*.py"))
    return tuple(found)


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    parsed = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    # all files are millions of nodes, kept to the end: no sweep has to walk them
    gc.freeze()
    return parsed


Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


@cache
def statements(path: Path) -> tuple[ast.AST, ...]:
    """Every statement of a file, however deep: by the blocks of statements, past all expressions."""
    found: list[ast.AST] = []
    left: list[ast.AST] = [tree(path)]
    while left:
        node = left.pop()
        found.append(node)
        for block in BLOCKS:
            left += getattr(node, block, ())
    return tuple(found)


def definitions(path: Path) -> list[Definition]:
    """Every class and function of a file."""
    return [node for node in statements(path) if isinstance(node, Definition)]


@cache
def calls(module: ast.Module) -> tuple[ast.Call, ...]:
    """Every call in a file; several tests ask, and there are millions of nodes."""
    return tuple(node for node in ast.walk(module) if isinstance(node, ast.Call))


def shown(path: Path) -> str:
    """A path as a person reads it."""
    return path.relative_to(ROOT).as_posix()


def tracked_files() -> list[Path]:
    """Every file that is, or is about to be, part of the repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def imports(path: Path) -> Iterator[str]:
    """Dotted names that a file imports, `from a import b` as `a.b`."""
    for node in statements(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
