"""The part of the settings that looks after the library: its last backup, a check, and mending where it is damaged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.job import Message
from app.strings import tr
from ui.kit.busy import ProgressBar
from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.layout import column
from ui.kit.rows import SettingRow

if TYPE_CHECKING:
    from app.desk.storage import Checked

LOOK_MS = 200
THOUSAND = 1000
MOST_PROBLEMS = 6
"""Named here; the command line lists all."""


class Storage(Protocol):
    """What is asked of the care of the library."""

    doing: str
    done: int
    of: int
    said: Message | None
    found: Checked | None

    def last(self) -> dict[str, Any] | None:
        """`time` in words, `size` in bytes of the newest backup, and how many there are as `n`."""

    def begin(self, what: str) -> None:
        """Do one of `backup`, `check`, `restore`, `rebuild` in the background."""


class CareDesk(Protocol):
    """What this part asks of the desk."""

    @property
    def storage(self) -> Storage:
        """The care of the library."""

    @property
    def is_library_open(self) -> bool:
        """Whether the library could be opened."""


class LibraryCare(QWidget):
    """Buttons, how far it is, and how it ended in words; `mended` when the library can be opened again."""

    mended = Signal()

    def __init__(self, desk: CareDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.buttons = {what: self._button(what) for what in ("backup", "check", "restore", "rebuild")}
        self._rows = {what: self._row(what) for what in self.buttons}
        self.bar = ProgressBar(tr("settings.care"))
        self.words = Label("", "small", "text2", wrap=True)
        self.last = Label("", "small", "text2", wrap=True)
        parts = (*self._rows.values(), self.last, self.bar, self.words)
        self.setLayout(column(*parts, gap=8, margins=(0, 0, 0, 0)))
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self.refresh)
        self._was_open = desk.is_library_open

    def refresh(self) -> None:
        """Show how things stand."""
        storage, is_open = self._desk.storage, self._desk.is_library_open
        for what, button in self.buttons.items():
            self._rows[what].setVisible(is_open == (what in ("backup", "check")))
            button.set_reason(tr("settings.care.busy") if storage.doing else None)
        last = storage.last()
        self.last.setText(_last_words(last) if last else tr("settings.backup.none"))
        self.bar.setVisible(bool(storage.doing))
        self.bar.set_fraction(storage.done / storage.of if storage.of else None)
        self.words.setText(self._said())
        self.words.setVisible(bool(self.words.text()))
        if storage.doing and self.isVisible():
            self._looking.start()
        elif not storage.doing:
            self._looking.stop()
        if is_open and not self._was_open:
            self.mended.emit()
        self._was_open = is_open

    def _said(self) -> str:
        storage = self._desk.storage
        if storage.doing:
            return tr(f"storage.doing.{storage.doing}", **_grouped({"done": storage.done, "of": storage.of}))
        if storage.said is None:
            return ""
        lines = [tr(storage.said.id, **_grouped(storage.said.args))]
        problems = storage.found.problems if storage.found is not None and storage.said.id == "storage.checked" else ()
        lines += [tr(each.id, **each.args) for each in problems[:MOST_PROBLEMS]]
        if len(problems) > MOST_PROBLEMS:
            lines.append(tr("settings.check.more", n=len(problems) - MOST_PROBLEMS))
        return "\n".join(lines)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self._looking.stop()
        super().hideEvent(event)

    def _button(self, what: str) -> Button:
        button = Button(tr(f"settings.{what}.do"), size="compact")
        button.clicked.connect(lambda: self._begin(what))
        return button

    def _row(self, what: str) -> SettingRow:
        return SettingRow(tr(f"settings.{what}"), tr(f"settings.{what}.does"), self.buttons[what])

    def _begin(self, what: str) -> None:
        self._desk.storage.begin(what)
        self.refresh()
        self._looking.start()


def _grouped(args: Mapping[str, Any]) -> dict[str, Any]:
    """Large counts as they are read: 1,284."""
    large = {name: f"{value:,}" for name, value in args.items() if isinstance(value, int) and value >= THOUSAND}
    return {**args, **large}


def _last_words(last: dict[str, Any]) -> str:
    size = QLocale(QLocale.Language.English).formattedDataSize(last["size"], 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    return tr("settings.backup.last", time=last["time"], size=size, n=last["n"])
