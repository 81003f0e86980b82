"""Makes the body Kling takes, and says before anything is sent what an endpoint would not take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.errors import BadValue
from app.domain.request import Request
from app.providers.kling.tables import Endpoint, roles

Item = dict[str, Any]
CLIPS = {"clip": "feature_video", "edit": "base_video"}
"""What clips are called here by their role."""


def body_of(request: Request, endpoint: Endpoint, pictures: Mapping[str, str], client_id: str) -> dict[str, Any]:
    """`prompt` or `contents`, `settings` and `options`. `pictures` holds the pictures as text, by asset."""
    contents = list(_contents(request, endpoint, pictures))
    says = {"contents": contents} if endpoint_has_contents(request, endpoint) else {"prompt": request.text}
    options: dict[str, Any] = {"external_task_id": client_id} if client_id else {}
    options["watermark_info"] = {"enabled": bool(request.parameters.get("watermark", False))}
    return {**says, "settings": settings_of(request, endpoint), "options": options}


def endpoint_has_contents(request: Request, endpoint: Endpoint) -> bool:
    """Text to video takes its words at the top, everything else among its contents."""
    return bool(endpoint.pictures) or "first_frame" in roles(request)


def settings_of(request: Request, endpoint: Endpoint) -> dict[str, Any]:
    """The settings this endpoint has. Sound and shots are always said: their defaults are not to be relied upon."""
    asked = request.parameters
    sound = endpoint.audio if asked.get("audio") and endpoint.audio else "off"
    if asked.get("keep_sound"):
        sound = "original"
    wished: dict[str, Any] = {
        "resolution": asked.get("resolution", "720p"),
        "duration": round(float(asked.get("seconds", request.seconds))),
        "audio": sound,
        "multi_shot": bool(asked.get("multi_shot", False)),
    }
    if "aspect_ratio" in asked and not {"first_frame", "edit"} & set(roles(request)):
        wished["aspect_ratio"] = asked["aspect_ratio"]
    return {name: wished[name] for name in endpoint.settings if name in wished}


def _contents(request: Request, endpoint: Endpoint, pictures: Mapping[str, str]) -> Iterator[Item]:
    yield {"type": "prompt", "text": request.text}
    number = clips = 0
    for each in request.inputs:
        if each.role in CLIPS:
            # it is fetched from its address: there is nothing to upload to
            clips += 1
            yield {"type": CLIPS[each.role], "url": each.address, "id": f"video_{clips}"}
            continue
        url = pictures.get(each.asset, "")
        if each.role == "reference" and not endpoint.pictures:
            # an element made at Kling stands for it: `check` has seen to that
            continue
        if each.role == "reference":
            # the words point at them by these ids: see `reference_tag` of the rows
            number += 1
            yield {"type": "refer_image", "url": url, "id": f"image_{number}"}
        else:
            yield {"type": each.role, "url": url}
    for kind in ("element", "voice"):
        named = names_of(request, endpoint, f"{kind}s")
        for name, (_, made) in zip(named, made_there(request, f"{kind}s"), strict=True):
            yield {"type": kind, f"{kind}_id": made, "id": name}


def names_of(request: Request, endpoint: Endpoint, option: str) -> list[str]:
    """The ids by which the words point at what was made at Kling. The first elements stand for the members of the cast
    with pictures, where those do not go along themselves: the words call them by their place."""
    members = 0 if endpoint.pictures or option != "elements" else members_of(request)
    plain = option.removesuffix("s")
    return [
        name if name and place > members else f"{plain}_{place}"
        for place, (name, _) in enumerate(made_there(request, option), start=1)
    ]


def members_of(request: Request) -> int:
    """How many members of the cast have pictures."""
    return len({each.cast for each in request.inputs if each.role == "reference"})


def made_there(request: Request, option: str) -> list[tuple[str, str]]:
    """Elements or voices that were made at Kling, as the person lists them: `829…` or `Zhang=829…`, by commas."""
    found = []
    for each in str(request.parameters.get(option, "")).replace("，", ",").split(","):
        name, _, made = each.strip().rpartition("=")
        if made.strip():
            found.append((name.strip().removeprefix("@"), made.strip()))
    return found


def check(request: Request, endpoint: Endpoint) -> None:
    """BadValue, at its field and with the limit, for what this endpoint does not take."""
    if len(request.text) > endpoint.prompt_most:
        raise BadValue("kling_prompt_long", path="shots", count=len(request.text), limit=endpoint.prompt_most)
    _check_clips(request, endpoint)
    _check_frames(request, endpoint)
    _check_references(request, endpoint)
    _check_made_there(request, endpoint)
    sound = bool(request.parameters.get("audio"))
    if sound and endpoint.sound_needs and request.parameters.get("resolution") != endpoint.sound_needs:
        raise BadValue("kling_sound_needs", path="frame.resolution", resolution=endpoint.sound_needs)
    seconds = request.parameters.get("seconds", request.seconds)
    bare = set(roles(request)) <= {"first_frame"} and not made_there(request, "elements")
    if bare and endpoint.seconds_plain and seconds not in endpoint.seconds_plain:
        raise BadValue("kling_seconds", path="shots", list=", ".join(map(str, endpoint.seconds_plain)))


def _check_clips(request: Request, endpoint: Endpoint) -> None:
    for each in request.inputs:
        if each.role in CLIPS and not endpoint.clips:
            raise BadValue("picture_without_place", role=each.role)
        if each.role in CLIPS and not each.address:
            raise BadValue("kling_clip_address", path="clips")


def _check_frames(request: Request, endpoint: Endpoint) -> None:
    has = set(roles(request))
    if "last_frame" not in has:
        return
    asked, path = request.parameters, "ends.end_image"
    if "first_frame" not in has:
        raise BadValue("kling_last_alone", path=path)
    if not endpoint.last:
        raise BadValue("kling_no_last", path=path)
    if endpoint.last_alone and ("reference" in has or made_there(request, "elements")):
        raise BadValue("kling_last_excludes", path=path)
    if endpoint.last_needs and asked.get("resolution") != endpoint.last_needs:
        raise BadValue("kling_last_needs", path=path, resolution=endpoint.last_needs)
    if endpoint.last_silent and asked.get("audio"):
        raise BadValue("kling_last_silent", path=path)


def _check_references(request: Request, endpoint: Endpoint) -> None:
    count = roles(request).count("reference")
    made = len(made_there(request, "elements"))
    if not endpoint.pictures and members_of(request) > (made if endpoint.elements else 0):
        raise BadValue("kling_by_id", path="cast", count=members_of(request))
    together = count + made
    if endpoint.pictures and together > endpoint.pictures:
        raise BadValue("kling_pictures", path="cast", count=together, limit=endpoint.pictures)


def _check_made_there(request: Request, endpoint: Endpoint) -> None:
    framed = "first_frame" in roles(request)
    most = {"elements": endpoint.elements, "voices": endpoint.voices}
    if framed and endpoint.elements_framed is not None:
        most["elements"] = endpoint.elements_framed
    shown = roles(request).count("reference") if endpoint.pictures else 0
    names = [f"image_{place}" for place in range(1, shown + 1)]
    names += [f"video_{place}" for place in range(1, sum(each in CLIPS for each in roles(request)) + 1)]
    for option, limit in most.items():
        made = made_there(request, option)
        path = f"options[{request.model}].{option}"
        if made and not limit:
            raise BadValue(f"kling_no_{option}", path=path)
        if len(made) > limit:
            raise BadValue(f"kling_{option}", path=path, count=len(made), limit=limit)
        names += names_of(request, endpoint, option)
    if made_there(request, "voices") and not request.parameters.get("audio"):
        raise BadValue("kling_voices_silent", path=f"options[{request.model}].voices")
    for one in names:
        if sum(one in other for other in names) > 1:
            raise BadValue("kling_names_alike", path=f"options[{request.model}].elements", name=one)
