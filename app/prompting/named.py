"""Finds whom and what the texts of a shot call by a token: `{cast:ines}`, `{prop:key}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from app.domain.draft import CastMember, Prop, Shot
from app.prompting.memory import Memory

TOKEN = re.compile(r"\{\s*(cast|prop|place)\s*:\s*([^{}\s]*)\s*\}?")
"""A reference to a member of the cast or a prop, also one that is still being typed; groups are the kind and the id."""
_PROP = re.compile(r"\{prop:([^{}\s]*)\}")
_CAST = re.compile(r"\{cast:([^{}\s]*)\}")


def at_braces(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """What matches a pattern that begins with a brace, which is found quicker than any pattern."""
    found: list[re.Match[str]] = []
    at = text.find("{")
    while at >= 0:
        match = pattern.match(text, at)
        if match:
            found.append(match)
        at = text.find("{", match.end() if match else at + 1)
    return found


class Named(NamedTuple):
    """What a shot calls by a token."""

    props: frozenset[str]
    """The props that are named where something happens."""
    labels: frozenset[str]
    """The paths of all labels that any text calls for."""
    acting: frozenset[str]
    """Who of the cast is named as the subject of a beat or in what happens in it."""


class _Called(NamedTuple):
    """What one text calls by a token."""

    labels: frozenset[str]
    props: frozenset[str]
    cast: frozenset[str]


@lru_cache(maxsize=2048)
def _called(text: str) -> _Called:
    """Read once: at a key, all texts but one are as they were."""
    tokens = at_braces(TOKEN, text)
    labels = [f"cast[{each[2]}].label" if each[1] == "cast" else f"place.props[{each[2]}].label" for each in tokens]
    props, cast = ([each[1] for each in at_braces(pattern, text)] for pattern in (_PROP, _CAST))
    return _Called(frozenset(labels), frozenset(props), frozenset(cast))


def _calling(texts: Iterable[str]) -> list[_Called]:
    """What each of these texts calls that calls anything."""
    return [_called(text) for text in texts if "{" in text]


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
    acting = _calling(acts)
    happening = acting + _calling(rest)
    every = happening + _calling(others)
    return _ALIKE.same(
        Named(
            _NOBODY.union(*[each.props for each in happening]),
            _NOBODY.union(*[each.labels for each in every]),
            _NOBODY.union(*[each.cast for each in acting]),
        )
    )


_NOBODY: frozenset[str] = frozenset()


def is_quiet(shot: Shot, named: Named, cast: Mapping[str, CastMember], props: Mapping[str, Prop]) -> bool:
    """Whether nothing is to be noticed in what happens in a shot and in the looks of the cast: no sign that nobody can
    see, no token of nobody. It may be no where there is nothing either, where a way or a feeling has a token.
    """
    texts: list[str] = []
    for beat in shot.beats:
        if "{" in beat.moves_to or "{" in beat.feeling_shown or "{" in beat.facing:
            return False
        texts += (beat.subject, beat.action, beat.touches, beat.moves_to, beat.ends_as, beat.feeling_shown)
        texts += (beat.facing, beat.eyeline, beat.link.evidence)
    known = _KNOWN.get((cast, props), (), _known, cast, props)
    return known is not None and named.labels <= known and "".join(texts).isprintable()


_KNOWN: Memory[frozenset[str] | None] = Memory(16)


def _known(cast: Mapping[str, CastMember], props: Mapping[str, Prop]) -> frozenset[str] | None:
    """The paths of all labels there are; None where something is to be noticed in the looks of the cast."""
    known = frozenset((*[f"cast[{name}].label" for name in cast], *[f"place.props[{name}].label" for name in props]))
    looks = [text for member in cast.values() for text in member.identity]
    return known if "".join(looks).isprintable() and labels_in(looks) <= known else None


def props_in(texts: Iterable[str]) -> frozenset[str]:
    """The props that texts name."""
    return _NOBODY.union(*[each.props for each in _calling(texts)])


def labels_in(texts: Iterable[str]) -> frozenset[str]:
    """The paths of the labels that texts call for."""
    return _NOBODY.union(*[each.labels for each in _calling(texts)])
