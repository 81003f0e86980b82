"""The face every field has: a label beside its input, and under it what there is to say about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QEnterEvent, QInputMethodQueryEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.desk.template_words import field_name
from app.domain.draft import Draft
from app.domain.finding import Finding
from app.domain.model import Model
from app.domain.template import Field
from app.strings import has, tr
from ui.fields.desk import FieldDesk
from ui.fields.notes import FindingNote, RemarkLine
from ui.kit import focus
from ui.kit.fonts import scaled
from ui.kit.inputs import Level, set_level, set_lit
from ui.kit.labels import Label, ReasonLine
from ui.kit.layout import LABEL_WIDTH
from ui.kit.section import SectionHead
from ui.kit.theme import theme
from ui.kit.tips import set_tip

_RANKS: tuple[Level, ...] = ("", "hint", "warning", "error")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LETTERS = frozenset(range(Qt.Key.Key_Space, Qt.Key.Key_Y)) - {Qt.Key.Key_N}
"""Keys that undo nothing on any system, and open no note."""
KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
MOST_STEPS = 40
"""As many stops Enter passes by at most on its way to the next field."""


class FieldLabel(Label):
    """The name of a field; a click on it puts the keyboard into the field."""

    def __init__(self, text: str, target: QWidget, top: int) -> None:
        super().__init__(text, "small", "text2", wrap=True)
        self._target = target
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setContentsMargins(0, scaled(top), 0, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._target.setFocus(Qt.FocusReason.OtherFocusReason)


class FieldWidget(QWidget):
    """One field of a form at one path of the draft.

    It never changes a draft. `edited(path, value)` is one gesture at a path (typing: each keystroke); `steps` hands
    over a tuple of edits that belong together; `pointed` says where the pointer or the keyboard is ("" when it has
    left); `chosen` names an item of a list that was chosen. A subclass builds its input, hands it to `fill`, and gives
    `value` and `set_value`.
    """

    edited = Signal(str, object)
    steps = Signal(object)
    pointed = Signal(str)
    chosen = Signal(str)
    typed_in = True
    """Whether Enter stops here on its way through the fields; Tab stops everywhere."""
    label_top = 7
    """How far down the label begins, at 100 %, so that it stands on the line of what is written beside it."""

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.desk = desk
        self._path = path
        self._draft: Draft | None = None
        self._findings: tuple[Finding, ...] = ()
        self._shown_notes: list[FindingNote] = []
        self._level: Level = ""
        self._lit = ""
        self._reason = ""
        self._painted: list[QWidget] = []
        self._label_width = LABEL_WIDTH
        self.label = FieldLabel(self.name, self, self.label_top)
        self.remark = RemarkLine()
        self.reason = ReasonLine()
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self._notes = QVBoxLayout()
        self._notes.setContentsMargins(0, 0, 0, 0)
        self._notes.setSpacing(0)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self.column, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        set_tip(self.label, self.help)
        self._dress()
        theme().theme_changed.connect(self._dress)

    # ------------------------------------------------------------------------------------------------ what it is

    @property
    def path(self) -> str:
        """Where in the draft it writes."""
        return self._path

    def set_path(self, path: str) -> None:
        """Serve the same field of another beat, key or shot. `set_value` follows."""
        if path != self._path:
            self._path = path
            self.remark.say("")

    @property
    def name(self) -> str:
        """The label's words."""
        return field_name(self.field)

    @property
    def help(self) -> str:
        """One sentence on what to write."""
        return self._said("help")

    @property
    def example(self) -> str:
        """An example of it, "" where there is none."""
        return self._said("example")

    def holds(self, path: str) -> bool:
        """Whether a path of the draft is this field's or inside it."""
        return path == self._path or path.startswith((f"{self._path}.", f"{self._path}["))

    def value(self) -> object:
        """What stands in it now, as the draft would keep it."""
        raise NotImplementedError

    def set_value(self, value: object, draft: Draft) -> None:
        """Show a value without telling; `draft` gives the names that tokens and numbers need."""
        raise NotImplementedError

    # --------------------------------------------------------------------------------------------- how it looks

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say these under the field, with their fixes, and colour its rule by the worst."""
        told = tuple(findings)
        if told == self._findings:
            return
        self._findings = told
        notes = self._shown_notes
        if len(notes) == len(told) and all(note.takes(each) for note, each in zip(notes, told, strict=True)):
            # with each letter other figures: nothing is laid out anew for them
            for note, each in zip(notes, told, strict=True):
                note.say(each)
            return
        for note in notes:
            self._notes.removeWidget(note)
            note.hide()
            note.deleteLater()
        self._shown_notes = [FindingNote(finding) for finding in told]
        for note in self._shown_notes:
            note.fixed.connect(self.steps)
            self._notes.addWidget(note)
        self._level = max((each.level for each in told), key=_RANKS.index, default="")
        self._colour()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is said under it."""
        return self._findings

    def notes(self) -> list[FindingNote]:
        """The findings as they stand under it."""
        return list(self._shown_notes)

    def set_lit(self, track: str) -> None:
        """Light it in its track's colour (`neutral` for a section without one); "" ends it."""
        if track != self._lit:
            self._lit = track
            self._colour()

    def set_reason(self, text: str | None) -> None:
        """Switch it off and say why under it; None or "" switches it on again."""
        self._reason = text or ""
        self.reason.show_reason(self._reason)
        for widget in self.switched():
            widget.setEnabled(not self._reason)
            widget.setAccessibleDescription(self._reason or self.help)

    def set_label_width(self, width: int) -> None:
        """How wide the column of labels is at 100 % (84, or 46 where it is narrow); 0 shows no label."""
        self._label_width = width
        self._dress()

    def show_model(self, model: Model | None) -> None:
        """Mark what the aim's row does not offer. Most fields have nothing to mark."""

    def take_draft(self, draft: Draft) -> None:
        """Know the draft that a gesture would change, though nothing that is shown of it differs."""
        self._draft = draft

    def show_note(self, draft: Draft) -> None:
        """Show the author's own note beside its text. Only fields of words have one."""

    def focus_input(self) -> None:
        """Put the keyboard into it."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_on(self, *, forward: bool = True) -> None:
        """Put the keyboard into the next field, or the one before: buttons and heads are passed by, a folded section
        opens.
        """
        for _ in range(MOST_STEPS):
            if not self.focusNextPrevChild(forward):
                return
            here = QApplication.focusWidget()
            holder = field_of(here)
            if isinstance(here, SectionHead) and not here.isChecked():
                here.click()
            if holder is self or (isinstance(here, QAbstractButton) if holder is None else not holder.typed_in):
                continue
            if holder is not None:
                holder.focus_input()
            return

    # -------------------------------------------------------------------------------------------- for subclasses

    def fill(self, widget: QWidget, *painted: QWidget) -> None:
        """Take in the input. `painted` show level and light (the input itself where none is named)."""
        self._painted = list(painted or (widget,))
        self.column.addWidget(widget)
        self.column.addWidget(self.remark)
        self.column.addLayout(self._notes)
        self.column.addWidget(self.reason)
        self.setFocusProxy(widget)

    def switched(self) -> list[QWidget]:
        """What `set_reason` switches off."""
        return self._painted

    def watch(self, *inputs: QWidget) -> None:
        """Name these after the field, tell when the keyboard comes in, and leave undo to the window."""
        for each in inputs:
            each.setAccessibleName(self.name)
            each.setAccessibleDescription(self.help)
            each.installEventFilter(self)
            focus.tells_moves(each)

    def put_in_order(self, *widgets: QWidget) -> None:
        """Let Tab walk through these in this order, whenever they were made; what is in them goes along."""
        before: QWidget = self.label
        for widget in widgets:
            for each in (widget, *widget.findChildren(QWidget)):
                walked = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
                if walked and each.window() is self.window():
                    QWidget.setTabOrder(before, each)
                    before = each

    def tell(self, value: object) -> None:
        """A person set this value."""
        self.edited.emit(self._path, value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if type(event) is QInputMethodQueryEvent:
            # a key brings many of these, and the binding makes an object of each kind it is asked for
            return False
        kind = event.type()
        if kind in KEYS and isinstance(event, QKeyEvent) and event.key() in _LETTERS:
            return False
        if kind in focus.MOVES:
            focus.moved(watched)
        return self.heard(kind, event)

    def heard(self, kind: QEvent.Type, event: QEvent) -> bool:
        """Do what an event of an input that is watched asks for. Gives whether that is all that is to be done."""
        if kind is QEvent.Type.FocusIn:
            self.pointed.emit(self._path)
        elif kind in KEYS and _is_undo(event):
            # the draft's own history is the one to go back in; a field's would tear the two apart
            event.ignore()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif isinstance(button := QApplication.focusWidget(), QAbstractButton) and not button.isCheckable():
            button.click()
        else:
            self.go_on()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(self._path)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit("")

    def _colour(self) -> None:
        for widget in self._painted:
            set_level(widget, self._level)
            set_lit(widget, self._lit)

    def _dress(self) -> None:
        self.label.setVisible(self._label_width > 0)
        self.label.setFixedWidth(scaled(self._label_width))

    def _said(self, part: str) -> str:
        key = f"field.{self.field.label}.{part}"
        return tr(key) if has(key) else ""


def field_of(widget: QWidget | None) -> FieldWidget | None:
    """The innermost field a widget belongs to."""
    while widget is not None and not isinstance(widget, FieldWidget):
        widget = widget.parentWidget()
    return widget


def _is_undo(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)
