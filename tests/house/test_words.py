"""Checks that every sentence the code asks for by name is there, with a value for each of its gaps."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from app.resources import resources
from app.strings import sentences
from tests.house.source import calls, python_files, shown, tree

# what takes an id → which prefix its sentence has, and which argument it is
ASKERS = {
    "tr": ("", 0),
    "bind": ("", 1),
    "Fault": ("error.", 0),
    "BadFile": ("error.", 0),
    "BadValue": ("error.", 0),
    "BadUsage": ("error.", 0),
    "notice": ("", 0),
    "Message": ("", None),
    "Conflict": ("error.", 0),
    "StorageFault": ("error.", 0),
    "ProviderFault": ("error.", 0),
    "Fix": ("fix.", None),
    "Loss": ("loss.", None),
}


class Asked(NamedTuple):
    """A place in the code that names a sentence."""

    place: str
    key: str
    given: frozenset[str]
    whole: bool


def _literal(call: ast.Call, position: int | None) -> str | None:
    found: ast.expr | None = next((each.value for each in call.keywords if each.arg == "id"), None)
    if found is None and position is not None and len(call.args) > position:
        found = call.args[position]
    return found.value if isinstance(found, ast.Constant) and isinstance(found.value, str) else None


@cache
def _asked() -> tuple[Asked, ...]:
    return tuple(_found())


def _found() -> Iterator[Asked]:
    for path in python_files("app", "ui"):
        if path.stem.startswith(("specimen", "gallery")):
            continue
        for node in calls(tree(path)):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            prefix, position = ASKERS.get(name, ("", None))
            key = _literal(node, position) if name in ASKERS else None
            if key:
                given = frozenset(each.arg for each in node.keywords if each.arg)
                whole = name in ("tr", "bind") and all(each.arg for each in node.keywords)
                yield Asked(f"{shown(path)}:{node.lineno}", prefix + key, given, whole)


def _known(key: str, table: dict[str, str]) -> bool:
    # a loss or a fix may have only variants
    return key in table or (key.startswith(("loss.", "fix.")) and any(known.startswith(f"{key}.") for known in table))


def test_every_sentence_asked_for_is_there() -> None:
    table = sentences("en")
    missing = [f"{asked.place} {asked.key}" for asked in _asked() if not _known(asked.key, table)]
    assert not missing, "\n".join(missing)


def test_every_gap_has_a_value() -> None:
    table = sentences("en")
    empty = [
        f"{asked.place} {asked.key}: {sorted(gaps)}"
        for asked in _asked()
        if asked.whole and (gaps := set(re.findall(r"\{([a-z_][a-z0-9_]*)\}", table.get(asked.key, ""))) - asked.given)
    ]
    assert not empty, "\n".join(empty)


def test_sentences_are_whole() -> None:
    for language in sorted(path.name for path in (resources() / "i18n").iterdir() if path.is_dir()):
        for key, text in sentences(language).items():
            assert text.strip(), f"{language} {key} is empty"
            assert text == text.strip("\n"), f"{language} {key} has lines to spare"


def test_every_data_file_can_be_read() -> None:
    for path in sorted(resources().rglob("*.toml")):
        tomllib.loads(path.read_text(encoding="utf-8"))
