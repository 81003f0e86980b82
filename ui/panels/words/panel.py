"""The words that will be sent, exactly: whole with their sections, by parts, and as the payload."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QFocusEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.desk.snapshot import Snapshot
from app.domain.draft import Draft
from app.domain.model import Model
from app.domain.request import Compiled
from app.strings import tr
from ui.kit.buttons import Button, IconButton
from ui.kit.choices import Tabs
from ui.kit.fonts import line_height, metrics
from ui.kit.panels import EmptyState
from ui.kit.tips import name_command, tip_text
from ui.panels.send.desk import PayloadDesk
from ui.panels.words.blocks import Measure, count_words, lay_out, measure
from ui.panels.words.gutter import Gutter
from ui.panels.words.head import Figures, LanguageButton
from ui.panels.words.text import SpanText

if TYPE_CHECKING:
    from ui.panels.words.parts import PartsView
    from ui.panels.words.payload import PayloadView

COPIED_MS = 1600
AFTER_MS = 80
"""From another counter to its tip."""
COPY_KEY = "Ctrl+Shift+C"
_WIDEST = str.maketrans("123456789", "000000000")
_LEVELS = {"": "text3", "warn": "warn.text", "error": "error.text"}
_MEANINGS = {"": "words.count.meaning", "warn": "words.count.advised", "error": "words.count.over"}


class _Why(Button):
    """Asks why the words stand in this order; `met` when the keyboard comes to it."""

    met = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.met.emit()


class WordsText(SpanText):
    """The whole words with their gutter, and at their end why they stand in this order."""

    why_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("words.title"), parent=parent)
        self._flash.cover_ground()
        self._gutter = Gutter(self)
        self.why = _Why(tr("words.why"), kind="quiet", size="compact", parent=self.viewport())
        self.why.clicked.connect(self.why_asked)
        self.why.setCursor(Qt.CursorShape.PointingHandCursor)
        # it stands under the last word
        self.why.met.connect(lambda: self.verticalScrollBar().setValue(self.verticalScrollBar().maximum()))
        root = self.document().rootFrame().frameFormat()
        root.setBottomMargin(self.why.sizeHint().height() + 10)
        root.setTopMargin(4)
        self.document().rootFrame().setFrameFormat(root)
        self.verticalScrollBar().valueChanged.connect(self._place)
        self.document().documentLayout().documentSizeChanged.connect(self._place)
        self._place()

    def show_words(self, compiled: Compiled, cut: tuple[tuple[int, int], ...], *, flash: bool) -> None:
        """Show these words; equal ones change nothing."""
        if self.show_layout(lay_out(compiled.spans, self.shown), cut, flash=flash):
            if self.reshaped and self._gutter.width_wanted != self._gutter.measure():
                self._place()
            self._gutter.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wide = self._gutter.width_wanted
        if self.viewportMargins().left() != wide:
            self.setViewportMargins(wide, 0, 8, 0)
        self._gutter.setGeometry(0, 0, wide, self.height())
        self._gutter.refresh()
        foot = self.document().size().height() - self.verticalScrollBar().value()
        hint = self.why.sizeHint()
        self.why.setGeometry(-8, round(foot) - hint.height() - 2, hint.width(), hint.height())


class WordsPanel(QWidget):
    """Tabs Words, Parts and Payload, the counter and the language. `pointed(path)` and `chosen(path)` speak of fields;
    `language_picked` asks for the prompt in another language."""

    pointed = Signal(str)
    chosen = Signal(str)
    language_picked = Signal(str)

    def __init__(self, desk: PayloadDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._compiled: Compiled | None = None
        self._model: Model | None = None
        self._draft: Draft | None = None
        self._draft_id = ""
        self._measure = Measure(0, 0, "", ())
        self._counted: tuple[str, str, int] | None = None
        self._shape = ""
        self._wide = self.width()
        self._says_copied = False
        self._fitting: dict[tuple[str, int], bool] = {}
        """Whether a counter of this shape fits at this width: the last that was asked for."""
        self.setAccessibleName(tr("words.title"))
        self.tabs = Tabs([tr("words.tab.words"), tr("words.tab.parts"), tr("words.tab.payload")], name=tr("words.tabs"))
        self.counter = Figures()
        self.language = LanguageButton()
        self.language.picked.connect(self.language_picked)
        self.copy_button = IconButton("copy", tr("words.copy"), key=COPY_KEY, size="compact")
        name_command(self.copy_button, "copy_words")
        self.copy_button.clicked.connect(self.copy_words)
        self.text = WordsText()
        self._parts: PartsView | None = None
        self._payload: PayloadView | None = None
        self.empty = EmptyState("", "", icon="words")
        self._page: QWidget = self.text
        """Which of them is shown."""
        self._stack = QStackedWidget()
        for page in (self.text, self.empty):
            self._stack.addWidget(page)
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._telling = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._telling.timeout.connect(self._tell_counter)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.timeout.connect(self._forget_copied)
        self._arrange()
        self.text.pointed.connect(self.pointed)
        self.text.chosen.connect(self.chosen)
        self.text.why_asked.connect(self._open_why)
        self.tabs.currentChanged.connect(self._turn)
        self._turn()

    @property
    def parts(self) -> PartsView:
        """The words part by part; made when one first turns to them."""
        if self._parts is None:
            from ui.panels.words.parts import PartsView

            self._parts = PartsView()
            self._parts.pointed.connect(self.pointed)
            self._parts.chosen.connect(self.chosen)
            self._stack.addWidget(self._parts)
        return self._parts

    @property
    def payload(self) -> PayloadView:
        """What would go over the wire; made when one first turns to it."""
        if self._payload is None:
            from ui.panels.words.payload import PayloadView

            self._payload = PayloadView(self._desk)
            self._stack.addWidget(self._payload)
        return self._payload

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the words of the open draft. What is equal is left alone."""
        compiled, model = snapshot.compiled, snapshot.model
        draft_id = snapshot.draft.id if snapshot.draft else ""
        if compiled is self._compiled and model is self._model and draft_id == self._draft_id:
            return
        flash = draft_id == self._draft_id and _same_aim(compiled, self._compiled)
        fresh = compiled is None or self._compiled is None
        self._compiled, self._model, self._draft_id = compiled, model, draft_id
        self._draft = snapshot.draft
        self._measure = measure(compiled, model) if compiled else Measure(0, 0, "", ())
        if snapshot.draft is not None:
            self.language.show_language(snapshot.draft.language)
        if compiled is not None:
            self.text.show_words(compiled, self._measure.cut, flash=flash)
            if not flash:
                # another text begins at its beginning
                self.text.verticalScrollBar().setValue(0)
        self._show_counter()
        if fresh or self._page is not self.text or not (compiled and compiled.text):
            self._turn()

    def light(self, path: str) -> None:
        """Light the phrases of a field."""
        self.text.light(path)
        if self._parts is not None:
            self._parts.light(path)

    def copy_words(self) -> None:
        """Put the whole text on the clipboard, and say so."""
        if self._compiled is None or not self._compiled.text:
            return
        QGuiApplication.clipboard().setText(self._compiled.text, QClipboard.Mode.Clipboard)
        self.copy_button.set_sign("good")
        self.copy_button.set_hue("kept")
        self._says_copied = True
        said = tr("words.copied")
        self._count(said, said.translate(_WIDEST), "kept.text")
        self._copied.start(COPIED_MS)

    def set_tab(self, index: int) -> None:
        """Show Words (0), Parts (1) or Payload (2)."""
        self.tabs.setCurrentIndex(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wide = event.size().width()
        self._show_counter()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def whole_height(self) -> int | None:
        """How high it has to be to show every word; None where something else than words is shown."""
        if self._stack.currentWidget() is not self.text:
            return None
        return self.height() - self.text.viewport().height() + round(self.text.document().size().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._counted, self._shape, self._fitting = None, "", {}
            self.updateGeometry()
            if self.isVisible():
                self._show_counter()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 10, 0)
        head.setSpacing(6)
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.counter)
        head.addWidget(self.language)
        head.addWidget(self.copy_button)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 2, 0)
        body.addWidget(self._stack)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addLayout(body, 1)

    def _turn(self) -> None:
        """Show the page of the current tab; the others are only filled when one turns to them."""
        said = self._compiled is not None and bool(self._compiled.text)
        index = self.tabs.currentIndex()
        self.counter.setVisible(said)
        self.copy_button.setVisible(said)
        self.language.setVisible(self._compiled is not None)
        if not said or self._compiled is None:
            self._say_empty("words.empty" if self._draft_id else "words.no_draft")
            self._page = self.empty
            self._stack.setCurrentWidget(self.empty)
            return
        self._page = self.text
        if index == 1:
            self._page = self.parts
            self.parts.show_parts(self._compiled)
        elif index == 2:
            self._page = self.payload
            self.payload.show_payload(self._draft, self._compiled, self._model)
        self._stack.setCurrentWidget(self._page)

    def _say_empty(self, key: str) -> None:
        self.empty.name.setText(tr(key))
        self.empty.sentence.setText(tr(f"{key}.use"))
        self.empty.setAccessibleName(tr(key))
        self.empty.setAccessibleDescription(tr(f"{key}.use"))

    def _forget_copied(self) -> None:
        self._says_copied = False
        self.copy_button.set_sign("copy")
        self.copy_button.set_hue("")
        self._counted = None
        self._show_counter()

    def _show_counter(self) -> None:
        found = self._measure
        shown = count_words(found)
        counted = shown, found.level, self._wide
        if self._says_copied or counted == self._counted:
            return
        self._counted = counted
        shape = shown.translate(_WIDEST)
        if not self._fits(shape):
            # where both have no room, the limit is left to the tip: no name of a tab is ever covered
            shown = f"{found.length:,}"
            shape = shown.translate(_WIDEST)
        self._count(shown, shape, _LEVELS[found.level])
        self._telling.start()

    def _tell_counter(self) -> None:
        """Say the counter in its tip and to screen readers: the words are painted first."""
        said = f"{count_words(self._measure)}. {tr(_MEANINGS[self._measure.level])}"
        self.counter.setAccessibleName(said)
        self.counter.setToolTip(tip_text(said))

    def _fits(self, shape: str) -> bool:
        """Whether the whole counter has room, with any figures in it."""
        asked = shape, self._wide
        if asked not in self._fitting:
            buttons = self.copy_button.sizeHint().width() + self.language.sizeHint().width()
            taken = self.tabs.sizeHint().width() + buttons + 38
            self._fitting = {asked: taken + metrics("body").horizontalAdvance(shape) <= self._wide}
        return self._fitting[asked]

    def _count(self, text: str, shape: str, color: str) -> None:
        """Write into the counter, as wide as any figures make it: so nothing is laid out anew while they change."""
        if shape != self._shape:
            self._shape = shape
            self.counter.setFixedSize(metrics("body").horizontalAdvance(shape) + 2, line_height("body"))
        self.counter.show_text(text, color)

    def _open_why(self) -> None:
        from ui.panels.words.why import WhyPopup

        if self._compiled is not None:
            popup = WhyPopup(self._compiled, self._model.title if self._model else "", self)
            popup.open_under(self.text.why)


def _same_aim(compiled: Compiled | None, before: Compiled | None) -> bool:
    return compiled is not None and before is not None and compiled.model == before.model
