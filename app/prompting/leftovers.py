"""Reports every filled field that was neither worded nor sent, with the reason why: nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from app.domain.finding import LossLevel
from app.prompting.memory import Memory
from app.prompting.named import labels_in
from app.prompting.parameters import Asked
from app.prompting.sheet import Sheet

_RULES: tuple[tuple[str, str, LossLevel], ...] = (
    (".keep_sound", "clip_sound", "dropped"),
    ("clips[", "clip", "dropped"),
    (".at.", "standing", "dropped"),
    (".refs[", "reference_words", "dropped"),
    (".voice.", "voice", "dropped"),
    (".axes.", "move", "dropped"),
    (".framing.", "later_framing", "dropped"),
    (".ease", "ease", "dropped"),
    (".lock", "lock", "dropped"),
    (".hold", "hold", "dropped"),
    (".reveal", "reveal", "dropped"),
    (".focus", "focus", "dropped"),
    (".cut_in", "cut_in", "dropped"),
    ("continues.", "continues", "dropped"),
    ("sound.language", "language", "dropped"),
    ("sound.music", "music", "dropped"),
    (".on_screen", "off_screen", "dropped"),
    (".sync", "sync", "weakened"),
    (".lines[", "line", "dropped"),
    (".sounds[", "sound", "dropped"),
    ("place.props[", "prop", "dropped"),
    ("place.", "background", "dropped"),
    ("look.", "look", "dropped"),
    ("light.", "light", "dropped"),
    ("cast[", "traits", "dropped"),
    (".support", "support", "dropped"),
    (".shake", "shake", "dropped"),
    (".lens", "look", "dropped"),
    (".light_override", "light", "dropped"),
    ("avoid", "avoid", "dropped"),
)
"""What a path holds → the loss that is noted for it; the first that fits."""
_ENDINGS: tuple[tuple[str, str, str, LossLevel], ...] = (
    (".seconds", ".beats[", "beat_times", "weakened"),
    (".seconds", "", "cut_times", "weakened"),
    (".t", "", "key_times", "weakened"),
    (".at", ".lines[", "line_time", "weakened"),
)
"""The same by the field a path ends in, and what else it holds."""


class Missing(NamedTuple):
    """What is nowhere by its path, and which of that are labels that texts call for, with what they are in words."""

    paths: tuple[str, ...]
    called: tuple[tuple[str, str], ...]


Reasons = tuple[tuple[str, LossLevel, tuple[str, ...]], ...]
_MISSING: Memory[Missing] = Memory(64)
_REASONS: Memory[Reasons] = Memory(64)


def note_leftovers(sheet: Sheet, filled: tuple[str, ...], asked: Asked, text: str) -> None:
    """Note every filled path that is not sent, worded or noted already. Labels are worded through their tokens."""
    said, noted = sheet.page.paths(), sheet.losses.paths()
    nouns, known = (sheet.around, filled, asked, sheet.named, *said), (*said, asked.paths, noted)
    missing = _MISSING.get(nouns, noted, _missing, sheet, filled, known)
    if not missing.paths:
        return
    worded = _worded(missing.called, text) if missing.called else frozenset()
    values = (worded, sheet.pictured, sheet.audible, sheet.short)
    for id_, level, paths in _REASONS.get((missing,), values, _reasons, missing.paths, *values):
        sheet.losses.note_all(id_, level, paths)


def _missing(sheet: Sheet, filled: tuple[str, ...], known: tuple[Set[str], ...]) -> Missing:
    every = frozenset().union(*known)
    paths = tuple([path for path in filled if path not in every])
    labels = [path for path in paths if path.endswith("].label")]
    if not labels:
        return Missing(paths, ())
    place = sheet.draft.place
    texts = (place.setting, place.foreground, place.midground, place.background, sheet.draft.ends.final_picture)
    named = labels_in(texts).union(*[named.labels for named in sheet.named])
    return Missing(paths, tuple([(path, _label_of(sheet, path)) for path in labels if path in named]))


def _reasons(paths: tuple[str, ...], worded: frozenset[str], pictured: bool, audible: bool, short: str) -> Reasons:
    """The reasons why these fields are not carried but those that are worded, each with its fields."""
    found: dict[tuple[str, LossLevel], list[str]] = {}
    for path in paths:
        if path not in worded:
            found.setdefault(_reason(path, pictured, audible, short), []).append(path)
    return tuple((id_, level, tuple(each)) for (id_, level), each in found.items())


def _worded(called: tuple[tuple[str, str], ...], text: str) -> frozenset[str]:
    """Those of these labels that stand in the words."""
    words = ""
    found: set[str] = set()
    for path, label in called:
        # most stand as they are, and to lower the whole text takes long
        if label in text or label.lower() in (words := words or text.lower()):
            found.add(path)
    return frozenset(found)


def _label_of(sheet: Sheet, path: str) -> str:
    kind = "cast" if path.startswith("cast[") else "prop"
    return sheet.label(kind, path[path.index("[") + 1 : path.index("]")])


def _gives_way(path: str) -> bool:
    """Whether a field is of the kind that makes room in a shot entry."""
    if path.startswith(("look.", "sound.", "place.", "cast[", "avoid", "locks")):
        return True
    return ".sounds[" in path or path.endswith((".facing", ".eyeline", ".lens", ".ends_as"))


def _reason(path: str, pictured: bool, audible: bool, short: str) -> tuple[str, LossLevel]:
    """Why a field is not carried."""
    shown = path.startswith(("place.", "light.", "look.")) or (path.startswith("cast[") and ".voice." not in path)
    if pictured and shown:
        return "in_picture", "reworded"
    if not audible and (path.startswith("sound.") or ".sounds[" in path):
        return "silent", "dropped"
    if short and (path.startswith(("light.", "place.setting")) or path.endswith("ground")):
        return "anchor", "weakened"
    if short == "packed" and _gives_way(path):
        return "packed", "dropped"
    for ending, mark, id_, level in _ENDINGS:
        if path.endswith(ending) and mark in path:
            return id_, level
    for mark, id_, level in _RULES:
        if mark in path:
            return id_, level
    return "not_said", "dropped"
