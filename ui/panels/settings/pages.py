"""The pages of the settings: looks, writing, and where things are. What is changed there holds at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.money import Money
from app.domain.template import DEPTHS, Depth
from app.strings import SYSTEM, languages, tr
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.choices import Segments, Slider, Switch
from ui.kit.fonts import font, scaled
from ui.kit.labels import Elided, Label
from ui.kit.layout import boxed, column, row
from ui.kit.paint import fill, words
from ui.kit.panels import Separator
from ui.kit.rows import SettingRow
from ui.kit.theme import Mode, tokens
from ui.kit.wearing import Wanted, wear
from ui.lists.rows import ITEM, Index, Rows
from ui.panels.settings.library import CareDesk, LibraryCare
from ui.panels.settings.money import Capped, MoneyPage
from ui.panels.settings.page import Page

if TYPE_CHECKING:
    from ui.panels.settings.keys import KeysFace, KeysPage

LIST_WIDTH = 206
TEXT_SIZES = (12, 16)
MODES: tuple[Mode, ...] = ("system", "light", "dark")
SNAPS = (0.25, 0.5, 1.0, 0.0)
PAGES = (("looks", "theme"), ("writing", "rename"), ("money", "money"), ("places", "folder"))
"""Name and sign of each page; the one of the keys stands only where there is a book of keys."""
KEYS_PAGE = ("keys", "keyboard")


class SettingsDesk(CareDesk, Protocol):
    """What the settings ask of the desk."""

    @property
    def settings(self) -> Capped:
        """The present settings."""

    @property
    def home(self) -> Path:
        """The folder that holds everything the program keeps."""

    def change_settings(self, **fields: object) -> None:
        """Change settings at once and on disk."""

    def set_depth(self, depth: Depth) -> None:
        """Show the form in another depth."""

    def statement(self) -> Sequence[Money]:
        """What takes came to, by connection and day, the newest day first."""

    def room_taken(self) -> dict[str, tuple[int, int]]:
        """Files and bytes by what they are."""


class SettingsPages(QWidget):
    """The list of pages and the chosen one. `changed(name)` tells which setting is another one now,
    `connections_asked` wants the window of connections."""

    changed = Signal(str)
    connections_asked = Signal()

    def __init__(self, desk: SettingsDesk, keys: KeysFace | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._book = keys
        self._keys: KeysPage | None = None
        self._names = (*PAGES[:2], KEYS_PAGE, *PAGES[2:]) if keys is not None else PAGES
        self.looks = LooksPage(desk.settings)
        self.writing = WritingPage(desk.settings)
        self.money = MoneyPage(desk.settings, desk.statement)
        self.places = PlacesPage(desk)
        self.looks.wished.connect(self._change)
        self.writing.wished.connect(self._change)
        self.money.wished.connect(self._change)
        self.money.connections_asked.connect(self.connections_asked)
        self.list = PageList(self._names)
        self.pages = QStackedWidget()
        for page in (self.looks, self.writing, self.money, self.places):
            self.pages.addWidget(_scrolled(page))
        if keys is not None:
            self.pages.insertWidget(2, QWidget())
        self.list.selectionModel().currentRowChanged.connect(lambda now, before: self._turn(now.row()))
        left = boxed(column(self.list, margins=(0, 8, 0, 8)))
        left.setFixedWidth(scaled(LIST_WIDTH))
        line = row(left, Separator(vertical=True), self.pages, gap=0)
        line.setStretch(2, 1)
        self.setLayout(line)
        self.list.setCurrentIndex(self.list.rows.index(0))
        self.setAccessibleName(tr("settings.title"))

    def open_page(self, name: str) -> None:
        """Go to a page: `looks`, `writing`, `keys`, `money`, `places`."""
        self.list.setCurrentIndex(self.list.rows.index([page for page, _ in self._names].index(name)))

    @property
    def keys(self) -> KeysPage:
        """Every command with its keys; made when it is first turned to."""
        if self._keys is None:
            from ui.panels.settings.keys import KeysPage

            assert self._book is not None
            self._keys = KeysPage(self._book)
            place = self._names.index(KEYS_PAGE)
            empty = self.pages.widget(place)
            assert empty is not None
            self.pages.removeWidget(empty)
            empty.deleteLater()
            self.pages.insertWidget(place, self._keys)
        return self._keys

    def _turn(self, place: int) -> None:
        if self._names[place] == KEYS_PAGE:
            self.pages.setCurrentWidget(self.keys)
        else:
            self.pages.setCurrentIndex(place)

    def refresh(self) -> None:
        """Show what is in force, where somebody else changed it."""
        self.looks.show_settings(self._desk.settings)
        self.writing.show_settings(self._desk.settings)
        self.money.show_settings(self._desk.settings)
        self.places.refresh()

    def _change(self, name: str, value: object) -> None:
        if name == "depth":
            self._desk.set_depth(value)  # type: ignore[arg-type]
        else:
            self._desk.change_settings(**{name: value})
        wear(self._desk.settings)
        self.changed.emit(name)


class LooksPage(Page):
    """Light or dark, the language, the size of the type, contrast, motion, keys in tips."""

    def __init__(self, settings: Wanted) -> None:
        super().__init__("looks")
        modes = [(mode, tr(f"settings.theme.{mode}")) for mode in MODES]
        self.mode = Segments(modes, settings.theme, name=tr("settings.theme"))
        self.mode.chosen.connect(lambda mode: self.wished.emit("theme", mode))
        spoken = [(each, tr(f"settings.language.{each}")) for each in (SYSTEM, *languages())]
        self.language = Segments(spoken, settings.language, name=tr("settings.language"))
        self.language.chosen.connect(lambda language: self.wished.emit("language", language))
        self.text_size = Slider(*TEXT_SIZES, settings.text_size, name=tr("settings.text_size"), ticks=True)
        self.text_size.setPageStep(1)
        self.text_size.setFixedWidth(180)
        self._said = Label("", "strong")
        self.text_size.valueChanged.connect(self._sized)
        least, most = (Label(str(size), "small", "text2") for size in TEXT_SIZES)
        self.add_field(tr("settings.theme"), self.mode)
        self.add_field(tr("settings.language"), self.language)
        self.add_field(tr("settings.text_size"), least, self.text_size, most, self._said)
        self.column.addSpacing(4)
        self.column.addWidget(Separator())
        self.switches = {name: self.add_switch(name) for name in ("more_contrast", "less_motion", "show_keys")}
        self.column.addStretch(1)
        self.show_settings(settings)

    def show_settings(self, settings: Wanted) -> None:
        """Show these without telling."""
        self.mode.set_value(settings.theme)
        self.language.set_value(settings.language)
        _set_slider(self.text_size, settings.text_size)
        self._said.setText(tr("settings.pixels", n=self.text_size.value()))
        for name, switch in self.switches.items():
            _set_switch(switch, on=bool(getattr(settings, name)))

    def _sized(self, size: int) -> None:
        self._said.setText(tr("settings.pixels", n=size))
        self.wished.emit("text_size", size)


class WritingPage(Page):
    """How much of a form shows, and what beats snap to."""

    def __init__(self, settings: Wanted) -> None:
        super().__init__("writing")
        self.form_depth = Segments([(each, tr(f"form.depth.{each}")) for each in DEPTHS], name=tr("form.depth"))
        self.form_depth.chosen.connect(lambda depth: self.wished.emit("depth", depth))
        snaps = [
            (str(each), tr("settings.snap.seconds", seconds=each) if each else tr("settings.snap.off"))
            for each in SNAPS
        ]
        self.snap = Segments(snaps, name=tr("settings.snap"))
        self.snap.chosen.connect(lambda snap: self.wished.emit("snap", float(snap)))
        self._add("depth", self.form_depth)
        self._add("snap", self.snap)
        self.column.addStretch(1)
        self.show_settings(settings)

    def show_settings(self, settings: Wanted) -> None:
        """Show these without telling."""
        self.form_depth.set_value(settings.depth)
        self.snap.set_value(str(settings.snap))

    def _add(self, name: str, control: QWidget) -> None:
        self.column.addWidget(SettingRow(tr(f"settings.{name}"), tr(f"settings.{name}.does"), control))


class PlacesPage(Page):
    """The folder that holds everything, and what lies in it."""

    def __init__(self, desk: SettingsDesk) -> None:
        super().__init__("places")
        self._desk = desk
        self.folder = Elided("", "body", middle=True)
        self.open = Button(tr("settings.open_folder"), icon="folder")
        self.open.clicked.connect(self._open)
        line = row(self.folder, self.open, gap=10)
        line.setStretch(0, 1)
        self.column.addLayout(line)
        self.column.addWidget(Label(tr("settings.home.does"), "small", "text2", wrap=True))
        self.column.addSpacing(6)
        self.column.addWidget(Separator())
        self.sizes: dict[str, Label] = {}
        for name in ("drafts", "presets", "clips", "trash"):
            self.sizes[name] = Label("", "body", "text2")
            self.column.addWidget(SettingRow(tr(f"settings.{name}"), tr(f"settings.{name}.does"), self.sizes[name]))
        self.care = LibraryCare(desk)
        self.column.addWidget(self.care)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Measure again."""
        self.care.refresh()
        self.folder.setText(str(self._desk.home))
        for name, (count, size) in self._desk.room_taken().items():
            if name in self.sizes:
                self.sizes[name].setText(_size_words(count, size))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.home)))


class PageList(QListView):
    """The names of the pages with their signs."""

    def __init__(self, pages: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.rows = Rows(lambda page: page[0], lambda page: tr(f"settings.page.{page[0]}"), parent=self)
        self.rows.show_items(pages)
        self.setModel(self.rows)
        self.setItemDelegate(PageDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("settings.title"))


class PageDelegate(QStyledItemDelegate):
    """Paints the name of a page."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, scaled(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        page: Sequence[str] = index.data(ITEM)
        t = tokens()
        area = QRectF(option.rect).adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            fill(painter, area, t.select, 5)
            bar = QRectF(area.left(), area.top() + 4, 2, area.height() - 8)
            fill(painter, bar, t.ink if option.state & QStyle.StateFlag.State_HasFocus else t.rule, 1)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill(painter, area, t.control, 5)
        color = t.text if chosen else t.text2
        icons.draw(painter, page[1], QRectF(area.left() + 10, area.top(), 16, area.height()), color)
        words(painter, area.adjusted(36, 0, -8, 0), tr(f"settings.page.{page[0]}"), font("body"), color)
        painter.restore()


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


def _set_switch(switch: Switch, *, on: bool) -> None:
    blocked = switch.blockSignals(True)
    switch.setChecked(on)
    switch.blockSignals(blocked)
    switch.update()


def _set_slider(slider: Slider, value: int) -> None:
    blocked = slider.blockSignals(True)
    slider.setValue(value)
    slider.blockSignals(blocked)
    slider.update()


def _size_words(count: int, size: int) -> str:
    """“14 files, 120 kB”."""
    if not count:
        return tr("settings.empty")
    locale = QLocale(QLocale.Language.English)
    measured = locale.formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    return tr("settings.files", n=count, count=f"{count:,}", size=measured)
