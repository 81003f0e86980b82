"""Holds the look that is in force and changes it live: colours, text size, contrast, motion."""

from __future__ import annotations

import os
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from ui.kit import fonts
from ui.kit.strings import retranslator
from ui.kit.stylesheet import stylesheet
from ui.kit.tokens import Tokens, load_tokens

Mode = Literal["system", "light", "dark"]


class Theme(QObject):
    """The look in force. Widgets read `tokens` while painting; `theme_changed` tells those that keep a copy."""

    theme_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "system"
        self.contrast = False
        self.less_motion = False
        self.tokens: Tokens = load_tokens("dark")
        self._app: QApplication | None = None
        self.tokens = self._wanted()

    @property
    def text_size(self) -> int:
        """Size of body text, 12–16 logical pixels."""
        return fonts.text_size()

    def install(self, app: QApplication) -> None:
        """Dress the application, and follow the system's light or dark from now on."""
        if os.environ.get(fonts.STYLE_OVERRIDE) != fonts.STYLE:
            app.setStyle(fonts.STYLE)
        if self._app is None:
            app.styleHints().colorSchemeChanged.connect(self._follow)
            retranslator().retranslate.connect(self.refresh)
        self._app = app
        self._dress()

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or stay light or dark."""
        self.mode = mode
        self._follow()

    def set_more_contrast(self, on: bool) -> None:
        """Full rims on fields, stronger meta words. The system's own wish is not read: asking
        `styleHints().accessibility()` twice finds a deleted object (PySide6 6.11.3, seen 2026-11-24).
        """
        self.contrast = on
        self._follow()

    def set_text_size(self, body: int) -> None:
        """Body text in logical pixels, 12–16; the rest moves with it."""
        if body != fonts.text_size():
            fonts.set_text_size(body)
            self._dress()

    def set_less_motion(self, on: bool) -> None:
        """Everything that slides or fades changes at once; busy marks go on turning."""
        self.less_motion = on

    def motion(self, milliseconds: int) -> int:
        """How long an animation made for `milliseconds` may take: 0 with less motion."""
        return 0 if self.less_motion else milliseconds

    def refresh(self) -> None:
        """Dress everything again, after the language changed the faces."""
        self._dress()

    def _wanted(self) -> Tokens:
        dark = self.mode == "dark"
        if self.mode == "system":
            dark = QGuiApplication.styleHints().colorScheme() != Qt.ColorScheme.Light
        tokens = load_tokens("dark" if dark else "light")
        return tokens.more_contrast() if self.contrast else tokens

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted != self.tokens:
            self.tokens = wanted
            self._dress()

    def _dress(self) -> None:
        if self._app is not None:
            palette = make_palette(self.tokens)
            self._app.setFont(fonts.font("body"))
            self._app.setPalette(palette)
            self._app.setStyleSheet(stylesheet(self.tokens))
            QToolTip.setPalette(palette)
            QToolTip.setFont(fonts.font("small"))
        self.theme_changed.emit()


_theme: Theme | None = None


def theme() -> Theme:
    """The one look of this program; made on first use, worn by the application after `install`."""
    global _theme
    if _theme is None:
        _theme = Theme()
    return _theme


def tokens() -> Tokens:
    """The colours in force."""
    return (_theme or theme()).tokens


def install(app: QApplication, mode: Mode = "system", text_size: int = fonts.BODY) -> Theme:
    """Dress the application in one call at start."""
    made = theme()
    fonts.set_text_size(text_size)
    made.mode = mode
    made.tokens = made._wanted()
    made.install(app)
    return made


def make_palette(t: Tokens) -> QPalette:
    """The palette for every widget that paints by itself."""
    role = QPalette.ColorRole
    palette = QPalette()
    for name, color in {
        role.Window: t.panel,
        role.Base: t.field,
        role.AlternateBase: t.panel,
        role.Button: t.control,
        role.Highlight: t.marked,
        role.HighlightedText: t.text,
        role.Accent: t.ink,
        role.WindowText: t.text,
        role.Text: t.text,
        role.ButtonText: t.text,
        role.BrightText: t.text,
        role.PlaceholderText: t.text3,
        role.Link: t.hue("cam").text,
        role.LinkVisited: t.hue("cam").text,
        role.ToolTipBase: t.ink,
        role.ToolTipText: t.onInk,
        role.Light: t.hover,
        role.Midlight: t.control,
        role.Mid: t.edge,
        role.Dark: t.hair,
        role.Shadow: t.shade,
    }.items():
        palette.setColor(name, color)
    for name in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, t.off)
    return palette
