"""Finds whom and what the texts of a shot call by a token: `{cast:ines}`, `{prop:key}`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from app.domain.draft import Shot
from app.prompting.memory import Memory
from app.prompting.sheet import TOKEN

_PROP = re.compile(r"\{prop:([^{}\s]*)\}")


class Named(NamedTuple):
    """What a shot calls by a token."""

    props: frozenset[str]
    """The props that are named where something happens."""
    labels: frozenset[str]
    """The paths of all labels that any text calls for."""


_KEPT: Memory[Named] = Memory(128)


def named_in(shot: Shot) -> Named:
    """Whom and what the texts of a shot name."""
    return _KEPT.get((shot,), (), partial(_named, shot))


def _named(shot: Shot) -> Named:
    happening: list[str] = []
    others: list[str] = []
    for key in shot.keys:
        others += (key.framing.target, key.focus, key.reveal)
    for beat in shot.beats:
        happening += (beat.subject, beat.action, beat.touches, beat.ends_as, beat.link.evidence)
        others.append(beat.eyeline)
        others += (text for line in beat.lines for text in (line.speaker, line.text))
        others += (sound.text for sound in beat.sounds)
    return Named(props_in(happening), labels_in((*happening, *others)))


def props_in(texts: Iterable[str]) -> frozenset[str]:
    """The props that texts name."""
    return frozenset(_PROP.findall(_joined(texts)))


def labels_in(texts: Iterable[str]) -> frozenset[str]:
    """The paths of the labels that texts call for."""
    return frozenset(
        f"cast[{name}].label" if kind == "cast" else f"place.props[{name}].label"
        for kind, name in TOKEN.findall(_joined(texts))
    )


def _joined(texts: Iterable[str]) -> str:
    return " ".join([text for text in texts if "{" in text])
