"""The bodies sent to Kling, what is said before sending, and how its answers and tasks are read."""

from __future__ import annotations

import base64
import json
import os
import struct
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.connection import Connection
from app.domain.errors import BadValue, ProviderFault
from app.domain.request import Input, Request
from app.net.answer import Answer
from app.providers.base import AccountStopped, Refused, Rejected, Throttled, Uploaded
from app.providers.kling import BEIJING, PROVIDER, SINGAPORE
from app.providers.kling.answers import is_duplicate, judged, left_of, progress_of, usd_of
from app.providers.kling.pictures import as_text, sides_of
from app.providers.kling.tables import tables
from app.strings import has
from tests.fakes.kling_server import SETTINGS, wrong_body

HERE = Path(__file__).parents[2] / "golden" / "payloads" / "kling"
PICTURE = base64.b64encode(b"\x89PNG made up").decode()
FIRST, LAST, ONE, TWO = (f"sha256:{digit * 64}" for digit in "0123")
BEGUN = (Input(role="first_frame", asset=FIRST),)
FRAMED = (*BEGUN, Input(role="last_frame", asset=LAST))
SHOWN = tuple(Input(role="reference", asset=each, cast="c1", tag="@image_1") for each in (ONE, TWO))
MOVES = (Input(role="clip", asset=ONE, tag="@video_1", address="https://x.test/orbit.mp4"),)
EDITED = (Input(role="edit", asset=ONE, tag="@video_1", address="https://x.test/take.mov"),)
SHOTS = "shot 1, 3, A dog runs.; shot 2, 2, It stops.;"


def request(name: str, inputs: tuple[Input, ...] = (), text: str = "A dog runs, 雨夜", **more: Any) -> Request:
    asked: dict[str, Any] = {"seconds": 5, "resolution": "1080p", **more}
    if "first_frame" not in {each.role for each in inputs}:
        asked["aspect_ratio"] = "9:16"
    return Request(
        model=f"kling/{name}", dialect="", text=text, parameters=asked, inputs=inputs, seconds=5.0, draft="{}"
    )


SENT = {
    "3.0-text": request("kling-3.0", audio=True, multi_shot=False),
    "3.0-shots": request("kling-3.0", text=SHOTS, audio=False, multi_shot=True),
    "3.0-first": request("kling-3.0", BEGUN, audio=True, multi_shot=False, elements="Zhang=829, 830"),
    "3.0-first-cast": request(
        "kling-3.0", BEGUN + SHOWN, "@element_1 runs to @Li", audio=False, multi_shot=False, elements="Zhang=829,Li=830"
    ),
    "3.0-first-last-shots": request("kling-3.0", FRAMED, SHOTS, audio=True, multi_shot=True),
    "3.0-turbo-text": request("kling-3.0-turbo", text=SHOTS, multi_shot=True),
    "3.0-turbo-first": request("kling-3.0-turbo", BEGUN, multi_shot=False),
    "3.0-omni-text": request("kling-3.0-omni", audio=True, multi_shot=False, watermark=True),
    "3.0-omni-references": request("kling-3.0-omni", SHOWN, "@image_1 runs", audio=False, multi_shot=False),
    "3.0-omni-all": request("kling-3.0-omni", FRAMED + SHOWN, audio=False, multi_shot=False, elements="829"),
    "3.0-omni-feature": request("kling-3.0-omni", MOVES + SHOWN, SHOTS, audio=False, multi_shot=True, keep_sound=False),
    "3.0-omni-base": request(
        "kling-3.0-omni", EDITED, "@video_1 at night", audio=False, multi_shot=False, keep_sound=True
    ),
    "o1-base": request("kling-o1", EDITED, keep_sound=False).replace(seconds=7.0),
    "o1-text": request("kling-o1"),
    "o1-references": request("kling-o1", SHOWN),
    "o1-first-last": request("kling-o1", FRAMED),
    "2.6-text": request("kling-2.6", audio=True),
    "2.6-first-voice": request("kling-2.6", BEGUN, audio=True, voices="77,78"),
    "2.6-first-last": request("kling-2.6", FRAMED, audio=False),
    "2.5-turbo-text": request("kling-2.5-turbo"),
    "2.5-turbo-first-last": request("kling-2.5-turbo", FRAMED),
}
UPLOADED = {each: Uploaded(name=each, reference=PICTURE, inline=True) for each in (FIRST, LAST, ONE, TWO)}


@pytest.mark.parametrize("name", SENT)
def test_each_endpoint_gets_exactly_what_it_has(name: str) -> None:
    asked = SENT[name]
    assets = PROVIDER.inputs(asked)
    shown = [each for each in asked.inputs if each.role not in ("clip", "edit")]
    sent = [each.asset for each in shown if each.role != "reference" or asked.model != "kling/kling-3.0"]
    assert [each.name for each in assets] == sent
    payload = PROVIDER.payload(asked, UPLOADED, None, "job-1")
    assert payload == PROVIDER.payload(asked, UPLOADED, None, "job-1")
    body = json.loads(payload.body)
    assert wrong_body(payload.path.strip("/"), body) == ""
    assert PICTURE not in payload.view
    assert payload.body.count(PICTURE.encode()) == len(sent)
    page = json.dumps({"path": payload.path, **body}, ensure_ascii=False, indent=1) + "\n"
    file = HERE / f"{name}.json"
    if os.environ.get("SHOTWRIGHT_WRITE_GOLDENS") == "1":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == page


def test_every_endpoint_has_a_golden_and_no_golden_is_left_over() -> None:
    paths = {PROVIDER.payload(asked, {}).path.strip("/") for asked in SENT.values()}
    assert paths == SETTINGS.keys()
    assert {file.stem for file in HERE.glob("*.json")} == SENT.keys()


def test_what_the_new_api_does_not_have_is_never_sent() -> None:
    asked = request("kling-3.0", negative_prompt="blur", seed=7, cfg_scale=0.5, camera_control="x", multi_shot=True)
    payload = PROVIDER.payload(asked, {})
    for word in ("blur", "seed", "cfg_scale", "camera", "negative", "external_task_id"):
        assert word not in payload.body.decode()


def test_a_model_nobody_has_read_about_is_asked_as_its_family_is() -> None:
    asked = request("kling-4.0-flash", BEGUN, audio=True)
    payload = PROVIDER.payload(asked, UPLOADED)
    assert payload.path == "/image-to-video/kling-4.0-flash"
    assert json.loads(payload.body)["settings"] == {"resolution": "1080p", "duration": 5}
    assert PROVIDER.payload(request("kling-4.0-omni"), {}).path == "/omni-video/kling-4.0-omni"


@pytest.mark.parametrize(
    ("asked", "id", "path"),
    [
        (request("kling-3.0", text="x" * 3073), "kling_prompt_long", "shots"),
        (request("kling-3.0-turbo", BEGUN, "x" * 2501), "kling_prompt_long", "shots"),
        (request("kling-3.0", FRAMED[1:]), "kling_last_alone", "ends.end_image"),
        (request("kling-3.0-turbo", FRAMED), "kling_no_last", "ends.end_image"),
        (request("kling-o1", FRAMED + SHOWN), "kling_last_excludes", "ends.end_image"),
        (request("kling-o1", (MOVES[0].replace(address=""),)), "kling_clip_address", "clips"),
        (request("kling-3.0", MOVES), "picture_without_place", None),
        (request("kling-2.6", FRAMED, resolution="720p"), "kling_last_needs", "ends.end_image"),
        (request("kling-2.5-turbo", FRAMED, resolution="720p"), "kling_last_needs", "ends.end_image"),
        (request("kling-2.6", FRAMED, audio=True), "kling_last_silent", "ends.end_image"),
        (request("kling-2.6", audio=True, resolution="720p"), "kling_sound_needs", "frame.resolution"),
        (request("kling-o1", BEGUN, seconds=7), "kling_seconds", "shots"),
        (request("kling-3.0", BEGUN + SHOWN), "kling_by_id", "cast"),
        (request("kling-3.0", SHOWN, elements="829"), "kling_by_id", "cast"),
        (request("kling-2.5-turbo", SHOWN), "kling_by_id", "cast"),
        (request("kling-3.0-omni", SHOWN * 4), "kling_pictures", "cast"),
        (request("kling-3.0", elements="829"), "kling_no_elements", "options[kling/kling-3.0].elements"),
        (request("kling-3.0", BEGUN, elements="1,2,3,4"), "kling_elements", "options[kling/kling-3.0].elements"),
        (request("kling-2.6", voices="7", audio=True), "kling_no_voices", "options[kling/kling-2.6].voices"),
        (request("kling-2.6", BEGUN, voices="7，8,9", audio=True), "kling_voices", "options[kling/kling-2.6].voices"),
        (request("kling-2.6", BEGUN, voices="7"), "kling_voices_silent", "options[kling/kling-2.6].voices"),
        (request("kling-3.0", BEGUN, elements="Li=1,Lin=2"), "kling_names_alike", "options[kling/kling-3.0].elements"),
    ],
)  # fmt: skip
def test_what_an_endpoint_does_not_take_is_said_at_its_field(asked: Request, id: str, path: str) -> None:
    with pytest.raises(BadValue) as fault:
        PROVIDER.inputs(asked)
    assert (fault.value.id, fault.value.path) == (id, path)
    assert has(f"error.{id}")


def png(wide: int, tall: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", wide, tall) + b"\x08\x02\x00\x00\x00"


def jpeg(wide: int, tall: int) -> bytes:
    head = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + bytes(14)
    return head + b"\xff\xff\xc2" + struct.pack(">HBHH", 17, 8, tall, wide) + bytes(8)


def test_the_sides_of_a_picture_are_read_from_its_head() -> None:
    assert sides_of(png(640, 360)) == sides_of(jpeg(640, 360)) == (640, 360)
    for odd in (b"", b"GIF89a", b"\xff\xd8", b"\xff\xd8\xff\xe0", png(1, 1)[:20], b"\xff\xd8\xff\xe0\x00\x00" * 9):
        assert sides_of(odd) is None


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (png(299, 600), "kling_picture_small"),
        (jpeg(1000, 399), "kling_picture_shape"),
        (b"RIFF0000WEBP", "kling_picture_kind"),
        (png(400, 400) + bytes(50 * 1024**2), "picture_too_big"),
    ],
)
def test_a_picture_that_is_not_taken_is_not_sent(tmp_path: Path, data: bytes, id: str) -> None:
    file = tmp_path / "picture"
    file.write_bytes(data)
    with pytest.raises(Rejected) as fault:
        as_text(file)
    assert fault.value.id == id


def test_a_picture_goes_along_as_bare_text(tmp_path: Path) -> None:
    file = tmp_path / "picture.jpg"
    file.write_bytes(jpeg(1000, 400))
    assert base64.b64decode(as_text(file)) == file.read_bytes()


def answer(status: int, code: int | None, message: str = "why", **headers: str) -> Answer:
    body = {} if code is None else {"code": code, "message": message, "data": {"id": "1"}}
    return Answer(status, headers, json.dumps(body).encode(), datetime(2026, 11, 27, tzinfo=UTC))


MEANT = {"account": AccountStopped, "rejected": Rejected, "refused": Refused, "busy": Throttled}


@pytest.mark.parametrize("code", tables().code)
@pytest.mark.parametrize("status", [200, 400, 429, 500])
def test_a_code_counts_whatever_the_status_beside_it(code: str, status: int) -> None:
    row = tables().code[code]
    with pytest.raises(ProviderFault) as fault:
        judged(answer(status, int(code)), "kling.test")
    assert type(fault.value) is MEANT.get(row.means, ProviderFault)
    assert has(f"error.{fault.value.id}")
    with pytest.raises(ProviderFault) as looked:
        judged(answer(status, int(code)), "kling.test", look=True)
    assert not isinstance(looked.value, Rejected) or row.means == "account"


def test_an_unknown_code_goes_by_its_status_and_silence_is_no_answer() -> None:
    assert judged(answer(200, 0), "h") == {"id": "1"}
    for given, kind in [
        (answer(400, 1999), Rejected),
        (answer(429, None), Throttled),
        (answer(502, None), ProviderFault),
        (answer(200, 1999), ProviderFault),
        (answer(200, None), ProviderFault),
    ]:
        with pytest.raises(ProviderFault) as fault:
            judged(given, "h")
        assert type(fault.value) is kind
    with pytest.raises(Throttled) as busy:
        judged(answer(429, 1303, **{"retry-after": "7"}), "h")
    assert busy.value.wait == 7


def test_only_words_of_our_own_id_make_a_duplicate() -> None:
    assert is_duplicate(answer(400, 1201, "External_task_id Already exists"))
    assert not is_duplicate(answer(400, 1201, "duration is out of range"))
    assert not is_duplicate(answer(400, 1200, "already exists"))


@pytest.mark.parametrize(
    ("task", "state", "message"),
    [
        ({"status": "submitted"}, "running", None),
        ({"status": "processing"}, "running", None),
        ({"status": "warming"}, "running", "message.status"),
        ({"status": "failed", "message": "Not passed by risk control"}, "refused", "message.kling_refused"),
        ({"status": "failed", "message": "内容审核未通过"}, "refused", "message.kling_refused"),
        ({"status": "failed", "message": "internal"}, "failed", "message.kling_failed"),
        ({"status": "failed"}, "failed", "message.kling_silent"),
        ({}, "running", "message.status"),
    ],
)  # fmt: skip
def test_a_task_is_read_by_its_word(task: dict[str, Any], state: str, message: str | None) -> None:
    progress = progress_of(task)
    assert progress.state == state
    assert (progress.message.id if progress.message else None) == message


def test_a_clip_has_its_address_its_end_and_its_price() -> None:
    outputs = [{"url": "https://cdn.test/a.mp4", "watermark_url": ""}, {"url": "file:///etc/passwd"}, "odd"]
    billing = [{"charge_type": "unit", "amount": "3"}, {"charge_type": "cash", "amount": "0.1", "currency": "USD"}]
    task = {"status": "succeeded", "update_time": 1_795_000_000_000, "outputs": outputs, "billing": billing}
    progress = progress_of(task)
    (output,) = progress.outputs
    assert (output.url, output.expires) == ("https://cdn.test/a.mp4", "2026-12-18T11:06:40+00:00")
    assert not output.keyed
    assert progress.usd == 0.52
    assert usd_of({"billing": [{"charge_type": "cash", "amount": "7", "currency": "CNY"}]}) is None
    assert usd_of({"billing": [{"charge_type": "unit", "amount": "much"}]}) is None
    assert usd_of({"billing": "odd"}) is usd_of({}) is None


def test_what_is_left_is_read_from_packs_in_use() -> None:
    packs = [{"status": "online", "remaining_quantity": "12.5"}, {"status": "expired", "remaining_quantity": 9}, 7]
    assert left_of({"resource_pack_subscribe_infos": packs}) == (1, 12.5)
    assert left_of({"code": 0}) == left_of(None) == left_of({"resource_pack_subscribe_infos": "odd"}) == (0, 0)


@pytest.mark.parametrize(
    "key",
    [
        "A8mQr3kTDsnYt4LpGf7hQbDM:x9dKtrGyCbHmNqTp2eWv7Rsa",
        "A8mQr3kTDsnYt4LpGf7hQbDM / x9dKtrGyCbHmNqTp2eWv7Rsa",
        "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJBIn0.c2lnbmF0dXJl",
    ],
)
def test_a_pair_of_the_old_api_is_answered_with_what_to_do(key: str) -> None:
    with pytest.raises(BadValue) as fault:
        PROVIDER.check_key(key)
    assert fault.value.id == "kling_pair"
    assert key not in str(fault.value)


def test_a_key_and_an_address_of_today_are_kept() -> None:
    assert PROVIDER.check_key(" api-key-kling-0123456789abcdef ") == "api-key-kling-0123456789abcdef"
    for address in (SINGAPORE, BEIJING, "https://kling.gateway.test/v2"):
        assert PROVIDER.check_address(address) == address
    with pytest.raises(BadValue) as fault:
        PROVIDER.check_address("https://api.klingai.com")
    assert fault.value.id == "kling_old_host"


def test_a_connection_to_one_model_asks_for_that() -> None:
    to = Connection(id="k", provider="kling", model="kling-2.6")
    assert PROVIDER.payload(request("kling-3.0"), {}, to).path == "/text-to-video/kling-2.6"
