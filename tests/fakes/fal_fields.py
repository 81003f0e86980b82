"""What fal's endpoints take, as fal publishes it: a table made from its own client's types, not from our rows.

`kling-video`, `veo3.1`, `hailuo-2.3`, `wan/v2.6` and `ltx-2.3`: the types of @fal-ai/client 1.10.1. `kling/v4`,
Seedance and `minimax/h3` are newer than that: fal's pages of them and clients of others that quote its OpenAPI
documents, read 2026-11-27. The reference endpoint of `kling/v4` has names that nobody confirms; its edit endpoint is
shown by fal with a prompt and a `video_url`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.fakes.fields import Rule, wrong_fields

WIDE = ("16:9", "9:16", "1:1")
SEEN = ("auto", "21:9", "16:9", "4:3", "1:1", "3:4", "9:16")
HALF = ("720p", "1080p")


def texts(least: int, most: int) -> tuple[str, ...]:
    """Whole seconds as text."""
    return tuple(str(number) for number in range(least, most + 1))


V3 = {
    "prompt": str, "multi_prompt": list, "duration": texts(3, 15), "generate_audio": bool, "cfg_scale": float,
    "negative_prompt": str, "shot_type": ("customize", "intelligent"),
}  # fmt: skip
O3 = {name: rule for name, rule in V3.items() if name not in ("cfg_scale", "negative_prompt")}
FRAMES = {"start_image_url": str, "end_image_url": str}
V3_IMAGE = {**V3, **FRAMES, "elements": list}
V2V = {
    "prompt": str, "video_url": str, "image_urls": list, "elements": list, "keep_audio": bool, "shot_type": str,
}  # fmt: skip
V4 = {"prompt": str, "multi_prompt": list, "duration": range(3, 31), "resolution": HALF}
V4_WIDE = {"aspect_ratio": (*WIDE, "21:9")}
SEEDANCE = {
    "prompt": str, "aspect_ratio": SEEN, "generate_audio": bool, "bitrate_mode": ("standard", "high"),
}  # fmt: skip
SEEDANCE_20 = {**SEEDANCE, "duration": ("auto", *texts(4, 15)), "resolution": ("480p", "720p", "1080p", "4k")}
SEEDANCE_25 = {**SEEDANCE, "duration": ("auto", *texts(4, 30)), "resolution": ("480p", "720p", "1080p")}
FROM_IMAGE = {"image_url": str, "end_image_url": str}
BY_IMAGES = {"image_urls": list, "video_urls": list, "audio_urls": list}
VEO = {
    "prompt": str, "duration": ("4s", "6s", "8s"), "resolution": ("720p", "1080p", "4k"), "generate_audio": bool,
    "auto_fix": bool, "safety_tolerance": texts(1, 6), "aspect_ratio": ("16:9", "9:16"),
}  # fmt: skip
VEO_FREE = {**VEO, "seed": int, "negative_prompt": str}
VEO_IMAGE = {**VEO_FREE, "aspect_ratio": ("auto", "16:9", "9:16")}
HAILUO = {"prompt": str, "duration": ("6", "10"), "prompt_optimizer": bool}
H3 = {"prompt": str, "duration": range(5, 16), "resolution": ("480P", "768P", "2K", "4K"), "seed": int}
H3_WIDE = {"aspect_ratio": ("adaptive", *SEEN[1:])}
WAN = {
    "prompt": str, "duration": ("5", "10", "15"), "resolution": HALF, "seed": int, "negative_prompt": str,
    "multi_shots": bool, "enable_prompt_expansion": bool, "enable_safety_checker": bool, "audio_url": str,
}  # fmt: skip
LTX = {
    "prompt": str, "duration": (6, 8, 10), "resolution": ("1080p", "1440p", "2160p"), "fps": (24, 25, 48, 50),
    "generate_audio": bool, "aspect_ratio": ("16:9", "9:16"),
}  # fmt: skip
NEW = {
    "prompt": str, "duration": ("5", "10"), "aspect_ratio": ("auto", "16:9", "9:16"), "seed": int,
    "style": ("plain", "painted"), "strength": float, "loop": bool,
}  # fmt: skip

FIELDS: dict[str, Mapping[str, Rule]] = {
    "kling/v4/text-to-video": {**V4, **V4_WIDE},
    "kling/v4/image-to-video": {**V4, **FRAMES, "middle_image_urls": list},
    "kling/v4/reference-to-video": {
        **V4, **V4_WIDE, **FRAMES, "image_urls": list, "elements": list, "video_urls": list,
    },
    "kling/v4/video-to-video/edit": {"prompt": str, "video_url": str},
    "bytedance/seedance-2.0/text-to-video": SEEDANCE_20,
    "bytedance/seedance-2.0/image-to-video": {**SEEDANCE_20, **FROM_IMAGE},
    "bytedance/seedance-2.0/reference-to-video": {**SEEDANCE_20, **BY_IMAGES},
    "bytedance/seedance-2.5/text-to-video": SEEDANCE_25,
    "bytedance/seedance-2.5/image-to-video": {**SEEDANCE_25, **FROM_IMAGE},
    "bytedance/seedance-2.5/reference-to-video": {**SEEDANCE_25, **BY_IMAGES},
    "fal-ai/veo3.1": VEO_FREE,
    "fal-ai/veo3.1/image-to-video": {**VEO_IMAGE, "image_url": str},
    "fal-ai/veo3.1/first-last-frame-to-video": {**VEO_IMAGE, "first_frame_url": str, "last_frame_url": str},
    "fal-ai/veo3.1/reference-to-video": {**VEO, "image_urls": list},
    "fal-ai/minimax/hailuo-2.3/standard/text-to-video": HAILUO,
    "fal-ai/minimax/hailuo-2.3/standard/image-to-video": {**HAILUO, "image_url": str},
    "minimax/h3/text-to-video": {**H3, **H3_WIDE},
    "minimax/h3/image-to-video": {**H3, **FROM_IMAGE},
    "minimax/h3/reference-to-video": {
        **H3, **H3_WIDE, "reference_image_urls": list, "reference_video_urls": list, "reference_audio_urls": list,
    },
    "wan/v2.6/text-to-video": {**WAN, "aspect_ratio": (*WIDE, "4:3", "3:4")},
    "wan/v2.6/image-to-video": {**WAN, "image_url": str},
    "fal-ai/ltx-2.3/text-to-video": LTX,
    "fal-ai/ltx-2.3/image-to-video": {**LTX, **FROM_IMAGE, "aspect_ratio": ("auto", "16:9", "9:16")},
    "maker/new-model/text-to-video": NEW,
}  # fmt: skip
for _tier in ("standard", "pro"):
    FIELDS[f"fal-ai/kling-video/v3/{_tier}/text-to-video"] = {**V3, "aspect_ratio": WIDE}
    FIELDS[f"fal-ai/kling-video/v3/{_tier}/image-to-video"] = V3_IMAGE
    FIELDS[f"fal-ai/kling-video/o3/{_tier}/reference-to-video"] = {
        **O3, **FRAMES, "aspect_ratio": WIDE, "elements": list, "image_urls": list,
    }  # fmt: skip
    FIELDS[f"fal-ai/kling-video/o3/{_tier}/video-to-video/reference"] = {
        **V2V, "duration": texts(3, 15), "aspect_ratio": ("auto", *WIDE),
    }  # fmt: skip
    FIELDS[f"fal-ai/kling-video/o3/{_tier}/video-to-video/edit"] = V2V
"""Any endpoint that is not here is unknown at the fake."""
SHOT = {"prompt": str, "duration": texts(1, 15)}
ELEMENT = {"frontal_image_url": str, "reference_image_urls": list, "video_url": str, "voice_id": str}
CLIPS_MOST = {
    "video_urls": {"kling": 5, "bytedance": 10},
    "reference_video_urls": {"minimax": 3},
}
"""Most clips of an endpoint, by its owner."""
FIRST = ("image_url", "start_image_url", "first_frame_url", "last_frame_url", "reference_image_urls", "image_urls")


def wrong_input(endpoint: str, given: Mapping[str, Any]) -> str:
    """What of a request its endpoint does not take; "" where all is well."""
    rules = FIELDS[endpoint]
    shots = "multi_prompt" in rules
    if shots and ("prompt" in given) == ("multi_prompt" in given):
        return "either prompt or multi_prompt"
    frame = endpoint.endswith(("/image-to-video", "/first-last-frame-to-video"))
    pictures = [name for name in FIRST if frame and name in rules]
    clips = [name for name in ("video_url",) if "/video-to-video/" in endpoint]
    needed = [*([] if shots else ["prompt"]), *pictures, *clips]
    return wrong_fields(given, rules, needed) or _wrong_lists(endpoint, given)


def _wrong_lists(endpoint: str, given: Mapping[str, Any]) -> str:
    for name, most in CLIPS_MOST.items():
        if name in given and len(given[name]) > most[endpoint.partition("/")[0]]:
            return f"{name} are too many"
    for shot in given.get("multi_prompt", ()):
        if wrong := wrong_fields(shot, SHOT):
            return f"multi_prompt: {wrong}"
    if given.get("multi_prompt") and sum(int(shot["duration"]) for shot in given["multi_prompt"]) > 15:
        return "multi_prompt is too long"
    for element in given.get("elements", ()):
        if wrong := wrong_fields(element, ELEMENT, ["frontal_image_url"]):
            return f"elements: {wrong}"
    return ""
