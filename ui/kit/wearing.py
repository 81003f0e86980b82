"""Dresses the program as the settings say, at start and whenever one of them changes."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QLocale

from app.domain.template import Depth
from app.strings import nearest_language
from ui.kit import tips
from ui.kit.strings import set_language
from ui.kit.theme import Mode, theme
from ui.kit.timebar import usual_snap


class Wanted(Protocol):
    """The settings that can be changed here."""

    @property
    def theme(self) -> Mode:
        """Light, dark, or as the system has it."""

    @property
    def language(self) -> str:
        """The language of the screen, or `system`."""

    @property
    def text_size(self) -> int:
        """Body text in pixels."""

    @property
    def more_contrast(self) -> bool:
        """Full rims on fields."""

    @property
    def less_motion(self) -> bool:
        """Nothing slides."""

    @property
    def show_keys(self) -> bool:
        """Tips end with keys."""

    @property
    def depth(self) -> Depth:
        """How much of a form shows."""

    @property
    def snap(self) -> float:
        """What beats snap to, in seconds."""


def wear(settings: Wanted) -> None:
    """Dress the program as the settings say: at start, and whenever one of them changes."""
    set_language(nearest_language(settings.language, QLocale.system().uiLanguages()))
    look = theme()
    look.set_mode(settings.theme)
    look.set_text_size(settings.text_size)
    look.set_more_contrast(settings.more_contrast)
    look.set_less_motion(settings.less_motion)
    tips.show_keys(settings.show_keys)
    usual_snap().set_seconds(settings.snap)
