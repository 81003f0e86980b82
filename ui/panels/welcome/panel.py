"""The first minute, and the Shot column's empty state: pick a form, watch a rehearsal of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from app.desk.template_words import template_name
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.fonts import font, scaled
from ui.kit.labels import Label, Sign
from ui.kit.layout import FlowLayout, boxed, column, row, set_surface
from ui.kit.paint import CENTER, painting, rim, words
from ui.kit.theme import theme, tokens
from ui.panels.posters import Posters
from ui.panels.welcome.cards import CardGrid, words_height
from ui.panels.welcome.side import WelcomeDesk, WelcomeSide

CARDS = 6
SIDE = 264
WIDE = 860
"""From here on the models stand beside the cards, below it under them."""
THREE = 560
CARD_MOST = 480
POSTER_LEAST = 84
TOP, FOOT = 32, 16


class WelcomePanel(QWidget):
    """Six starts, the blank forms, what is known of models, and a place to drop things."""

    start_asked = Signal(str)
    """Open a draft from this preset and rehearse it."""
    new_asked = Signal(str)
    """Open a blank draft from this template."""
    file_dropped = Signal(object)
    open_asked = Signal()
    looks_asked = Signal(str)
    command = Signal(str)

    def __init__(self, desk: WelcomeDesk, posters: Posters | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.posters = posters or Posters(self)
        built_in = [preset for preset in desk.presets() if preset.builtin]
        self.grid = CardGrid(built_in[:CARDS], self.posters)
        self.grid.started.connect(self.start_asked)
        self.blank_buttons: dict[str, Button] = {}
        self.own_forms = Button(tr("command.templates"), kind="quiet")
        self.own_forms.clicked.connect(lambda: self.command.emit("templates"))
        self.blanks = self._made_blanks()
        self.steps = StepsLine()
        self._second = Label(tr("welcome.second"), "body", "text2", wrap=True)
        self._title = Label(tr("welcome.title"), "display", wrap=True)
        self._left = boxed(column(self._title, self._second, 14, self.grid, 8, self.blanks, 6, self.steps, gap=4))
        self.side = WelcomeSide(desk)
        self.side.drop.dropped.connect(self.file_dropped)
        self.side.drop.open.clicked.connect(self.open_asked)
        self.side.looks.chosen.connect(self.looks_asked)
        self._inner = QWidget()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inner)
        self._line.addStretch(1)
        self._line.addWidget(self._left, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addStretch(1)
        set_surface(self._inner, "panel")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._inner)
        self.setLayout(column(self.area, gap=0))
        self.setAccessibleName(tr("welcome.title"))
        theme().theme_changed.connect(self._arrange)

    def focus_first(self) -> None:
        """Give the keyboard to the first card."""
        self.grid.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_looks(self, mode: str) -> None:
        """Show which looks are in force."""
        self.side.looks.set_value(mode)

    def refresh(self) -> None:
        """Show again which models can be reached."""
        self.side.refresh()

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def show_forms(self) -> None:
        """Show the templates there are now."""
        named = {template.id: template_name(template) for template in self._desk.templates()}
        if named == {form: button.text() for form, button in self.blank_buttons.items()}:
            return
        for button in self.blank_buttons.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._flow.removeWidget(self.own_forms)
        self.blank_buttons = {form: self._blank_button(form, name) for form, name in named.items()}
        for button in (*self.blank_buttons.values(), self.own_forms):
            self._flow.addWidget(button)
        self.updateGeometry()

    def _blank_button(self, form: str, name: str) -> Button:
        button = Button(name, icon="add")
        button.setAccessibleName(tr("welcome.blank.name", form=name))
        button.clicked.connect(lambda: self.new_asked.emit(form))
        return button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_forms()

    def _made_blanks(self) -> QWidget:
        flow = FlowLayout(gap=6, line_gap=6)
        label = Label(tr("welcome.blank"), "body", "text2")
        label.setFixedHeight(scaled(28))
        label.setContentsMargins(0, 0, 4, 0)
        line = row(label, flow, gap=6)
        line.setAlignment(label, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        made = boxed(line)
        self._flow = flow
        flow.addWidget(self.own_forms)
        self.show_forms()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        return made

    def _arrange(self) -> None:
        """Give the cards the room there is: beside or above the rest, no taller than the window allows."""
        wide, tall = self.width(), self.height()
        beside = wide >= WIDE
        inset = 44 if wide >= 1040 else 24
        gap = 44 if wide >= 1140 else 32
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        side = min(scaled(SIDE) + max(0, (wide - 1200) // 10), 320) if beside else wide - 2 * inset - 12
        left = wide - 2 * inset - 12 - (side + gap if beside else 0)
        left = max(300, min(left, 3 * CARD_MOST + 32))
        self.grid.set_columns(3 if left >= THREE else 2)
        card = (left - 16 * (3 if left >= THREE else 2) + 16) // (3 if left >= THREE else 2)
        self._second.setFont(font("head", 400) if left > 720 else font("body"))
        around = self._around(left)
        room = (tall - around - 16 * (self.grid.rows - 1)) // self.grid.rows
        more = self.grid.lines_needed(card) > 2 and card * 9 // 16 + words_height(3) <= room
        lines = 3 if more else 2
        self.grid.set_sizes(max(POSTER_LEAST, min(card * 9 // 16, room - words_height(lines))), lines)
        self._left.setFixedWidth(left)
        self.side.setFixedWidth(side)
        top = TOP if tall > 640 else 20
        used = around + self.grid.rows * (self.grid.cards[0].height() + 16) if self.grid.cards else around
        self._line.setContentsMargins(inset, max(top, (tall - used) // 3), inset, FOOT)
        self._line.setSpacing(gap)

    def _around(self, wide: int) -> int:
        """How tall everything but the cards is."""
        parts = [self._title, self._second, self.blanks, self.steps]
        tall = [each.heightForWidth(wide) if each.hasHeightForWidth() else each.sizeHint().height() for each in parts]
        return sum(tall) + TOP + FOOT + 4 * 7 + 14 + 8 + 6


class StepsLine(QWidget):
    """What comes next, in three steps, and that nothing leaves this machine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, 12, 4)
        for number in (1, 2, 3):
            if number > 1:
                sign = Sign("next", "text3", 14)
                sign.setFixedSize(14, scaled(20))
                flow.addWidget(sign)
            flow.addWidget(_Step(number, tr(f"welcome.step.{number}")))
        quiet = Label(tr("welcome.nothing_sent"), "small", "text2")
        quiet.setFixedHeight(scaled(20))
        flow.addWidget(quiet)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class _Step(QWidget):
    def __init__(self, number: int, text: str) -> None:
        super().__init__()
        line = row(_Number(number), Label(text, "small", "text2"), gap=8)
        self.setLayout(line)
        self.setFixedHeight(scaled(20))


class _Number(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(scaled(18), scaled(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            rim(painter, self.rect(), t.rule, self.height() / 2)
            words(painter, self.rect(), str(self._number), font("fine", 500), t.text2, CENTER)
