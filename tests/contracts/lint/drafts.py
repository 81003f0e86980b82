"""Turns an entry of the corpus into a draft: a clean one of a few shots, and what the entry changes in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from app.domain import path as paths
from app.domain.draft import Draft
from app.domain.finding import Finding
from app.prompting import compile_draft
from tests.contracts.rows import catalog

HERE = Path(__file__).parent
TODAY = "2026-09-01"
PICTURE = f"sha256:{'b' * 64}"


class Entry(NamedTuple):
    """One draft of the corpus, and whether the check has to tell it."""

    check: str
    name: str
    bad: bool
    case: dict[str, Any]
    given: Any

    @property
    def label(self) -> str:
        """How a test is called."""
        return f"{self.check}-{'bad' if self.bad else 'good'}-{self.name}"


@cache
def corpus() -> tuple[Entry, ...]:
    """Every entry of every file."""
    return tuple(entry for file in sorted(HERE.glob("*.toml")) for entry in _entries(file))


def _entries(file: Path) -> Iterator[Entry]:
    for place, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["case"]):
        for bad in (True, False):
            for number, given in enumerate(case["bad" if bad else "good"]):
                yield Entry(case["check"], f"{file.stem}{place}.{number}", bad, case, given)


def _shot(number: int, who: str, action: str, size: str, **fields: Any) -> dict[str, Any]:
    beat = {
        "id": f"b{number}",
        "seconds": fields.get("seconds", 8),
        "subject": who,
        "action": action,
        "touches": "thumb on the rim",
        "ends_as": "everything still again",
        "link": {"type": "opens"} if number == 1 else {"type": "because", "evidence": "the lid rings on the tiles"},
    }
    key = {"id": f"k{number}", "framing": {"size": size, "angle": "eye", "target": who}}
    return {"id": f"s{number}", "seconds": 8, "support": "locked", "keys": [key], "beats": [beat], **fields}


@cache
def base(name: str) -> Draft:
    """A draft about which there is nothing to say."""
    if name.startswith("chinese"):
        return _in_chinese(base(name.removeprefix("chinese_") if "_" in name else "one"))
    shots = [_shot(1, "{cast:ines}", "lifts the lid of a tin", "ms")]
    if name == "two":
        shots[0]["seconds"] = shots[0]["beats"][0]["seconds"] = 4
        shots.append(_shot(2, "{cast:bo}", "turns his head to the door", "cu", seconds=4))
    if name == "pair":
        other = _shot(2, "{cast:bo}", "turns his head to the door", "cu", seconds=4)["beats"][0]
        shots[0]["beats"] = [{**shots[0]["beats"][0], "seconds": 4}, other]
    if name == "three":
        for number, size in ((2, "cu"), (3, "ws")):
            shots.append(_shot(number, "{cast:bo}", "turns his head to the door", size, seconds=4))
        for shot in shots:
            shot["seconds"] = shot["beats"][0]["seconds"] = 4
            shot["support"] = "slider"
            first = shot["keys"][0]
            shot["keys"].append({**first, "id": f"e{shot['id']}", "t": 4, "axes": {"truck": 4}})
    return Draft.model_validate(
        {
            "id": "d",
            "form": "sora-story-beats",
            "aim": "kling/kling-3.0",
            "look": {"style_line": "plain shop film", "palette": ["mustard", "cream", "slate"]},
            "light": {"key": {"source": "window", "side": "left", "quality": "soft"}},
            "place": {
                "setting": "Inside a tiled bakery with one long counter.",
                "background": "two ovens",
                "props": [{"id": "tin", "label": "tin", "description": "round, blue"}],
            },
            "cast": [
                {
                    "id": "ines",
                    "label": "Ines",
                    "identity": ["silver braid", "round glasses"],
                    "wardrobe": "mustard raincoat",
                },
                {"id": "bo", "label": "Bo", "identity": ["broad shoulders", "grey beard"]},
            ],
            "shots": shots,
            "sound": {"ambience": ["oven fan"], "language": "en"},
            "ends": {"final_picture": "The open tin on the counter."},
        }
    )


CHINESE: dict[str, Any] = {
    "language": "zh",
    "look.style_line": "朴素的店铺短片",
    "look.palette": ["芥末黄", "奶白", "石板灰"],
    "place.setting": "贴着白瓷砖的面包房里，一张长柜台。",
    "place.background": "两台烤炉",
    "place.props[tin].label": "铁盒",
    "place.props[tin].description": "圆形，蓝色",
    "cast[ines].label": "林晚",
    "cast[ines].identity": ["银白色的辫子", "圆框眼镜"],
    "cast[ines].wardrobe": "芥末黄雨衣",
    "cast[bo].label": "老博",
    "cast[bo].identity": ["宽肩膀", "灰白胡子"],
    "shots[s1].beats[b1].action": "揭开铁盒的盖子",
    "shots[s1].beats[b1].touches": "拇指按着盒沿",
    "shots[s1].beats[b1].ends_as": "一切又静下来",
    "sound.ambience": ["烤炉风扇声"],
    "ends.final_picture": "柜台上打开的铁盒。",
}
"""The same draft in Chinese."""
CHINESE_ANSWER: dict[str, Any] = {
    "shots[s2].beats[b2].action": "转头看向门口",
    "shots[s2].beats[b2].touches": "手肘抵着柜台",
    "shots[s2].beats[b2].ends_as": "一切又静下来",
    "shots[s2].beats[b2].link.evidence": "盖子在瓷砖上响了一声",
}
"""And its second shot."""


def _in_chinese(draft: Draft) -> Draft:
    """A base of one shot or two; the second one and its beat have numbers of their own."""
    texts = CHINESE | ({} if len(draft.shots) < 2 else CHINESE_ANSWER)
    for path, value in texts.items():
        draft = put(draft, path, value)
    return draft


def draft_of(entry: Entry) -> Draft:
    """The base with what the case sets, and what the entry sets."""
    case, given = entry.case, entry.given
    draft = base(case.get("base", "one"))
    for path, value in case.get("set", {}).items():
        draft = put(draft, path, value)
    if case.get("start"):
        draft = paths.write(draft, "ends.start_image", PICTURE)
    if "refs" in case:
        draft = put(draft, "cast[ines].refs", [{"id": f"r{n}", **ref} for n, ref in enumerate(case["refs"])])
    if case.get("lines"):
        line = {"id": "l1", "speaker": "{cast:ines}", "text": "It is empty.", "language": "en"}
        draft = put(draft, "shots[s1].beats[b1].lines", [line])
    if case.get("path"):
        return _on_a_path(draft, given, bare=bool(case.get("bare")))
    if "at" in case:
        value = " ".join([given] * case["repeat"]) if "repeat" in case and entry.bad else given
        return put(draft, case["at"], value)
    if "beats" in given:
        return _with_beats(draft, given["beats"], float(given["seconds"]))
    for path, value in given.items():
        draft = put(draft, path, value)
    return draft


def put(draft: Draft, path: str, value: Any) -> Draft:
    """One value written; pictures get an asset."""
    if path == "ends.start_image":
        value = value or None
    if path.endswith(".refs"):
        value = [{"asset": PICTURE, **ref} for ref in value]
    return paths.write(draft, path, value)


def _on_a_path(draft: Draft, given: dict[str, Any], *, bare: bool) -> Draft:
    seconds = float(given["seconds"])
    first = {"size": "ms", "angle": "eye", "target": "{cast:ines}"}
    keys = []
    for place, (t, axes) in enumerate(zip(given["at"], given["axes"], strict=True)):
        framing = given.get("end", {}) if bare and place else first
        lock = given.get("lock", "none")
        keys.append({"id": f"k{place + 1}", "t": t, "axes": axes, "framing": framing, "lock": lock})
    shot = "shots[s1]"
    draft = put(put(draft, f"{shot}.seconds", seconds), f"{shot}.beats[b1].seconds", seconds)
    return put(put(draft, f"{shot}.keys", keys), f"{shot}.support", given.get("support", "dolly"))


def _with_beats(draft: Draft, count: int, seconds: float) -> Draft:
    beats = [
        {
            "id": f"b{n}",
            "seconds": round(seconds / count, 2),
            "subject": "{cast:ines}",
            "action": f"sets down cup number {n}",
        }
        for n in range(1, count + 1)
    ]
    return put(put(draft, "shots[s1].seconds", seconds), "shots[s1].beats", beats)


_found: dict[str, tuple[Finding, ...]] = {}


def findings(entry: Entry) -> tuple[Finding, ...]:
    """What is said of an entry's draft; compiled once, for whoever asks."""
    if entry.label not in _found:
        model = catalog().model(entry.case.get("model", "kling/kling-3.0"))
        _found[entry.label] = compile_draft(draft_of(entry), model, catalog().vocabulary, today=TODAY).findings
    return _found[entry.label]
