"""The button beside a target field: whoever and whatever the draft has, to aim the camera at without typing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal

from app.domain.draft import Draft
from app.strings import tr
from ui.kit.buttons import IconButton
from ui.kit.menus import Menu


class TargetButton(IconButton):
    """A press offers the cast, the props, and nobody; `picked` tells the path of the field and the token chosen."""

    picked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("open", tr("form.target"), size="compact")
        self._path = ""
        self._draft: Draft | None = None
        self._value = ""
        self.clicked.connect(self.open_menu)

    def show_draft(self, draft: Draft, path: str, value: object) -> None:
        """Offer what this draft has for the field at a path."""
        self._draft, self._path, self._value = draft, path, str(value or "")

    def menu(self) -> Menu:
        """The offers there are now."""
        menu = Menu(tr("form.target"), self)
        draft = self._draft
        if draft is not None:
            tokens = [(f"{{cast:{each.id}}}", each.label or each.id) for each in draft.cast]
            tokens += [(f"{{prop:{each.id}}}", each.label or each.id) for each in draft.place.props]
            for token, name in tokens:
                menu.add(name, partial(self.picked.emit, self._path, token), checked=token == self._value)
            if tokens:
                menu.addSeparator()
        menu.add(tr("form.target.none"), partial(self.picked.emit, self._path, ""), checked=not self._value)
        return menu

    def open_menu(self) -> None:
        """Show the offers under the button."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(self.width() - menu.sizeHint().width(), self.height())))
