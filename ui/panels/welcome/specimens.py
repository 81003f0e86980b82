"""The welcome in the sizes a window can have, and the pages of the settings, for the gallery."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.desk.storage import Checked
from app.domain.job import Message
from app.domain.money import Money
from app.domain.template import Depth
from ui.kit.fonts import scaled
from ui.kit.layout import boxed, row
from ui.kit.specimen import Specimen
from ui.kit.theme import Mode
from ui.panels.posters import Posters
from ui.panels.presets.detail import preset_key
from ui.panels.settings.library import Storage
from ui.panels.settings.pages import SettingsPages
from ui.panels.shelf.specimens import ORDER, ShelfDeskOf, preset
from ui.panels.state_bar import safe_bar
from ui.panels.welcome.cards import StartCard
from ui.panels.welcome.panel import WelcomePanel
from ui.panels.welcome.side import DropPlace


class WelcomeDeskOf(ShelfDeskOf):
    """A desk on the first day."""

    def connected(self) -> frozenset[str]:
        """The animatic, as ever."""
        return frozenset({"animatic"})


def welcome() -> WelcomePanel:
    """The first minute."""
    return WelcomePanel(WelcomeDeskOf([], [preset(name) for name in ORDER]))


def cards() -> QWidget:
    """A card at rest, the current one, and one that plays."""
    posters = Posters()
    made = [StartCard(preset(name), posters) for name in ("two-truths", "small-rescue", "heist-in-six")]
    for card in made:
        card.set_sizes(149, 2)
        card.setFixedWidth(264)
    posters.setParent(made[0])
    made[1].set_current(True)
    playing = made[2]
    key, draft = preset_key(playing.preset), playing.preset.draft
    QTimer.singleShot(0, playing, lambda: playing.reel.play(key, lambda: draft))
    return boxed(row(*made, gap=16, margins=(16, 16, 16, 16)))


def drop_place() -> DropPlace:
    """A file held over the place for it."""
    place = DropPlace()
    place.show_over(True)
    return place


class SettingsOf(NamedTuple):
    """Settings as they come."""

    theme: Mode = "system"
    language: str = "system"
    text_size: int = 13
    more_contrast: bool = False
    less_motion: bool = False
    show_keys: bool = True
    depth: Depth = "standard"
    snap: float = 0.5
    cap_job: float | None = 2.0
    cap_batch: float | None = None
    cap_day: float | None = None


class StorageOf:
    """A library's care at some moment."""

    def __init__(self, doing: str = "", found: Checked | None = None) -> None:
        self.doing, self.done, self.of = doing, 312, 1284
        self.found = found
        self.said: Message | None = found.words if found is not None else None

    def last(self) -> dict[str, Any] | None:
        """A backup of today."""
        return {"time": "14:30", "size": 46_213_000, "n": 21}

    def begin(self, what: str) -> None:
        """Be busy with it."""
        self.doing = what


class SettingsDeskOf:
    """A desk that keeps settings."""

    settings = SettingsOf()
    home = Path("shotwright-home")

    def __init__(self, storage: StorageOf | None = None, *, is_library_open: bool = True) -> None:
        self.storage: Storage = storage or StorageOf()
        self.is_library_open = is_library_open

    def change_settings(self, **fields: object) -> None:
        """Keep them."""
        self.settings = SettingsOf(**{**self.settings._asdict(), **fields})

    def set_depth(self, depth: Depth) -> None:
        """Keep it."""
        self.change_settings(depth=depth)

    def statement(self) -> list[Money]:
        """Some days."""
        return [
            Money(connection="kling", day="2026-11-27", jobs=6, estimated=5.04, reserved=1.68, settled=2.52,
                  possibly_lost=0.84),
            Money(connection="a gateway with a long name", day="2026-11-27", jobs=2, estimated=0.4, settled=0.37),
            Money(connection="replicate", day="2026-11-26", jobs=9, estimated=21.6, settled=16.8, refunded=4.8),
        ]  # fmt: skip

    def room_taken(self) -> dict[str, tuple[int, int]]:
        """A career of clips."""
        return {"drafts": (14, 121_000), "presets": (1, 4_800), "clips": (1284, 31_400_000_000), "trash": (0, 0)}


def found() -> Checked:
    """More problems than are named."""
    names = [f"clips/Night-tram-take-{number}-00c0ffee0{number}.mp4" for number in range(1, 9)]
    ids = ("file_missing", "file_other", "file_broken", "file_unknown")
    problems = tuple(Message(id=f"storage.{ids[place % 4]}", args={"path": name}) for place, name in enumerate(names))
    return Checked(clips=1284, size=0, decoded=True, problems=problems)


def settings(page: str, storage: StorageOf | None = None, *, is_library_open: bool = True) -> SettingsPages:
    """One page of the settings."""
    pages = SettingsPages(SettingsDeskOf(storage, is_library_open=is_library_open))
    pages.open_page(page)
    return pages


SPECIMENS: list[Specimen] = [
    Specimen("welcome 1440", welcome, (1215, 860), 1200),
    Specimen("welcome 1280", welcome, (1084, 760), 1200),
    Specimen("welcome narrow", welcome, (752, 570), 1200),
    Specimen("welcome 2560", welcome, (2300, 1400), 1500),
    Specimen("welcome cards", cards, (0, 0), 1500),
    Specimen("welcome drop place", drop_place, (264, 0)),
    Specimen("settings looks", lambda: settings("looks"), (scaled(654), scaled(460))),
    Specimen("settings writing", lambda: settings("writing"), (scaled(654), scaled(460))),
    Specimen("settings money", lambda: settings("money"), (scaled(654), scaled(460))),
    Specimen("settings places", lambda: settings("places"), (scaled(654), scaled(560))),
    Specimen("settings checking", lambda: settings("places", StorageOf("check")), (scaled(654), scaled(580))),
    Specimen("settings checked", lambda: settings("places", StorageOf(found=found())), (scaled(654), scaled(680))),
    Specimen("settings damaged", lambda: settings("places", is_library_open=False), (scaled(654), scaled(560))),
    Specimen("safe bar", safe_bar, (1200, 46)),
    Specimen("elsewhere bar", lambda: safe_bar(elsewhere=True), (1200, 46)),
]
