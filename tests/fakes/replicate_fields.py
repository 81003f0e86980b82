"""What the models at Replicate take: a table made from its published input schemas, not from our rows.

`kling-v3-video`, `kling-v4.0` and `seedance-1-pro`: the schema pages of their versions, read 2026-11-22 and 2026-11-27.
`gen-4.5` and `kling-v3-omni-video`: their pages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.fakes.fields import Rule, wrong_fields

WIDE = ("16:9", "9:16", "1:1")
FIELDS: dict[str, Mapping[str, Rule]] = {
    "kwaivgi/kling-v3-video": {
        "prompt": str, "negative_prompt": str, "start_image": str, "end_image": str, "mode": ("standard", "pro"),
        "aspect_ratio": WIDE, "duration": range(3, 16), "generate_audio": bool, "multi_prompt": str,
    },
    "kwaivgi/kling-v3-omni-video": {
        "prompt": str, "negative_prompt": str, "start_image": str, "end_image": str, "mode": ("standard", "pro"),
        "aspect_ratio": WIDE, "duration": range(3, 16), "generate_audio": bool, "multi_prompt": str,
        "reference_images": list, "reference_video": str, "video_reference_type": ("feature", "base"),
        "keep_original_sound": bool,
    },
    "kwaivgi/kling-v4.0": {
        "prompt": str, "start_image": str, "middle_images": list, "end_image": str, "reference_images": list,
        "reference_videos": list, "base_video": str, "resolution": ("720p", "1080p"), "duration": range(3, 31),
        "aspect_ratio": (*WIDE, "21:9"),
    },
    "bytedance/seedance-1-pro": {
        "prompt": str, "image": str, "last_frame_image": str, "duration": range(2, 13), "fps": (24,),
        "resolution": ("480p", "720p", "1080p"), "camera_fixed": bool, "seed": int,
        "aspect_ratio": (*WIDE, "4:3", "3:4", "21:9", "9:21"),
    },
    "runwayml/gen-4.5": {
        "prompt": str, "image": str, "duration": range(2, 11), "aspect_ratio": WIDE, "seed": int,
    },
    "maker/new-model": {"prompt": str, "num_frames": int, "style": ("film", "comic"), "fast": bool, "image": str},
}  # fmt: skip
"""Any model that is not here is unknown at the fake."""
AFTER = {
    "end_image": "start_image", "last_frame_image": "image", "video_reference_type": "reference_video",
    "keep_original_sound": "reference_video",
}  # fmt: skip
"""What is only taken together with something else."""


def wrong_input(name: str, given: Mapping[str, Any]) -> str:
    """What of an input its model does not take; "" where all is well."""
    needed = [] if "multi_prompt" in given else ["prompt"]
    if wrong := wrong_fields(given, FIELDS[name], needed):
        return wrong
    if lonely := [one for one, other in AFTER.items() if one in given and other not in given]:
        return f"only with another: {lonely}"
    if len(given.get("reference_images", ())) > (4 if "reference_video" in given else 10):
        return "too many reference images"
    if len(given.get("reference_videos", ())) > 5 or ("reference_video" in given and "generate_audio" in given):
        return "too many reference videos, or sound beside one"
    shots = json.loads(given.get("multi_prompt", "[]"))
    if shots and sum(shot["duration"] for shot in shots) != given.get("duration", 5):
        return "the shots do not fill the clip"
    return ""
