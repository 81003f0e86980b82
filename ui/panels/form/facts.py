"""The facts strip of the form: length, frame, sound and shots as inline choices, and whom the draft was written for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.desk.snapshot import NOTHING_OPEN, Snapshot
from app.domain.draft import Draft
from app.domain.model import Limits
from app.domain.vocabulary import Vocabulary
from app.strings import tr
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.fonts import font, metrics, scaled
from ui.kit.inputs import NumberInput
from ui.kit.layout import row
from ui.kit.menus import Menu
from ui.kit.paint import fill, painting, words
from ui.kit.panels import ToolbarRow
from ui.kit.popups import Popup
from ui.kit.theme import tokens
from ui.kit.timebar import short_time
from ui.panels.beats.words import term
from ui.panels.form.facts_words import lengths, most_shots, offered, with_seconds, with_shots

LONGEST = 600.0


class FactsDesk(Protocol):
    """What the facts strip asks of the desk."""

    def edit(self, path: str, value: object) -> None:
        """Set one value."""

    def replace(self, draft: Draft, group: str = "") -> None:
        """Make this the open draft, as one undo step."""

    def model_title(self, model_id: str) -> str:
        """What a model is called; its id where there is none."""

    def vocabulary(self, vocabulary_id: str) -> Vocabulary:
        """A vocabulary by id."""


class Fact(QAbstractButton):
    """A name and what it is, in line, with a chevron; a press opens the choices `fill` puts into a menu."""

    focus_radius = 4

    def __init__(self, name: str, fill: Callable[[Menu], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._fill, self._value = name, fill, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.clicked.connect(self.open_menu)

    @property
    def value(self) -> str:
        """What it is, in words."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show another value."""
        if value != self._value:
            self._value = value
            self.setAccessibleName(tr("form.fact", name=self._name, value=value))
            self.updateGeometry()
            self.update()

    def menu(self) -> Menu:
        """The choices there are now."""
        made = Menu(self._name, self)
        self._fill(made)
        return made

    def open_menu(self) -> None:
        """Show the choices under it."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def sizeHint(self) -> QSize:
        wide = metrics("small").horizontalAdvance(self._name) + metrics("body", 600).horizontalAdvance(self._value)
        return QSize(wide + 6 + 5 + 12 + 12, scaled(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        over, live = self.underMouse(), self.isEnabled()
        with painting(self) as painter:
            if over and live:
                fill(painter, self.rect(), t.press if self.isDown() else t.control, 4)
            wide = metrics("small").horizontalAdvance(self._name) + 2
            tall = self.height()
            words(painter, QRectF(6, 0, wide, tall), self._name, font("small"), t.text2 if live else t.off)
            left = 6 + wide + 4
            rest = metrics("body", 600).horizontalAdvance(self._value) + 2
            words(painter, QRectF(left, 0, rest, tall), self._value, font("body", 600), t.text if live else t.off)
            icons.draw(painter, "open", QRectF(left + rest + 2, 0, 12, tall), t.text if over else t.text2)


class LengthPopup(Popup):
    """A length in seconds to type."""

    told = Signal(float)

    def __init__(self, seconds: float, parent: QWidget | None = None) -> None:
        super().__init__(tr("form.length.other"), inset=12, parent=parent)
        name = tr("form.length")
        self.number = NumberInput(seconds, low=0.5, high=LONGEST, step=0.5, unit=tr("form.s"), name=name)
        self.number.lineEdit().returnPressed.connect(self._tell)
        button = Button(tr("form.length.set"), size="normal")
        button.clicked.connect(self._tell)
        self.column.addLayout(row(self.number, button))
        self.setFocusProxy(self.number)

    def _tell(self) -> None:
        self.number.interpretText()
        seconds = self.number.value()
        self.close()
        self.told.emit(seconds)


class FactsStrip(ToolbarRow):
    """Length, frame, sound, shots; at the right whom it was written for, where that is not whom it is sent to."""

    target_asked = Signal()

    def __init__(self, desk: FactsDesk, parent: QWidget | None = None) -> None:
        super().__init__(height=34, inset=6, gap=4, parent=parent)
        self._desk = desk
        self._snapshot = NOTHING_OPEN
        self.time = 0.0
        """Where the playhead stands: a cut is made there."""
        self.length = Fact(tr("form.length"), self._fill_lengths)
        self.frame = Fact(tr("form.frame"), self._fill_frames)
        self.sound = Fact(tr("form.sound"), self._fill_sounds)
        self.shots = Fact(tr("form.shots"), self._fill_shots)
        self.note = Button("", icon="convert", kind="quiet", size="compact", tip=tr("form.written.tip"), key="Ctrl+T")
        self.note.clicked.connect(self.target_asked)
        for fact in (self.length, self.frame, self.sound, self.shots):
            self.add(fact)
        self.stretch()
        self.line.addWidget(self.note, 0, Qt.AlignmentFlag.AlignVCenter)
        self._noted: tuple[object, ...] = ()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show another state of the open draft."""
        self._snapshot = snapshot
        draft = snapshot.draft
        for fact in (self.length, self.frame, self.sound, self.shots):
            fact.setEnabled(draft is not None)
        if draft is None:
            self.note.hide()
            return
        self.length.set_value(tr("form.seconds", seconds=short_time(draft.seconds)))
        self.frame.set_value(f"{draft.frame.aspect}, {draft.frame.resolution}")
        self.sound.set_value(tr(f"form.sound.{draft.frame.audio}"))
        count = len(draft.shots)
        self.shots.set_value(tr("form.shots.count", n=count) if count else tr("form.shots.none"))
        self._show_note(snapshot)

    def _show_note(self, snapshot: Snapshot) -> None:
        template, model, draft = snapshot.template, snapshot.model, snapshot.draft
        about = (template, model, draft.aim if draft else "", self.width())
        if about == self._noted:
            return
        self._noted = about
        told = ""
        if template is not None and draft is not None and template.aim != draft.aim:
            sent = model.title if model else draft.aim
            told = tr("form.written", first=self._desk.model_title(template.aim), now=sent)
        if told != self.note.text():
            self.note.setText(told)
        self.note.setVisible(bool(told) and self._has_room())

    def _has_room(self) -> bool:
        facts = sum(fact.sizeHint().width() + 4 for fact in (self.length, self.frame, self.sound, self.shots))
        return facts + self.note.sizeHint().width() + 16 <= self.width() or not self.isVisible()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._show_note(self._snapshot)

    # ------------------------------------------------------------------------------------------ what is offered

    @property
    def _limits(self) -> Limits | None:
        return self._snapshot.model.limits if self._snapshot.model else None

    def _fill_lengths(self, menu: Menu) -> None:
        draft = self._snapshot.draft
        if draft is None:
            return
        for seconds in lengths(self._limits):
            words = tr("form.seconds", seconds=short_time(seconds))
            menu.add(words, partial(self.set_length, seconds), checked=seconds == draft.seconds)
        menu.addSeparator()
        menu.add(tr("form.length.other"), self.ask_length)

    def _fill_frames(self, menu: Menu) -> None:
        draft = self._snapshot.draft
        if draft is None:
            return
        for path, known in (("aspect", "aspects"), ("resolution", "resolutions")):
            value = getattr(draft.frame, path)
            terms = [each.id for each in self._desk.vocabulary(path).terms]
            if path != "aspect":
                menu.addSeparator()
            for choice in offered(value, getattr(self._limits, known, ()), terms):
                pick = partial(self._desk.edit, f"frame.{path}", choice)
                menu.add(term(path, choice), pick, checked=choice == value)

    def _fill_sounds(self, menu: Menu) -> None:
        draft, model = self._snapshot.draft, self._snapshot.model
        if draft is None:
            return
        only = {"always": "on", "never": "off"}.get(self._limits.audio or "" if self._limits else "", "")
        for choice in ("on", "off"):
            reason = ""
            if only and choice != only and model is not None:
                reason = tr(f"form.sound.why.{only}", model=model.title)
            pick = partial(self._desk.edit, "frame.audio", choice)
            menu.add(tr(f"form.sound.{choice}"), pick, checked=choice == draft.frame.audio, reason=reason)

    def _fill_shots(self, menu: Menu) -> None:
        draft = self._snapshot.draft
        if draft is None:
            return
        present = len(draft.shots)
        for count in range(1, most_shots(self._limits, present) + 1):
            pick = partial(self.set_shots, count)
            menu.add(tr("form.shots.count", n=count), pick, checked=count == present)

    # ------------------------------------------------------------------------------------------ what is done

    def set_length(self, seconds: float) -> None:
        """Give the draft another length; its shots, beats and keys keep their shares."""
        if self._snapshot.draft is not None:
            self._desk.replace(with_seconds(self._snapshot.draft, seconds))

    def set_shots(self, count: int) -> None:
        """Cut or join until there are this many shots."""
        if self._snapshot.draft is not None:
            self._desk.replace(with_shots(self._snapshot.draft, count))

    def ask_length(self) -> None:
        """Let a person type a length."""
        draft = self._snapshot.draft
        popup = LengthPopup(draft.seconds if draft else 0.0, self)
        popup.told.connect(self.set_length)
        popup.closed.connect(popup.deleteLater)
        popup.open_under(self.length)
        popup.number.setFocus()
        popup.number.selectAll()
