"""The form sent to servers of OpenAI's video protocol, and how their jobs are read."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from app.domain.connection import Connection
from app.domain.errors import BadValue
from app.domain.request import Input, Request
from app.providers.base import Payload, Uploaded
from app.providers.openai_videos import PROVIDER
from app.providers.openai_videos.answers import STATE_OF, progress_of
from app.providers.openai_videos.body import pixels
from app.providers.openai_videos.kinds import kinds

ASSET = "sha256:" + "0" * 64
REQUEST = Request(
    model="openai-videos/Wan-AI/Wan2.2",
    dialect="timed",
    text="A dog runs, 雨夜",
    parameters={"seconds": 8, "aspect_ratio": "9:16", "resolution": "720p", "seed": 7, "audio": True},
    seconds=8.0,
    draft="{}",
)


def fields(kind: str) -> list[str]:
    payload = PROVIDER.payload(REQUEST, {}, Connection(id="b", provider="openai-videos", kind=kind), "job")
    boundary = payload.content_type.partition("boundary=")[2]
    parts = payload.body.decode().split(f"--{boundary}\r\n")[1:]
    return [part.partition('name="')[2].replace('"\r\n\r\n', "=").partition("\r\n")[0] for part in parts]


def test_the_form_holds_text_and_nothing_that_was_not_asked() -> None:
    plain = ["prompt=A dog runs, 雨夜", "model=Wan-AI/Wan2.2", "seconds=8", "size=720x1280"]
    assert fields("strict") == plain
    assert fields("generic") == [*plain, "seed=7"]
    assert fields("") == fields("generic")
    assert fields("vllm-omni") == [*plain, "seed=7", "generate_sound=true"]


def test_the_same_request_is_the_same_to_the_byte() -> None:
    one, two = PROVIDER.payload(REQUEST, {}), PROVIDER.payload(REQUEST, {})
    other = PROVIDER.payload(REQUEST.replace(text="A cat runs"), {})
    assert one == two
    assert one.content_type != other.content_type


def test_the_first_frame_goes_along_as_a_file() -> None:
    request = REQUEST.replace(inputs=(Input(role="first_frame", asset=ASSET),))
    picture = b"\x89PNG\r\n--x"
    given = Uploaded(name=ASSET, reference="data:image/png;base64," + base64.b64encode(picture).decode(), inline=True)
    payload = PROVIDER.payload(request, {ASSET: given})
    assert b'name="input_reference"; filename="first_frame.png"\r\nContent-Type: image/png\r\n\r\n' in payload.body
    assert picture in payload.body
    assert "first_frame.png" in payload.view
    assert base64.b64encode(picture).decode() not in payload.view


H3 = REQUEST.replace(
    model="openai-videos/MiniMaxAI/MiniMax-H3", parameters={"seconds": 8, "aspect_ratio": "9:16", "resolution": "768p"}
)
CLIP = "sha256:" + "1" * 64
GIVEN = {
    ASSET: Uploaded(name=ASSET, reference="data:image/png;base64,iVBORw==", inline=True),
    CLIP: Uploaded(name=CLIP, reference="data:video/mp4;base64,AAAA", inline=True),
}


def sent(kind: str, *roles: Any, request: Request = H3) -> Payload:
    inputs = tuple(Input(role=role, asset=CLIP if role == "clip" else ASSET) for role in roles)
    to = Connection(id="b", provider="openai-videos", kind=kind)
    return PROVIDER.payload(request.replace(inputs=inputs), GIVEN, to, "job")


def test_minimax_h3_is_asked_by_its_shape_and_with_one_list_of_files_where_vllm_omni_serves_it() -> None:
    plain = json.loads(sent("vllm-omni").view)
    assert (plain["aspect_ratio"], "size" in plain) == ("9:16", False)
    assert json.loads(sent("litellm").view) == plain
    both = sent("vllm-omni", "first_frame", "last_frame")
    assert both.body.count(b'name="input_references"; filename=') == 2
    assert json.loads(both.view)["input_references"] == "(first_frame.png), (last_frame.png)"
    assert b'name="input_references"; filename="clip.mp4"\r\nContent-Type: video/mp4' in sent("vllm-omni", "clip").body


def test_minimax_h3_is_asked_by_task_target_and_conditions_where_sglang_serves_it() -> None:
    payload = sent("sglang")
    assert payload.content_type == "application/json"
    target = {"short_edge": 768, "aspect_ratio": "9:16", "duration_seconds": 8}
    words = {"prompt": H3.text, "model": "MiniMaxAI/MiniMax-H3", "task": "t2va", "target": target}
    assert json.loads(payload.body) == words
    framed = json.loads(sent("sglang", "first_frame", "last_frame").body)
    assert (framed["task"], [each["frame_index"] for each in framed["conditions"]]) == ("fl2va", [0, -1])
    clip = sent("sglang", "clip")
    (condition,) = json.loads(clip.body)["conditions"]
    assert condition == {"type": "video", "uri": "data:video/mp4;base64,AAAA", "role": "reference"}
    assert (json.loads(clip.body)["task"], "AAAA" in clip.view) == ("ref2va", False)


def test_minimax_h3_is_asked_both_ways_while_nobody_knows_the_sort_of_server() -> None:
    told = json.loads(sent("").view)
    assert (told["aspect_ratio"], told["task"], json.loads(told["target"])["duration_seconds"]) == ("9:16", "t2va", 8)
    assert "task" not in json.loads(sent("", "first_frame").view)


def test_clips_go_along_where_the_server_has_a_place_for_them() -> None:
    assert b'name="video_reference"; filename="clip.mp4"' in sent("sglang", "clip", request=REQUEST).body
    assert sent("vllm-omni", "clip", "clip", request=REQUEST).body.count(b'name="input_references"') == 2


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        ("generic", ["clip"]),
        ("litellm", ["clip"]),
        ("sglang", ["clip", "clip"]),
        ("vllm-omni", ["clip", "first_frame"]),
        ("vllm-omni", ["first_frame", "last_frame"]),
        ("generic", ["last_frame"]),
    ],
)
def test_what_a_sort_of_server_has_no_place_for_is_said_before_sending(kind: str, roles: Any) -> None:
    with pytest.raises(BadValue) as fault:
        sent(kind, *roles, request=REQUEST)
    assert fault.value.id == "picture_without_place"


@pytest.mark.parametrize("role", ["last_frame", "reference", "edit"])
def test_a_picture_the_protocol_has_no_place_for_is_said_before_sending(role: Any) -> None:
    with pytest.raises(BadValue) as fault:
        PROVIDER.inputs(REQUEST.replace(inputs=(Input(role=role, asset=ASSET),)))
    assert fault.value.id == "picture_without_place"


@pytest.mark.parametrize(
    ("aspect", "resolution", "size"),
    [
        ("16:9", "720p", "1280x720"),
        ("9:16", "1080p", "1088x1920"),
        ("1:1", "480p", "480x480"),
        ("21:9", "720p", "1680x720"),
        ("16:9", "4k", "3840x2160"),
        ("wide", "720p", ""),
        ("16:9", "", ""),
        ("0:9", "720p", ""),
    ],
)
def test_pixels_are_multiples_of_sixteen(aspect: str, resolution: str, size: str) -> None:
    assert pixels(aspect, resolution) == size


@pytest.mark.parametrize("word", [*STATE_OF, "Completed", "warming up"])
def test_every_word_for_a_state_is_known_and_any_other_keeps_the_job_open(word: str) -> None:
    progress = progress_of({"status": word, "progress": 40}, "https://x.test/content", None)
    assert progress.state == STATE_OF.get(word.lower(), "running")
    assert (progress.message is not None) == (word == "warming up" or progress.state in ("failed", "refused"))


@pytest.mark.parametrize(
    ("given", "fraction"), [(40, 0.4), ("40%", 0.4), (140, 1.0), (None, None), ("soon", None), (True, None)]
)
def test_progress_is_read_in_every_form(given: Any, fraction: float | None) -> None:
    assert progress_of({"status": "running", "progress": given}, "", None).fraction == fraction


@pytest.mark.parametrize(
    ("fields", "url", "keyed"),
    [
        ({}, "https://x.test/v1/videos/a/content", True),
        ({"url": "/tmp/out.mp4"}, "https://x.test/v1/videos/a/content", True),
        ({"url": "https://s3.test/a.mp4?sig=1"}, "https://s3.test/a.mp4?sig=1", False),
        ({"urls": ["https://s3.test/b.mp4"]}, "https://s3.test/b.mp4", False),
        ({"data": [{"url": "https://s3.test/c.mp4"}]}, "https://s3.test/c.mp4", False),
        ({"data": "odd", "urls": 7}, "https://x.test/v1/videos/a/content", True),
    ],
)
def test_the_clip_is_where_the_job_says_or_at_its_own_place(fields: dict[str, Any], url: str, keyed: bool) -> None:
    content = "https://x.test/v1/videos/a/content"
    (output,) = progress_of({"status": "completed", "expires_at": 1795000000, **fields}, content, None).outputs
    assert (output.url, output.keyed, output.expires) == (url, keyed, "2026-11-18T11:06:40+00:00")


def test_an_address_is_kept_with_its_version_and_openais_own_is_refused() -> None:
    assert PROVIDER.check_address("http://box:8091") == "http://box:8091/v1"
    assert PROVIDER.check_address("https://gateway.test/api/v1") == "https://gateway.test/api/v1"
    with pytest.raises(BadValue) as fault:
        PROVIDER.check_address("https://api.openai.com/v1")
    assert fault.value.id == "openai_closed"


def test_every_kind_of_server_has_a_name() -> None:
    assert list(PROVIDER.spec.kinds) == list(kinds())
    assert all(kind.title for kind in kinds().values())
