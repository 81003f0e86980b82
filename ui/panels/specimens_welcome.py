"""The welcome in the sizes a window can have, and the pages of the settings, for the gallery."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from app.domain.template import Depth
from ui.kit.specimen import Specimen
from ui.kit.theme import Mode
from ui.panels.settings_pages import SettingsPages
from ui.panels.specimens_shelf import ORDER, ShelfDeskOf, preset
from ui.panels.welcome import WelcomePanel


class WelcomeDeskOf(ShelfDeskOf):
    """A desk on the first day."""

    def connected(self) -> frozenset[str]:
        """The animatic, as ever."""
        return frozenset({"animatic"})


def welcome() -> WelcomePanel:
    """The first minute."""
    return WelcomePanel(WelcomeDeskOf([], [preset(name) for name in ORDER]))


class SettingsOf(NamedTuple):
    """Settings as they come."""

    theme: Mode = "system"
    text_size: int = 13
    more_contrast: bool = False
    less_motion: bool = False
    show_keys: bool = True
    depth: Depth = "standard"
    snap: float = 0.5


class SettingsDeskOf:
    """A desk that keeps settings."""

    settings = SettingsOf()
    home = Path("shotwright-home")

    def change_settings(self, **fields: object) -> None:
        """Keep them."""
        self.settings = SettingsOf(**{**self.settings._asdict(), **fields})

    def set_depth(self, depth: Depth) -> None:
        """Keep it."""
        self.change_settings(depth=depth)

    def room_taken(self) -> dict[str, tuple[int, int]]:
        """A career of clips."""
        return {"drafts": (14, 121_000), "presets": (1, 4_800), "clips": (1284, 31_400_000_000), "trash": (0, 0)}


def settings(page: str) -> SettingsPages:
    """One page of the settings."""
    pages = SettingsPages(SettingsDeskOf())
    pages.open_page(page)
    return pages


SPECIMENS: list[Specimen] = [
    Specimen("welcome 1440", welcome, (1215, 860), 1200),
    Specimen("welcome 1280", welcome, (1084, 760), 1200),
    Specimen("welcome narrow", welcome, (752, 570), 1200),
    Specimen("welcome 2560", welcome, (2300, 1400), 1500),
    Specimen("settings looks", lambda: settings("looks"), (654, 460)),
    Specimen("settings writing", lambda: settings("writing"), (654, 460)),
    Specimen("settings places", lambda: settings("places"), (654, 460)),
]
