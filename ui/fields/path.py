"""The keys of a shot's camera path as a list: the small sister of the camera path editor."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.camera import keys_in_order
from app.domain.draft import Draft, Key
from app.domain.keys import KEY_SNAP, add_key, move_key, remove_key
from app.domain.moves import apply_move, segments
from app.domain.template import Field
from app.strings import listed, tr
from ui.fields.desk import FieldDesk
from ui.fields.faces import FaceWords
from ui.fields.mentions import plain
from ui.fields.move_menu import MoveMenu
from ui.fields.rows import RowsField
from ui.fields.terms import capital, framing_words, short_number, small, term
from ui.kit.buttons import MenuButton
from ui.kit.menus import Menu


class PathField(RowsField):
    """One row a key: when, what is framed, and the move that follows it. Alt and arrows move it in time, M gives it a
    move, Enter goes to what it is aimed at.
    """

    room = "path_list"
    tools = (("add", "add", "A"), ("remove", "trash", "Del"))

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self.moves = MoveMenu(tr("fields.path_list.move"), self._make, self)
        self.mover = MenuButton(tr("fields.path_list.move"), self.moves, icon="path", size="compact")
        self.mover.setAccessibleName(tr("fields.path_list.move.tip"))
        self.toolbar.flow.insertWidget(1, self.mover)
        self.commands |= {
            "add": self.add,
            "earlier": lambda item_id: self.shift(item_id, -KEY_SNAP),
            "later": lambda item_id: self.shift(item_id, KEY_SNAP),
            "shorter": lambda item_id: self.shift(item_id, -KEY_SNAP),
            "longer": lambda item_id: self.shift(item_id, KEY_SNAP),
            "merge": lambda item_id: self.mover.open_menu(),
            "open": self.write,
        }
        self._explain()

    def set_value(self, value: object, draft: Draft) -> None:
        keys = tuple(value) if isinstance(value, (tuple, list)) else ()
        super().set_value(sorted(keys, key=lambda key: key.t), draft)

    def value(self) -> tuple[Any, ...]:
        shot = self.shot()
        return shot.keys if shot is not None else ()

    def tail(self) -> list[QWidget]:
        add, remove = super().tail()
        return [add, self.mover, remove]

    def words_of(self, item: Any, place: int) -> FaceWords:
        assert isinstance(item, Key)
        at = tr("fields.seconds", seconds=short_number(item.t))
        target = plain(item.framing.target, self._draft)
        framed = [framing_words(item.framing) or tr("fields.path_list.same"), target]
        title = listed(part for part in framed if part)
        return FaceWords(title, self._move_after(item), at, place + 1, spoken=f"{at}, {title}")

    def why_not(self, command: str, item_id: str) -> str:
        if reason := super().why_not(command, item_id):
            return reason
        return tr("fields.path_list.only") if command == "remove" and len(self._items) < 2 else ""

    def add(self, item_id: str = "") -> None:
        """A new key in the middle of what follows the one named, or at the end of the shot."""
        shot = self.shot()
        if shot is None or self._draft is None:
            return
        keys = keys_in_order(shot)
        place = self.place_of(item_id) if item_id else len(keys) - 1
        start = keys[place].t if keys else 0.0
        end = keys[place + 1].t if place + 1 < len(keys) else shot.seconds
        middle = end if place + 1 >= len(keys) else (start + end) / 2
        changed, made = add_key(self._draft, shot.id, round(middle / KEY_SNAP) * KEY_SNAP)
        self.replace(changed, made)

    def make_move(self, item_id: str, move: str) -> None:
        """Let the camera make this move from a key on."""
        if self._draft is not None and item_id:
            self.replace(apply_move(self._draft, self.shot_id(), item_id, move), item_id)

    def shift(self, item_id: str, by: float) -> None:
        """Another moment for a key, between its neighbours."""
        if self._draft is not None:
            t = self.item(item_id).t + by
            self.replace(move_key(self._draft, self.shot_id(), item_id, t), item_id)

    def write(self, item_id: str) -> None:
        """Choose a key and give the keyboard to the field before this one, where it is said what is aimed at."""
        self.choose(item_id)
        self.go_on(forward=False)

    def menu_entries(self, menu: Menu, item_id: str) -> None:
        super().menu_entries(menu, item_id)
        menu.add(tr("fields.path_list.move.tip"), self.mover.open_menu, icon="path", key="M")

    def duplicate(self, item_id: str) -> None:
        self.add(item_id)

    def remove(self, item_id: str) -> None:
        if self._draft is not None:
            self.replace(remove_key(self._draft, self.shot_id(), item_id), self.place_of(item_id))

    def move_item(self, item_id: str, place: int) -> None:
        """Keys stand in the order of time: one step to the side is a quarter of a second."""
        here = self.place_of(item_id)
        if place != here:
            self.shift(item_id, KEY_SNAP if place > here else -KEY_SNAP)

    def _make(self, move: str) -> None:
        self.make_move(self._chosen, move)

    def _explain(self) -> None:
        super()._explain()
        if hasattr(self, "mover"):
            self.mover.set_reason(None if self._chosen else tr("fields.rows.none_chosen"))

    def _move_after(self, key: Key) -> str:
        shot = self.shot()
        found = (
            next((each for each in segments(shot) if each.start_key == key.id and each.moves), None) if shot else None
        )
        if found is None:
            return ""
        speed, name = term("speed", found.speed), term("move", found.name)
        return capital(tr("fields.path_list.moving", speed=speed, move=small(name)) if speed else name)
