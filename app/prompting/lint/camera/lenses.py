"""Finds the lens that a text gives in millimetres, and leaves gauges of film and things of that size aside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.prompting.lint.fields import Field

_LENS = re.compile(
    r"(?<![\d.a-zA-Z])(\d{2,3}|(?:ten|twelve|fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundred)(?:[ -](?:one|two|four|five|eight))?|[一二三四五六七八九十百]{2,5})[ -]{0,2}"
    r"(?:mm|mil|milli?met(?:re|er)s?|毫米)(?![a-z])(?:\s*(\w+))?",
    re.I,
)
_GAUGES = frozenset({"8", "16", "35", "65", "70"})
_NO_GLASS = frozenset(
    [
        *("lens", "lenses", "prime", "glass", "focal", "portrait", "telephoto"),
        *("wide", "macro", "anamorphic", "zoom", "tele"),
    ]
)
_GLASS = frozenset(
    [
        "lens",
        "lenses",
        "prime",
        "glass",
        "focal",
        "portrait",
        "telephoto",
        "wide",
        "macro",
        "anamorphic",
        "zoom",
        "tele",
    ]
)


_THINGS = frozenset(
    [
        *(
            "nail",
            "screw",
            "bolt",
            "nut",
            "pin",
            "pipe",
            "tube",
            "hose",
            "cable",
            "wire",
            "rod",
            "bar",
            "plate",
            "sheet",
        ),
        *("plank", "board", "timber", "tile", "gap", "hole", "drill", "bit", "spanner", "wrench", "socket", "chisel"),
        *("bearing", "gun", "cannon", "shell", "round", "cartridge", "mortar", "bullet", "bead", "ball", "marble"),
        *("hail", "hailstone", "rain", "rainfall", "thick", "deep", "tall", "chain", "rope", "needle", "hook", "blade"),
        *("disc", "cube", "button", "ruler", "steel", "glass-tube", "dowel", "peg", "rivet", "washer", "gasket"),
    ]
)
"""What is of a size in millimetres, and no lens."""


_MEASURED = re.compile(
    r"\b(?:measur|cut|drill|width|height|diameter|gauge|calibre|caliber|size|fell|rain|snow|trim|saw|plane|thick|gap|shave"
    r"|deep|after)\w*(?: of)?\W+$",
    re.I,
)
"""Right before so many millimetres that are of no lens."""


_CHINESE_THINGS = re.compile(
    "的(?!镜头|定焦|广角|长焦|微距|变焦|焦|大光圈|标准)|的?(?:绳|水|带|刀|钩|砖|石|铁|铜|铝|塑|长(?!焦)|宽(?!银|荧|幕)|高|粗|钉|螺|雨|管|孔|缝|厚|钢|板|线|口径|炮|子弹|针|木|胶片|胶卷|电影胶|底片|珠|纸|布|玻璃|刻度)"
)


_CHINESE_GLASS = re.compile("(?:定焦|广角|长焦|微距|变焦|标准|人像|中焦|端)+(?:镜头|镜|端|拍|$)?|镜头|镜|焦段|焦距")


_BEFORE_GLASS = re.compile(r"(?:焦距|焦段|镜头|定焦|focal length(?: of)?)[是为用：: ]{0,2}$", re.I)
_BEHIND_GLASS = re.compile(r"[ -](?:lens|lenses|prime|primes|glass)\b", re.I)
"""Round a number that some gauge of film has as well."""
_SURE = frozenset(
    [
        *("bokeh", "compressed", "compressing", "compression", "distort", "distorts", "distorted", "distortion"),
        *("perspective", "vignette", "foreshortened", "blurred", "defocused"),
    ]
)
"""Single words that are of a lens wherever they stand; other ones are of things as well."""


_DEEDS = frozenset({"action", "touches", "ends_as", "evidence", "moves_to"})
_OF_THINGS = frozenset({"prop", "label", "identity", "wardrobe"})
"""What a thing or somebody is like: a watch of 40 mm, a camera with its own lens."""
_BEHIND = frozenset(
    {"on", "at", "throughout", "from", "shot", "and", "with", "for", "as", "to", "in", "camera", "close", "view"}
)
"""What may follow a lens in a text of what happens; a noun is of a thing of that size."""


def shows_effect(field: Field) -> bool:
    """Whether a text says what a lens does: barrels along a wall are no distortion where no lens is spoken of."""
    if field.name in ("style_line", "mood", "texture") or "mm" in field.text or "lens" in field.text:
        return True
    reading = field.reading
    return any(hit.end - hit.start > 1 or reading.words[hit.start] in _SURE for hit in reading.hits["lens_effect"])


def shows_chinese(texts: Iterable[str]) -> bool:
    """The same of Chinese texts."""
    foreign = [text for text in texts if text]
    if not foreign:
        return False
    from app.prompting.lint.chinese.camera import pattern

    return any(
        pattern("lens_effect").search(text) and (_CHINESE_SURE.search(text) or _OF_PICTURE.search(text))
        for text in foreign
    )


_CHINESE_SURE = re.compile(
    "虚[化焦掉成]|发虚|景深|畸变|透视|光斑|散景|焦外|失焦|浅焦|柔焦|压缩|空间感|纵深|变形|显得|朦胧|层叠|叠[在到成]"
)
_OF_PICTURE = re.compile("镜|焦|毫米|mm|MM|广角|微距|背景|前景|后景|画面|画幅|边缘|远处|远方|远山|身后|四周|周围")
"""What is spoken of where a lens does something: water that spreads on a pond is none of its work."""


def tells_more(lens: str) -> bool:
    """Whether behind a comma a lens has a clause of its own: `21 mm, the counter rushing away to a point`."""
    behind = lens.partition(",")[2].lower().split()
    return len([word for word in behind if word.isalpha() and word not in _NO_GLASS]) > 3


def lens_in(fields: Iterable[Field]) -> tuple[str, str] | None:
    """The first text that gives a lens in millimetres, and how it says it; a gauge of film is none."""
    told = tuple(fields)
    if not _may_be_sized("\n".join([field.text for field in told])):
        return None
    for path, name, text, _ in told:
        if name in _OF_THINGS:
            continue
        said = _lens_of(text, name in _DEEDS)
        if said:
            return path, said
    return None


def _may_be_sized(text: str) -> bool:
    """Whether a text may give millimetres."""
    small = text.lower()
    return "mm" in small or "mil" in small or "毫米" in small


@lru_cache(maxsize=4096)
def _lens_of(text: str, deed: bool) -> str:
    """How a text says its lens; empty where it gives none. What happens may be to things of that size."""
    if not _may_be_sized(text):
        return ""
    for match in _LENS.finditer(text):
        following = (match[2] or "").lower()
        if following in ("of", "with", "with a") or _MEASURED.search(text[: match.start()]):
            continue
        if following.removesuffix("s") in _THINGS or _CHINESE_THINGS.match(following):
            continue
        if deed and following.isascii() and following.isalpha() and following not in _GLASS | _BEHIND:
            continue
        if (
            following in _GLASS
            or _BEFORE_GLASS.search(text[: match.start()])
            or _BEHIND_GLASS.match(text[match.end() :])
            or _CHINESE_GLASS.match(following)
            or (match[1] not in _GAUGES and following not in _NO_GLASS)
        ):
            return match[0].strip()
    return ""
