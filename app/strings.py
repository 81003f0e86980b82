"""Turns ids with arguments into sentences of the screen language, at the edge of the program only.

Sentences live in `resources/i18n/<language>/*.toml`, nested tables flattened to dotted ids. `{name}` is replaced
by the argument of that name and nothing else happens: no code, no format specifications.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from app.resources import own_table, resources

SYSTEM = "system"
"""The setting that stands for the language of the person's system."""
VARIABLE = "SHOTWRIGHT_LANGUAGE"
"""Names the screen language for the command line and for child processes."""
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_SLOT = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
_language = "en"


def set_language(language: str) -> None:
    """Choose the screen language (`en` …) for every later `tr`."""
    global _language
    _language = language


def language() -> str:
    """The current screen language."""
    return _language


@cache
def languages() -> tuple[str, ...]:
    """Every language there are sentences in, English first."""
    found = (folder.name for folder in (resources() / "i18n").iterdir() if folder.is_dir())
    return tuple(sorted(found, key=lambda name: (name != "en", name)))


def nearest_language(wanted: str, system: Iterable[str]) -> str:
    """The language to speak: the wanted one (`zh`, `zh_CN.UTF-8` …), or where that is `system` the first of the
    system's there are sentences in. English where there is none."""
    for name in system if wanted in ("", SYSTEM) else (wanted,):
        short = re.split(r"[-_.@]", name.lower())[0]
        if short in languages():
            return short
        if short in ("c", "posix"):
            break
    return "en"


def speak_as_surroundings() -> None:
    """Speak the language that the environment asks for: SHOTWRIGHT_LANGUAGE, else the locale."""
    locale = [name for name in map(os.environ.get, LOCALE) if name]
    set_language(nearest_language(os.environ.get(VARIABLE, ""), locale[:1]))


@cache
def sentences(language: str) -> dict[str, str]:
    """Every sentence of a language by its dotted id. ValueError names an id that two files define."""
    found: dict[str, str] = {}
    for path in sorted((resources() / "i18n" / language).glob("*.toml")):
        for key, text in _flatten("", own_table(path)):
            if key in found:
                raise ValueError(f"{key} is defined twice, the second time in {path.name}")
            found[key] = text
    return found


def has(key: str) -> bool:
    """Whether there is a sentence under this id."""
    return key in sentences(_language) or key in sentences("en")


def tr(key: str, **args: Any) -> str:
    """The sentence under `key`; with `n` equal to 1 the one under `key.one` where there is one.

    A missing id gives the id itself, so that nothing is ever empty; a test keeps that from happening.
    """
    table = sentences(_language)
    if args.get("n") == 1 and f"{key}.one" in table:
        key = f"{key}.one"
    text = table.get(key) or sentences("en").get(key)
    if text is None:
        return key
    if not args:
        return text
    parts = list(_parts(text))
    for gap in range(1, len(parts), 2):
        name = parts[gap]
        if name not in args:
            parts[gap] = f"{{{name}}}"
            continue
        shown = _show(args[name])
        plain = shown.isascii() and text.isascii()
        parts[gap] = shown if plain else _set_off(parts[gap - 1], shown, parts[gap + 1])
    return "".join(parts)


@lru_cache(4096)
def _parts(text: str) -> tuple[str, ...]:
    """A sentence cut at its gaps: words and names of arguments in turn."""
    return tuple(_SLOT.split(text))


def _set_off(before: str, shown: str, behind: str) -> str:
    """What stands in a gap, set off by a space where Chinese would touch Latin letters or figures."""
    if _touch(before[-1:], shown[:1]):
        shown = f" {shown}"
    return f"{shown} " if _touch(behind[:1], shown[-1:]) else shown


def _touch(around: str, edge: str) -> bool:
    return "\u4e00" <= around <= "\u9fff" and edge.isascii() and edge.isalnum()


def listed(parts: Iterable[str], how: str = "parts") -> str:
    """One after another as the language joins them: `parts` of a line, `counted` ones, `sentences`
    that lack their stop, or `words`."""
    return _joint(_language, how).join(parts)


@cache
def _joint(_: str, how: str) -> str:
    return tr(f"joint.{how}", one="", other="")


def _show(value: Any) -> str:
    if type(value) is str:
        return value
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    if isinstance(value, (list, tuple)):
        how = "words" if any(_is_message(item) for item in value) else "parts"
        return listed((_show(item) for item in value), how)
    if _is_message(value):
        return tr(value.id, **value.args)
    return str(value)


def _is_message(value: Any) -> bool:
    """Whether this is a sentence itself: an id with arguments."""
    return hasattr(value, "id") and hasattr(value, "args")


def _flatten(prefix: str, table: dict[str, Any]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}.{key}" if prefix else key
        rows += _flatten(name, value) if isinstance(value, dict) else [(name, str(value))]
    return rows
