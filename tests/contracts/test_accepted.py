"""What each model row makes of each template example: taken by its provider's strict fake, or forbidden by a finding.

The fakes judge by tables of their own, made from what the providers publish; no server is started here.
"""

from __future__ import annotations

import base64
import importlib
import json
import os
import struct
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.build import PROVIDERS
from app.domain.connection import Connection
from app.domain.draft import Draft, Footage, ReferenceClip
from app.domain.errors import BadValue
from app.domain.model import Model
from app.domain.request import Request
from app.prompting import compile_draft, make_request
from app.providers.base import Payload, Provider, Uploaded
from tests.contracts.rows import catalog
from tests.fakes import fal_fields, replicate_fields
from tests.fakes.kling_server import SETTINGS, wrong_body
from tests.fakes.openai_server import MANY, MORE, wrong_form, wrong_target
from tests.fakes.server import Heard

TODAY = "2026-11-27"
GOLDEN = Path(__file__).parents[1] / "golden" / "accepted.json"
SWITCH = "SHOTWRIGHT_WRITE_GOLDENS"
LIVING = [each for each in catalog().models() if each.provider != "animatic" and not each.is_retired(TODAY)]
EXAMPLES = [preset.draft for preset in catalog().presets()]
PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 360) + bytes(5)).decode()
CLIP = "data:video/mp4;base64," + base64.b64encode(b"\0\0\0\x18ftypisom").decode()
FORBIDDEN = ("kling_by_id", "kling_last_needs", "kling_last_silent", "kling_seconds")
"""What a provider says of pictures, before it sends them, that a row has no place for."""
ASSETS = {
    role: f"sha256:{number:064d}"
    for number, role in enumerate(("first_frame", "last_frame", "reference", "clip", "edit"))
}
FOOTAGE = Footage(seconds=5.0, width=1280, height=720, fps=24.0, size=5_000_000, kind="mp4")


def _kling(payload: Payload, kind: str) -> str:
    place = payload.path.strip("/")
    return wrong_body(place, json.loads(payload.body)) if place in SETTINGS else f"no endpoint {place}"


def _fal(payload: Payload, kind: str) -> str:
    endpoint = payload.path.strip("/")
    known = endpoint in fal_fields.FIELDS
    return fal_fields.wrong_input(endpoint, json.loads(payload.body)) if known else f"no endpoint {endpoint}"


def _replicate(payload: Payload, kind: str) -> str:
    name = payload.path.removeprefix("/models/").removesuffix("/predictions")
    known = name in replicate_fields.FIELDS
    return replicate_fields.wrong_input(name, json.loads(payload.body)["input"]) if known else f"no model {name}"


def _openai(payload: Payload, kind: str) -> str:
    if payload.content_type == "application/json":
        return wrong_target(json.loads(payload.body)) if kind == "sglang" else "the form is not multipart"
    return wrong_form(kind, _form(payload.content_type, payload.body))


@cache
def _form(content_type: str, body: bytes) -> dict[str, Any]:
    # the seven kinds get three different forms at most
    return Heard("POST", "/videos", {}, {"content-type": content_type}, body).form(many=MANY)


JUDGES: dict[str, Callable[[Payload, str], str]] = {
    "kling": _kling, "fal": _fal, "replicate": _replicate, "openai-videos": _openai,
}  # fmt: skip


@cache
def provider_of(name: str) -> Provider:
    provider: Provider = importlib.import_module(f"app.providers.{PROVIDERS[name]}").PROVIDER
    return provider


def said_of(draft: Draft, model: Model) -> str:
    """`accepted`, or the ids of the findings that forbid it, by their rank."""
    compiled = compile_draft(draft, model, catalog().vocabulary, today=TODAY, with_craft=False)
    errors = dict.fromkeys(finding.id for finding in compiled.findings if finding.level == "error")
    if errors:
        return " ".join(errors)
    wrong = wrong_of(make_request(draft, compiled, model), model)
    return f"REFUSED: {wrong}" if wrong else "accepted"


def wrong_of(request: Request, model: Model) -> str:
    """What the fakes have against a request, whichever kind of server it goes to; "" where all take it."""
    provider = provider_of(model.provider)
    own = model.provider == "openai-videos"
    texts = {"clip": CLIP} if own else {}
    picture = f"data:image/png;base64,{PICTURE}" if own else PICTURE
    uploaded = {
        asset.name: Uploaded(name=asset.name, reference=texts.get(asset.role, picture), inline=True)
        for asset in provider.inputs(request)
    }
    more = {each.role for each in request.inputs} - {"first_frame"}
    # beyond a first frame only these have places
    kinds = [kind for kind in MORE if not more or kind in ("vllm-omni", "sglang")]
    for kind in kinds if own else ("",):
        to = Connection(id="own", provider=model.provider, address="https://x.test/v1", kind=kind)
        if wrong := JUDGES[model.provider](provider.payload(request, uploaded, to, "job"), kind):
            return f"{kind} {wrong}".strip()
    return ""


def test_each_example_at_each_row_is_taken_or_forbidden_by_name() -> None:
    table = {model.id: {draft.id: said_of(draft, model) for draft in EXAMPLES} for model in LIVING}
    text = json.dumps(table, indent=1) + "\n"
    if os.environ.get(SWITCH) == "1":
        GOLDEN.write_bytes(text.encode())
    assert [(row, name) for row, all_ in table.items() for name, said in all_.items() if "REFUSED" in said] == []
    assert {model.id: n for model in LIVING if (n := _count_taken(model, table[model.id])) < 2} == {}
    assert GOLDEN.read_bytes().decode() == text


def _count_taken(model: Model, said: dict[str, str]) -> int:
    """How many of the examples are taken; with a picture where the model makes nothing without one, for an example
    brings none."""
    if not model.limits.start_needed:
        return list(said.values()).count("accepted")
    assert set(said.values()) >= {"start_needed"}
    ends = [each.replace(ends=each.ends.replace(start_image=ASSETS["first_frame"])) for each in EXAMPLES]
    return sum(said_of(each, model) == "accepted" for each in ends)


@pytest.mark.parametrize("model", LIVING, ids=lambda each: each.id)
def test_pictures_are_taken_as_they_are_sent(model: Model) -> None:
    draft = next(each for each in EXAMPLES if said_of(each, model) in ("accepted", "start_needed"))
    for roles in (["first_frame"], ["first_frame", "last_frame"], ["reference"], ["clip"], ["edit"]):
        request = _pictured(draft, model, roles)
        if {each.role for each in request.inputs} != set(roles):
            # the row takes none, and the person was told so
            continue
        assert _said(request, model) in ("", *FORBIDDEN), roles


TAKING = [each for each in LIVING if each.limits.clips or each.limits.edits]


@pytest.mark.parametrize("model", TAKING, ids=lambda each: each.id)
def test_each_example_goes_along_with_clips_or_is_forbidden_by_name(model: Model) -> None:
    for example in EXAMPLES:
        for roles in (["clip"], ["edit"], ["clip", "reference"], ["clip", "first_frame"]):
            drafted = _with_pictures(example, roles)
            compiled = compile_draft(drafted, model, catalog().vocabulary, today=TODAY, with_craft=False)
            if any(finding.level == "error" for finding in compiled.findings):
                continue
            assert _said(make_request(drafted, compiled, model), model) in ("", *FORBIDDEN), (example.id, roles)
    silent = [_with_pictures(each.replace(frame=each.frame.replace(audio="off")), ["clip"]) for each in EXAMPLES]
    assert sum(said_of(each, model) == "accepted" for each in silent) >= 2


def _said(request: Request, model: Model) -> str:
    """What the fakes have against it, or the id of what its provider says before anything is sent."""
    try:
        return wrong_of(request, model)
    except BadValue as fault:
        return fault.id


def _pictured(draft: Draft, model: Model, roles: list[str]) -> Request:
    """The request of an example with pictures and clips for these roles."""
    shown = _with_pictures(draft, roles)
    compiled = compile_draft(shown, model, catalog().vocabulary, today=TODAY, with_craft=False)
    made: Request = make_request(shown, compiled, model)
    return made


def _with_pictures(draft: Draft, roles: list[str]) -> Draft:
    ends: dict[str, Any] = {}
    if "first_frame" in roles:
        ends["start_image"] = ASSETS["first_frame"]
    if "last_frame" in roles:
        ends["end_image"] = ASSETS["last_frame"]
    shown = draft.replace(ends=draft.ends.replace(**ends))
    if "reference" in roles:
        refs = [{"id": "r1", "asset": ASSETS["reference"]}]
        shown = Draft.model_validate(_with_refs(json.loads(shown.model_dump_json()), refs))
    clips = [
        ReferenceClip(
            id=role, asset=ASSETS[role], role="edit" if role == "edit" else "camera", footage=FOOTAGE,
            address="https://x.test/a.mp4",
        )
        for role in roles
        if role in ("clip", "edit")
    ]  # fmt: skip
    found: Draft = shown.replace(clips=tuple(clips))
    return found


def _with_refs(data: dict[str, Any], refs: list[dict[str, str]]) -> dict[str, Any]:
    data["cast"][0]["refs"] = refs
    return data
