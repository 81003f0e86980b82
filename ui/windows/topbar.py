"""The bar across the top: mark, menus, workspaces, what was spent, the way to everything, and settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.strings import tr
from ui.kit import icons
from ui.kit.buttons import Button, IconButton
from ui.kit.choices import Segments
from ui.kit.fonts import scaled
from ui.kit.labels import KeyCap, Label
from ui.kit.layout import row, set_surface
from ui.kit.paint import painting
from ui.kit.theme import tokens
from ui.kit.tips import name_command, shown_key
from ui.windows.workspaces import BAR

WORKSPACES = ("write", "library")
FOLDS_BELOW = 900
"""Narrower than this, the menus become one button."""


class MenuName(Button):
    """The name of a menu; Left and Right go to its neighbours, Down opens it."""

    stepped = Signal(int)

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(menu.title(), kind="quiet", size="compact", parent=parent)
        self.popup = menu
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Show the menu under its name."""
        self.popup.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_Down:
            self.open_menu()
        else:
            super().keyPressEvent(event)


class Mark(QWidget):
    """The program's mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(scaled(18), scaled(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            icons.draw(painter, "mark", QRectF(self.rect()), tokens().text)


class SearchButton(Button):
    """Opens the palette; looks like the field it opens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("topbar.search"), icon="search", kind="standard", size="compact", parent=parent)
        self._key = shown_key("palette", tr("topbar.search.key"))
        self.cap = KeyCap(self._key, self)
        self.cap.setHidden(not self._key)
        self.cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_key(self) -> None:
        """Show the key of the palette that is in force."""
        self._key = shown_key("palette", tr("topbar.search.key"))
        self.cap.set_key(self._key)
        self.cap.setVisible(bool(self._key))
        self.updateGeometry()
        self._place_cap()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._aside(), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cap()

    def _place_cap(self) -> None:
        wanted = self.cap.sizeHint()
        self.cap.setGeometry(
            self.width() - wanted.width() - 5, (self.height() - wanted.height()) // 2, wanted.width(), wanted.height()
        )

    def _aside(self) -> int:
        return self.cap.sizeHint().width() + 10 if self._key else 0

    def _content_rect(self) -> QRect:
        return self.rect().adjusted(0, 0, -self._aside(), 0)


class TopBar(QWidget):
    """`workspace_asked(name)`, `command(id)`."""

    workspace_asked = Signal(str)
    command = Signal(str)

    def __init__(self, menus: Sequence[QMenu], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self.setFixedHeight(scaled(BAR))
        self.names = [MenuName(menu) for menu in menus]
        for place, name in enumerate(self.names):
            name.stepped.connect(lambda step, place=place: self._step(place + step))
        self.folded = Button(tr("topbar.menu"), icon="menu", kind="quiet", size="compact")
        self.folded.clicked.connect(self._open_folded)
        self.workspaces = Segments(
            [(name, tr(f"workspace.{name}")) for name in WORKSPACES], WORKSPACES[0], name=tr("workspace.title")
        )
        self.workspaces.chosen.connect(self.workspace_asked)
        self.money = Label("", "body", "text2")
        self._monies = (tr("topbar.nothing_spent"), "")
        self.search = SearchButton()
        self.search.clicked.connect(lambda: self.command.emit("palette"))
        gear = IconButton("gear", tr("command.settings"), key=tr("topbar.settings.key"))
        name_command(gear, "settings")
        gear.clicked.connect(lambda: self.command.emit("settings"))
        title = Label(tr("app.name"), "bold")
        line = row(Mark(), title, 8, *self.names, self.folded, None, self.workspaces, None, gap=2)
        for each in (12, self.money, 10, self.search, 6, gear):
            if isinstance(each, int):
                line.addSpacing(each)
            else:
                line.addWidget(each)
        line.setContentsMargins(12, 0, 8, 0)
        line.setSpacing(2)
        line.insertSpacing(1, 6)
        self.setLayout(line)
        self._fold(wide=True)

    def show_workspace(self, name: str) -> None:
        """Show which one is open."""
        self.workspaces.set_value(name)

    def show_spent(self, charged: float, held: float) -> None:
        """Tell today's money: what was charged, and what open jobs hold."""
        if held > 0:
            self._monies = (tr("topbar.held", spent=f"{charged:.2f}", held=f"{held:.2f}"), f"${charged + held:.2f}")
        elif charged > 0:
            self._monies = (tr("topbar.spent", spent=f"{charged:.2f}"), f"${charged:.2f}")
        else:
            self._monies = (tr("topbar.nothing_spent"), "")
        self._fit_money()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(wide=event.size().width() >= scaled(FOLDS_BELOW))
        self._fit_money()

    def _fit_money(self) -> None:
        """In words where there is room for them, else one figure, else nothing."""
        layout = self.layout()
        assert layout is not None
        for text in self._monies:
            self.money.setText(text)
            self.money.setVisible(bool(text))
            if layout.minimumSize().width() <= self.width():
                break
        else:
            self.money.hide()
        self.money.setToolTip("" if self.money.text() == self._monies[0] else self._monies[0])

    def _fold(self, *, wide: bool) -> None:
        for each in self.names:
            each.setVisible(wide)
        self.folded.setVisible(not wide)

    def _open_folded(self) -> None:
        from ui.kit.menus import Menu

        whole = Menu(tr("topbar.menu"), self)
        whole.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in self.names:
            whole.addMenu(name.popup)
        whole.popup(self.folded.mapToGlobal(self.folded.rect().bottomLeft()))

    def _step(self, place: int) -> None:
        self.names[place % len(self.names)].setFocus(Qt.FocusReason.TabFocusReason)
