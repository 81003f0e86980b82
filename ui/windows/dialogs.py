"""The small windows: settings, all keys, about."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QScrollArea, QWidget

from app.desk.desk import Desk
from app.strings import tr
from ui.kit.fonts import scaled
from ui.kit.labels import KeyCap, Label
from ui.kit.layout import column, row, set_surface
from ui.kit.popups import Dialog
from ui.kit.tab_order import step_on
from ui.kit.tips import read_aloud
from ui.panels.settings.pages import SettingsPages
from ui.windows.commands import COMMANDS, MENUS
from ui.windows.editor_keys import EDITOR_KEYS
from ui.windows.own_keys import KeyBook


class SettingsDialog(Dialog):
    """Settings hold at once; there is nothing to confirm."""

    def __init__(self, desk: Desk, book: KeyBook, parent: QWidget | None = None) -> None:
        super().__init__(tr("window.settings"), width=scaled(760), parent=parent)
        set_surface(self, "panel")
        self.pages = SettingsPages(desk, book)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.pages)
        self.add_button(tr("window.done"), kind="primary", answer=False)
        self.resize(scaled(780), scaled(520))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes by the eye: a page may be made long after what stands behind it."""
        return step_on([self], forward, round_and_round=True)


class KeysDialog(Dialog):
    """Every command that has a key, by its menu, and after them the keys of each editor."""

    def __init__(self, book: KeyBook, parent: QWidget | None = None) -> None:
        super().__init__(tr("window.keys"), width=scaled(660), parent=parent)
        set_surface(self, "panel")
        sheet = QWidget()
        sides: list[list[QLayout]] = [[], []]
        tall = [0, 0]
        for title, rows in _blocks(book):
            # under what is shorter so far, so that neither side has holes
            side = int(tall[1] < tall[0])
            sides[side].append(_block(title, rows))
            tall[side] += len(rows) + 2
        # the ring of the keyboard goes round it all
        halves = row(*(column(*side, None, gap=16) for side in sides), gap=24, margins=(8, 6, 8, 6))
        for side in (0, 1):
            halves.setStretch(side, 1)
        sheet.setLayout(halves)
        area = QScrollArea()
        area.setAccessibleName(tr("window.keys"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(sheet)
        self.body.addWidget(area)
        self.add_button(tr("window.close"), answer=False)
        self.resize(scaled(700), scaled(600))


def _blocks(book: KeyBook) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    """Each menu and each editor with what can be done there and by which keys."""
    for menu in MENUS:
        names = [command.id for command in COMMANDS if command.menu == menu and book.shown(command.id)]
        yield tr(f"menu.{menu}"), [(tr(f"command.{name}"), [book.shown(name)]) for name in names]
    for editor, lines in EDITOR_KEYS.items():
        yield (
            tr(f"sheet.{editor}"),
            [(tr(f"sheet.{editor}.{what}"), [read_aloud(key) for key in keys]) for what, keys in lines],
        )


def _block(title: str, rows: list[tuple[str, list[str]]]) -> QLayout:
    """What can be done in one place, each with its keys."""
    block = QGridLayout()
    block.setVerticalSpacing(4)
    block.addWidget(Label(title, "bold"), 0, 0, 1, 2)
    for line, (name, keys) in enumerate(rows, start=1):
        block.addWidget(Label(name, "body", "text2"), line, 0)
        block.addLayout(row(*map(KeyCap, keys), gap=4), line, 1, Qt.AlignmentFlag.AlignRight)
    block.setColumnStretch(0, 1)
    return block


class AboutDialog(Dialog):
    """What this is, which version, under which terms, and where its things are."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("window.about"), parent=parent)
        set_surface(self, "panel")
        name = Label(tr("app.name"), "display")
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(name)
        self.body.addWidget(Label(tr("window.about.what"), "body"))
        self.body.addWidget(Label(tr("window.about.version", version=installed_version()), "body", "text2"))
        self.body.addWidget(Label(tr("window.about.licence"), "small", "text2", wrap=True))
        home = Label(tr("window.about.home", home=str(desk.home)), "small", "text2", wrap=True)
        home.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(home)
        self.add_button(tr("command.open_home"), aside=True).clicked.connect(lambda: open_folder(str(desk.home)))
        self.add_button(tr("window.close"), answer=False)


def installed_version() -> str:
    """The version of the program, as it was installed."""
    try:
        return version("shotwright")
    except PackageNotFoundError:
        return "?"


def open_folder(path: str) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
