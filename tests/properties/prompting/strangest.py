"""Drafts of any kind: a strategy that fills whatever a draft can hold."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from app.domain.draft import Draft
from app.domain.noun import Noun
from tests.unit.prompting.cases import PICTURE, catalog
from tests.unit.prompting.full import bare

TERMS = sorted({term.id for vocabulary in catalog().vocabularies() for term in vocabulary.terms})
PLAIN = st.text(st.characters(max_codepoint=0x9FFF, exclude_categories=["Cs"]), max_size=30)
SCRAPS = (
    *("", " ", "none", "a door; it slams", "{cast:a1}", "{prop:a1} falls", "{cast:nobody} waits", "{cast:", "{x", "}"),
    *("Two knocks make the bolt jump.", "No. Never!", "猫が鳴く。", "a\x00b\x1b[0m", "line\none", "“Well…”", "a" * 400),
)
TEXTS = st.one_of(st.sampled_from(TERMS), st.sampled_from(SCRAPS), PLAIN)


@cache
def strange_drafts() -> st.SearchStrategy[Draft]:
    """Any draft that the door would let in."""
    return _noun(Draft, "")


def _noun(kind: type[Noun], id: str) -> st.SearchStrategy[Any]:
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in kind.model_fields.items():
        if name == "schema_id":
            continue
        parts[name] = st.just(id or "d") if name == "id" else _value(name, field.annotation, id)
    # defaults are what most fields of a real draft have
    optional = {name: part for name, part in parts.items() if not kind.model_fields[name].is_required()}
    needed = {name: part for name, part in parts.items() if name not in optional}
    return st.fixed_dictionaries(needed, optional=optional).map(kind.model_validate)


def _value(name: str, kind: Any, id: str) -> st.SearchStrategy[Any]:
    kind = bare(kind)
    if name != "options" and get_origin(kind) in (Union, UnionType):
        inner = next(each for each in get_args(kind) if each is not type(None))
        return st.one_of(st.none(), _value(name, inner, id))
    if name in ("aim", "form"):
        return st.sampled_from(("kling/kling-3.0", "openai/sora-2", "nobody/knows", "kling-camera-path"))
    if name in ("asset", "start_image", "end_image"):
        return st.just(PICTURE)
    if name == "notes":
        return st.dictionaries(
            st.sampled_from(("place.setting", "shots[a1].beats[a1].action", "no.such")), TEXTS, max_size=2
        )
    if name == "options":
        return st.dictionaries(
            st.sampled_from(("kling/kling-3.0", "made/up")),
            st.dictionaries(st.sampled_from(("watermark", "cfg")), st.one_of(st.booleans(), st.integers(0, 9), TEXTS)),
            max_size=2,
        )
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) is tuple:
        return _list(get_args(kind)[0], id)
    if isinstance(kind, type) and issubclass(kind, Noun):
        return _noun(kind, id)
    return _number(name, kind) if kind in (int, float, bool) else TEXTS


def _number(name: str, kind: Any) -> st.SearchStrategy[Any]:
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(0, 3)
    whole = st.integers(-100, 100) if name in _AXES else st.integers(0, 40)
    return whole.map(lambda quarters: quarters / 4)


_AXES = ("truck", "pedestal", "dolly", "pan", "tilt", "roll", "zoom")


def _list(kind: Any, id: str) -> st.SearchStrategy[Any]:
    kind = bare(kind)
    if not (isinstance(kind, type) and issubclass(kind, Noun)):
        return st.lists(TEXTS, max_size=3)
    # the same few ids everywhere, so that tokens and links find somebody now and then
    items = [st.one_of(st.none(), _noun(kind, f"a{place}")) for place in range(1, 4)]
    return st.tuples(*items).map(lambda found: tuple(each for each in found if each is not None))
