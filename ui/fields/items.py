"""The base of fields that hold a list of items: their faces, the open one's form, and every gesture as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget

from app.domain.draft import Draft
from app.domain.edit import Edit
from app.domain.finding import Finding
from app.domain.model import Model
from app.domain.template import Field
from app.strings import tr
from ui.fields.base import FieldWidget
from ui.fields.desk import FieldDesk
from ui.fields.faces import Face, FaceWords
from ui.fields.item_form import ItemForm, Part
from ui.kit.layout import NARROW_LABEL_WIDTH
from ui.kit.menus import Menu
from ui.kit.paint import fill, painting
from ui.kit.theme import tokens


class FaceBox(QWidget):
    """Holds the faces and shows where a carried one would go. `plated`: light fills it, not only its faces."""

    plated = True

    def __init__(self) -> None:
        super().__init__()
        self._mark: QRect | None = None

    def mark(self, line: QRect | None) -> None:
        """Show the place at a line; None ends it."""
        self._mark = line
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, lit = tokens(), str(self.property("lit") or "")
        with painting(self) as painter:
            if lit and self.plated:
                fill(painter, self.rect(), t.select if lit == "neutral" else t.hue(lit).tint, 3)
                rule = t.text2 if lit == "neutral" else t.hue(lit).line
                fill(painter, QRect(0, self.height() - 1, self.width(), 1), rule)
            if self._mark is not None:
                fill(painter, self._mark, t.focus)


class ItemsField(FieldWidget):
    """A list of items with ids. A subclass says how a face looks (`face`, `words_of`, `lay_out`), which fields an open
    item has (`parts`), and what `add` does.
    """

    face: type[Face] = Face
    parts: tuple[Part, ...] = ()
    chooses = False
    """Whether a click chooses an item, and only Enter unfolds it."""
    upright = True
    """Whether the faces stand one under another (a held one goes between rows, not between columns)."""

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self._items: tuple[Any, ...] = ()
        self._chosen = ""
        self._open = ""
        self._next: str | int | None = None
        self._next_opens = False
        self._model: Model | None = None
        self.faces: dict[str, Face] = {}
        self.box = self.make_box()
        self.form: ItemForm | None = None
        self.body = QWidget()
        self.stack = QVBoxLayout(self.body)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(6)
        self.stack.addWidget(self.box)
        self.fill(self.body, self.box)
        self.commands: dict[str, Callable[[str], None]] = {
            "choose": self.choose,
            "open": self.toggle,
            "menu": self.open_menu,
            "remove": self.remove,
            "duplicate": self.duplicate,
            "previous": lambda item_id: self.focus_item(self.place_of(item_id) - 1),
            "next": lambda item_id: self.focus_item(self.place_of(item_id) + 1),
            "first": lambda item_id: self.focus_item(0),
            "last": lambda item_id: self.focus_item(len(self._items) - 1),
            "earlier": lambda item_id: self.move_item(item_id, self.place_of(item_id) - 1),
            "later": lambda item_id: self.move_item(item_id, self.place_of(item_id) + 1),
        }

    # ------------------------------------------------------------------------------------------------ for subclasses

    def make_box(self) -> FaceBox:
        """What holds the faces."""
        return FaceBox()

    def words_of(self, item: Any, place: int) -> FaceWords:
        """What the face of an item says."""
        raise NotImplementedError

    def lay_out(self, faces: Sequence[Face]) -> None:
        """Put the faces into the box, in this order."""
        raise NotImplementedError

    def tail(self) -> list[QWidget]:
        """What Tab comes to after the items."""
        return []

    def is_bare(self, item_id: str) -> bool:
        """Whether an item was only begun, so that opening it goes on with what is missing."""
        return False

    def add(self, item_id: str = "") -> None:
        """A new item, after the one named or at the end."""
        raise NotImplementedError

    def menu_entries(self, menu: Menu, item_id: str) -> None:
        """What can be done to an item."""
        place, last = self.place_of(item_id), len(self._items) - 1
        if self.parts:
            menu.add(tr("fields.item.open"), lambda: self.open_item(item_id), icon="rename", key="Enter")
        menu.add(tr("fields.item.duplicate"), lambda: self.duplicate(item_id), icon="copy", key="Ctrl+D")
        earlier = "" if place else tr("fields.item.first")
        later = "" if place < last else tr("fields.item.last")
        menu.add(tr("fields.item.earlier"), lambda: self.move_item(item_id, place - 1), key="Alt+Left", reason=earlier)
        menu.add(tr("fields.item.later"), lambda: self.move_item(item_id, place + 1), key="Alt+Right", reason=later)
        menu.addSeparator()
        menu.add(tr("fields.item.remove"), lambda: self.remove(item_id), icon="trash", key="Del", danger=True)

    # ------------------------------------------------------------------------------------------------------ its face

    def value(self) -> tuple[Any, ...]:
        return self._items

    def set_value(self, value: object, draft: Draft) -> None:
        items = tuple(value) if isinstance(value, (tuple, list)) else ()
        same = [each.id for each in items] == [each.id for each in self._items]
        self._items, self._draft = items, draft
        if not same:
            self._rebuild()
        self.refresh()
        if self._open:
            self._show_form()
        self._go_next()

    def set_path(self, path: str) -> None:
        if path != self.path:
            self.close_form()
            self._chosen = ""
        super().set_path(path)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        inside = [each for each in findings if self._open and each.path.startswith(f"{self.path_of(self._open)}.")]
        if self.form is not None:
            self.form.show_findings(inside)
        super().show_findings([each for each in findings if each not in inside])

    def show_note(self, draft: Draft) -> None:
        self._draft = draft
        if self.form is not None and self._open:
            self.form.show_notes(draft)

    def show_model(self, model: Model | None) -> None:
        self._model = model
        if self.form is not None:
            self.form.show_model(model)

    def switched(self) -> list[QWidget]:
        return [self.body]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, Face) and event.type() == QEvent.Type.FocusIn:
            self.pointed.emit(self.path_of(watched.item_id))
            return False
        return super().eventFilter(watched, event)

    def refresh(self) -> None:
        """Let every face say what its item is now."""
        for place, item in enumerate(self._items):
            chosen = item.id == (self._chosen if self.chooses else self._open)
            self.faces[item.id].show_words(self.words_of(item, place), chosen=chosen)

    def focus_input(self) -> None:
        """Put the keyboard on the chosen item, or the first; where there is none, on what adds one."""
        if self._items:
            self.focus_item(max(self.place_of(self._chosen), 0))
        else:
            super().focus_input()

    @property
    def form_shows(self) -> bool:
        """Whether an item is unfolded."""
        return self.form is not None and self.form.isVisible()

    # ------------------------------------------------------------------------------------------------------ gestures

    def path_of(self, item_id: str) -> str:
        """The draft path of an item."""
        return f"{self.path}[{item_id}]"

    def place_of(self, item_id: str) -> int:
        """Which place an item has, counted from 0."""
        return next((place for place, item in enumerate(self._items) if item.id == item_id), -1)

    def item(self, item_id: str) -> Any:
        """The item with this id."""
        return self._items[self.place_of(item_id)]

    def choose(self, item_id: str) -> None:
        """Choose an item, or unfold it where the list has nothing to choose for."""
        if self.chooses:
            self.set_chosen(item_id)
            self.chosen.emit(self.path_of(item_id))
        else:
            self.toggle(item_id)

    def set_chosen(self, item_id: str) -> None:
        """Show an item as the chosen one without telling."""
        if item_id != self._chosen:
            self._chosen = item_id
            self.refresh()

    def toggle(self, item_id: str) -> None:
        """Unfold an item, or fold it again."""
        if self._open == item_id:
            self.close_form()
        elif self.parts:
            self.open_item(item_id)
        else:
            self.choose(item_id)

    def open_item(self, item_id: str) -> None:
        """Unfold an item and put the keyboard into its first field, in a bare one the first that is empty."""
        if not self.parts or self._draft is None:
            return
        self._open = self._chosen = item_id
        self._show_form()
        self.refresh()
        self.chosen.emit(self.path_of(item_id))
        if self.form is not None:
            self.form.show()
            empty = [field for field in self.form.fields if not field.value()] if self.is_bare(item_id) else []
            next(iter(empty), self.form.fields[0]).focus_input()

    def close_form(self) -> None:
        """Fold the open item; the keyboard goes back to its face."""
        item_id, self._open = self._open, ""
        if self.form is not None:
            holder = QApplication.focusWidget()
            had = holder is not None and self.form.isAncestorOf(holder)
            self.form.hide()
            if had and item_id in self.faces:
                self.faces[item_id].setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def remove(self, item_id: str) -> None:
        """Take an item out."""
        self.focus_next(self.place_of(item_id))
        self.steps.emit((Edit(op="remove", path=self.path_of(item_id)),))

    def duplicate(self, item_id: str) -> None:
        """The same item once more, after itself."""
        copy = self.item(item_id).model_dump(by_alias=True)
        self.insert(copy, self.place_of(item_id) + 1)

    def insert(self, item: dict[str, Any], place: int, *, opens: bool = False) -> None:
        """Put a new item in; it gets the keyboard, or is unfolded."""
        self.focus_next(place, opens=opens)
        self.steps.emit((Edit(op="insert", path=self.path, value=item, index=place),))

    def move_item(self, item_id: str, place: int) -> None:
        """Put an item at another place."""
        if 0 <= place < len(self._items) and place != self.place_of(item_id):
            self.focus_next(item_id)
            self.steps.emit((Edit(op="move", path=self.path_of(item_id), index=place),))

    def replace(self, draft: Draft, focus: str | int | None = None) -> None:
        """Hand over what an operation made of the shots, as one step."""
        if self._draft is not None and draft.shots != self._draft.shots:
            self.focus_next(focus)
            self.steps.emit((Edit(op="set", path="shots", value=draft.shots),))

    def focus_next(self, which: str | int | None, *, opens: bool = False) -> None:
        """Which item gets the keyboard when the changed list comes back."""
        self._next, self._next_opens = which, opens

    def focus_item(self, place: int) -> None:
        """Put the keyboard on the item at a place."""
        if 0 <= place < len(self._items):
            item_id = self._items[place].id
            self.faces[item_id].setFocus(Qt.FocusReason.TabFocusReason)
            if self.chooses and item_id != self._chosen:
                self.choose(item_id)

    def open_menu(self, item_id: str) -> None:
        """Show what can be done to an item."""
        menu = Menu(parent=self)
        self.menu_entries(menu, item_id)
        menu.aboutToHide.connect(menu.deleteLater)
        face = self.faces[item_id]
        menu.popup(face.mapToGlobal(QPoint(max(0, face.width() - menu.sizeHint().width()), face.height())))

    # ------------------------------------------------------------------------------------------------- how it works

    def _rebuild(self) -> None:
        wanted = [each.id for each in self._items]
        for item_id in [each for each in self.faces if each not in wanted]:
            gone = self.faces.pop(item_id)
            gone.hide()
            gone.deleteLater()
        for item_id in wanted:
            if item_id not in self.faces:
                self.faces[item_id] = self._make_face(item_id)
        self.lay_out([self.faces[each] for each in wanted])
        self._order()
        if self._open and self._open not in wanted:
            self.close_form()
        if self._chosen not in wanted:
            self._chosen = ""

    def _order(self) -> None:
        faces = [self.faces[each.id] for each in self._items if each.id in self.faces]
        self.put_in_order(*faces, *([self.form] if self.form else []), *self.tail())

    def _make_face(self, item_id: str) -> Face:
        made = self.face(self.box)
        made.item_id = item_id
        made.asked.connect(lambda command: self._do(command, item_id))
        made.carried.connect(lambda point, dropped: self._carry(item_id, point, dropped))
        made.installEventFilter(self)
        return made

    def _do(self, command: str, item_id: str) -> None:
        if (act := self.commands.get(command)) is not None:
            act(item_id)

    def _carry(self, item_id: str, point: QPoint, dropped: bool) -> None:
        place = self._place_at(point)
        self.box.mark(None if dropped else self._gap(place))
        here = self.place_of(item_id)
        if dropped:
            self.move_item(item_id, place - (here < place))

    def _place_at(self, point: QPoint) -> int:
        for place, item in enumerate(self._items):
            box = self.faces[item.id].geometry()
            before = point.y() < (box.center().y() if self.upright else box.top())
            if before or (not self.upright and point.y() <= box.bottom() and point.x() < box.center().x()):
                return place
        return len(self._items)

    def _gap(self, place: int) -> QRect:
        last = place >= len(self._items)
        box = self.faces[self._items[min(place, len(self._items) - 1)].id].geometry()
        if self.upright:
            return QRect(box.left(), box.bottom() if last else box.top() - 1, box.width(), 2)
        return QRect(box.right() + 1 if last else box.left() - 3, box.top(), 2, box.height())

    def _show_form(self) -> None:
        if self._draft is None:
            return
        if self.form is None:
            self.form = ItemForm(self.parts, self.path_of(self._open), self.desk, self.body)
            self.form.set_label_width(self._form_labels())
            self.form.edited.connect(self.edited)
            self.form.steps.connect(self.steps)
            self.form.pointed.connect(self.pointed)
            self.form.closed.connect(self.close_form)
            self.form.show_model(self._model)
            self.stack.insertWidget(self.stack.indexOf(self.box) + 1, self.form)
            self._order()
        self.form.show_item(self.path_of(self._open), self._draft)

    def _form_labels(self) -> int:
        return NARROW_LABEL_WIDTH + 20

    def _go_next(self) -> None:
        which, self._next = self._next, None
        if which is None or not self._items:
            return
        place = which if isinstance(which, int) else self.place_of(which)
        place = max(0, min(place, len(self._items) - 1))
        item_id = self._items[place].id
        face = self.faces[item_id]
        face.show()
        if self._next_opens:
            self.open_item(item_id)
        else:
            self.focus_item(place)


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout and let the widgets stay."""
    while layout.takeAt(0) is not None:
        pass
