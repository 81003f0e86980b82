"""The colours of one theme as a frozen value, so that no widget ever writes one of its own."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from PySide6.QtGui import QColor

from app.resources import own_table, resources

Scheme = Literal["dark", "light"]
HueName = Literal["beat", "cam", "line", "snd", "error", "warn", "hint", "kept", "lost", "unsure", "neutral"]
TRACKS: tuple[HueName, ...] = ("beat", "cam", "line", "snd")


class Hue(NamedTuple):
    """One meaning: `line` for strokes and signs, `text` for words, `tint` behind words, `deep` the tint when chosen."""

    line: QColor
    text: QColor
    tint: QColor
    deep: QColor


class Tokens(NamedTuple):
    """All colours of a theme. Surfaces, lines, words and ink are attributes; hues come from `hue(name)`."""

    scheme: Scheme
    window: QColor
    panel: QColor
    raised: QColor
    field: QColor
    control: QColor
    hover: QColor
    press: QColor
    select: QColor
    marked: QColor
    well: QColor
    hair: QColor
    shade: QColor
    edge: QColor
    rule: QColor
    rim: QColor
    focus: QColor
    text: QColor
    text2: QColor
    text3: QColor
    off: QColor
    ink: QColor
    inkHover: QColor
    inkPress: QColor
    onInk: QColor
    badge: QColor
    onBadge: QColor
    hues: dict[str, Hue]

    @property
    def dark(self) -> bool:
        """Whether words are light on dark."""
        return self.scheme == "dark"

    def hue(self, name: str) -> Hue:
        """The hue under a name; `neutral` and unknown names give grey."""
        return self.hues.get(name) or self.hues["neutral"]

    def color(self, name: str) -> QColor:
        """A colour by name: a token (`text2`) or a hue's part (`beat.text`; `beat` alone is its `line`)."""
        head, _, part = name.partition(".")
        found = getattr(self.hues[head], part or "line") if head in self.hues else getattr(self, head)
        assert isinstance(found, QColor)
        return found

    def more_contrast(self) -> Tokens:
        """The same with a full rim on fields and third words as strong as second ones."""
        return self._replace(rim=self.rule, text3=self.text2)


@cache
def load_tokens(scheme: Scheme) -> Tokens:
    """Read `resources/theme/<scheme>.toml`. KeyError names a colour that is missing from the file."""
    table = own_table(resources() / "theme" / f"{scheme}.toml")
    parts = ("surface", "line", "word", "ink", "badge")
    plain = {name: QColor(value) for part in parts for name, value in table[part].items()}
    hues = {name: _hue(each) for name, each in table["hue"].items()}
    hues["neutral"] = Hue(plain["rule"], plain["text2"], plain["control"], plain["select"])
    wanted = [each for each in Tokens._fields if each not in {"scheme", "hues"}]
    return Tokens(scheme=scheme, hues=hues, **{name: plain[name] for name in wanted})


def _hue(parts: dict[str, str]) -> Hue:
    return Hue(
        line=QColor(parts["line"]),
        text=QColor(parts["text"]),
        tint=QColor(parts["tint"]),
        deep=QColor(parts.get("deep", parts["tint"])),
    )
