"""Finds whom and what the texts of a shot call by a token: `{cast:ines}`, `{prop:key}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.domain.draft import CastMember, Prop, Shot
from app.prompting.memory import Memory

TOKEN = re.compile(r"\{\s*(cast|prop|place)\s*:\s*([^{}\s]*)\s*\}?")
"""A reference to a member of the cast or a prop, also one that is still being typed; groups are the kind and the id."""
_PROP = re.compile(r"\{prop:([^{}\s]*)\}")
_CAST = re.compile(r"\{cast:([^{}\s]*)\}")


class Named(NamedTuple):
    """What a shot calls by a token."""

    props: frozenset[str]
    """The props that are named where something happens."""
    labels: frozenset[str]
    """The paths of all labels that any text calls for."""
    acting: frozenset[str]
    """Who of the cast is named as the subject of a beat or in what happens in it."""


_ALIKE: Memory[Named] = Memory(128)


def named_in(shot: Shot) -> Named:
    """Whom and what the texts of a shot name; the same while it is equal."""
    acts: list[str] = []
    rest: list[str] = []
    others: list[str] = []
    for key in shot.keys:
        others += (key.framing.target, key.focus, key.reveal)
    for beat in shot.beats:
        acts += (beat.subject, beat.action)
        rest += (beat.touches, beat.ends_as, beat.link.evidence)
        others.append(beat.eyeline)
        for line in beat.lines:
            others += (line.speaker, line.text)
        others += [sound.text for sound in beat.sounds]
    acting = _joined(acts)
    happening = f"{acting}{_APART}{_joined(rest)}"
    labels = labels_in((happening, *others))
    return _ALIKE.same(Named(props_in((happening,)), labels, frozenset(_CAST.findall(acting))))


def is_quiet(shot: Shot, cast: Mapping[str, CastMember], props: Mapping[str, Prop]) -> bool:
    """Whether nothing is to be noticed in what happens in a shot and in the looks of the cast: no sign that nobody can
    see, no token of nobody.
    """
    texts = [text for member in cast.values() for text in member.identity]
    for beat in shot.beats:
        texts += (beat.subject, beat.action, beat.touches, beat.moves_to, beat.ends_as, beat.feeling_shown)
        texts += (beat.facing, beat.eyeline, beat.link.evidence)
    # a brace between them, so that no two of them make a token
    whole = "}".join(texts)
    return whole.isprintable() and all(
        kind == "place" or name in (cast if kind == "cast" else props) for kind, name in TOKEN.findall(whole)
    )


def props_in(texts: Iterable[str]) -> frozenset[str]:
    """The props that texts name."""
    return frozenset(_PROP.findall(_joined(texts)))


def labels_in(texts: Iterable[str]) -> frozenset[str]:
    """The paths of the labels that texts call for."""
    return frozenset(
        f"cast[{name}].label" if kind == "cast" else f"place.props[{name}].label"
        for kind, name in TOKEN.findall(_joined(texts))
    )


_APART = "{ }"
"""Between texts: a token that is unfinished at the end of one goes on in no other, and none begins there."""


def _joined(texts: Iterable[str]) -> str:
    return _APART.join([text for text in texts if "{" in text])
