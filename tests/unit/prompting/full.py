"""One draft in which nothing is left empty, every text a word of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import count
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from app.domain.draft import Draft
from app.domain.noun import Noun
from tests.unit.prompting.cases import PICTURE


def bare(kind: Any) -> Any:
    """A type without what is noted on it."""
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


@cache
def full_draft(shots: int = 2) -> Draft:
    """A draft in which every text is a word of its own (`qx17`), and every choice is made."""
    numbers = count(1)
    fields = _filled(Draft, numbers, shots)
    fields.update(id="full", form="sora-story-beats", aim="made/up", continues={"take": "t1", "how": "extend"})
    fields["options"] = {"made/up": {"cfg": 1}}
    fields["frame"]["audio"] = "on"
    fields["cast"][0]["voice"].update(delivery="", language="")
    for place, shot in enumerate(fields["shots"], 1):
        shot.update(seconds=6.0, cut_in="fade" if place == 1 else "dissolve")
        for beat in shot["beats"]:
            beat.update(seconds=2.5)
            beat["link"].update(type="because", to="")
            # the second speaker's own manner and language count, where the line has none of its own
            beat["lines"][0].update(speaker=f"{{cast:{fields['cast'][0]['id']}}}")
            beat["lines"][1].update(speaker=f"{{cast:{fields['cast'][1]['id']}}}", delivery="", language="")
        first, second = shot["keys"]
        first.update(t=0.0, hold=0.5, lock="look_at", ease="out", axes={})
        second.update(t=4.0, hold=1.0, lock="none", ease="in_out", axes={"dolly": 4.0 * place})
    return Draft.model_validate(fields)


def _filled(kind: type[Noun], numbers: Iterator[int], shots: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if name not in ("schema_id", "options", "continues", "notes") and (kind is not Draft or name != "language"):
            values[name] = _one(name, field.annotation, numbers, shots)
    return values


def _one(name: str, kind: Any, numbers: Iterator[int], shots: int) -> Any:
    kind = bare(kind)
    if get_origin(kind) in (Union, UnionType):
        kind = bare(next(each for each in get_args(kind) if each is not type(None)))
    if name == "id":
        return f"i{next(numbers)}"
    if name in ("asset", "start_image", "end_image"):
        return PICTURE if name == "asset" else None
    if get_origin(kind) is Literal:
        return get_args(kind)[-1]
    if get_origin(kind) is tuple:
        inner = bare(get_args(kind)[0])
        many = shots if name == "shots" else 2
        return [_one("", inner, numbers, shots) for _ in range(many)]
    if isinstance(kind, type) and issubclass(kind, Noun):
        return _filled(kind, numbers, shots)
    return {bool: False, int: 1, float: 1.0}.get(kind, f"qx{next(numbers)}")
