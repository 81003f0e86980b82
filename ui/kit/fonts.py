"""The few sizes of type and their families; always by setFont, because a style sheet drops tabular figures."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from app.strings import language

Role = Literal["display", "title", "head", "body", "strong", "bold", "small", "fine", "tick", "mono"]

BODY = 13
STYLE, STYLE_OVERRIDE = "Fusion", "QT_STYLE_OVERRIDE"
_SIZES: dict[Role, tuple[int, int, int]] = {
    "display": (28, 36, 600),
    "title": (18, 24, 600),
    "head": (15, 20, 600),
    "body": (13, 18, 400),
    "strong": (13, 18, 500),
    "bold": (13, 18, 600),
    "small": (12, 16, 400),
    "fine": (11, 15, 400),
    "tick": (10, 14, 400),
    "mono": (12, 17, 400),
}
_SYSTEM = {
    "darwin": [".AppleSystemUIFont"],
    "win32": ["Segoe UI Variable Text", "Segoe UI"],
}
_CHINESE = [
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
]
_body = BODY


def prepare() -> None:
    """Call before the application object is made. Qt lets FreeType thicken the stems of OpenType faces such as Inter,
    so that regular looks like medium (6.11.3, seen 2026-11-24); this asks it not to, unless the person set it. The
    style is named here too: `setStyle` gives back an object that PySide would describe in full.
    """
    os.environ.setdefault("FREETYPE_PROPERTIES", "cff:no-stem-darkening=1")
    os.environ.setdefault(STYLE_OVERRIDE, STYLE)


def set_text_size(body: int) -> None:
    """Make body text `body` logical pixels (12–16) and everything else follow it."""
    global _body
    _body = max(12, min(16, body))


def text_size() -> int:
    """The present size of body text in logical pixels."""
    return _body


def scaled(pixels: float) -> int:
    """A height made for body text of 13 pixels, at the present text size."""
    return round(pixels * _body / BODY)


@cache
def families() -> list[str]:
    """The faces that exist on this machine, best first. Needs an application object."""
    wanted = ["Inter", *_SYSTEM.get(sys.platform, []), "Noto Sans", "DejaVu Sans"]
    latin = [name for name in wanted if name.startswith(".") or QFontDatabase.hasFamily(name)]
    return latin + [name for name in _CHINESE if QFontDatabase.hasFamily(name)]


def font(role: Role = "body", weight: int | None = None) -> QFont:
    """The font of a role, with tabular figures. `weight` overrides the role's own (400, 500, 600)."""
    size, _, own = _SIZES[role]
    return QFont(_made(role, scaled(size), weight or own, language().startswith("zh")))


def line_height(role: Role = "body") -> int:
    """The height of one line of a role in logical pixels."""
    return scaled(_SIZES[role][1])


def metrics(role: Role = "body", weight: int | None = None) -> QFontMetrics:
    """What the words of a role measure."""
    size, _, own = _SIZES[role]
    return _measured(role, scaled(size), weight or own, language().startswith("zh"))


@cache
def _made(role: Role, pixels: int, weight: int, chinese: bool) -> QFont:
    if role == "mono":
        made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    else:
        made = QFont()
        made.setFamilies(families())
        if chinese:
            weight = {500: 400, 600: 700}.get(weight, weight)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def _measured(role: Role, pixels: int, weight: int, chinese: bool) -> QFontMetrics:
    return QFontMetrics(_made(role, pixels, weight, chinese))
