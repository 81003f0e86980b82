"""The base of the compact lists of shots, beats and keys: rows, and under them what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.draft import Shot
from app.domain.edit import split_item
from app.domain.template import Field
from app.domain.timing import find_shot
from app.strings import tr
from ui.fields.desk import FieldDesk
from ui.fields.faces import Face, RowFace
from ui.fields.items import ItemsField, emptied
from ui.kit.buttons import Button
from ui.kit.chips import ChipRow
from ui.kit.fonts import scaled
from ui.kit.labels import Label
from ui.kit.menus import Menu


class RowsField(ItemsField):
    """Rows with buttons. `tools` names the commands that have a button: command, sign, key."""

    face = RowFace
    chooses = True
    typed_in = False
    tools: tuple[tuple[str, str, str], ...] = ()
    room = ""
    """Whose words the buttons have: `fields.<room>.<command>`."""

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self.rows = QVBoxLayout(self.box)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(1)
        self.none = Label("", "body", "text2", wrap=True)
        self.none.setContentsMargins(0, scaled(4), 0, 0)
        self.none.setText(tr(f"fields.{self.room}.none"))
        self.buttons: dict[str, Button] = {}
        for command, sign, key in self.tools:
            words = tr(f"fields.{self.room}.{command}")
            tip = tr(f"fields.{self.room}.{command}.tip")
            button = Button(words, icon=sign, kind="quiet", size="compact", tip=tip, key=key)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _=False, command=command: self._press(command))
            self.buttons[command] = button
        self.stack.insertWidget(0, self.none)
        self.toolbar = ChipRow(list(self.buttons.values()), gap=2)
        self.stack.addWidget(self.toolbar)
        if "add" in self.buttons:
            self.setFocusProxy(self.buttons["add"])
        self._explain()

    def tail(self) -> list[QWidget]:
        return list(self.buttons.values())

    def lay_out(self, faces: Sequence[Face]) -> None:
        emptied(self.rows)
        for face in faces:
            self.rows.addWidget(face)
            face.show()
        self.box.setVisible(bool(faces))
        self.none.setVisible(not faces)

    def refresh(self) -> None:
        super().refresh()
        self._explain()

    def shot(self) -> Shot | None:
        """The shot whose beats or keys these are."""
        if self._draft is None:
            return None
        return find_shot(self._draft, self.shot_id())

    def shot_id(self) -> str:
        """The id of that shot."""
        return split_item(self.path.rpartition(".")[0])[1]

    def why_not(self, command: str, item_id: str) -> str:
        """Why a command cannot be done now, or ""."""
        return "" if command == "add" or item_id else tr("fields.rows.none_chosen")

    def menu_entries(self, menu: Menu, item_id: str) -> None:
        for command, sign, key in self.tools:
            reason = self.why_not(command, item_id)
            act = partial(self.commands[command], item_id)
            text = tr(f"fields.{self.room}.{command}.tip")
            menu.add(text, act, icon=sign, key=key, reason=reason, danger=command == "remove")

    def _press(self, command: str) -> None:
        self.commands[command](self._chosen)

    def _do(self, command: str, item_id: str) -> None:
        if command in self.buttons and self.why_not(command, item_id):
            return
        super()._do(command, item_id)

    def _explain(self) -> None:
        for command, button in self.buttons.items():
            button.set_reason(self.why_not(command, self._chosen) or None)
