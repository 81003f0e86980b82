"""Sets the words in the picture: faces by what the system has, sizes in units of the frame, no boxes for glyphs."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from app.animatic.ink import qcolour
from app.animatic.tones import Colour

FAMILIES = (
    *("Inter", "SF Pro Text", "Segoe UI Variable", "Segoe UI", "Noto Sans", "DejaVu Sans"),
    *("PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"),
)
NORMAL, MEDIUM, SEMIBOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold
BOX = "\u25a1"
WHITE: Colour = (243, 244, 246)
GREY: Colour = (200, 203, 209)


@cache
def font(pixels: float, weight: QFont.Weight = NORMAL) -> QFont:
    """The face of the picture at a size in pixels."""
    face = QFont()
    face.setFamilies(list(FAMILIES))
    face.setPixelSize(max(5, round(pixels)))
    face.setWeight(weight)
    face.setFeature(QFont.Tag("tnum"), 1)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return face


@cache
def metrics(pixels: float, weight: QFont.Weight = NORMAL) -> QFontMetricsF:
    """The measures of that face."""
    return QFontMetricsF(font(pixels, weight))


@cache
def missing_glyphs(text: str) -> str:
    """The signs of a text that no face on this machine can draw."""
    measures = metrics(20.0)
    lacking = [sign for sign in dict.fromkeys(text) if sign.isprintable() and not sign.isspace()]
    return "".join(sign for sign in lacking if not measures.inFontUcs4(ord(sign)))


@cache
def writable(text: str) -> str:
    """The text with a plain box for each sign that no face can draw."""
    lacking = missing_glyphs(text)
    return "".join(BOX if sign in lacking else sign for sign in text) if lacking else text


@lru_cache(maxsize=512)
def _elided(text: str, pixels: float, room: float, weight: QFont.Weight) -> str:
    return metrics(pixels, weight).elidedText(text, Qt.TextElideMode.ElideRight, room)


class Letters:
    """Writes at sizes given in units of the frame: `u` is a 72nd of its shorter side, in pixels."""

    def __init__(self, u: float) -> None:
        self.u = u

    def width(self, text: str, size: float, weight: QFont.Weight = NORMAL) -> float:
        """How wide a text is, in pixels."""
        return metrics(size * self.u, weight).horizontalAdvance(text)

    def elided(self, text: str, size: float, room: float, weight: QFont.Weight = NORMAL) -> str:
        """The text, or as much of it as fits into so many pixels with an ellipsis."""
        return _elided(text, size * self.u, room, weight)

    def lines(self, text: str, size: float, room: float, most: int, weight: QFont.Weight = NORMAL) -> list[str]:
        """The text in lines of so many pixels, at most so many of them; the last one is elided."""
        found: list[str] = []
        rest = text
        while rest and len(found) < most:
            if len(found) == most - 1 or self.width(rest, size, weight) <= room:
                found.append(self.elided(rest, size, room, weight))
                break
            cut = self._break(rest, size, room, weight)
            found.append(rest[:cut].rstrip())
            rest = rest[cut:].lstrip()
        return found

    def write(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        size: float,
        align: Qt.AlignmentFlag,
        colour: Colour,
        weight: QFont.Weight = NORMAL,
    ) -> None:
        """One line, elided where it does not fit."""
        shown = self.elided(writable(text), size, area.width() + 0.5, weight)
        painter.setFont(font(size * self.u, weight))
        painter.setPen(qcolour(colour))
        painter.drawText(area, int(align | Qt.TextFlag.TextSingleLine), shown)

    def _break(self, text: str, size: float, room: float, weight: QFont.Weight) -> int:
        """Where a line ends: behind the last word that fits, or anywhere in scripts without spaces."""
        fits = 1
        for number in range(1, len(text) + 1):
            if self.width(text[:number], size, weight) > room:
                break
            fits = number
        space = text.rfind(" ", 0, fits + 1)
        if space > 0 and not "\u2e80" <= text[min(fits, len(text) - 1)] <= "\u9fff":
            return space
        return fits
