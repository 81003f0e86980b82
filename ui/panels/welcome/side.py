"""Beside the cards: which models are known, a place to drop things, and how the program looks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.clip import SUFFIXES
from app.domain.model import Model
from app.strings import has, tr
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.choices import Segments
from ui.kit.labels import Elided, Label, Sign
from ui.kit.layout import column, row
from ui.kit.paint import fill, painting, rim
from ui.kit.panels import Separator
from ui.kit.theme import theme, tokens
from ui.panels.send.figures import day_words, provider_name
from ui.panels.shelf.desk import ShelfDesk

ORDER = ("animatic", "openai-videos", "kling", "fal", "replicate")


class WelcomeDesk(ShelfDesk, Protocol):
    """What the welcome asks of the desk."""

    def connected(self) -> frozenset[str]:
        """The providers that can be reached."""


class ModelRow(QWidget):
    """A way to models: its name, what is known of it, its state."""

    def __init__(self, name: str, second: str, *, ready: bool = False, closed: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(second)
        color = "text2" if closed else "text"
        said = column(Elided(name, "body", color), Elided(second, "small", "text2"), gap=0)
        state: QWidget | None = None
        if ready:
            state = Chip(tr("welcome.ready"), hue="kept", icon="kept")
        elif closed:
            state = Sign("late", "text3", 14, name=tr("welcome.closed_sign"))
        line = row(said, *((state,) if state else ()), gap=8, margins=(0, 6, 0, 7))
        line.setStretch(0, 1)
        self.setLayout(line)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, tokens().hair)


def model_rows(models: Sequence[Model], today: str, connected: frozenset[str]) -> list[ModelRow]:
    """One row for each way, the closed ones last."""
    live = [model for model in models if not model.is_retired(today)]
    gone = [model for model in models if model.is_retired(today)]
    providers = sorted(
        {model.provider for model in live}, key=lambda name: (ORDER.index(name) if name in ORDER else 9, name)
    )
    rows = []
    for provider in providers:
        name = tr(f"welcome.way.{provider}") if has(f"welcome.way.{provider}") else provider_name(provider)
        second = _names([model.title for model in live if model.provider == provider], name)
        if provider == "animatic":
            second = tr("welcome.way.animatic.second")
        rows.append(ModelRow(name, second, ready=provider == "animatic" or provider in connected))
    if gone:
        titles = _names([model.title for model in gone], "")
        day = day_words(max(model.retired for model in gone))
        rows.append(ModelRow(titles, tr("welcome.closed", day=day), closed=True))
    return rows


def _names(titles: Sequence[str], way: str) -> str:
    """Titles in a row, without the way's name before each."""
    short = [title.removeprefix(f"{way} ") for title in titles]
    return ", ".join(dict.fromkeys(short))


class DropPlace(QWidget):
    """Where a clip, a draft or a preset can be dropped. `dropped(Path)` for each file."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = False
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.open = Button(tr("welcome.open"), icon="folder")
        title = Label(tr("welcome.drop"), "body", "text2", wrap=True)
        second = Label(tr("welcome.drop.clip"), "small", "text2", wrap=True)
        for label in (title, second):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sign = row(None, Sign("drop", "text2", 20), None)
        self.setLayout(column(sign, 2, title, second, 6, row(None, self.open, None), gap=2, margins=(12, 14, 12, 14)))
        self.setAccessibleName(tr("welcome.drop"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            self.show_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.show_over(False)
        for file in files_in(event.mimeData()):
            self.dropped.emit(file)
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            if self._over:
                fill(painter, self.rect(), t.select, 6)
            rim(painter, self.rect(), t.focus if self._over else t.rule, 6, 2 if self._over else 1, dashed=True)

    def show_over(self, over: bool) -> None:
        """Whether a file is held over it."""
        self._over = over
        self.update()


def files_in(data: QMimeData) -> list[Path]:
    """The dropped files that can be a clip, a draft or a preset."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in (*SUFFIXES, ".json")]


def model_list(desk: WelcomeDesk) -> QWidget:
    """The head, a row for each way, and that rehearsing needs none of them."""
    made = QWidget()
    rows = model_rows(desk.models(), desk.today(), desk.connected())
    note = Label(tr("welcome.others"), "small", "text2", wrap=True)
    made.setLayout(column(Label(tr("welcome.models"), "head"), 8, Separator(), *rows, 8, note, gap=0))
    return made


class WelcomeSide(QWidget):
    """Models, drop place and looks, one under another."""

    def __init__(self, desk: WelcomeDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.models = model_list(desk)
        self.drop = DropPlace()
        modes = [(mode, tr(f"settings.theme.{mode}")) for mode in ("system", "light", "dark")]
        self.looks = Segments(modes, theme().mode, name=tr("settings.theme"))
        have = Label(tr("welcome.have"), "head")
        looks = row(Label(tr("settings.theme"), "body", "text2"), self.looks, None, gap=16)
        self._column = column(self.models, 18, have, 8, self.drop, 16, looks, None, gap=0)
        self.setLayout(self._column)

    def refresh(self) -> None:
        """Show again which models can be reached."""
        fresh = model_list(self._desk)
        self._column.replaceWidget(self.models, fresh)
        self.models.hide()
        self.models.deleteLater()
        self.models = fresh
